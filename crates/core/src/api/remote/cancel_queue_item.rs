//! Takes an item from the queue: `POST /queue/cancelItem?id=N` (`Queue#doCancelItem`).
//!
//! 204 done; 404 unknown or not visible; 422 no permission; 500 already left or cancelled.

use crate::api::{Accepted, Endpoint, accepted};
use crate::classify::Subject;
use crate::error::Result;
use crate::http::{Request, Response};
use crate::ids::QueueId;
use crate::server::Server;
use crate::text::text;

/// Takes an item from the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CancelQueueItem {
    /// Which item.
    pub id: QueueId,
}

impl Endpoint for CancelQueueItem {
    type Output = Accepted;
    const NAME: &'static str = "cancel_queue_item";

    fn request(&self, server: &Server) -> Request {
        server.post(&text!("queue/cancelItem?id=", self.id))
    }

    fn parse(&self, response: &Response) -> Result<Accepted> {
        accepted(response, &[204], Subject::CancelQueueItem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{answer, server, wire};
    use crate::error::Code;

    #[test]
    fn request_and_answers() {
        let cancel = CancelQueueItem { id: QueueId(327) };
        assert_eq!(wire(&cancel.request(&server())).0, "POST /jenkins/queue/cancelItem?id=327");
        assert!(cancel.parse(&answer(204, &[], "")).is_ok());
        for (status, code) in [(404, Code::QueueItemGone), (422, Code::Forbidden), (500, Code::QueueItemLeft)] {
            assert_eq!(cancel.parse(&answer(status, &[], "")).expect_err("refused").code(), code);
        }
    }
}
