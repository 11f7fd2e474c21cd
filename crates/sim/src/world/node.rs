//! A run's flow graph: the nodes that workflow-api makes, with the ids that a real Pipeline counts.

use super::log::Log;

/// What kind of node it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    FlowStart,
    /// A block step, or (with `body`) its body.
    Start {
        body: bool,
    },
    Atom,
    /// The end of the block that this node began.
    End(u32),
    FlowEnd,
}

/// What a body is called (`LabelAction`, `ThreadNameAction`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Label {
    Stage(String),
    Branch(String),
}

impl Label {
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Stage(name) | Self::Branch(name) => name,
        }
    }
}

/// Why a node failed (`ErrorAction`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Broken {
    /// `hudson.AbortException` with its message.
    Failed(String),
    /// Something else that the script threw: its class and message.
    Thrown(&'static str, String),
    /// `FlowInterruptedException`, which has none.
    Interrupted,
}

impl Broken {
    pub(crate) fn class(&self) -> &'static str {
        match self {
            Self::Failed(_) => "hudson.AbortException",
            Self::Thrown(class, _) => class,
            Self::Interrupted => "org.jenkinsci.plugins.workflow.steps.FlowInterruptedException",
        }
    }

    /// The last line of a run that it ended.
    pub(crate) fn line(&self) -> Option<String> {
        match self {
            Self::Failed(message) => Some(format!("ERROR: {message}")),
            Self::Thrown(class, message) => Some(format!("{class}: {message}")),
            Self::Interrupted => None,
        }
    }

    pub(crate) fn message(&self) -> Option<&str> {
        match self {
            Self::Failed(message) | Self::Thrown(_, message) => Some(message),
            Self::Interrupted => None,
        }
    }
}

/// The id of the node at which every graph begins.
const FIRST: u32 = 2;

/// A node.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) id: u32,
    pub(crate) shape: Shape,
    /// The step's name for people.
    pub(crate) step: &'static str,
    pub(crate) label: Option<Label>,
    /// The step's only argument, if it has just one (`ArgumentsAction#getStepArgumentsAsString`).
    pub(crate) argument: Option<String>,
    pub(crate) parents: Vec<u32>,
    /// The start nodes of the blocks around it, outermost first.
    pub(crate) around: Vec<u32>,
    /// The innermost stage.
    pub(crate) stage: Option<usize>,
    pub(crate) start: u64,
    pub(crate) end: Option<u64>,
    pub(crate) log: Option<Log>,
    pub(crate) broken: Option<Broken>,
    pub(crate) warning: bool,
    /// The end of a block that a failure went through (`ErrorAction` on a `StepEndNode`).
    pub(crate) spoiled: bool,
    /// How long it was paused, and since when it is.
    pub(crate) paused: u64,
    pub(crate) paused_since: Option<u64>,
}

impl Node {
    pub(crate) fn is_atom(&self) -> bool {
        self.shape == Shape::Atom
    }

    /// `FlowNode#getDisplayName`.
    pub(crate) fn name(&self) -> String {
        match (&self.label, self.shape) {
            (Some(Label::Stage(name)), _) => name.clone(),
            (Some(Label::Branch(name)), _) => format!("Branch: {name}"),
            (None, Shape::Start { body: true }) => format!("{} : Body : Start", self.step),
            (None, Shape::Start { body: false }) => format!("{} : Start", self.step),
            (None, Shape::End(_)) => format!("{} : End", self.step),
            (None, _) => self.step.to_owned(),
        }
    }

    /// The class in the flow graph's export.
    pub(crate) fn class(&self) -> &'static str {
        match self.shape {
            Shape::FlowStart => "org.jenkinsci.plugins.workflow.graph.FlowStartNode",
            Shape::Start { .. } => "org.jenkinsci.plugins.workflow.cps.nodes.StepStartNode",
            Shape::Atom => "org.jenkinsci.plugins.workflow.cps.nodes.StepAtomNode",
            Shape::End(_) => "org.jenkinsci.plugins.workflow.cps.nodes.StepEndNode",
            Shape::FlowEnd => "org.jenkinsci.plugins.workflow.graph.FlowEndNode",
        }
    }

    /// Its attributes on a page of the log (`NewNodeConsoleNote#annotate`).
    pub(super) fn console_attributes(&self) -> String {
        let start = match self.shape {
            Shape::FlowStart | Shape::Start { .. } => Some(self.id),
            Shape::End(start) => Some(start),
            Shape::FlowEnd => Some(FIRST),
            Shape::Atom => None,
        };
        let enclosing = match self.shape {
            Shape::Start { body: true } => self.parents.first().copied(),
            Shape::Start { body: false } | Shape::Atom => Some(self.around.last().copied().unwrap_or(FIRST)),
            Shape::FlowStart | Shape::End(_) | Shape::FlowEnd => None,
        };
        let number = |name: &str, id: Option<u32>| id.map(|id| format!(" {name}=\"{id}\"")).unwrap_or_default();
        let label = self.label.as_ref().map(|_| format!(" label=\"{}\"", crate::page::escape(&self.name()))).unwrap_or_default();
        format!(" nodeId=\"{}\"{}{}{label}", self.id, number("startId", start), number("enclosingId", enclosing))
    }

    pub(crate) fn pause_millis(&self, now: u64) -> u64 {
        self.paused + self.paused_since.map_or(0, |since| now.saturating_sub(since))
    }

    pub(crate) fn duration(&self, now: u64) -> u64 {
        self.end.unwrap_or(now).saturating_sub(self.start)
    }
}
