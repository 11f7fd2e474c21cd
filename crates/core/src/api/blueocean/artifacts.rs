//! Artifacts of a run: `GET …/runs/N/artifacts/` (`ArtifactContainerImpl`).

use crate::api::declare::List;
use crate::api::declare::endpoint;
use crate::api::resource;
use crate::text::text;
use alloc::string::String;

resource! {
    /// An artifact.
    BlueArtifact {
        /// Its id.
        id: text "id",
        /// Its name.
        name: text "name",
        /// Its path.
        path: text "path",
        /// Where it is, without the context path.
        url: text "url",
        /// Its bytes.
        size: number "size",
        /// Whether it can be downloaded.
        downloadable: truth "downloadable",
    }
}

endpoint! {
    /// The artifacts of a run.
    ReadBlueArtifacts "blue_artifacts": get "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/artifacts/", BlueOcean, "ArtifactContainerImpl", Run -> List<BlueArtifact> as "BlueArtifact[]"
    {
        /// Which run.
        run: blue_run,
        /// Which part of the list.
        page: page,
    }
}

impl ReadBlueArtifacts {
    fn path(&self) -> String {
        text!(self.run.below("artifacts/"), self.page.query())
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_artifacts", "job": "archiver", "run": 1})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/archiver/runs/1/artifacts/"
        );
    }
}
