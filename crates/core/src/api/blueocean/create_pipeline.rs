//! Making a pipeline: `POST …/pipelines/` (`BluePipelineContainer#create`). Missing fields are named by the errors of the answer.

use crate::api::blueocean::BluePipeline;
use crate::api::declare::endpoint;
use crate::encode::path_segment;
use crate::json::Value;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// Makes a pipeline.
    CreateBluePipeline "blue_create_pipeline": post_json "blue/rest/organizations/ORGANIZATION/pipelines/", BlueOcean, "BluePipelineContainer#create", Job -> BluePipeline as "BluePipeline"
    {
        /// Which organization.
        organization: organization,
        /// `name`, `$class` and `scmConfig`, as the class wants them.
        pipeline: object("pipeline"),
    }
}

impl CreateBluePipeline {
    fn path(&self) -> String {
        text!("blue/rest/organizations/", path_segment(&self.organization), "/pipelines/")
    }

    fn body(&self) -> Value {
        Value::Object(self.pipeline.clone())
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_create_pipeline", "pipeline": {"name": "x"}})),
            "POST /jenkins/blue/rest/organizations/jenkins/pipelines/ {\"name\":\"x\"}"
        );
    }
}
