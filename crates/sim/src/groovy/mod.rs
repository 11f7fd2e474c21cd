//! A subset of the Groovy in which Pipelines are written: read into steps, never guessed at.
//!
//! ```groovy
//! node {
//!     stage('Build') { echo "building ${params.VERSION}" }
//! }
//! stage('Approve') {
//!     def answer = input message: 'Ship it?', parameters: [string(name: 'TARGET', defaultValue: 'prod')]
//!     echo "to ${answer}"
//! }
//! ```
//!
//! | | |
//! |---|---|
//! | steps | `echo error unstable sleep sh bat writeFile archiveArtifacts input`, and with a body `stage node timeout catchError parallel` |
//! | statements | `def x = …`, `Type x = …`, `x = …`, `+=`, `-=`, `++`, `--`, `if`/`else`, `for (int i = 0; i < n; i++)`, `for (x in list)`, `n.times {}`, `list.each {}`, `currentBuild.result = …` |
//! | values | whole numbers, strings in all quotes but slashes, `true false null`, lists, maps, `params env currentBuild`, variables of the block |
//! | operators | `?: ? : && \|\| == != < <= > >= + - * % !`, `a.b`, `a?.b`, `a[b]`, and a few [methods](expression::METHODS) |
//! | Declarative | `pipeline`, `agent any` or `none`, `stages`, `stage` with `steps`, `stages` or `parallel`, `script` |
//!
//! What the simulation does not know is refused like a script that does not compile, with its name in the log.

mod calls;
mod compile;
mod declarative;
mod expression;
mod expressions;
mod lexer;
mod operation;
mod parser;
mod questions;
mod statement;
mod value;

pub(crate) use expression::{Expr, Thrown};
pub(crate) use operation::{Ask, Question, Scripted};
pub(crate) use value::Val;

use crate::scenario::Step;

/// Why a script is not run, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) what: String,
}

/// A place in a script, counted from one.
pub(crate) type Place = (usize, usize);

impl Problem {
    pub(crate) fn new((line, column): Place, what: impl Into<String>) -> Self {
        Self { line, column, what: what.into() }
    }

    /// As `MultipleCompilationErrorsException` says it in a run's log.
    pub(crate) fn lines(&self) -> [String; 5] {
        let Self { line, column, what } = self;
        [
            "org.codehaus.groovy.control.MultipleCompilationErrorsException: startup failed:".to_owned(),
            format!("WorkflowScript: {line}: {what} @ line {line}, column {column}."),
            String::new(),
            "1 error".to_owned(),
            String::new(),
        ]
    }
}

/// A script that can be run.
#[derive(Debug, Clone)]
pub(crate) struct Program {
    pub(crate) steps: Vec<Step>,
    /// Whether it is a Declarative one.
    pub(crate) declarative: bool,
}

/// Reads a script.
pub(crate) fn compile(script: &str) -> Result<Program, Problem> {
    let statements = parser::parse(script)?;
    match declarative::pipeline(&statements)? {
        Some(steps) => Ok(Program { steps, declarative: true }),
        None => Ok(Program { steps: compile::block(&statements)?, declarative: false }),
    }
}

#[cfg(test)]
mod tests;
