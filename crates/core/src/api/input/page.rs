//! The page where Jenkins asks: `GET …/N/input/` (`InputAction`). It is a page for people; that it is there
//! says that this run has asked at least once. Before the first input it is 404 (`Run.RedirectUp`).

use crate::api::{Accepted, Endpoint};
use crate::classify::{Subject, refusal};
use crate::error::Result;
use crate::http::{Request, Response};
use crate::ids::RunId;
use crate::server::Server;

/// Asks whether a run has ever had an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputPage {
    /// Which run.
    pub run: RunId,
}

impl Endpoint for InputPage {
    type Output = Accepted;
    const NAME: &'static str = "input_page";

    fn request(&self, server: &Server) -> Request {
        server.get(&self.run.below("input/"))
    }

    fn parse(&self, response: &Response) -> Result<Accepted> {
        match response.status {
            200 => Ok(Accepted { accepted: true }),
            _ => Err(refusal(response, Subject::Run)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{answer, run, server, wire};
    use crate::error::Code;

    #[test]
    fn request_and_answers() {
        let page = InputPage { run: run() };
        assert_eq!(wire(&page.request(&server())).0, "GET /jenkins/job/Ops%20Team/job/deploy/42/input/");
        assert!(page.parse(&answer(200, &[("Content-Type", "text/html")], "<form>")).is_ok());
        assert_eq!(page.parse(&answer(404, &[], "")).expect_err("none").code(), Code::NotFound);
    }
}
