//! Ends a run: `POST …/stop`, `…/term`, `…/kill` (`WorkflowRun#doStop`, `#httpTerm`, `#httpKill`).
//!
//! `stop` answers 302 to the caller's own `Referer` or the run's page, also when the run is over;
//! `term` and `kill` answer 200 with an empty body. None proves an effect: read the run afterwards.

use crate::api::{Accepted, Endpoint, accepted};
use crate::classify::{Subject, refusal};
use crate::error::{Code, Result};
use crate::http::{Request, Response};
use crate::ids::RunId;
use crate::server::Server;

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
        // A redirect to the login page is a refusal, though its status is that of a success.
        if response.status == 302 && refusal(response, Subject::Run).code() == Code::LoginRequired {
            return Err(refusal(response, Subject::Run));
        }
        accepted(response, statuses, Subject::Run)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{answer, run, server, wire};

    #[test]
    fn request_and_answers() {
        let stop = Halt { run: run(), verb: HaltVerb::Stop };
        assert_eq!(wire(&stop.request(&server())).0, "POST /jenkins/job/Ops%20Team/job/deploy/42/stop");
        assert!(stop.parse(&answer(302, &[("Location", "/jenkins/job/x/2/")], "")).is_ok());
        assert_eq!(stop.parse(&answer(302, &[("Location", "/jenkins/login?from=x")], "")).expect_err("login").code(), Code::LoginRequired);
        let kill = Halt { run: run(), verb: HaltVerb::Kill };
        assert!(kill.parse(&answer(200, &[], "")).is_ok());
        assert_eq!(kill.parse(&answer(403, &[], "")).expect_err("refused").code(), Code::Forbidden);
    }
}
