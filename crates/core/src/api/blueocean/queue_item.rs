//! One queued item: `GET …/queue/ID/` (`QueueItemImpl`). Once it has left the queue it is a 404.

use crate::api::blueocean::BlueQueueItem;
use crate::api::declare::endpoint;
use crate::encode::path_segment;
use crate::text::text;
use alloc::string::String;

endpoint! {
    /// One queued item.
    ReadBlueQueueItem "blue_queue_item": get "blue/rest/organizations/ORGANIZATION/pipelines/PIPELINE/queue/ID/", BlueOcean, "QueueItemImpl", QueueItem -> BlueQueueItem as "BlueQueueItem"
    {
        /// Which pipeline.
        pipeline: blue,
        /// The queue item's id.
        id: need("id"),
    }
}

impl ReadBlueQueueItem {
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
            sends(&json!({"op": "blue_queue_item", "job": "slow queue", "id": "292"})),
            "GET /jenkins/blue/rest/organizations/jenkins/pipelines/slow%20queue/queue/292/"
        );
    }
}
