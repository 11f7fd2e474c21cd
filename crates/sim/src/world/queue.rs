//! The queue: quiet period, merging of equal triggers, waiting for executors, cancelling.

use super::World;
use super::parameter::Given;

/// Left items are known this long (`Queue.leftItems`).
pub(crate) const KEPT_MILLIS: u64 = 300_000;

/// A queue item.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) id: u64,
    pub(crate) job: String,
    pub(crate) since: u64,
    pub(crate) place: Place,
    pub(crate) causes: Vec<Cause>,
    pub(crate) parameters: Vec<Given>,
}

/// Where an item stands.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    Waiting { due: u64 },
    Blocked { since: u64, why: String },
    Buildable { since: u64, why: String },
    Left { at: u64, number: Option<u32> },
}

/// Why a run was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cause {
    pub(crate) user: Option<(String, String)>,
}

impl Item {
    pub(crate) fn left_at(&self) -> Option<u64> {
        match self.place {
            Place::Left { at, .. } => Some(at),
            _ => None,
        }
    }
}

/// What became of a trigger.
pub(crate) enum Taken {
    New(u64),
    Merged(u64),
}

impl World {
    /// Puts a job into the queue, or merges with an item that waits with the same values
    /// (`ParametersAction#shouldSchedule`; without parameters always).
    pub(crate) fn enqueue(&mut self, job: &str, user: Option<&str>, parameters: Vec<Given>, delay: Option<u64>) -> Taken {
        let cause = Cause { user: user.and_then(|u| self.user(u)).map(|u| (u.id.clone(), u.full_name.clone())) };
        let twin = self.queue.iter_mut().find(|i| i.job == job && i.left_at().is_none() && i.parameters == parameters);
        if let Some(item) = twin {
            if !item.causes.contains(&cause) {
                item.causes.push(cause);
            }
            return Taken::Merged(item.id);
        }
        let quiet = self.jobs.get(job).map_or(0, |j| j.definition.quiet_millis);
        let id = self.next_item;
        self.next_item += 1;
        let due = self.now + delay.unwrap_or(quiet);
        self.queue.push(Item { id, job: job.to_owned(), since: self.now, place: Place::Waiting { due }, causes: vec![cause], parameters });
        Taken::New(id)
    }

    pub(crate) fn item(&self, id: u64) -> Option<&Item> {
        self.queue.iter().find(|i| i.id == id)
    }

    /// Takes an item from the queue; false if it is not there any more.
    pub(crate) fn cancel(&mut self, id: u64) -> bool {
        let now = self.now;
        match self.queue.iter_mut().find(|i| i.id == id && i.left_at().is_none()) {
            Some(item) => {
                item.place = Place::Left { at: now, number: None };
                true
            }
            None => false,
        }
    }
}
