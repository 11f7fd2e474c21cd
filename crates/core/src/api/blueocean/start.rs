//! Starting a run: `POST …/runs/` (`RunContainerImpl#create`). Answered 200 with a queued run whose number is a guess; a disabled job is answered so too and never runs.

use super::elements;
use crate::api::blueocean::BlueRun;
use crate::api::declare::endpoint;
use crate::json::Value;
use crate::json::json;
use alloc::string::String;

endpoint! {
    /// Starts a run. The `queueId` of the outcome is what to follow.
    StartBlueRun "blue_start": post_json "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/", BlueOcean, "RunContainerImpl#create", Trigger -> BlueRun as "BlueRun"
    {
        /// Which pipeline.
        pipeline: blue,
        /// Values.
        parameters: parameters,
        /// Whether the pipeline has parameters; without values the defaults are used.
        parameterized: flag("parameterized"),
    }
}

impl StartBlueRun {
    fn path(&self) -> String {
        self.pipeline.below("runs/")
    }

    fn body(&self) -> Value {
        if self.parameters.is_empty() && !self.parameterized {
            return json!({});
        }
        json!({"parameters": elements(&self.parameters)})
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "blue_start", "job": "quick"})), "POST /jenkins/blue/rest/organizations/jenkins/pipelines/quick/runs/ {}");
        assert_eq!(
            sends(&json!({"op": "blue_start", "job": "kinds", "parameterized": true})),
            "POST /jenkins/blue/rest/organizations/jenkins/pipelines/kinds/runs/ {\"parameters\":[]}"
        );
        assert_eq!(
            sends(&json!({"op": "blue_start", "job": "kinds", "parameters": {"STR": "é", "RUN": {"run": "quick#1"}}})),
            "POST /jenkins/blue/rest/organizations/jenkins/pipelines/kinds/runs/ {\"parameters\":[{\"name\":\"RUN\",\"runId\":\"quick#1\"},{\"name\":\"STR\",\"value\":\"é\"}]}"
        );
    }
}
