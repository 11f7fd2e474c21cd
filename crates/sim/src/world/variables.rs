//! A script's variables: blocks see those of the blocks around them, branches share them.

use super::node::Broken;
use super::parameter::{Given, default_of};
use super::run::Run;
use crate::groovy::{Expr, Thrown, Val};
use crate::scenario::Parameter;
use serde_json::Value;
use std::collections::BTreeMap;

/// The script's own: what is set without `def`.
pub(super) const GLOBAL: usize = 0;

/// The variables of a block.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    around: Option<usize>,
    names: BTreeMap<String, Val>,
}

/// What a block is repeated for.
#[derive(Debug, Clone)]
pub(super) struct Repeats {
    pub(super) name: String,
    pub(super) values: std::vec::IntoIter<Val>,
}

impl From<Thrown> for Broken {
    fn from(thrown: Thrown) -> Self {
        Self::Thrown(thrown.class, thrown.message)
    }
}

/// A parameter's value as a script sees it; a run is no value there (`ParamsVariable`).
fn parameter(given: &Given) -> Option<(String, Val)> {
    (!matches!(given.kind.as_str(), "run" | "file")).then(|| (given.name.clone(), plain(&given.value)))
}

pub(super) fn plain(value: &Value) -> Val {
    match value {
        Value::Null => Val::Null,
        Value::Bool(value) => Val::Bool(*value),
        Value::String(text) => Val::Text(text.clone()),
        other => Val::Text(other.to_string()),
    }
}

/// What an input gives to its script: null, the bare value, or a map, by how many values came.
pub(super) fn answer(values: &[Given]) -> Val {
    let value = |given: &Given| match (given.kind.as_str(), given.value.as_str().and_then(|v| v.rsplit_once('#'))) {
        // `Run#toString`.
        ("run", Some((job, number))) => Val::Text(format!("{job} #{number}")),
        _ => plain(&given.value),
    };
    match values {
        [] => Val::Null,
        [one] => value(one),
        many => Val::hash_map(many.iter().map(|v| (v.name.clone(), value(v))).collect()),
    }
}

impl Run {
    /// The defaults that a script sees where nothing was given.
    pub(super) fn defaults(definitions: &[Parameter]) -> Vec<Given> {
        definitions.iter().map(|p| Given { name: p.name.clone(), kind: p.kind.clone(), value: default_of(p) }).collect()
    }

    pub(super) fn scope_of(&self, thread: usize) -> usize {
        self.threads[thread].frames.last().map_or(GLOBAL, |f| f.scope)
    }

    /// A new block's variables.
    pub(super) fn open_scope(&mut self, around: usize) -> usize {
        self.scopes.push(Scope { around: Some(around), names: BTreeMap::new() });
        self.scopes.len() - 1
    }

    pub(super) fn declare(&mut self, scope: usize, name: &str, value: Val) {
        if let Some(scope) = self.scopes.get_mut(scope) {
            scope.names.insert(name.to_owned(), value);
        }
    }

    /// Sets a variable where it is; a new one is the script's own.
    pub(super) fn assign(&mut self, scope: usize, name: &str, value: Val) {
        let mut at = Some(scope);
        while let Some(scope) = at.and_then(|at| self.scopes.get_mut(at)) {
            if let Some(old) = scope.names.get_mut(name) {
                *old = value;
                return;
            }
            at = scope.around;
        }
        self.declare(GLOBAL, name, value);
    }

    fn variable(&self, scope: usize, name: &str) -> Option<Val> {
        let mut at = self.scopes.get(scope);
        while let Some(scope) = at {
            if let Some(value) = scope.names.get(name) {
                return Some(value.clone());
            }
            at = scope.around.and_then(|around| self.scopes.get(around));
        }
        // What is no variable is looked for in the environment (`CpsScript#getProperty`).
        match name {
            "params" => Some(self.params()),
            "env" => Some(Val::Map(self.environment())),
            "currentBuild" => Some(self.current()),
            _ => self.environment().into_iter().find(|(n, _)| n == name).map(|(_, v)| v),
        }
    }

    fn params(&self) -> Val {
        let given = self.parameters.iter().filter_map(parameter);
        let missing = self.defaults.iter().filter(|d| self.parameters.iter().all(|p| p.name != d.name)).filter_map(parameter);
        Val::hash_map(given.chain(missing).collect())
    }

    /// The run's own variables and its parameters as texts; nothing that needs the server's URL, which has none of its own.
    fn environment(&self) -> Vec<(String, Val)> {
        let number = self.number.to_string();
        let own = [
            ("BUILD_NUMBER", number.clone()),
            ("BUILD_ID", number.clone()),
            ("BUILD_DISPLAY_NAME", format!("#{number}")),
            ("BUILD_TAG", format!("jenkins-{}-{number}", self.job.replace('/', "-"))),
            ("JOB_NAME", self.job.clone()),
            ("JOB_BASE_NAME", self.short_name().to_owned()),
        ];
        let given = self.parameters.iter().filter_map(parameter).map(|(name, value)| (name, Val::Text(value.text())));
        given.chain(own.into_iter().map(|(name, text)| (name.to_owned(), Val::Text(text)))).collect()
    }

    fn short_name(&self) -> &str {
        self.job.rsplit('/').next().unwrap_or(&self.job)
    }

    /// `currentBuild`, as far as a script reads it here.
    fn current(&self) -> Val {
        let text = |text: &str| Val::Text(text.to_owned());
        let result = self.worst.map(super::run::Outcome::core);
        Val::Map(vec![
            ("number".to_owned(), Val::Int(i64::from(self.number))),
            ("id".to_owned(), Val::Text(self.number.to_string())),
            ("displayName".to_owned(), Val::Text(format!("#{}", self.number))),
            ("fullDisplayName".to_owned(), Val::Text(format!("{} #{}", self.job.replace('/', " » "), self.number))),
            ("projectName".to_owned(), text(self.short_name())),
            ("fullProjectName".to_owned(), text(&self.job)),
            ("result".to_owned(), result.map_or(Val::Null, text)),
            ("currentResult".to_owned(), text(result.unwrap_or("SUCCESS"))),
        ])
    }

    pub(super) fn value_of(&self, thread: usize, expression: &Expr) -> Result<Val, Thrown> {
        let scope = self.scope_of(thread);
        expression.value(&|name| self.variable(scope, name))
    }

    pub(super) fn text_of(&self, thread: usize, expression: &Expr) -> Result<String, Thrown> {
        self.value_of(thread, expression).map(|v| v.text())
    }
}
