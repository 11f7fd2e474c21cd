//! What changed: `GET …/runs/N/changeSet/` (`ChangeSetContainerImpl`).

use crate::api::declare::List;
use crate::api::declare::endpoint;
use crate::api::resource;
use crate::text::text;
use alloc::string::String;

resource! {
    /// A change.
    BlueChange {
        /// The commit.
        commit_id: text "commitId",
        /// The user.
        author: value "author",
        /// Its message.
        message: text "msg",
        /// When.
        timestamp_millis: moment "timestamp",
        /// The files.
        affected_paths: list "affectedPaths",
        /// Where to see it.
        url: text "url",
    }
}

endpoint! {
    /// The changes of a run.
    ReadBlueChangeSet "blue_change_set": get "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/N/changeSet/", BlueOcean, "ChangeSetContainerImpl", Run -> List<BlueChange> as "BlueChange[]"
    {
        /// Which run.
        run: blue_run,
        /// Which part of the list.
        page: page,
    }
}

impl ReadBlueChangeSet {
    fn path(&self) -> String {
        text!(self.run.below("changeSet/"), self.page.query())
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_change_set", "job": "multi", "branch": "main", "run": 2})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/multi/branches/main/runs/2/changeSet/"
        );
    }
}
