//! The newest runs of a Pipeline, newest first: `GET …/wfapi/runs` (`JobAPI#doRuns`). At most ten, without pages.

use crate::api::Query;
use crate::api::declare::List;
use crate::api::declare::endpoint;
use crate::api::wfapi::Described;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// The newest runs with their stages, at most ten.
    ReadWfapiRuns "wfapi_runs": get "job/JOB/wfapi/runs", Wfapi, "JobAPI#doRuns", Job -> List<Described> as "Described[]"
    {
        /// Which job.
        job: job,
        /// The display name (`#12`) of the run to end with; it is given too.
        since: text("since"),
        /// Whether to list the steps of each stage.
        full_stages: flag("fullStages"),
    }
}

impl ReadWfapiRuns {
    fn path(&self) -> String {
        self.job.below(&text!("wfapi/runs", Query::new().with("since", self.since.as_deref()).flag("fullStages", self.full_stages)))
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "wfapi_runs", "job": "quick", "since": "#3", "fullStages": true})),
            "GET /jenkins/job/quick/wfapi/runs?since=%233&fullStages=true"
        );
    }
}
