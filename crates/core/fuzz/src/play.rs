//! Driving a machine as a host does, or as one that does everything wrong.

use crate::tape::Tape;
use crate::watch::Watch;
use bellpull::{Feed, Machine, Output};

/// A machine that is watched, and its clock.
pub struct Play {
    machine: Machine,
    pub watch: Watch,
    now: u64,
    /// Requests since the last wait, once the tape has come to its last answer.
    hurry: usize,
}

/// After this many requests a run that never ends has been followed long enough.
const ENOUGH: usize = 60;
/// Requests without a wait, all answered alike: no flow has so many steps.
const STEPS: usize = 12;
pub const START: u64 = 1_700_000_000_000;

impl Play {
    pub fn new(machine: Machine, renews_session: bool) -> Self {
        Self { machine, watch: Watch::new(renews_session), now: START, hurry: 0 }
    }

    /// Drives it to its end, or until it has been followed long enough.
    pub fn through(&mut self, tape: &mut Tape<'_>) {
        for _ in 0..ENOUGH * 4 {
            if self.step(tape) {
                return;
            }
        }
    }

    /// Does what the machine says; whether it is over.
    pub fn step(&mut self, tape: &mut Tape<'_>) -> bool {
        match self.poll(self.now) {
            Output::Send(_) | Output::AwaitingResponse => {
                self.hurry = if tape.is_over() { self.hurry + 1 } else { 0 };
                // Time that has come to its end cannot be waited for.
                assert!(self.hurry < STEPS || self.now == u64::MAX, "it neither ends nor waits");
                self.feed(tape.answer());
                false
            }
            Output::Wait { until } => {
                self.now = until;
                self.hurry = 0;
                false
            }
            Output::Event(_) => false,
            Output::Done(_) => true,
        }
    }

    pub fn poll(&mut self, now: u64) -> Output {
        self.now = self.now.max(now);
        let output = self.machine.poll_output(now);
        self.watch.output(now, &output);
        output
    }

    pub fn feed(&mut self, feed: Feed) {
        self.watch.feed(&feed);
        self.machine.handle_input(feed);
    }
}
