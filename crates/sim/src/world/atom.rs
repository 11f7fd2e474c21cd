//! Steps without a body, and the texts that they print.

use super::graph::New;
use super::input::{Execution, Target, id_of, refusal};
use super::node::Broken;
use super::parameter::Given;
use super::run::{Outcome, Run};
use super::thread::Doing;
use crate::scenario::{ArtifactFile, InputStep, Step, TestStatus};

impl Run {
    pub(super) fn execute_atom(&mut self, index: usize, at: u64, step: Step) {
        match step {
            Step::Echo { echo } => {
                let text = self.fill_in(index, &echo);
                self.echo(index, at, &text, &[]);
            }
            Step::Sleep { sleep } => self.pause(index, at, sleep),
            Step::Input { mut input } => {
                input.message = self.fill_in(index, &input.message);
                self.ask(index, at, input, None);
            }
            Step::Fail { fail } => self.error(index, at, fail),
            Step::Unstable { unstable } => self.unstable(index, at, &unstable),
            Step::Sh { sh, millis } => {
                self.threads[index].doing = Doing::Ready(at.saturating_add(millis));
                let script = self.fill_in(index, &sh);
                self.shell(index, at, &script);
            }
            Step::Archive { archive } => {
                let names: Vec<&str> = archive.iter().map(|f| f.path.as_str()).collect();
                self.archive(index, at, &names.join(","), archive);
            }
            Step::Junit { junit } => {
                let node = self.atom(index, at, "junit", "Archive JUnit-formatted test results", Some("**/*.xml".to_owned()));
                self.say(node, "Recording test results");
                if junit.iter().any(|t| t.status == TestStatus::Failed) {
                    self.warn(index, node);
                }
                self.tests.extend(junit);
            }
            // Those with a body are opened elsewhere.
            Step::Stage { .. } | Step::Parallel { .. } | Step::Timeout { .. } | Step::Node { .. } | Step::CatchError { .. } | Step::Compiled(_) => {}
        }
    }

    /// A line in the log; secrets that came into it by interpolation are warned of (`DSL#invokeStep`).
    pub(super) fn echo(&mut self, index: usize, at: u64, text: &str, leaked: &[String]) {
        let node = self.atom(index, at, "echo", "Print Message", Some(text.to_owned()));
        if !leaked.is_empty() {
            self.say(node, "Warning: A secret was passed to \"echo\" using Groovy String interpolation, which is insecure.");
            self.say(node, &format!("\t\t Affected argument(s) used the following variable(s): [{}]", leaked.join(", ")));
            self.say(node, "\t\t See https://jenkins.io/redirect/groovy-string-interpolation for details.");
        }
        self.say(node, text);
    }

    pub(super) fn pause(&mut self, index: usize, at: u64, millis: u64) {
        let node = self.atom(index, at, "sleep", "Sleep", Some((millis / 1000).to_string()));
        self.say(node, &format!("Sleeping for {}", span(millis)));
        self.threads[index].doing = Doing::Ready(at.saturating_add(millis));
    }

    pub(super) fn error(&mut self, index: usize, at: u64, message: String) {
        let node = self.atom(index, at, "error", "Error signal", Some(message.clone()));
        self.fail(index, at, node, Broken::Failed(message));
    }

    pub(super) fn unstable(&mut self, index: usize, at: u64, message: &str) {
        let node = self.atom(index, at, "unstable", "Set stage result to unstable", Some(message.to_owned()));
        self.say(node, &format!("WARNING: {message}"));
        self.warn(index, node);
    }

    pub(super) fn atom(&mut self, index: usize, at: u64, function: &str, step: &'static str, argument: Option<String>) -> u32 {
        let node = self.grow(index, at, New::atom(step, argument));
        self.mark(node, function);
        node
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

    pub(super) fn ask(&mut self, index: usize, at: u64, input: InputStep, target: Option<Target>) {
        let message = input.message.clone();
        let plain = input.id.is_none() && input.ok.is_none() && input.cancel.is_none() && input.submitter.is_none() && input.parameters.is_empty();
        let node = self.atom(index, at, "input", "Wait for interactive input", plain.then(|| message.clone()));
        if let Some(broken) = refusal(&input).filter(|_| self.strict) {
            self.fail(index, at, node, broken);
            return;
        }
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
        self.executions.push(Execution { id: id_of(&input, &message), step: input, thread: index, node, since: at, target, message });
        self.threads[index].doing = Doing::Input;
    }

    /// A shell that knows `echo`, `sleep`, `false` and `exit`; what else a command would do is not simulated.
    pub(super) fn shell(&mut self, index: usize, at: u64, script: &str) {
        let node = self.atom(index, at, "sh", "Shell Script", Some(script.to_owned()));
        if !self.pipeline {
            // The number is random on a real server.
            let workspace = self.job.rsplit('/').next().unwrap_or_default().to_owned();
            self.say(node, &format!("[{workspace}] $ /bin/sh -xe /tmp/jenkins1.sh"));
        }
        for command in script.split([';', '\n']).map(str::trim).filter(|c| !c.is_empty()) {
            self.say(node, &format!("+ {command}"));
            if let Some(text) = command.strip_prefix("echo ") {
                self.say(node, text);
            }
            if let Some(seconds) = command.strip_prefix("sleep ").and_then(|s| s.trim().parse::<u64>().ok())
                && let Doing::Ready(ready) = &mut self.threads[index].doing
            {
                // What comes after it is said at once all the same.
                *ready = ready.saturating_add(seconds.saturating_mul(1_000));
            }
            if command == "false" {
                return self.fail(index, at, node, Broken::Failed("script returned exit code 1".to_owned()));
            }
            match command.strip_prefix("exit").map(|c| c.trim().parse::<u8>().unwrap_or(0)) {
                Some(0) => return,
                Some(code) => return self.fail(index, at, node, Broken::Failed(format!("script returned exit code {code}"))),
                None => {}
            }
        }
    }

    pub(super) fn archive(&mut self, index: usize, at: u64, pattern: &str, files: Vec<ArtifactFile>) -> u32 {
        let node = self.atom(index, at, "archiveArtifacts", "Archive the artifacts", Some(pattern.to_owned()));
        self.say(node, "Archiving artifacts");
        self.artifacts.retain(|kept| files.iter().all(|f| f.path != kept.path));
        self.artifacts.extend(files);
        node
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
pub(super) fn span(millis: u64) -> String {
    let tenths = |tenths: u64| if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) };
    // The smaller unit counts while there are less than ten of the bigger.
    let two = |big: u64, of: &str, small: u64, rest: &str| if big < 10 { format!("{big} {of} {small} {rest}") } else { format!("{big} {of}") };
    let (seconds, minutes, hours) = (millis / 1_000, millis / 60_000, millis / 3_600_000);
    match millis {
        0..100 => format!("{millis} ms"),
        100..1_000 => {
            let hundredths = format!("0.{:02}", millis / 10);
            format!("{} sec", hundredths.trim_end_matches('0'))
        }
        1_000..10_000 => format!("{} sec", tenths(millis / 100)),
        10_000..60_000 => format!("{seconds} sec"),
        60_000..3_600_000 => two(minutes, "min", seconds % 60, "sec"),
        3_600_000..86_400_000 => two(hours, "hr", minutes % 60, "min"),
        _ => two(hours / 24, if hours < 48 { "day" } else { "days" }, hours % 24, "hr"),
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
