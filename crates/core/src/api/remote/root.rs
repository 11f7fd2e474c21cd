//! The server itself: `GET /api/json` (`jenkins.model.Jenkins`).

use crate::api::{Endpoint, Projection, resource};
use crate::classify::{Subject, json};
use crate::error::Result;
use crate::http::{Request, Response};
use crate::json::json;
use crate::server::Server;

resource! {
    /// The server, with its version from the header `X-Jenkins`.
    Root {
        /// The version, for example `2.552`; from the header, not the body.
        version: text "version",
        /// `NORMAL` or `EXCLUSIVE`.
        mode: text "mode",
        /// Whether crumbs are wanted.
        use_crumbs: truth "useCrumbs",
        /// Whether anybody has to sign in at all.
        use_security: truth "useSecurity",
        /// Whether a shutdown is being prepared: triggers wait in the queue then.
        quieting_down: truth "quietingDown",
        /// The top level's jobs and folders.
        jobs: list "jobs",
    }
}

/// Reads the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadRoot {
    /// Which fields.
    pub projection: Projection,
}

impl ReadRoot {
    /// The fields asked for by default.
    pub const TREE: &'static str = "_class,mode,nodeName,useCrumbs,useSecurity,quietingDown,url";
}

impl Endpoint for ReadRoot {
    type Output = Root;
    const NAME: &'static str = "root";

    fn request(&self, server: &Server) -> Request {
        server.get(&self.projection.api_json(""))
    }

    fn parse(&self, response: &Response) -> Result<Root> {
        let mut value = json(response, Subject::Server)?;
        if let (Some(map), Some(version)) = (value.as_object_mut(), response.header("x-jenkins")) {
            map.insert("version", json!(version));
        }
        Ok(Root(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{answer, server, wire};

    #[test]
    fn version_comes_from_the_header() {
        let read = ReadRoot { projection: Projection::tree("mode") };
        assert_eq!(wire(&read.request(&server())).0, "GET /jenkins/api/json?tree=mode");
        let root = read.parse(&answer(200, &[("X-Jenkins", "2.277.3")], r#"{"mode":"NORMAL"}"#)).expect("a root");
        assert_eq!((root.version(), root.mode()), (Some("2.277.3"), Some("NORMAL")));
    }
}
