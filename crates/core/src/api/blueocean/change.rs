//! One change: `GET …/runs/N/changeSet/COMMIT/` (`ChangeSetContainerImpl#get`).

use crate::api::blueocean::BlueChange;
use crate::api::declare::endpoint;
use crate::encode::path_segment;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// One change of a run.
    ReadBlueChange "blue_change": get "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/changeSet/COMMIT/", BlueOcean, "ChangeSetContainerImpl#get", Run -> BlueChange as "BlueChange"
    {
        /// Which run.
        run: blue_run,
        /// Which commit.
        commit: need("commit"),
    }
}

impl ReadBlueChange {
    fn path(&self) -> String {
        self.run.below(&text!("changeSet/", path_segment(&self.commit), "/"))
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_change", "job": "multi", "branch": "main", "run": 2, "commit": "6e1e"})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/multi/branches/main/runs/2/changeSet/6e1e/"
        );
    }
}
