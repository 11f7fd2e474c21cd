//! Switching a job off: `PUT …/disable` (`AbstractPipelineImpl#disable`). Answered 200 without Job/Configure too, and then nothing happens.

use crate::api::Accepted;
use crate::api::declare::endpoint;
use crate::json::Value;
use crate::json::json;
use alloc::string::String;

endpoint! {
    /// Keeps a pipeline from being started. Read it afterwards: without the permission nothing happens, and 200 is answered.
    DisableBluePipeline "blue_disable": put_json "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/disable", BlueOcean, "AbstractPipelineImpl#disable", Job -> Accepted as "Accepted"
    {
        /// Which pipeline.
        pipeline: blue,
    }
}

impl DisableBluePipeline {
    fn path(&self) -> String {
        self.pipeline.below("disable")
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
            sends(&json!({"op": "blue_disable", "job": "quiet zero"})),
            "PUT /jenkins/blue/rest/organizations/jenkins/pipelines/quiet%20zero/disable {}"
        );
    }
}
