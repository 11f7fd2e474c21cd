//! Triggers a job by Jenkins' structured form: `POST /job/…/build` with `json` (`ParametersDefinitionProperty#_doBuild`).
//!
//! Needed for kinds that only this form can carry. Declared parameters that are not sent are missing from
//! the run, so all of them are sent. `redirectTo=//` is not a safe URL to Jenkins, which then answers with
//! the queue item instead of the job's page.

use crate::api::Endpoint;
use crate::api::remote::build::{Triggered, delay_query, parse_trigger};
use crate::error::Result;
use crate::form::structured;
use crate::http::{Request, Response};
use crate::ids::JobPath;
use crate::server::Server;
use crate::text::text;
use crate::value::Filled;
use alloc::vec::Vec;

/// Triggers a job by the structured form.
#[derive(Debug, Clone, PartialEq)]
pub struct BuildJson {
    /// Which job.
    pub job: JobPath,
    /// A value for every declared parameter.
    pub parameters: Vec<Filled>,
    /// How long it shall wait in the queue; none takes the job's quiet period.
    pub delay_seconds: Option<u64>,
    /// Whether to ask for the queue item in `Location`.
    pub name_queue_item: bool,
}

impl Endpoint for BuildJson {
    type Output = Triggered;
    const NAME: &'static str = "build_json";

    fn request(&self, server: &Server) -> Request {
        let extra: &[(&str, &str)] = if self.name_queue_item { &[("redirectTo", "//")] } else { &[] };
        let path = self.job.below(&text!("build", delay_query(self.delay_seconds)));
        server.post(&path).with_body(structured(&self.parameters, extra))
    }

    fn parse(&self, response: &Response) -> Result<Triggered> {
        parse_trigger(response)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{answer, run, server, wire};
    use crate::encode::form_value;

    #[test]
    fn request_and_answers() {
        let build = BuildJson { job: run().job, parameters: vec![], delay_seconds: None, name_queue_item: true };
        let (line, body) = wire(&build.request(&server()));
        assert_eq!(line, "POST /jenkins/job/Ops%20Team/job/deploy/build");
        assert_eq!(body, format!("json={}", form_value(r#"{"parameter":[],"redirectTo":"//"}"#)));
        let job_page = build.parse(&answer(201, &[("Location", "/jenkins/job/Ops%20Team/job/deploy/")], "")).expect("accepted");
        assert_eq!(job_page, Triggered { queue_id: None, merged: false });
    }
}
