//! Ends a run: `POST …/stop`, `…/term`, `…/kill` (`WorkflowRun#doStop`, `#httpTerm`, `#httpKill`).
//!
//! `stop` answers 302 to the caller's own `Referer` or the run's page, also when the run is over;
//! `term` and `kill` answer 200 with an empty body. None proves an effect: read the run afterwards.

use crate::api::{Accepted, Endpoint, accepted};
use crate::classify::{OPAQUE_REDIRECT, Subject, refusal};
use crate::client::Shared;
use crate::error::Result;
use crate::http::{Request, Response};
use crate::ids::RunId;
use crate::server::Server;
use crate::text::text;
#[cfg(feature = "full")]
use alloc::borrow::ToOwned as _;
#[cfg(feature = "full")]
use alloc::string::String;

/// How hard to end a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HaltVerb {
    /// Asks the steps to end.
    Stop,
    /// Ends the steps without waiting for them.
    Term,
    /// Ends the run whatever its steps do.
    Kill,
}

/// Ends a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Halt {
    /// Which run.
    pub run: RunId,
    /// How hard.
    pub verb: HaltVerb,
    /// The `Referer` that goes along, to which Jenkins sends back. A button's own is not shown to it.
    #[cfg(feature = "full")]
    pub referer: Option<String>,
}

#[cfg(feature = "full")]
impl Halt {
    /// Ends a run for a client, whose own headers may have a `Referer`.
    pub(crate) fn by(client: &Shared, run: RunId, verb: HaltVerb) -> Self {
        let referer = client.extra_headers().find(|(name, _)| name.eq_ignore_ascii_case("referer"));
        Self { run, verb, referer: referer.map(|(_, value)| value.to_owned()) }
    }

    fn sends_back(&self, response: &Response) -> bool {
        let location = response.header("location").unwrap_or_default();
        !location.is_empty() && self.referer.as_ref().is_some_and(|referer| referer.ends_with(location))
    }
}

#[cfg(not(feature = "full"))]
#[allow(clippy::unused_self, reason = "stand in for those that know the client's own headers")]
impl Halt {
    pub(crate) fn by(_: &Shared, run: RunId, verb: HaltVerb) -> Self {
        Self { run, verb }
    }

    fn sends_back(&self, _: &Response) -> bool {
        false
    }
}

impl Endpoint for Halt {
    type Output = Accepted;
    const NAME: &'static str = "stop";

    fn request(&self, server: &Server) -> Request {
        let verb = match self.verb {
            HaltVerb::Stop => "stop",
            HaltVerb::Term => "term",
            HaltVerb::Kill => "kill",
        };
        server.post(&self.run.below(verb))
    }

    fn parse(&self, response: &Response) -> Result<Accepted> {
        let statuses: &[u16] = if self.verb == HaltVerb::Stop { &[302] } else { &[200] };
        // A redirect to a sign-in is a refusal, though its status is that of a success.
        if response.status == 302 && !leads_to(response, &self.run) && !self.sends_back(response) {
            return Err(refusal(response, Subject::Run));
        }
        accepted(response, statuses, Subject::Run)
    }
}

/// Whether a redirect leads to the run's page, `.` made absolute or not. A browser does not show where to; there nothing more is known.
pub(super) fn leads_to(response: &Response, run: &RunId) -> bool {
    let location = response.header("location").unwrap_or_default();
    let path = location.split(['?', '#']).next().unwrap_or_default().trim_end_matches(['/', '.']);
    response.header(OPAQUE_REDIRECT).is_some() || location.trim_end_matches(['/']) == "." || path.ends_with(text!("/", run.run).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{answer, run, server, wire};
    use crate::error::Code;

    #[test]
    fn request_and_answers() {
        let stop = Halt { run: run(), verb: HaltVerb::Stop, referer: None };
        assert_eq!(wire(&stop.request(&server())).0, "POST /jenkins/job/Ops%20Team/job/deploy/42/stop");
        for headers in [("Location", "/jenkins/job/x/42/"), ("Location", "."), (OPAQUE_REDIRECT, "1")] {
            assert!(stop.parse(&answer(302, &[headers], "")).is_ok());
        }
        for (location, code) in [
            ("/jenkins/login?from=x", Code::LoginRequired),
            ("https://sso/authorize?x=/42/", Code::SsoRedirect),
            ("https://ci/jenkins/job/x/42/stop", Code::SsoRedirect),
        ] {
            assert_eq!(stop.parse(&answer(302, &[("Location", location)], "")).expect_err("refused").code(), code);
        }
        let kill = Halt { verb: HaltVerb::Kill, ..stop.clone() };
        let sent = Halt { referer: Some("https://app/runs/1".to_owned()), ..stop.clone() };
        assert!(sent.parse(&answer(302, &[("Location", "https://app/runs/1")], "")).is_ok());
        assert!(sent.parse(&answer(302, &[("Location", "https://sso/authorize")], "")).is_err());
        assert!(kill.parse(&answer(200, &[], "")).is_ok());
        assert_eq!(kill.parse(&answer(403, &[], "")).expect_err("refused").code(), Code::Forbidden);
    }
}
