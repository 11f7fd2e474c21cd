//! The steps of a run, or of one stage: `GET …/N/stages/allSteps`, `…/steps?nodeId=ID` (`PipelineStepApi`). Steps
//! outside every stage are left out, an input among them.

use super::{Generation, GraphEndpoint, unwrapped};
use crate::api::{Query, resource};
use crate::error::Result;
use crate::http::Response;
use crate::json::Value;
use crate::text::text;
use alloc::borrow::ToOwned as _;
use alloc::string::String;

resource! {
    /// Steps of a run. The name of a `sh` step is its script.
    GraphSteps {
        /// The steps, by stage and id.
        steps: list "steps",
        /// Whether the run was over when this was read.
        run_is_complete: truth "runIsComplete",
    }
}

/// Reads the steps of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadGraphSteps {
    /// Of one stage alone; an unknown one has none. Costs the server as much.
    pub stage: Option<String>,
}

impl GraphEndpoint for ReadGraphSteps {
    fn place(&self, _: Generation) -> Option<String> {
        Some(match &self.stage {
            Some(stage) => text!("steps", Query::new().with("nodeId", Some(stage.as_str()))),
            None => "allSteps".to_owned(),
        })
    }

    fn read(&self, response: &Response) -> Result<Value> {
        unwrapped(response)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::answer;

    #[test]
    fn places_and_answer() {
        let place = |stage: Option<&str>| ReadGraphSteps { stage: stage.map(str::to_owned) }.place(Generation::Stages);
        assert_eq!((place(None).as_deref(), place(Some("6")).as_deref()), (Some("allSteps"), Some("steps?nodeId=6")));
        let body = r#"{"status":"ok","data":{"steps":[{"id":"7","stageId":"6"}],"runIsComplete":false}}"#;
        let steps = ReadGraphSteps { stage: None }.read(&answer(200, &[], body)).map(GraphSteps).expect("steps");
        assert_eq!((steps.steps().len(), steps.run_is_complete()), (1, Some(false)));
    }
}
