//! Switching a job on: `PUT …/enable` (`AbstractPipelineImpl#enable`). Answered 200 without Job/Configure too, and then nothing happens.

use crate::api::Accepted;
use crate::api::declare::endpoint;
use crate::json::Value;
use crate::json::json;
use alloc::string::String;

endpoint! {
    /// Lets a pipeline be started again. Read it afterwards: without the permission nothing happens, and 200 is answered.
    EnableBluePipeline "blue_enable": put_json "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/enable", BlueOcean, "AbstractPipelineImpl#enable", Job -> Accepted as "Accepted"
    {
        /// Which pipeline.
        pipeline: blue,
    }
}

impl EnableBluePipeline {
    fn path(&self) -> String {
        self.pipeline.below("enable")
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
        assert_eq!(sends(&json!({"op": "blue_enable", "job": "quiet zero"})), "PUT /jenkins/blue/rest/organizations/jenkins/pipelines/quiet%20zero/enable {}");
    }
}
