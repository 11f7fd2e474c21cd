//! Steps without a body, and the texts that they print.

use super::graph::New;
use super::input::{Execution, id_of};
use super::parameter::Given;
use super::run::{Outcome, Run};
use super::thread::Doing;
use crate::scenario::{ArtifactFile, InputStep, Step, TestStatus};

impl Run {
    pub(super) fn execute_atom(&mut self, index: usize, at: u64, step: Step) {
        match step {
            Step::Echo { echo } => {
                let text = self.fill_in(index, &echo);
                let node = self.atom(index, at, "echo", "Print Message", Some(text.clone()));
                text.lines().for_each(|line| self.say(node, line));
            }
            Step::Sleep { sleep } => {
                let node = self.atom(index, at, "sleep", "Sleep", Some((sleep / 1000).to_string()));
                self.say(node, &format!("Sleeping for {}", span(sleep)));
                self.threads[index].doing = Doing::Ready(at.saturating_add(sleep));
            }
            Step::Input { input } => self.ask(index, at, input),
            Step::Fail { fail } => {
                let node = self.atom(index, at, "error", "Error signal", Some(fail.clone()));
                self.log.line(&format!("ERROR: {fail}"));
                self.fail(index, at, node, fail);
            }
            Step::Unstable { unstable } => {
                let node = self.atom(index, at, "unstable", "Set stage result to unstable", Some(unstable.clone()));
                self.say(node, &format!("WARNING: {unstable}"));
                self.warn(index, node);
            }
            Step::Sh { sh, millis } => {
                self.threads[index].doing = Doing::Ready(at.saturating_add(millis));
                self.shell(index, at, &sh);
            }
            Step::Archive { archive } => self.archive(index, at, archive),
            Step::Junit { junit } => {
                let node = self.atom(index, at, "junit", "Archive JUnit-formatted test results", Some("**/*.xml".to_owned()));
                self.say(node, "Recording test results");
                if junit.iter().any(|t| t.status == TestStatus::Failed) {
                    self.warn(index, node);
                }
                self.tests.extend(junit);
            }
            // Those with a body are opened elsewhere.
            Step::Stage { .. } | Step::Parallel { .. } | Step::Timeout { .. } | Step::Node { .. } | Step::CatchError { .. } => {}
        }
    }

    fn atom(&mut self, index: usize, at: u64, function: &str, step: &'static str, argument: Option<String>) -> u32 {
        self.log.noted(&format!("[Pipeline] {function}"));
        self.grow(index, at, New::atom(step, argument))
    }

    /// The step, its stage and the run are unstable (`WarningAction`).
    fn warn(&mut self, index: usize, node: u32) {
        self.worst = self.worst.max(Some(Outcome::Unstable));
        if let Some(node) = self.node_mut(node) {
            node.warning = true;
        }
        if let Some(stage) = self.threads[index].stage().and_then(|s| self.stages.get_mut(s)) {
            stage.unstable = true;
        }
    }

    fn ask(&mut self, index: usize, at: u64, input: InputStep) {
        let message = self.fill_in(index, &input.message);
        let plain = input.id.is_none() && input.ok.is_none() && input.cancel.is_none() && input.submitter.is_none() && input.parameters.is_empty();
        let node = self.atom(index, at, "input", "Wait for interactive input", plain.then(|| message.clone()));
        if input.parameters.is_empty() {
            self.say(node, &message);
            self.say(node, &format!("{} or {}", input.ok.as_deref().unwrap_or("Proceed"), input.cancel.as_deref().unwrap_or("Abort")));
        } else {
            self.say(node, "Input requested");
        }
        self.had_input = true;
        if let Some(node) = self.node_mut(node) {
            node.paused_since = Some(at);
        }
        self.executions.push(Execution { id: id_of(&input, &message), step: input, thread: index, node, since: at, message });
        self.threads[index].doing = Doing::Input;
    }

    /// A shell that knows `echo` and `exit`; what else a command would print is not simulated.
    fn shell(&mut self, index: usize, at: u64, script: &str) {
        let script = self.fill_in(index, script);
        let node = self.atom(index, at, "sh", "Shell Script", Some(script.clone()));
        for command in script.split([';', '\n']).map(str::trim).filter(|c| !c.is_empty()) {
            self.say(node, &format!("+ {command}"));
            if let Some(text) = command.strip_prefix("echo ") {
                self.say(node, text);
            }
            match command.strip_prefix("exit").map(|c| c.trim().parse::<u8>().unwrap_or(0)) {
                Some(0) => return,
                Some(code) => return self.fail(index, at, node, format!("script returned exit code {code}")),
                None => {}
            }
        }
    }

    fn archive(&mut self, index: usize, at: u64, files: Vec<ArtifactFile>) {
        let names: Vec<&str> = files.iter().map(|f| f.path.as_str()).collect();
        let node = self.atom(index, at, "archiveArtifacts", "Archive the artifacts", Some(names.join(",")));
        self.say(node, "Archiving artifacts");
        self.artifacts.extend(files);
    }

    /// Puts parameters and the last input's values into a text.
    fn fill_in(&self, thread: usize, text: &str) -> String {
        let mut text = text.to_owned();
        let input = self.threads[thread].input.as_deref();
        for value in input.unwrap_or_default() {
            // With a single value the script has the bare value and no names.
            let shown = if input.is_some_and(|i| i.len() > 1) { shown(value) } else { "null".to_owned() };
            text = text.replace(&format!("${{input.{}}}", value.name), &shown);
        }
        text = text.replace("${input}", &whole(input));
        for value in &self.parameters {
            text = text.replace(&format!("${{{}}}", value.name), &shown(value));
        }
        let user = self.causes.iter().find_map(|c| c.user()).map_or("nobody", |u| &u.0);
        unfilled(&text.replace("${user}", user))
    }
}

/// `hudson.Util#getTimeSpanString`, for what a script would sleep.
fn span(millis: u64) -> String {
    match millis {
        0..1_000 => format!("{millis} ms"),
        1_000..60_000 => format!("{} sec", millis / 1_000),
        _ => format!("{} min", millis / 60_000),
    }
}

/// Secrets are masked in a log.
fn shown(value: &Given) -> String {
    if value.is_secret() { "****".to_owned() } else { value.text() }
}

fn whole(input: Option<&[Given]>) -> String {
    match input {
        None | Some([]) => "null".to_owned(),
        Some([one]) => shown(one),
        Some(many) => {
            let pairs: Vec<String> = many.iter().map(|v| format!("{}:{}", v.name, shown(v))).collect();
            format!("[{}]", pairs.join(", "))
        }
    }
}

/// What has no value is null, as a missing key of a map is.
fn unfilled(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("${") {
        let Some(end) = rest[at..].find('}') else { break };
        out.push_str(&rest[..at]);
        out.push_str("null");
        rest = &rest[at + end + 1..];
    }
    out + rest
}
