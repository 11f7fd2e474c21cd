//! Running again with the same script: `POST …/runs/N/replay/` (`PipelineRunImpl#replay`).

use crate::api::blueocean::BlueRun;
use crate::api::declare::endpoint;
use crate::json::Value;
use crate::json::json;
use alloc::string::String;

endpoint! {
    /// Starts a run again with its original script.
    ReplayBlueRun "blue_replay": post_json "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/replay/", BlueOcean, "PipelineRunImpl#replay", Run -> BlueRun as "BlueRun"
    {
        /// Which run.
        run: blue_run,
    }
}

impl ReplayBlueRun {
    fn path(&self) -> String {
        self.run.below("replay/")
    }

    fn body(&self) -> Value {
        json!({})
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_replay", "job": "quick", "run": 42})),
            "POST /jenkins/blue/rest/organizations/jenkins/pipelines/quick/runs/42/replay/ {}"
        );
    }
}
