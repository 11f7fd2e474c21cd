//! Who is signed in: `GET /whoAmI/api/json` (`hudson.security.WhoAmI`). Works without any permission.

use crate::api::{Endpoint, resource};
use crate::classify::{Subject, json};
use crate::error::Result;
use crate::http::{Request, Response};
use crate::server::Server;

resource! {
    /// The user that Jenkins sees. Anonymous has `authenticated: true` as well, so look at `anonymous`.
    WhoAmI {
        /// The user's id.
        name: text "name",
        /// Whether nobody is signed in.
        anonymous: truth "anonymous",
        /// True for anonymous too.
        authenticated: truth "authenticated",
        /// Groups and roles.
        authorities: list "authorities",
    }
}

/// Asks who is signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadWhoAmI;

impl Endpoint for ReadWhoAmI {
    type Output = WhoAmI;
    #[cfg(feature = "full")]
    const KEPT: crate::api::Kept = crate::api::Kept::Json;
    const NAME: &'static str = "who_am_i";

    fn request(&self, server: &Server) -> Request {
        server.get("whoAmI/api/json")
    }

    fn parse(&self, response: &Response) -> Result<WhoAmI> {
        json(response, Subject::Server).map(WhoAmI)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{answer, server, wire};

    #[test]
    fn anonymous_is_told_by_its_own_field() {
        assert_eq!(wire(&ReadWhoAmI.request(&server())).0, "GET /jenkins/whoAmI/api/json");
        let body = r#"{"_class":"hudson.security.WhoAmI","anonymous":true,"authenticated":true,"authorities":["anonymous"],"name":"anonymous"}"#;
        let who = ReadWhoAmI.parse(&answer(200, &[], body)).expect("an answer");
        assert_eq!((who.anonymous(), who.authenticated(), who.name()), (Some(true), Some(true), Some("anonymous")));
    }
}
