//! Steps of a Jenkinsfile, with texts that are still to be evaluated.

use super::Expr;
use crate::scenario::Step;
use std::sync::Arc;

/// A step of a script that was read.
#[derive(Debug, Clone)]
pub(crate) enum Scripted {
    Echo(Expr),
    /// The number and how many milliseconds one is.
    Sleep(Expr, u64),
    Error(Expr),
    Unstable(Expr),
    Sh(Expr),
    /// `writeFile`: path and text.
    Write(Expr, Expr),
    /// `archiveArtifacts`: the pattern, and whether nothing may fit it.
    Archive(Expr, bool),
    Input(Arc<Ask>),
    /// `currentBuild.result = …`.
    Result(Expr),
    /// To a variable; a new one of this block or one that is there.
    Assign {
        declares: bool,
        name: String,
        value: Expr,
    },
    Stage(Expr, Arc<[Step]>),
    Timeout(Expr, u64, Arc<[Step]>),
    /// With whether a failure ends the other branches.
    Parallel(Arc<[(String, Vec<Step>)]>, bool),
    /// `script {…}` of Declarative.
    Script(Arc<[Step]>),
    If(Expr, Arc<[Step]>, Arc<[Step]>),
    /// A variable that counts.
    Count {
        name: String,
        from: Expr,
        to: Expr,
        inclusive: bool,
        body: Arc<[Step]>,
    },
    /// A variable that goes through a list.
    Each {
        name: String,
        list: Expr,
        body: Arc<[Step]>,
    },
}

/// An `input` step.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    pub(crate) message: Expr,
    pub(crate) id: Option<Expr>,
    pub(crate) ok: Option<Expr>,
    pub(crate) cancel: Option<Expr>,
    pub(crate) submitter: Option<Expr>,
    pub(crate) submitter_parameter: Option<Expr>,
    pub(crate) questions: Vec<Question>,
    /// The variable that gets the result, and whether it is a new one.
    pub(crate) target: Option<(bool, String)>,
}

/// A parameter of an input.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    pub(crate) kind: &'static str,
    pub(crate) name: Expr,
    pub(crate) default: Option<Expr>,
    pub(crate) description: Option<Expr>,
    pub(crate) choices: Option<Expr>,
    pub(crate) trim: bool,
}
