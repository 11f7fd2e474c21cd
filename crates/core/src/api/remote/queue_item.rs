//! A queue item: `GET /queue/item/N/api/json` (`hudson.model.Queue.Item`). Kept five minutes after it has left.

use crate::api::remote::run::{Cause, causes};
use crate::api::{Endpoint, resource};
use crate::classify::{Subject, json};
use crate::error::Result;
use crate::fields::Read;
use crate::http::{Request, Response};
use crate::ids::{QueueId, RunNumber};
use crate::server::Server;
use crate::text::text;
use alloc::vec::Vec;

resource! {
    /// A queue item as Jenkins sent it.
    QueueItem {
        /// Its id.
        id: number "id",
        /// Why it waits, in the server's language; for people only.
        why: text "why",
        /// Whether it waits for something else.
        blocked: truth "blocked",
        /// Whether it only waits for an executor.
        buildable: truth "buildable",
        /// Whether it waits longer than seems normal.
        stuck: truth "stuck",
        /// Whether it was taken from the queue.
        cancelled: truth "cancelled",
        /// When it entered the queue, in milliseconds since 1970.
        in_queue_since: number "inQueueSince",
        /// What it became.
        executable: value "executable",
        /// Parameters, causes.
        actions: list "actions",
    }
}

/// Where a queue item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueueState {
    /// In its quiet period.
    Waiting,
    /// Held up by another run or a setting.
    Blocked,
    /// Waiting for an executor.
    Buildable,
    /// It became this run.
    Started(RunNumber),
    /// Handed to an executor; the number is not known yet.
    Leaving,
    /// Taken from the queue.
    Cancelled,
}

impl QueueItem {
    /// Where it stands. A left item without `executable` is about to get one.
    #[must_use]
    pub fn state(&self) -> QueueState {
        if self.cancelled() == Some(true) {
            return QueueState::Cancelled;
        }
        let number = self.executable().and_then(|e| e.number("number")).and_then(|n| u32::try_from(n).ok());
        if let Some(number) = number {
            return QueueState::Started(RunNumber(number));
        }
        if self.0.is_class("LeftItem") {
            QueueState::Leaving
        } else if self.blocked() == Some(true) {
            QueueState::Blocked
        } else if self.buildable() == Some(true) {
            QueueState::Buildable
        } else {
            QueueState::Waiting
        }
    }

    /// Who and what asked for it. More than one means that triggers were merged.
    #[must_use]
    pub fn causes(&self) -> Vec<Cause> {
        causes(self.actions())
    }
}

/// Reads a queue item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadQueueItem {
    /// Which item.
    pub id: QueueId,
}

impl Endpoint for ReadQueueItem {
    type Output = QueueItem;
    #[cfg(feature = "full")]
    const KEPT: crate::api::Kept = crate::api::Kept::Json;
    const NAME: &'static str = "queue_item";

    fn request(&self, server: &Server) -> Request {
        server.get(&text!("queue/item/", self.id, "/api/json"))
    }

    fn parse(&self, response: &Response) -> Result<QueueItem> {
        json(response, Subject::QueueItem).map(QueueItem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{server, wire};
    use crate::json::testing::json;

    #[test]
    fn states() {
        assert_eq!(wire(&ReadQueueItem { id: QueueId(322) }.request(&server())).0, "GET /jenkins/queue/item/322/api/json");
        for (body, state) in [
            (json!({"_class": "hudson.model.Queue$WaitingItem", "blocked": false, "buildable": false}), QueueState::Waiting),
            (json!({"_class": "hudson.model.Queue$BlockedItem", "blocked": true, "buildable": false}), QueueState::Blocked),
            (json!({"_class": "hudson.model.Queue$BuildableItem", "blocked": false, "buildable": true}), QueueState::Buildable),
            (json!({"_class": "hudson.model.Queue$LeftItem", "cancelled": false, "executable": null}), QueueState::Leaving),
            (json!({"_class": "hudson.model.Queue$LeftItem", "cancelled": false, "executable": {"number": 5}}), QueueState::Started(RunNumber(5))),
            (json!({"_class": "hudson.model.Queue$LeftItem", "cancelled": true, "executable": null}), QueueState::Cancelled),
        ] {
            assert_eq!(QueueItem(body).state(), state);
        }
    }
}
