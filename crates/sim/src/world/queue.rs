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
pub(crate) enum Cause {
    /// Id and full name; none is anonymous (`Cause.UserIdCause`).
    User(Option<(String, String)>),
    /// By the remote trigger token (`Cause.RemoteCause`).
    Remote { addr: String, note: Option<String> },
    /// `ReplayCause`.
    Replay(u32),
    /// `RestartDeclarativePipelineCause`.
    Restart { number: u32, stage: String },
}

impl Cause {
    /// `Cause#getShortDescription`.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::User(user) => format!("Started by user {}", user.as_ref().map_or("anonymous", |u| &u.1)),
            Self::Remote { addr, note: Some(note) } => format!("Started by remote host {addr} with note: {note}"),
            Self::Remote { addr, note: None } => format!("Started by remote host {addr}"),
            Self::Replay(number) => format!("Replayed #{number}"),
            Self::Restart { number, stage } => format!("Restarted from build #{number}, stage {stage}"),
        }
    }

    pub(crate) fn user(&self) -> Option<&(String, String)> {
        match self {
            Self::User(user) => user.as_ref(),
            _ => None,
        }
    }

    pub(crate) fn replayed(&self) -> Option<u32> {
        match self {
            Self::Replay(number) => Some(*number),
            _ => None,
        }
    }
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
    /// Who asks, as a cause.
    pub(crate) fn user_cause(&self, user: Option<&str>) -> Cause {
        Cause::User(user.and_then(|u| self.user(u)).map(|u| (u.id.clone(), u.full_name.clone())))
    }

    /// Puts a job into the queue for a user.
    pub(crate) fn enqueue(&mut self, job: &str, user: Option<&str>, parameters: Vec<Given>, delay: Option<u64>) -> Taken {
        let cause = self.user_cause(user);
        self.enqueue_for(job, vec![cause], parameters, delay)
    }

    /// Puts a job into the queue, or merges with an item that waits with the same values
    /// (`ParametersAction#shouldSchedule`; without parameters always).
    pub(crate) fn enqueue_for(&mut self, job: &str, causes: Vec<Cause>, parameters: Vec<Given>, delay: Option<u64>) -> Taken {
        let quiet = self.jobs.get(job).map_or(0, |j| j.definition.quiet_millis);
        let due = self.now.saturating_add(delay.unwrap_or(quiet));
        let twin = self.queue.iter_mut().find(|i| i.job == job && i.left_at().is_none() && i.parameters == parameters);
        if let Some(item) = twin {
            // All of them, even the same one again (`CauseAction#foldIntoExisting`).
            item.causes.extend(causes);
            // `Queue#scheduleInternal`: without a delay the wait ends now, with one it begins anew.
            if let Place::Waiting { due: old } = &mut item.place {
                *old = if due <= self.now { due.min(*old) } else { due.max(*old) };
            }
            return Taken::Merged(item.id);
        }
        let id = self.next_item;
        self.next_item += 1;
        self.queue.push(Item { id, job: job.to_owned(), since: self.now, place: Place::Waiting { due }, causes, parameters });
        Taken::New(id)
    }

    /// The number that an item's run will probably have (`QueueUtil`): a guess by its place.
    pub(crate) fn expected_number(&self, item: &Item) -> u32 {
        let next = self.jobs.get(&item.job).map_or(1, |j| j.next_number);
        let before = self.queue.iter().filter(|i| i.job == item.job && i.left_at().is_none() && i.id < item.id).count();
        next.saturating_add(u32::try_from(before).unwrap_or(u32::MAX))
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
