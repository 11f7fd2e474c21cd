//! Lines of execution: the main one of a script, and one for each branch.

use super::failure::Failure;
use super::parameter::Given;
use super::variables::{GLOBAL, Repeats};
use crate::scenario::Step;
use std::sync::Arc;

/// What a thread is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Doing {
    Ready(u64),
    Input,
    Branches(usize),
    Done,
}

#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) steps: Arc<[Step]>,
    pub(super) at: usize,
    pub(super) stage: Option<usize>,
    pub(super) deadline: Option<u64>,
    /// The start nodes that it opened, outermost first.
    pub(super) blocks: Vec<u32>,
    /// The step's name in a Jenkinsfile; branches have none.
    pub(super) function: Option<&'static str>,
    /// Whether a failure inside is caught.
    pub(super) catches: bool,
    /// Where its variables are.
    pub(super) scope: usize,
    /// What it is repeated for.
    pub(super) repeats: Option<Repeats>,
}

impl Frame {
    pub(super) fn new(steps: Arc<[Step]>, blocks: Vec<u32>) -> Self {
        Self { steps, at: 0, stage: None, deadline: None, blocks, function: None, catches: false, scope: GLOBAL, repeats: None }
    }
}

/// One line of execution.
#[derive(Debug, Clone)]
pub(crate) struct Thread {
    pub(super) frames: Vec<Frame>,
    pub(crate) doing: Doing,
    pub(super) parent: Option<usize>,
    /// The parallel step that it belongs to, if it is a branch.
    pub(super) fork: u32,
    /// The stage and the blocks around the branch.
    pub(super) outer: (Option<usize>, Vec<u32>),
    /// The newest node.
    pub(super) head: u32,
    pub(super) turn: u64,
    /// The branch's name.
    pub(super) name: Option<String>,
    /// Whether its failure ends the other branches.
    pub(super) fail_fast: bool,
    /// Why it ended before its end.
    pub(super) failed: Option<Failure>,
    /// What the last input gave.
    pub(crate) input: Option<Vec<Given>>,
}

impl Thread {
    pub(crate) fn new(steps: Arc<[Step]>, at: u64) -> Self {
        let frames = vec![Frame::new(steps, Vec::new())];
        Self {
            frames,
            doing: Doing::Ready(at),
            parent: None,
            fork: 0,
            outer: (None, Vec::new()),
            head: 2,
            turn: 0,
            input: None,
            failed: None,
            name: None,
            fail_fast: false,
        }
    }

    /// The innermost stage.
    pub(crate) fn stage(&self) -> Option<usize> {
        self.frames.iter().rev().find_map(|f| f.stage).or(self.outer.0)
    }

    /// The start nodes of the blocks around it, outermost first.
    pub(super) fn around(&self) -> Vec<u32> {
        self.outer.1.iter().copied().chain(self.open_blocks()).collect()
    }

    /// Those that it opened itself.
    pub(super) fn open_blocks(&self) -> Vec<u32> {
        let own = self.frames.iter().flat_map(|f| f.blocks.iter().copied());
        own.chain(matches!(self.doing, Doing::Branches(_)).then_some(self.head)).collect()
    }

    pub(super) fn deadline(&self) -> Option<u64> {
        self.frames.iter().filter_map(|f| f.deadline).min()
    }

    /// When it has to be looked at again.
    pub(crate) fn wake(&self) -> Option<u64> {
        match self.doing {
            Doing::Ready(at) => Some(at),
            Doing::Input | Doing::Branches(_) => self.deadline(),
            Doing::Done => None,
        }
    }
}
