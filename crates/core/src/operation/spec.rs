//! What is written about an operation: for the check of its fields, the TypeScript types and `docs/operations.md`.

/// A field of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Its type in TypeScript.
    pub ts: &'static str,
    /// Whether it has to be there.
    pub required: bool,
    /// What it is for.
    pub doc: &'static str,
}

/// What a server has to have for an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Jenkins alone.
    Core,
    /// The plugin Pipeline: REST API (with the stage view).
    Wfapi,
    /// The plugin Pipeline: Input Step.
    InputStep,
    /// Blue Ocean.
    BlueOcean,
    /// The plugin Pipeline Graph View.
    GraphView,
    /// The plugin JWT for Blue Ocean.
    Jwt,
}

impl Needs {
    /// The plugin's name for people.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Wfapi => "Pipeline REST API",
            Self::InputStep => "input step",
            Self::BlueOcean => "Blue Ocean",
            Self::GraphView => "Pipeline Graph View",
            Self::Jwt => "Blue Ocean JWT",
        }
    }
}

/// An operation of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spec {
    /// Its name.
    pub op: &'static str,
    /// What it does.
    pub doc: &'static str,
    /// The verb; empty for a flow of several requests.
    pub method: &'static str,
    /// The path below the base, with what is filled in written large; of a flow, what it asks for.
    pub path: &'static str,
    /// Its fields, in groups.
    pub fields: &'static [&'static [Field]],
    /// The type of its outcome in TypeScript.
    pub outcome: &'static str,
    /// What the server has to have.
    pub needs: Needs,
    /// The class on the server that answers.
    pub source: &'static str,
}

pub(super) const fn required(name: &'static str, ts: &'static str, doc: &'static str) -> Field {
    Field { name, ts, required: true, doc }
}

pub(super) const fn optional(name: &'static str, ts: &'static str, doc: &'static str) -> Field {
    Field { name, ts, required: false, doc }
}

const NAME: Field = required("job", "JobName", "The job's full name, its names as a list, or its URL.");
const BRANCH: Field = optional("branch", "string", "A branch of a multibranch project, as git names it.");
const NUMBER: Field = required("run", "number", "The run's number.");
const OF_ORGANIZATION: Field = optional("organization", "string", "The organization; `jenkins` unless the server was told otherwise.");

/// A job.
pub(crate) const JOB: &[Field] = &[NAME, BRANCH];
/// A run of a job.
pub(crate) const JOB_RUN: &[Field] = &[NAME, BRANCH, NUMBER];
/// Values for parameters.
pub(crate) const PARAMETERS: &[Field] = &[optional("parameters", "ParameterInputs", "Values by name.")];
/// The fields that core's `api/json` shall send.
pub(crate) const PROJECTION: &[Field] =
    &[optional("tree", "string", "A `tree` expression; empty for Jenkins' default fields."), optional("depth", "number", "How deep to go without `tree`.")];
/// A pipeline in Blue Ocean.
pub(crate) const BLUE: &[Field] = &[NAME, BRANCH, OF_ORGANIZATION];
/// A run of a pipeline in Blue Ocean.
pub(crate) const BLUE_RUN: &[Field] = &[NAME, BRANCH, OF_ORGANIZATION, NUMBER];
/// An organization in Blue Ocean.
pub(crate) const ORGANIZATION: &[Field] = &[OF_ORGANIZATION];
/// A part of a list in Blue Ocean.
pub(crate) const PAGE: &[Field] = &[
    optional("start", "number", "How many to leave out at the front."),
    optional("limit", "number", "How many to give; a hundred by default."),
    optional("tree", "string", "Which fields to send."),
];
