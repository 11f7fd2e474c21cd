//! All steps of a run: `GET …/runs/N/steps/` (`PipelineStepContainerImpl`). A paused `input` step has its question in `input`.

use crate::api::declare::List;
use crate::api::declare::endpoint;
use crate::api::resource;
use crate::text::text;
use alloc::string::String;

resource! {
    /// A step.
    BlueStep {
        /// The flow node's id.
        id: text "id",
        /// What kind of step it is.
        display_name: text "displayName",
        /// What it was given.
        display_description: text "displayDescription",
        /// RUNNING, PAUSED, FINISHED.
        state: text "state",
        /// SUCCESS, UNSTABLE, FAILURE, ABORTED, UNKNOWN.
        result: text "result",
        /// When it started.
        start_time_millis: moment "startTime",
        /// How long it took; below 0 for a moment where clocks differ.
        duration_millis: signed "durationInMillis",
        /// The question of a paused `input` step: id, message, ok, submitter, parameters.
        input: value "input",
        /// Its log, and what it started.
        actions: list "actions",
        /// Relations.
        links: value "_links",
    }
}

endpoint! {
    /// All steps of a run.
    ReadBlueSteps "blue_steps": get "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/steps/", BlueOcean, "PipelineStepContainerImpl", Run -> List<BlueStep> as "BlueStep[]"
    {
        /// Which run.
        run: blue_run,
        /// Which part of the list.
        page: page,
    }
}

impl ReadBlueSteps {
    fn path(&self) -> String {
        text!(self.run.below("steps/"), self.page.query())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn a_step_that_has_just_begun_has_a_duration_below_zero() {
        assert_eq!(BlueStep(json!({"id": "15", "durationInMillis": -31})).duration_millis(), Some(-31));
    }

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_steps", "job": "release", "run": 14})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/release/runs/14/steps/"
        );
    }
}
