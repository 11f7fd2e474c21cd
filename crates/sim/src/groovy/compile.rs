//! Statements to steps; what is not known is named.

use super::operation::Scripted;
use super::questions::ask;
use super::statement::{Argument, Call, Given, Statement, Value};
use super::{Expr, Place, Problem, Val};
use crate::scenario::Step;
use std::sync::Arc;

pub(super) fn block(statements: &[Statement]) -> Result<Vec<Step>, Problem> {
    statements.iter().map(statement).collect()
}

pub(super) fn body(statements: &[Statement]) -> Result<Arc<[Step]>, Problem> {
    Ok(block(statements)?.into())
}

fn statement(statement: &Statement) -> Result<Step, Problem> {
    Ok(match statement {
        Statement::Call(call) => step(call)?,
        Statement::Assign { declares, target: Expr::Name(name), value, at } => {
            if matches!(name.as_str(), "params" | "env" | "currentBuild") {
                return Err(Problem::new(*at, format!("the simulation does not know how to set '{name}'")));
            }
            match value {
                Value::Plain(value) => Step::scripted(Scripted::Assign { declares: *declares, name: name.clone(), value: value.clone() }),
                Value::Step(call) if call.name == "input" => Step::scripted(Scripted::Input(Arc::new(ask(call, Some((*declares, name.clone())))?))),
                Value::Step(call) => return Err(Problem::new(call.at, format!("the simulation does not know the result of '{}'", call.name))),
            }
        }
        Statement::Assign { target, value: Value::Plain(value), at, .. } => match member(target) {
            Some(("currentBuild", "result")) => Step::scripted(Scripted::Result(value.clone())),
            _ => return Err(Problem::new(*at, "the simulation sets variables and currentBuild.result only")),
        },
        Statement::Assign { at, .. } => return Err(Problem::new(*at, "the simulation sets variables and currentBuild.result only")),
        Statement::Count { name, from, to, inclusive, body: inner, .. } => {
            Step::scripted(Scripted::Count { name: name.clone(), from: from.clone(), to: to.clone(), inclusive: *inclusive, body: body(inner)? })
        }
        Statement::Each { name, list, body: inner, .. } => Step::scripted(Scripted::Each { name: name.clone(), list: list.clone(), body: body(inner)? }),
        Statement::If { condition, then, otherwise, .. } => Step::scripted(Scripted::If(condition.clone(), body(then)?, body(otherwise)?)),
    })
}

/// `currentBuild.result` by its two names.
fn member(target: &Expr) -> Option<(&str, &str)> {
    match target {
        Expr::Member { of, key, .. } => match (&**of, &**key) {
            (Expr::Name(of), Expr::Literal(Val::Text(key))) => Some((of, key)),
            _ => None,
        },
        _ => None,
    }
}

/// The arguments of a step, each of which has to be asked for.
pub(super) struct Arguments<'a> {
    call: &'a Call,
    left: Vec<&'a Argument>,
}

impl<'a> Arguments<'a> {
    pub(super) fn of(call: &'a Call) -> Self {
        Self { call, left: call.arguments.iter().collect() }
    }

    /// By its name; the step's only unnamed argument has the name that is its own.
    pub(super) fn given(&mut self, name: &str, own: bool) -> Option<&'a Argument> {
        let at = self.left.iter().position(|a| a.name.as_deref() == Some(name) || (own && a.name.is_none()))?;
        Some(self.left.remove(at))
    }

    pub(super) fn optional(&mut self, name: &str, own: bool) -> Result<Option<Expr>, Problem> {
        match self.given(name, own) {
            None => Ok(None),
            Some(Argument { value: Given::Plain(value), .. }) => Ok(Some(value.clone())),
            Some(Argument { at, .. }) => Err(Problem::new(*at, format!("the simulation does not know such a value of '{name}'"))),
        }
    }

    pub(super) fn needed(&mut self, name: &str, own: bool) -> Result<Expr, Problem> {
        let missing = || Problem::new(self.call.at, format!("the step '{}' lacks '{name}'", self.call.name));
        let missing = missing();
        self.optional(name, own)?.ok_or(missing)
    }

    /// A name of a few, or of none.
    pub(super) fn literal(&mut self, name: &str) -> Result<Option<(&'a Val, Place)>, Problem> {
        match self.given(name, false) {
            None => Ok(None),
            Some(Argument { value: Given::Plain(Expr::Literal(value)), at, .. }) => Ok(Some((value, *at))),
            Some(Argument { at, .. }) => Err(Problem::new(*at, format!("the simulation knows a fixed '{name}' only"))),
        }
    }

    /// How many milliseconds the `unit` has.
    fn unit(&mut self, default: u64) -> Result<u64, Problem> {
        let Some((unit, at)) = self.literal("unit")? else { return Ok(default) };
        match unit.text().as_str() {
            "MILLISECONDS" => Ok(1),
            "SECONDS" => Ok(1_000),
            "MINUTES" => Ok(60_000),
            "HOURS" => Ok(3_600_000),
            "DAYS" => Ok(86_400_000),
            other => Err(Problem::new(at, format!("the simulation does not know the unit '{other}'"))),
        }
    }

    /// Nothing else may be there.
    pub(super) fn done(self, body: bool) -> Result<(), Problem> {
        let name = &self.call.name;
        if let Some(left) = self.left.first() {
            let what = left.name.as_deref().unwrap_or("another argument");
            return Err(Problem::new(left.at, format!("the simulation does not know '{what}' of the step '{name}'")));
        }
        match (&self.call.body, body) {
            (Some(_), false) => Err(Problem::new(self.call.at, format!("the step '{name}' takes no body"))),
            (None, true) => Err(Problem::new(self.call.at, format!("There is no body for the step '{name}'"))),
            _ => Ok(()),
        }
    }
}

/// A step by its name.
pub(super) fn step(call: &Call) -> Result<Step, Problem> {
    let mut given = Arguments::of(call);
    let inner = || body(call.body.as_deref().unwrap_or_default());
    let (has_body, step) = match call.name.as_str() {
        "echo" => (false, Scripted::Echo(given.needed("message", true)?)),
        "error" => (false, Scripted::Error(given.needed("message", true)?)),
        "unstable" => (false, Scripted::Unstable(given.needed("message", true)?)),
        "sleep" => {
            let unit = given.unit(1_000)?;
            (false, Scripted::Sleep(given.needed("time", true)?, unit))
        }
        "sh" => {
            // Only a name for people.
            given.optional("label", false)?;
            (false, Scripted::Sh(given.needed("script", true)?))
        }
        // `BatchScript`, on anything but Windows.
        "bat" => {
            given.needed("script", true)?;
            (false, Scripted::Error(Expr::text("Batch scripts can only be run on Windows nodes")))
        }
        "writeFile" => {
            given.literal("encoding")?;
            (false, Scripted::Write(given.needed("file", false)?, given.needed("text", false)?))
        }
        "archiveArtifacts" => {
            // What becomes of a file's fingerprint is not simulated, nor asked for.
            given.literal("fingerprint")?;
            let may_be_empty = given.literal("allowEmptyArchive")?.is_some_and(|(value, _)| value.is_true());
            (false, Scripted::Archive(given.needed("artifacts", true)?, may_be_empty))
        }
        "input" => return Ok(Step::scripted(Scripted::Input(Arc::new(ask(call, None)?)))),
        "stage" => (true, Scripted::Stage(given.needed("name", true)?, inner()?)),
        "timeout" => {
            let unit = given.unit(60_000)?;
            (true, Scripted::Timeout(given.needed("time", true)?, unit, inner()?))
        }
        "parallel" => return parallel(call),
        "node" => {
            // There is one node, which takes every label.
            given.optional("label", true)?;
            given.done(true)?;
            return Ok(Step::Node { node: block(call.body.as_deref().unwrap_or_default())? });
        }
        "catchError" => {
            given.done(true)?;
            return Ok(Step::CatchError { catch_error: block(call.body.as_deref().unwrap_or_default())? });
        }
        other => return Err(Problem::new(call.at, format!("the simulation does not know the step '{other}'"))),
    };
    given.done(has_body)?;
    Ok(Step::scripted(step))
}

/// Branches by their names.
fn parallel(call: &Call) -> Result<Step, Problem> {
    let (mut branches, mut fail_fast) = (Vec::new(), false);
    for argument in &call.arguments {
        match (argument.name.as_deref(), &argument.value) {
            (Some("failFast"), Given::Plain(Expr::Literal(Val::Bool(fast)))) => fail_fast = *fast,
            (Some(name), Given::Body(inner)) => branches.push((name.to_owned(), block(inner)?)),
            _ => return Err(Problem::new(argument.at, "the simulation knows branches of the form 'name: { … }' only")),
        }
    }
    if call.body.is_some() {
        return Err(Problem::new(call.at, "the step 'parallel' takes no body"));
    }
    Ok(Step::scripted(Scripted::Parallel(branches.into(), fail_fast)))
}
