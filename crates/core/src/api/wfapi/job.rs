//! A Pipeline: `GET …/wfapi/describe` (`JobAPI#doDescribe`). The bare `…/wfapi` would be redirected.

use crate::api::declare::endpoint;
use crate::api::resource;
use alloc::string::String;

resource! {
    /// A Pipeline.
    WfapiJob {
        /// Its short name, encoded for a branch.
        name: text "name",
        /// How many runs it has; newer servers stop counting at ten.
        run_count: number "runCount",
        /// Relations: runs.
        links: value "_links",
    }
}

endpoint! {
    /// A Pipeline with the number of its runs, which stops at ten.
    ReadWfapiJob "wfapi_job": get "job/JOB/wfapi/describe", Wfapi, "JobAPI#doDescribe", Job -> WfapiJob as "WfapiJob"
    {
        /// Which job.
        job: job,
    }
}

impl ReadWfapiJob {
    fn path(&self) -> String {
        self.job.below("wfapi/describe")
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "wfapi_job", "job": "quick"})), "GET /jenkins/job/quick/wfapi/describe");
    }
}
