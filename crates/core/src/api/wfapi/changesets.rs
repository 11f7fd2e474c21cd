//! What changed: `GET …/N/wfapi/changesets` (`RunAPI#doChangesets`).

use crate::api::declare::List;
use crate::api::declare::endpoint;
use crate::api::resource;
use alloc::string::String;

resource! {
    /// The changes of one repository.
    WfapiChangeset {
        /// `git`, `svn`, …
        kind: text "kind",
        /// How many commits.
        commit_count: number "commitCount",
        /// The commits: commitId, message, timestamp in milliseconds, authorJenkinsId (empty as a rule).
        commits: list "commits",
    }
}

endpoint! {
    /// The changes of a run.
    ReadWfapiChangesets "wfapi_changesets": get "job/JOB/N/wfapi/changesets", Wfapi, "RunAPI#doChangesets", Run -> List<WfapiChangeset> as "WfapiChangeset[]"
    {
        /// Which run.
        run: run,
    }
}

impl ReadWfapiChangesets {
    fn path(&self) -> String {
        self.run.below("wfapi/changesets")
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "wfapi_changesets", "job": "multi", "branch": "main", "run": 2})), "GET /jenkins/job/multi/job/main/2/wfapi/changesets");
    }
}
