//! The whole queue: `GET /queue/api/json` (`hudson.model.Queue`). A Pipeline that waits for an agent stands in
//! it as a task without name or URL.

use crate::api::declare::endpoint;
use crate::api::resource;
use alloc::string::String;

resource! {
    /// The queue as Jenkins sent it.
    Queue {
        /// What waits, as `queue_item` gives it.
        items: list "items",
        /// What may be started by the scheduler.
        discoverable_items: list "discoverableItems",
    }
}

endpoint! {
    /// Everything that waits in the queue and that this user may see.
    ReadQueue "queue": get "queue/api/json", Core, "hudson.model.Queue", Server -> Queue as "Queue"
    {
        /// Which fields.
        projection: projection,
    }
}

impl ReadQueue {
    fn path(&self) -> String {
        self.projection.api_json("queue")
    }
}

#[cfg(test)]
mod tests {
    use crate::api::testing::sends;
    use crate::json::testing::json;

    #[test]
    fn requests() {
        assert_eq!(sends(&json!({"op": "queue"})), "GET /jenkins/queue/api/json");
        assert_eq!(sends(&json!({"op": "queue", "tree": "items[id,why]"})), "GET /jenkins/queue/api/json?tree=items%5Bid,why%5D");
    }
}
