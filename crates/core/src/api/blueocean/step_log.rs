//! The log of a step: `GET …/runs/N/steps/STEP/log/` (`LogResource`). Its headers come after the body and are lost on big answers: without `X-Text-Size` the end is unknown, and core's log is the one to follow.

use crate::api::Query;
use crate::api::blueocean::BlueLog;
use crate::api::declare::endpoint;
use crate::encode::path_segment;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// The log of a step.
    ReadBlueStepLog "blue_step_log": get "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/steps/STEP/log/", BlueOcean, "LogResource", Run -> BlueLog as "BlueLog"
    {
        /// Which run.
        run: blue_run,
        /// Which step.
        step: need("step"),
        /// From which raw byte; the last kilobytes without.
        start: int("start"),
        /// How many kilobytes from the end, without `start`; 150 by default.
        threshold_kilobytes: int("thresholdKilobytes"),
        /// Whether to answer as an attachment.
        download: flag("download"),
    }
}

impl ReadBlueStepLog {
    fn path(&self) -> String {
        text!(
            self.run.below(&text!("steps/", path_segment(&self.step), "/log/")),
            Query::new().with("start", self.start).with("thresholdInKB", self.threshold_kilobytes).flag("download", self.download)
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_step_log", "job": "long log", "run": 1, "step": "7", "start": 5})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/long%20log/runs/1/steps/7/log/?start=5"
        );
    }
}
