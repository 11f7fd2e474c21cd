//! Runs, newest first, queued ones in front of every page: `GET …/runs/` (`RunContainerImpl`). The `Link` to the next page never ends: a page with fewer than asked is the last.

use crate::api::declare::List;
use crate::api::declare::endpoint;
use crate::api::resource;
use crate::text::text;
use alloc::string::String;

resource! {
    /// A run, or a queued item that will become one (then `id` is a guess and only `queueId` is real).
    BlueRun {
        /// Its kind.
        class: text "_class",
        /// Its number.
        id: text "id",
        /// The queue item, while it is queued.
        queue_id: text "queueId",
        /// The organization.
        organization: text "organization",
        /// The short name of its pipeline, encoded for a branch.
        pipeline: text "pipeline",
        /// A display name that somebody set.
        name: text "name",
        /// QUEUED, RUNNING, PAUSED, SKIPPED, NOT_BUILT, FINISHED.
        state: text "state",
        /// SUCCESS, UNSTABLE, FAILURE, NOT_BUILT, ABORTED; UNKNOWN until it is over.
        result: text "result",
        /// When it started.
        start_time_millis: moment "startTime",
        /// When it ended.
        end_time_millis: moment "endTime",
        /// When it entered the queue.
        enqueue_time_millis: moment "enQueueTime",
        /// How long it took; 0 while it runs.
        duration_millis: number "durationInMillis",
        /// How long it probably takes; -1 if unknown.
        estimated_duration_millis: signed "estimatedDurationInMillis",
        /// Why it waits, in the server's language.
        cause_of_blockage: text "causeOfBlockage",
        /// Who and what asked for it.
        causes: list "causes",
        /// Its changes.
        change_set: list "changeSet",
        /// Whether it can be replayed.
        replayable: truth "replayable",
        /// The commit it ran on.
        commit_id: text "commitId",
        /// Plugins' own; empty unless `tree` asks.
        actions: list "actions",
        /// Relations: nodes, steps, log, artifacts, prevRun, nextRun.
        links: value "_links",
    }
}

endpoint! {
    /// Runs, newest first.
    ReadBlueRuns "blue_runs": get "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/runs/", BlueOcean, "RunContainerImpl", Job -> List<BlueRun> as "BlueRun[]"
    {
        /// Which pipeline.
        pipeline: blue,
        /// Of a multibranch pipeline: only this branch, as its job is named (`feature%2Fx`).
        of_branch: text("ofBranch"),
        /// Which part of the list.
        page: page,
    }
}

impl ReadBlueRuns {
    fn path(&self) -> String {
        text!(self.pipeline.below("runs/"), self.page.query().with("branch", self.of_branch.as_deref()))
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_runs", "job": "quick", "limit": 3})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/quick/runs/?limit=3"
        );
        assert_eq!(
            sends(&json!({"op": "blue_runs", "job": "multi", "ofBranch": "feature%2Fux-1"})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/multi/runs/?branch=feature%252Fux-1"
        );
    }
}
