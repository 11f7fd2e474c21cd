//! Stopping a run, or taking it from the queue: `PUT …/runs/N/stop/` (`AbstractRunImpl#stop`). It waits for at least a tenth of the time, and answers with the run, which may still be running.

use crate::api::Query;
use crate::api::blueocean::BlueRun;
use crate::api::declare::endpoint;
use crate::json::Value;
use crate::json::json;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// Stops a run.
    StopBlueRun "blue_stop": put_json "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/stop/", BlueOcean, "AbstractRunImpl#stop", Run -> BlueRun as "BlueRun"
    {
        /// Which run.
        run: blue_run,
        /// Whether to answer only when it has stopped.
        blocking: flag("blocking"),
        /// How long to wait; ten by default.
        timeout_seconds: int("timeoutSeconds"),
    }
}

impl StopBlueRun {
    fn path(&self) -> String {
        text!(self.run.below("stop/"), Query::new().flag("blocking", self.blocking).with("timeOutInSecs", self.timeout_seconds))
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
            sends(&json!({"op": "blue_stop", "job": "sleeper", "run": 7, "blocking": true, "timeoutSeconds": 5})),
            "PUT /jenkins/blue/rest/organizations/jenkins/pipelines/sleeper/runs/7/stop/?blocking=true&timeOutInSecs=5 {}"
        );
    }
}
