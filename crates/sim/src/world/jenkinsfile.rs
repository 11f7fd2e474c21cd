//! Runs the steps of a Jenkinsfile: texts are evaluated when their step's turn comes.

use super::node::Broken;
use super::run::{Outcome, Run};
use super::thread::Frame;
use super::variables::Repeats;
use crate::groovy::{Ask, Expr, Question, Scripted, Thrown, Val};
use crate::scenario::{ArtifactFile, InputStep, Parameter, Step};
use serde_json::Value;
use std::sync::Arc;

/// A loop that takes no time must not take all of it.
const MOST_TURNS: i64 = 100_000;

impl Run {
    pub(super) fn execute_scripted(&mut self, index: usize, at: u64, step: Scripted) {
        if let Err(thrown) = self.try_scripted(index, at, step) {
            self.fail(index, at, 0, thrown.into());
        }
    }

    fn try_scripted(&mut self, index: usize, at: u64, step: Scripted) -> Result<(), Thrown> {
        match step {
            Scripted::Echo(message) => {
                let text = self.text_of(index, &message)?;
                self.echo(index, at, &text, &self.leaked(&message, &text));
            }
            Scripted::Sleep(time, unit) => {
                let millis = self.millis(index, &time, unit)?;
                self.pause(index, at, millis);
            }
            Scripted::Error(message) => {
                let message = self.text_of(index, &message)?;
                self.error(index, at, message);
            }
            Scripted::Unstable(message) => {
                let message = self.text_of(index, &message)?;
                self.unstable(index, at, &message);
            }
            Scripted::Sh(script) => {
                let script = self.text_of(index, &script)?;
                if self.has_workspace(index, at, "sh") {
                    self.shell(index, at, &script);
                }
            }
            Scripted::Write(file, text) => {
                let (path, text) = (self.text_of(index, &file)?, self.text_of(index, &text)?);
                if self.has_workspace(index, at, "writeFile") {
                    self.atom(index, at, "writeFile", "Write file to workspace", None);
                    self.workspace.retain(|f| f.path != path);
                    self.workspace.push(ArtifactFile { path, text, size: 0 });
                }
            }
            Scripted::Archive(pattern, may_be_empty) => {
                let pattern = self.text_of(index, &pattern)?;
                if self.has_workspace(index, at, "archiveArtifacts") {
                    self.archive_matching(index, at, &pattern, may_be_empty);
                }
            }
            Scripted::Input(ask) => {
                let input = self.question(index, &ask)?;
                let scope = self.scope_of(index);
                self.ask(index, at, input, ask.target.clone().map(|(declares, name)| (scope, declares, name)));
            }
            Scripted::Result(value) => {
                let text = self.text_of(index, &value)?;
                let outcome = Outcome::named(&text).ok_or_else(|| Thrown::new("java.lang.IllegalArgumentException", format!("{text} is no result")))?;
                // Only ever worse (`RunWrapper#setResult`).
                self.worst = self.worst.max(Some(outcome));
            }
            Scripted::Assign { declares, name, value } => {
                let value = self.value_of(index, &value)?;
                let scope = self.scope_of(index);
                if declares { self.declare(scope, &name, value) } else { self.assign(scope, &name, value) }
            }
            block => self.open_scripted(index, at, block)?,
        }
        Ok(())
    }

    /// Those with a body.
    fn open_scripted(&mut self, index: usize, at: u64, step: Scripted) -> Result<(), Thrown> {
        match step {
            Scripted::Stage(name, body) => {
                let name = self.text_of(index, &name)?;
                self.enter_stage(index, at, name, body);
            }
            Scripted::Timeout(time, unit, body) => {
                let millis = self.millis(index, &time, unit)?;
                self.enter_timeout(index, at, millis, body);
            }
            Scripted::Parallel(branches, fail_fast) => {
                let branches = branches.iter().map(|(name, steps)| (name.clone(), steps.as_slice().into())).collect();
                self.fork(index, at, branches, fail_fast);
            }
            Scripted::Script(body) => {
                self.enter(index, at, body, ("script", "Run arbitrary Pipeline script"), None, None);
            }
            Scripted::If(condition, then, otherwise) => {
                let body = if self.value_of(index, &condition)?.is_true() { then } else { otherwise };
                self.repeat(index, body, None);
            }
            Scripted::Count { name, from, to, inclusive, body } => {
                let (from, to) = (self.whole(index, &from)?, self.whole(index, &to)?);
                let to = to.saturating_add(i64::from(inclusive));
                if to.saturating_sub(from) > MOST_TURNS {
                    return Err(Thrown::new("java.lang.UnsupportedOperationException", format!("the simulation does not count to {to}")));
                }
                let values: Vec<Val> = (from..to).map(Val::Int).collect();
                self.repeat(index, body, Some(Repeats { name, values: values.into_iter() }));
            }
            Scripted::Each { name, list, body } => {
                let values = match self.value_of(index, &list)? {
                    Val::List(list) => list,
                    other => return Err(Thrown::new("groovy.lang.MissingMethodException", format!("{} is no list", other.class()))),
                };
                self.repeat(index, body, Some(Repeats { name, values: values.into_iter() }));
            }
            // The others have none.
            _ => {}
        }
        Ok(())
    }

    fn whole(&self, index: usize, value: &Expr) -> Result<i64, Thrown> {
        match self.value_of(index, value)? {
            Val::Int(number) => Ok(number),
            other => Err(Thrown::new("org.codehaus.groovy.runtime.typehandling.GroovyCastException", format!("{} is no number", other.class()))),
        }
    }

    fn millis(&self, index: usize, time: &Expr, unit: u64) -> Result<u64, Thrown> {
        self.whole(index, time).map(|t| u64::try_from(t).unwrap_or(0).saturating_mul(unit))
    }

    /// A block that the flow graph does not show, once or for each value.
    fn repeat(&mut self, index: usize, body: Arc<[Step]>, repeats: Option<Repeats>) {
        let around = self.scope_of(index);
        let mut frame = Frame::new(body, Vec::new());
        // A loop begins with its first value, as if a round had ended.
        frame.at = if repeats.is_some() { frame.steps.len() } else { 0 };
        frame.repeats = repeats;
        frame.scope = self.open_scope(around);
        self.threads[index].frames.push(frame);
    }

    /// Begins the next round of the innermost block; false if there is none.
    pub(super) fn next_round(&mut self, index: usize) -> bool {
        let Some(frame) = self.threads[index].frames.last_mut() else { return false };
        let Some((name, value)) = frame.repeats.as_mut().and_then(|r| Some((r.name.clone(), r.values.next()?))) else { return false };
        frame.at = 0;
        let scope = frame.scope;
        self.declare(scope, &name, value);
        true
    }

    /// Whether there is a `node` around; the step fails without one.
    fn has_workspace(&mut self, index: usize, at: u64, step: &'static str) -> bool {
        let mut thread = Some(index);
        while let Some(own) = thread {
            if self.threads[own].frames.iter().any(|f| f.function == Some("node")) {
                return true;
            }
            thread = self.threads[own].parent;
        }
        let class = if step == "sh" { "hudson.Launcher" } else { "hudson.FilePath" };
        let node = self.atom(index, at, step, step, None);
        let message =
            format!("Required context class {class} is missing\nPerhaps you forgot to surround the code with a step that provides this, such as: node");
        self.fail(index, at, node, Broken::Thrown("org.jenkinsci.plugins.workflow.steps.MissingContextVariableException", message));
        false
    }

    /// The secrets that a text got by interpolation, of which Jenkins warns.
    fn leaked(&self, message: &Expr, text: &str) -> Vec<String> {
        let secrets = self.parameters.iter().filter(|p| p.is_secret() && !p.text().is_empty() && text.contains(&p.text()));
        if matches!(message, Expr::Mixed(_)) { secrets.map(|p| p.name.clone()).collect() } else { Vec::new() }
    }

    fn archive_matching(&mut self, index: usize, at: u64, pattern: &str, may_be_empty: bool) {
        let files: Vec<ArtifactFile> = self.workspace.iter().filter(|f| pattern.split(',').any(|p| super::glob::matches(p.trim(), &f.path))).cloned().collect();
        let node = self.archive(index, at, pattern, files.clone());
        let message = format!("No artifacts found that match the file pattern \"{pattern}\". Configuration error?");
        match (files.is_empty(), may_be_empty) {
            (false, _) => {}
            (true, true) => self.say(node, &message),
            (true, false) => self.fail(index, at, node, Broken::Failed(message)),
        }
    }

    /// The step as a scenario would have it.
    fn question(&self, index: usize, ask: &Ask) -> Result<InputStep, Thrown> {
        let text = |e: &Option<Expr>| e.as_ref().map(|e| self.text_of(index, e)).transpose();
        Ok(InputStep {
            id: text(&ask.id)?,
            message: self.text_of(index, &ask.message)?,
            ok: text(&ask.ok)?,
            cancel: text(&ask.cancel)?,
            submitter: text(&ask.submitter)?,
            submitter_parameter: text(&ask.submitter_parameter)?,
            parameters: ask.questions.iter().map(|q| self.parameter(index, q)).collect::<Result<_, _>>()?,
        })
    }

    fn parameter(&self, index: usize, question: &Question) -> Result<Parameter, Thrown> {
        let default = match question.default.as_ref().map(|d| self.value_of(index, d)).transpose()? {
            None | Some(Val::Null) => None,
            Some(Val::Bool(value)) => Some(Value::Bool(value)),
            Some(other) => Some(Value::from(other.text())),
        };
        let choices = match question.choices.as_ref().map(|c| self.value_of(index, c)).transpose()? {
            None => Vec::new(),
            Some(Val::List(list)) => list.iter().map(Val::text).collect(),
            Some(lines) => lines.text().split('\n').map(str::to_owned).collect(),
        };
        Ok(Parameter {
            kind: question.kind.to_owned(),
            name: self.text_of(index, &question.name)?,
            description: question.description.as_ref().map_or(Ok(String::new()), |d| self.text_of(index, d))?,
            default,
            choices,
            trim: question.trim,
        })
    }
}
