//! Runs and queued items together: `GET …/activities/`, on old servers alone; today 404.

use crate::api::blueocean::BlueRun;
use crate::api::declare::List;
use crate::api::declare::endpoint;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// Runs and queued items, where the server still has this; use `blue_runs`.
    ReadBlueActivities "blue_activities": get "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/activities/", BlueOcean, "ActivityContainer (gone)", Job -> List<BlueRun> as "BlueRun[]"
    {
        /// Which pipeline.
        pipeline: blue,
        /// Which part of the list.
        page: page,
    }
}

impl ReadBlueActivities {
    fn path(&self) -> String {
        text!(self.pipeline.below("activities/"), self.page.query())
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "blue_activities", "job": "release"})), "GET /jenkins/blue/rest/organizations/jenkins/pipelines/release/activities/");
    }
}
