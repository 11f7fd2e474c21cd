//! One run, or the queued item that will probably have this number: `GET …/runs/N/` (`AbstractRunImpl`).

use crate::api::blueocean::BlueRun;
use crate::api::declare::endpoint;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// One run.
    ReadBlueRun "blue_run": get "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/", BlueOcean, "AbstractRunImpl", Run -> BlueRun as "BlueRun"
    {
        /// Which run.
        run: blue_run,
        /// Which fields.
        projection: projection,
    }
}

impl ReadBlueRun {
    fn path(&self) -> String {
        text!(self.run.below(""), self.projection.query())
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_run", "job": "release", "run": 16, "tree": "state,result"})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/release/runs/16/?tree=state,result"
        );
    }
}
