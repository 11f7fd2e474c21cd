//! Deleting a job: `DELETE …/pipelines/NAME/` (`AbstractPipelineImpl#delete`).

use crate::api::Accepted;
use crate::api::declare::endpoint;
use alloc::string::String;

endpoint! {
    /// Deletes a pipeline with all its runs.
    DeleteBluePipeline "blue_delete_pipeline": delete "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/", BlueOcean, "AbstractPipelineImpl#delete", Job -> Accepted as "Accepted"
    {
        /// Which pipeline.
        pipeline: blue,
    }
}

impl DeleteBluePipeline {
    fn path(&self) -> String {
        self.pipeline.below("")
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "blue_delete_pipeline", "job": "old"})), "DELETE /jenkins/blue/rest/organizations/jenkins/pipelines/old/");
    }
}
