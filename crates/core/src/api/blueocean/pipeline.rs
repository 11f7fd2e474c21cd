//! One pipeline, folder, multibranch pipeline or branch: `GET …/pipelines/NAME/` (`AbstractPipelineImpl`). Its `latestRun` is there; getters that fail are left out.

use crate::api::declare::endpoint;
use crate::api::resource;
use crate::text::text;
use alloc::string::String;

resource! {
    /// A pipeline, folder, multibranch pipeline or branch, told apart by `_class`.
    BluePipeline {
        /// Its kind.
        class: text "_class",
        /// Its name, encoded for a branch.
        name: text "name",
        /// What people see.
        display_name: text "displayName",
        /// With its folders.
        full_name: text "fullName",
        /// The organization.
        organization: text "organization",
        /// Whether it can be started.
        disabled: truth "disabled",
        /// How well the newest runs went, 0 to 100.
        weather_score: signed "weatherScore",
        /// How long a run probably takes; -1 if unknown.
        estimated_duration_millis: signed "estimatedDurationInMillis",
        /// The newest run.
        latest_run: value "latestRun",
        /// What it asks for.
        parameters: list "parameters",
        /// The branches of a multibranch pipeline, encoded; the first hundred.
        branch_names: list "branchNames",
        /// What the user may do.
        permissions: value "permissions",
        /// Of a branch: its URL, and whether it is the primary one.
        branch: value "branch",
        /// Of a pull request: id, URL, title, author.
        pull_request: value "pullRequest",
        /// Plugins' own; empty unless `tree` asks.
        actions: list "actions",
        /// Relations: runs, queue, branches, trends.
        links: value "_links",
    }
}

endpoint! {
    /// One pipeline, folder or branch, with its latest run.
    ReadBluePipeline "blue_pipeline": get "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/[branches/BRANCH/]", BlueOcean, "AbstractPipelineImpl", Job -> BluePipeline as "BluePipeline"
    {
        /// Which pipeline.
        pipeline: blue,
        /// Which fields.
        projection: projection,
    }
}

impl ReadBluePipeline {
    fn path(&self) -> String {
        text!(self.pipeline.below(""), self.projection.query())
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_pipeline", "job": "Ops Team/eu + us/deploy + verify"})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/Ops%20Team/pipelines/eu%20+%20us/pipelines/deploy%20+%20verify/"
        );
        assert_eq!(
            sends(&json!({"op": "blue_pipeline", "job": "multi", "branch": "bug/50%25-off", "tree": "name,actions[*]"})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/multi/branches/bug%252F50%252525-off/?tree=name,actions%5B*%5D"
        );
    }
}
