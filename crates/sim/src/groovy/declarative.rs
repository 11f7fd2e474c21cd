//! Declarative Pipelines: `pipeline { agent any; stages { stage('X') { steps { … } } } }`.

use super::compile::{body, step};
use super::operation::Scripted;
use super::statement::{Argument, Call, Given, Statement};
use super::{Expr, Problem};
use crate::scenario::Step;

/// The steps of a script that is nothing but a `pipeline` block.
pub(super) fn pipeline(statements: &[Statement]) -> Result<Option<Vec<Step>>, Problem> {
    let is_pipeline = |s: &Statement| matches!(s, Statement::Call(call) if call.name == "pipeline");
    let call = match statements {
        [Statement::Call(call)] if call.name == "pipeline" => call,
        other => {
            return match other.iter().find(|s| is_pipeline(s)) {
                Some(Statement::Call(call)) => Err(Problem::new(call.at, "the simulation does not know statements around 'pipeline'")),
                _ => Ok(None),
            };
        }
    };
    let mut parts = Parts::of(call)?;
    let Some(agent) = parts.take("agent") else { return Err(Problem::new(call.at, "Missing required section \"agent\"")) };
    let Some(stages) = parts.take("stages") else { return Err(Problem::new(call.at, "Missing required section \"stages\"")) };
    parts.done()?;
    let steps = all_stages(stages)?;
    Ok(Some(if has_node(agent)? { vec![Step::Node { node: steps }] } else { steps }))
}

/// What is within a block, by names.
struct Parts<'a> {
    left: Vec<&'a Call>,
}

impl<'a> Parts<'a> {
    fn of(call: &'a Call) -> Result<Self, Problem> {
        let unknown = || Problem::new(call.at, format!("the simulation knows sections only in '{}'", call.name));
        let calls = call.body.iter().flatten().map(|s| match s {
            Statement::Call(call) => Ok(call),
            _ => Err(unknown()),
        });
        Ok(Self { left: calls.collect::<Result<_, _>>()? })
    }

    fn take(&mut self, name: &str) -> Option<&'a Call> {
        let at = self.left.iter().position(|c| c.name == name)?;
        Some(self.left.remove(at))
    }

    fn done(self) -> Result<(), Problem> {
        match self.left.first() {
            None => Ok(()),
            Some(call) => Err(Problem::new(call.at, format!("the simulation does not know '{}' here", call.name))),
        }
    }
}

/// `agent any` or `agent none`.
fn has_node(agent: &Call) -> Result<bool, Problem> {
    match agent.arguments.as_slice() {
        [Argument { name: None, value: Given::Plain(Expr::Name(word)), .. }] if word == "any" => Ok(true),
        [Argument { name: None, value: Given::Plain(Expr::Name(word)), .. }] if word == "none" => Ok(false),
        _ => Err(Problem::new(agent.at, "the simulation knows 'agent any' and 'agent none' only")),
    }
}

fn all_stages(section: &Call) -> Result<Vec<Step>, Problem> {
    Parts::of(section)?.left.into_iter().map(stage).collect()
}

fn stage(call: &Call) -> Result<Step, Problem> {
    let name = name_of(call)?;
    let mut parts = Parts::of(call)?;
    let agent = parts.take("agent").map(has_node).transpose()?.unwrap_or(false);
    let steps = match (parts.take("steps"), parts.take("stages"), parts.take("parallel")) {
        (Some(steps), None, None) => steps.body.iter().flatten().map(declared).collect::<Result<_, _>>()?,
        (None, Some(stages), None) => all_stages(stages)?,
        (None, None, Some(parallel)) => {
            let branches = Parts::of(parallel)?.left.into_iter().map(|c| Ok((name_of(c)?, vec![stage(c)?]))).collect::<Result<Vec<_>, Problem>>()?;
            vec![Step::scripted(Scripted::Parallel(branches.into(), false))]
        }
        _ => return Err(Problem::new(call.at, format!("Expected one of \"steps\", \"stages\", or \"parallel\" for stage \"{name}\""))),
    };
    parts.done()?;
    let steps = if agent { vec![Step::Node { node: steps }] } else { steps };
    Ok(Step::Stage { stage: name, steps })
}

fn name_of(call: &Call) -> Result<String, Problem> {
    match (call.name.as_str(), call.arguments.as_slice()) {
        ("stage", [Argument { name: None, value: Given::Plain(Expr::Literal(name)), .. }]) => Ok(name.text()),
        _ => Err(Problem::new(call.at, "Expected a stage")),
    }
}

/// Only calls are allowed in `steps`; everything else is in `script`.
fn declared(statement: &Statement) -> Result<Step, Problem> {
    match statement {
        Statement::Call(call) if call.name == "script" => Ok(Step::scripted(Scripted::Script(body(call.body.as_deref().unwrap_or_default())?))),
        Statement::Call(call) => step(call),
        other => Err(Problem::new(place(other), "Expected a step")),
    }
}

fn place(statement: &Statement) -> super::Place {
    match statement {
        Statement::Call(call) => call.at,
        Statement::Assign { at, .. } | Statement::Count { at, .. } | Statement::Each { at, .. } | Statement::If { at, .. } => *at,
    }
}
