//! What a check has at hand: a client, a folder to make jobs in, and what the server can do.

use super::bridge::Bridge;
use super::caller::Caller;
use super::features::Features;
use super::halt::Halt;
use super::options::Options;
use super::recipe::Recipe;
use super::site::Site;
use super::verdict::{Verdict, failed, holds, number, skipped, tail, text};
use super::wire::Wire;
use bellpull::Error;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Shared by all checks.
pub struct Bench {
    pub options: Options,
    pub caller: Caller,
    pub site: Site,
    pub features: Features,
    wire: Wire,
    bridge: Option<Arc<Bridge>>,
    halt: Halt,
    made: AtomicUsize,
}

/// Why no description can be written.
pub const NO_UPDATE: &str = "this user may not change runs (Run/Update)";
/// Why nothing can be settled.
pub const NO_INPUTS: &str = "this server shows no pending inputs (old input step, neither Pipeline REST API nor Blue Ocean)";

/// How long something that has to happen may take on a busy server.
const PATIENCE: Duration = Duration::from_secs(120);
/// How often a run is stopped, and how long each time it is waited for its end.
const STOPS: u32 = 6;
const BETWEEN_STOPS: Duration = Duration::from_secs(15);

impl Bench {
    /// Makes the folder and finds out what the server has.
    pub fn new(options: Options, wire: Wire, halt: Halt) -> anyhow::Result<Self> {
        let bridge = options.through.as_deref().map(|engine| Bridge::start(engine, options.ca.as_deref())).transpose()?;
        let caller = Caller::new(&options.url, &options.credentials(), &wire, bridge.as_ref(), &halt)?;
        let features = Features::of_server(&caller)?;
        let site = Site::make(&wire, &options.url, &options.user, &options.token)?;
        let mut bench = Self { options, caller, site, features, wire, bridge, halt, made: AtomicUsize::new(0) };
        if let Err(error) = Features::complete(&mut bench) {
            return Err(match bench.site.delete() {
                Ok(()) => error,
                Err(undeleted) => anyhow::anyhow!("{error:#}; and {undeleted:#}"),
            });
        }
        Ok(bench)
    }

    /// Somebody else, or the same user by other means.
    pub fn somebody(&self, credentials: &Value) -> Result<Caller, Error> {
        Caller::new(&self.options.url, credentials, &self.wire, self.bridge.as_ref(), &self.halt)
    }

    /// The client at another base URL.
    pub fn at(&self, url: &str) -> Result<Caller, Error> {
        Caller::new(url, &self.options.credentials(), &self.wire, self.bridge.as_ref(), &self.halt)
    }

    /// The client at a URL of this machine, whatever proxy leads to the server.
    pub fn here(&self, url: &str) -> anyhow::Result<Caller> {
        Ok(Caller::new(url, &self.options.credentials(), &Wire::new(true, None)?, self.bridge.as_ref(), &self.halt)?)
    }

    pub fn anonymous(&self) -> Result<Caller, Error> {
        self.somebody(&json!({"kind": "anonymous"}))
    }

    /// Runs an operation that has to succeed or to be refused, as the check decides.
    pub fn run(&self, operation: Value) -> Result<Value, Error> {
        self.caller.run(operation)
    }

    /// Makes a job with a name of its own; gives its full name.
    pub fn job(&self, recipe: &Recipe) -> Verdict<String> {
        let name = format!("job {}", self.made.fetch_add(1, Ordering::Relaxed));
        Ok(self.site.job(&[], &name, recipe)?)
    }

    /// Makes a Pipeline of this script.
    pub fn pipeline(&self, script: &str) -> Verdict<String> {
        self.job(&Recipe::new(script))
    }

    /// Starts a run at once; gives its number.
    pub fn start(&self, job: &str, parameters: Value) -> Verdict<u64> {
        let outcome = self.run(json!({"op": "trigger", "job": job, "parameters": parameters, "delaySeconds": 0}))?;
        number(&outcome, "run")
    }

    /// Waits until a queue item has become a run; gives its number.
    pub fn run_of_item(&self, id: u64) -> Verdict<u64> {
        let read = || self.run(json!({"op": "queue_item", "id": id}));
        let item = self.until("an item that became a run", read, |v| v["executable"]["number"].is_u64())?;
        number(&item["executable"], "number")
    }

    /// An operation of Blue Ocean, for this server's organization.
    pub fn blue(&self, mut operation: Value) -> Value {
        operation["organization"] = json!(self.features.organization);
        operation
    }

    /// Waits until what Blue Ocean has put in the queue has become a run; its own `id` is a guess.
    pub fn run_of_blue_item(&self, started: &Value) -> Verdict<u64> {
        match text(started, "queueId")?.parse() {
            Ok(id) => self.run_of_item(id),
            Err(_) => failed("a queue id in digits", started),
        }
    }

    /// Makes a Pipeline and starts it.
    pub fn started(&self, script: &str) -> Verdict<(String, u64)> {
        let job = self.pipeline(script)?;
        let run = self.start(&job, json!({}))?;
        Ok((job, run))
    }

    /// Follows a run to its end; gives its view.
    pub fn over(&self, job: &str, run: u64) -> Verdict<Value> {
        Ok(self.run(json!({"op": "follow", "job": job, "run": run}))?)
    }

    /// Makes a Pipeline, starts it and waits for as many inputs; gives job, run and the inputs.
    pub fn paused(&self, script: &str, count: usize) -> Verdict<(String, u64, Value)> {
        let (job, run) = self.started(script)?;
        let inputs = self.inputs(&job, run, count)?;
        Ok((job, run, inputs))
    }

    /// Waits until this many inputs are pending; gives the outcome of `inputs`.
    pub fn inputs(&self, job: &str, run: u64, count: usize) -> Verdict<Value> {
        if !self.features.inputs {
            return skipped(NO_INPUTS);
        }
        let read = || self.run(json!({"op": "inputs", "job": job, "run": run}));
        self.until(&format!("{count} pending inputs"), read, |v| v["inputs"].as_array().is_some_and(|i| i.len() == count))
    }

    /// Reads until it is as wanted.
    pub fn until(&self, wanted: &str, read: impl Fn() -> Result<Value, Error>, good: impl Fn(&Value) -> bool) -> Verdict<Value> {
        match within(PATIENCE, read, good)? {
            Ok(came) => Ok(came),
            Err(came) => failed(format!("{wanted} within {} s", PATIENCE.as_secs()), came),
        }
    }

    /// The whole log of a run that is over. Jenkins calls its listeners between the result and the last lines
    /// (`WorkflowRun#finish`), so the log is followed to its end first.
    pub fn log(&self, job: &str, run: u64) -> Verdict<String> {
        self.run(json!({"op": "log", "job": job, "run": run}))?;
        let outcome = self.run(json!({"op": "console_text", "job": job, "run": run}))?;
        Ok(text(&outcome, "text")?.to_owned())
    }

    /// Waits until the log holds a text.
    pub fn logged(&self, job: &str, run: u64, part: &str) -> Verdict<Value> {
        let read = || self.run(json!({"op": "console_text", "job": job, "run": run}));
        self.until(&format!("`{part}` in the log"), read, |v| v["text"].as_str().is_some_and(|t| t.contains(part)))
    }

    /// The log of a run that has to end well.
    pub fn success(&self, job: &str, run: u64) -> Verdict<String> {
        let view = self.over(job, run)?;
        let log = self.log(job, run)?;
        holds(view["result"] == "SUCCESS", "the result SUCCESS", format!("{} after {}", view["result"], tail(&log)))?;
        Ok(log)
    }

    /// Stops a run that a check leaves behind. A run whose script is still being compiled takes no notice of a stop
    /// (`Executor#interrupt` before `WorkflowRun#sleep`), so it is asked again.
    pub fn stop(&self, job: &str, run: u64) -> Verdict {
        for _ in 0..STOPS {
            self.run(json!({"op": "stop", "job": job, "run": run}))?;
            let read = || self.run(json!({"op": "run", "job": job, "run": run, "tree": "building"}));
            if within(BETWEEN_STOPS, read, |v| v["building"] == json!(false))?.is_ok() {
                return Ok(());
            }
        }
        failed(format!("an end after {STOPS} stops"), format!("{job} #{run} still building"))
    }
}

/// Reads until it is as wanted, for so long; what came last if it never is.
fn within(limit: Duration, read: impl Fn() -> Result<Value, Error>, good: impl Fn(&Value) -> bool) -> Result<Result<Value, Value>, Error> {
    let (begin, mut pause) = (Instant::now(), Duration::from_millis(100));
    loop {
        let came = read()?;
        if good(&came) {
            return Ok(Ok(came));
        }
        if begin.elapsed() > limit {
            return Ok(Err(came));
        }
        std::thread::sleep(pause);
        pause = (pause * 5 / 4).min(Duration::from_secs(1));
    }
}
