//! A file of a pipeline's repository: `GET …/scm/content/` (`ScmContentProvider`). Wants Job/Configure.

use crate::api::Query;
use crate::api::declare::endpoint;
use crate::api::resource;
use crate::text::text;
use alloc::string::String;

resource! {
    /// A file.
    BlueContent {
        /// Name, path, sha, size and `base64Data`.
        content: value "content",
    }
}

endpoint! {
    /// A file of a pipeline's repository.
    ReadBlueContent "blue_content": get "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/scm/content/", BlueOcean, "ScmContentProvider", Job -> BlueContent as "BlueContent"
    {
        /// Which pipeline.
        pipeline: blue,
        /// The file's path.
        path_in_repository: text("path"),
        /// Of a multibranch pipeline: which branch.
        of_branch: text("ofBranch"),
        /// Of an organization folder: which repository.
        repository: text("repository"),
        /// `file`.
        kind: text("type"),
    }
}

impl ReadBlueContent {
    fn path(&self) -> String {
        text!(
            self.pipeline.below("scm/content/"),
            Query::new()
                .with("path", self.path_in_repository.as_deref())
                .with("branch", self.of_branch.as_deref())
                .with("repo", self.repository.as_deref())
                .with("type", self.kind.as_deref())
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
            sends(&json!({"op": "blue_content", "job": "multi", "path": "Jenkinsfile", "ofBranch": "main"})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/multi/scm/content/?path=Jenkinsfile&branch=main"
        );
    }
}
