//! Taking an item from the queue: `DELETE …/queue/ID/` (`QueueItemImpl#delete`).

use crate::api::Accepted;
use crate::api::declare::endpoint;
use crate::encode::path_segment;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// Takes an item from the queue.
    DeleteBlueQueueItem "blue_delete_queue_item": delete "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/queue/ID/", BlueOcean, "QueueItemImpl#delete", QueueItem -> Accepted as "Accepted"
    {
        /// Which pipeline.
        pipeline: blue,
        /// The queue item's id.
        id: need("id"),
    }
}

impl DeleteBlueQueueItem {
    fn path(&self) -> String {
        self.pipeline.below(&text!("queue/", path_segment(&self.id), "/"))
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(
            sends(&json!({"op": "blue_delete_queue_item", "job": "slow queue", "id": "292"})),
            "DELETE /jenkins/blue/rest/organizations/jenkins/pipelines/slow%20queue/queue/292/"
        );
    }
}
