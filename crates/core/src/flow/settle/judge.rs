//! What became of a decision, by what the run shows afterwards.

use super::{Decision, Work};
use crate::flow::inputs::Look;
use crate::ids::{InputId, RunNumber};
use crate::json::{Map, shape, words};
use crate::status::Status;
use alloc::string::String;
use alloc::vec::Vec;

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename_all = "lowercase"))]
pub enum SettlementOutcome {
    /// Accepted, and the run agrees.
    Approved,
    /// Accepted, and the run agrees.
    Aborted,
    /// Accepted, but the run shows the other decision.
    Superseded,
    /// It no longer waits, but not provably by this decision.
    Settled,
}

words!(SettlementOutcome { Approved: "approved", Aborted: "aborted", Superseded: "superseded", Settled: "settled" });

/// The end of a decision.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Settlement {
    /// What became of it.
    pub outcome: SettlementOutcome,
    /// Which run.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub run: RunNumber,
    /// Which input.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub input: InputId,
    /// Who approved inputs of this run so far; after a race in no telling order.
    pub approvers: Vec<String>,
    /// How the run stands.
    pub view: SettlementView,
    /// What was sent, by name; secrets as dots.
    #[cfg_attr(feature = "ts", ts(type = "Record<string, string | boolean>"))]
    pub sent: Map,
}

shape!(Settlement { outcome, run, input, approvers, view, sent });

/// How the run stands after a decision.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SettlementView {
    /// Whether it is under way; null if only wfapi could be asked.
    pub building: Option<bool>,
    /// Its status.
    pub status: Status,
    /// Its result.
    pub result: Option<String>,
}

shape!(SettlementView { building, status, result });

/// The marks that earlier decisions have left in the run.
#[derive(Clone, Copy)]
pub(super) struct Marks {
    approvals: Option<usize>,
    rejections: usize,
}

impl Marks {
    pub(super) fn of(look: &Look) -> Self {
        Self { approvals: look.approvers.as_ref().map(Vec::len), rejections: look.rejections }
    }
}

impl Work<'_> {
    /// Whether our user is among those who approved, where we know who we are and who they are.
    fn may_be_ours(&self, now: &Look) -> bool {
        let Some(me) = self.io.client.credentials.user() else { return true };
        now.approvers.as_ref().is_none_or(|a| a.is_empty() || a.iter().any(|u| u.eq_ignore_ascii_case(me)))
    }

    /// Whether the run agrees with an accepted decision.
    pub(super) fn judge(&self, now: &Look) -> SettlementOutcome {
        let rejected = now.rejections > self.before.map_or(0, |before| before.rejections);
        let goes_on = now.building == Some(true);
        // Without a look beforehand, a run that goes on may have caught an earlier rejection.
        if rejected && goes_on && self.before.is_none() {
            return SettlementOutcome::Settled;
        }
        let aborted = rejected || (now.result.as_deref() == Some("ABORTED") && !goes_on);
        // Each accepted approval leaves one mark; ours is among them.
        let new_approvals =
            self.before.and_then(|before| before.approvals).zip(now.approvers.as_ref()).map(|(before, after)| after.len().saturating_sub(before));
        match self.wanted.decision {
            Decision::Approve { .. } if rejected => SettlementOutcome::Superseded,
            Decision::Approve { .. } if aborted || new_approvals.is_some_and(|n| n > 1) || !self.may_be_ours(now) => SettlementOutcome::Settled,
            Decision::Approve { .. } => SettlementOutcome::Approved,
            Decision::Abort if aborted => SettlementOutcome::Aborted,
            Decision::Abort if new_approvals.is_some_and(|n| n > 0) => {
                if now.building == Some(false) {
                    SettlementOutcome::Superseded
                } else {
                    SettlementOutcome::Settled
                }
            }
            // Gone and nobody approved: a Pipeline may catch the rejection and go on.
            Decision::Abort if new_approvals == Some(0) => SettlementOutcome::Aborted,
            Decision::Abort if now.status.is_over() => SettlementOutcome::Superseded,
            Decision::Abort => SettlementOutcome::Settled,
        }
    }

    fn sent(&self) -> Map {
        let mut sent = Map::new();
        for value in self.values {
            sent.insert(&value.name, value.shown());
        }
        sent
    }

    pub(super) fn settlement(&self, outcome: SettlementOutcome, now: &Look) -> Settlement {
        Settlement {
            outcome,
            run: self.wanted.run.run,
            input: self.seen.id.clone(),
            approvers: now.approvers.clone().unwrap_or_default(),
            view: SettlementView { building: now.building, status: now.status.clone(), result: now.result.clone() },
            sent: self.sent(),
        }
    }
}
