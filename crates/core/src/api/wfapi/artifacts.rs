//! Artifacts: `GET …/N/wfapi/artifacts` (`RunAPI#doArtifacts`).

use crate::api::declare::List;
use crate::api::declare::endpoint;
use crate::api::resource;
use alloc::string::String;

resource! {
    /// An artifact.
    WfapiArtifact {
        /// Its place in the list, `n1`.
        id: text "id",
        /// Its name, shortened where that is clear.
        name: text "name",
        /// Its path, encoded.
        path: text "path",
        /// Where it is, with the context path.
        url: text "url",
        /// Its bytes; 0 if unknown.
        size: number "size",
    }
}

endpoint! {
    /// The artifacts of a run.
    ReadWfapiArtifacts "wfapi_artifacts": get "job/JOB/N/wfapi/artifacts", Wfapi, "RunAPI#doArtifacts", Run -> List<WfapiArtifact> as "WfapiArtifact[]"
    {
        /// Which run.
        run: run,
    }
}

impl ReadWfapiArtifacts {
    fn path(&self) -> String {
        self.run.below("wfapi/artifacts")
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "wfapi_artifacts", "job": "archiver", "run": 1})), "GET /jenkins/job/archiver/1/wfapi/artifacts");
    }
}
