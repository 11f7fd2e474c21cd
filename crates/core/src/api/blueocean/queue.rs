//! Queued items: `GET …/queue/` (`QueueContainerImpl`). A multibranch pipeline lists each item up to five times.

use crate::api::declare::endpoint;
use crate::api::declare::{Answer, List};
use crate::api::resource;
use crate::classify::Subject;
use crate::error::Result;
use crate::http::Response;
use crate::json::transparent;
use crate::text::text;
use alloc::string::String;
use alloc::vec::Vec;

resource! {
    /// A queued item.
    BlueQueueItem {
        /// The queue item's id.
        id: text "id",
        /// The pipeline.
        pipeline: text "pipeline",
        /// Since when.
        queued_time_millis: moment "queuedTime",
        /// The number that its run will probably have.
        expected_build_number: number "expectedBuildNumber",
        /// Why it waits, in the server's language.
        cause_of_blockage: text "causeOfBlockage",
        /// Relations.
        links: value "_links",
    }
}

endpoint! {
    /// What waits in the queue, each item once.
    ReadBlueQueue "blue_queue": get "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/queue/", BlueOcean, "QueueContainerImpl", Job -> Unique as "BlueQueueItem[]"
    {
        /// Which pipeline.
        pipeline: blue,
        /// Which part of the list.
        page: page,
    }
}

impl ReadBlueQueue {
    fn path(&self) -> String {
        text!(self.pipeline.below("queue/"), self.page.query())
    }
}

/// Queue items without repetitions (`MultiBranchPipelineQueueContainer#iterator` reads the same slice again).
#[derive(Debug, Clone, PartialEq)]
pub struct Unique(pub Vec<BlueQueueItem>);

transparent!(Unique);

impl Answer for Unique {
    fn read(response: &Response, subject: Subject) -> Result<Self> {
        let List(mut items) = List::<BlueQueueItem>::read(response, subject)?;
        let mut known: Vec<Option<String>> = Vec::new();
        items.retain(|item| {
            let id = item.id().map(String::from);
            let fresh = id.is_none() || !known.contains(&id);
            known.push(id);
            fresh
        });
        Ok(Self(items))
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "blue_queue", "job": "slow queue"})), "GET /jenkins/blue/rest/organizations/jenkins/pipelines/slow%20queue/queue/");
    }
}
