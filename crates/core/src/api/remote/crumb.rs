//! The crumb issuer: `GET /crumbIssuer/api/json` (`hudson.security.csrf.DefaultCrumbIssuer`).
//!
//! A crumb is bound to the user and the session cookie that came with it. 404 means that the protection
//! is off. The header's name is configurable, so the one that is returned is used.

use crate::api::{Endpoint, remove};
use crate::classify::{Subject, json, not_json};
use crate::credentials::{Crumb, CrumbState, Secret};
use crate::error::{Code, Result};
use crate::fields::Read;
use crate::http::{Request, Response};
use crate::json::{Value, transparent};
use crate::server::Server;
use alloc::borrow::ToOwned as _;

/// What the issuer says, without the crumb itself: that is a secret of the session.
#[derive(Debug, Clone, PartialEq)]
pub struct CrumbIssuer(pub Value);

transparent!(CrumbIssuer);

/// Asks for a crumb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadCrumb;

impl ReadCrumb {
    /// The crumb for the session.
    ///
    /// # Errors
    /// As [`Endpoint::parse`]; a 404 is no error here but `Off`.
    pub fn crumb(response: &Response) -> Result<CrumbState> {
        let value = match json(response, Subject::Server) {
            Err(error) if error.code() == Code::NotFound => return Ok(CrumbState::Off),
            other => other?,
        };
        let field = value.text("crumbRequestField").filter(|f| !f.is_empty() && f.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b)));
        let crumb = value.text("crumb").filter(|c| !c.is_empty() && c.bytes().all(|b| b.is_ascii_graphic()));
        match (field, crumb) {
            (Some(field), Some(crumb)) => Ok(CrumbState::Known(Crumb { field: field.to_owned(), value: Secret::new(crumb) })),
            _ => Err(not_json(response, &"crumb or crumbRequestField is missing")),
        }
    }
}

impl Endpoint for ReadCrumb {
    type Output = CrumbIssuer;
    const NAME: &'static str = "crumb";
    const DROPS: &'static [(&'static str, &'static str)] = &[("crumb", "a secret of the session")];

    fn request(&self, server: &Server) -> Request {
        server.get("crumbIssuer/api/json")
    }

    fn parse(&self, response: &Response) -> Result<CrumbIssuer> {
        let mut value = json(response, Subject::Server)?;
        remove(&mut value, "crumb");
        Ok(CrumbIssuer(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{answer, server, wire};
    use crate::json::ToJson as _;

    #[test]
    fn the_crumb_stays_inside() {
        assert_eq!(wire(&ReadCrumb.request(&server())).0, "GET /jenkins/crumbIssuer/api/json");
        let response = answer(200, &[], r#"{"_class":"x","crumb":"c0de","crumbRequestField":"My-Crumb"}"#);
        let shown = ReadCrumb.parse(&response).expect("an issuer").to_json().to_text();
        assert!(shown.contains("My-Crumb") && !shown.contains("c0de"), "{shown}");
        assert!(matches!(ReadCrumb::crumb(&response), Ok(CrumbState::Known(c)) if c.field == "My-Crumb" && c.value.expose() == "c0de"));
    }

    #[test]
    fn off_and_odd_answers() {
        assert_eq!(ReadCrumb::crumb(&answer(404, &[], "")), Ok(CrumbState::Off));
        for odd in [r#"{"crumb":"a\r\nb","crumbRequestField":"X"}"#, r#"{"crumb":"a"}"#, "[]"] {
            assert_eq!(ReadCrumb::crumb(&answer(200, &[], odd)).expect_err(odd).code(), Code::BadResponse);
        }
    }
}
