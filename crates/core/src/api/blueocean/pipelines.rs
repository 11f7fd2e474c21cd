//! Pipelines: `GET …/pipelines/`, at the top or in a folder (`PipelineContainerImpl`).

use crate::api::blueocean::BluePipeline;
use crate::api::declare::List;
use crate::api::declare::endpoint;
use crate::encode::path_segment;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// Pipelines and folders.
    ReadBluePipelines "blue_pipelines": get "blue/rest/organizations/ORGANIZATION/pipelines/[FOLDER/pipelines/]", BlueOcean, "PipelineContainerImpl", Job -> List<BluePipeline> as "BluePipeline[]"
    {
        /// Which organization.
        organization: organization,
        /// The names of a folder and those around it; the top without.
        folder: texts("folder"),
        /// `no-folders`, `origin` or `pull-requests`.
        filter: text("filter"),
        /// Which part of the list.
        page: page,
    }
}

impl ReadBluePipelines {
    fn path(&self) -> String {
        let mut path = text!("blue/rest/organizations/", path_segment(&self.organization), "/pipelines/");
        for name in &self.folder {
            path.push_str(&text!(path_segment(name), "/pipelines/"));
        }
        text!(path, self.page.query().with("filter", self.filter.as_deref()))
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_pipelines", "filter": "no-folders", "limit": 2})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/?limit=2&filter=no-folders"
        );
        assert_eq!(
            sends(&json!({"op": "blue_pipelines", "folder": ["Ops Team"]})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/Ops%20Team/pipelines/"
        );
    }
}
