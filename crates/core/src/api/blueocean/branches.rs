//! Branches of a multibranch pipeline, the primary one first: `GET …/branches/` (`BranchContainerImpl`). Pull requests are branches, `filter: "pull-requests"`.

use crate::api::blueocean::BluePipeline;
use crate::api::declare::List;
use crate::api::declare::endpoint;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// Branches and pull requests.
    ReadBlueBranches "blue_branches": get "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/branches/", BlueOcean, "BranchContainerImpl", Job -> List<BluePipeline> as "BluePipeline[]"
    {
        /// Which pipeline.
        pipeline: blue,
        /// `origin` or `pull-requests`.
        filter: text("filter"),
        /// Which part of the list.
        page: page,
    }
}

impl ReadBlueBranches {
    fn path(&self) -> String {
        text!(self.pipeline.below("branches/"), self.page.query().with("filter", self.filter.as_deref()))
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_branches", "job": "multi", "filter": "origin", "start": 0, "limit": 2})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/multi/branches/?start=0&limit=2&filter=origin"
        );
    }
}
