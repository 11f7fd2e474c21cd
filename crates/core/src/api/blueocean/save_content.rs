//! Saving a file: `PUT …/scm/content/` (`ScmContentProvider#saveContent`).

use crate::api::blueocean::BlueContent;
use crate::api::declare::endpoint;
use crate::json::Value;
use crate::json::json;
use alloc::string::String;

endpoint! {
    /// Saves a file as a commit.
    SaveBlueContent "blue_save_content": put_json "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/scm/content/", BlueOcean, "ScmContentProvider#saveContent", Job -> BlueContent as "BlueContent"
    {
        /// Which pipeline.
        pipeline: blue,
        /// `message`, `path`, `branch`, `sha`, `base64Data` and, where they are wanted, `repo`, `sourceBranch`, `autoCreateBranch`.
        content: object("content"),
    }
}

impl SaveBlueContent {
    fn path(&self) -> String {
        self.pipeline.below("scm/content/")
    }

    fn body(&self) -> Value {
        json!({"content": self.content})
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_save_content", "job": "multi", "content": {"path": "x"}})),
            "PUT /jenkins/blue/rest/organizations/jenkins/pipelines/multi/scm/content/ {\"content\":{\"path\":\"x\"}}"
        );
    }
}
