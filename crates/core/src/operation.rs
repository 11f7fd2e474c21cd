//! The table of operations: one for each endpoint and each flow, as plain data.
//!
//! An operation is an object with `op` and its fields; the same in every language. `job` is the full name
//! (`Folder/job`), a list of names, or the job's URL on this server; `branch` is the name of a branch in
//! git, for a multibranch project. Unknown operations and fields are refused, never ignored.

use crate::api::Endpoint;
use crate::api::Projection;
use crate::api::input::{InputAbort, InputProceed, InputProceedEmpty};
use crate::api::remote::{
    Build, BuildJson, BuildWithParameters, CancelQueueItem, ConsoleText, Halt, HaltVerb, ProgressiveText, ReadCrumb, ReadJob, ReadQueueItem, ReadRoot, ReadRun,
    ReadWhoAmI,
};
use crate::api::wfapi::{Describe, InputSubmit, NextPendingInputAction, PendingInputActions};
use crate::client::Shared;
use crate::error::{Code, Error, Result};
use crate::fields::Fields;
use crate::flow::call::SHORT_PATIENCE;
use crate::flow::settle::{Decision, Route, Settle};
use crate::flow::trigger::{Trigger, Until};
use crate::flow::{describe, follow, inputs, log, settle, sign_in, trigger};
use crate::http::{Method, Request, Response};
use crate::ids::{InputId, JobPath, QueueId, RunId, RunNumber};
use crate::machine::{Io, Machine};
use crate::parameter::ParameterDefinition;
use crate::pending::PendingInput;
use crate::server::Server;
use crate::value::{Filled, ParameterValue};
use serde::Serialize;
use serde_json::{Map, Value};
use std::future::Future;
use std::sync::Arc;

macro_rules! names {
    ($($name:literal)*) => {
        /// The names of all operations.
        pub const NAMES: &[&str] = &[$($name),*];
    };
}

names! {
    "root" "who_am_i" "crumb" "login" "logout" "job" "build" "build_with_parameters" "build_json" "queue_item" "cancel_queue_item"
    "run" "stop" "term" "kill" "progressive_text" "console_text"
    "wfapi_describe" "pending_input_actions" "next_pending_input_action" "wfapi_input_submit"
    "input_proceed" "input_proceed_empty" "input_abort"
    "describe" "trigger" "follow" "inputs" "approve" "abort" "log"
}

/// What the outcome of a single endpoint leaves out of the body, with the reason for each.
#[must_use]
pub fn drops(name: &str) -> &'static [(&'static str, &'static str)] {
    match name {
        "crumb" => ReadCrumb::DROPS,
        "progressive_text" => ProgressiveText::DROPS,
        "pending_input_actions" => PendingInputActions::DROPS,
        "next_pending_input_action" => NextPendingInputAction::DROPS,
        _ => &[],
    }
}

/// Reads an operation and makes its machine.
pub(crate) fn start(client: &Arc<Shared>, operation: &Value) -> Result<Machine> {
    let fields = Fields::of(operation, "operation")?;
    let op = fields.text("op")?;
    let read = Reader { fields, server: &client.server };
    let started = read.server_operation(client, op).or_else(|| read.job_operation(client, op));
    let started = started.or_else(|| read.run_operation(client, op)).or_else(|| read.input_operation(client, op));
    started.unwrap_or_else(|| Err(Error::new(Code::InvalidOperation, format!("There is no operation `{op}`; there are {}.", NAMES.join(", ")))))
}

/// An endpoint whose outcome is plain data, so that one piece of code serves all of them.
trait Single: Send + Sync {
    fn request(&self, server: &Server) -> Request;
    fn outcome(&self, response: &Response) -> Result<Value>;
}

impl<E> Single for E
where
    E: Endpoint + Send + Sync,
{
    fn request(&self, server: &Server) -> Request {
        Endpoint::request(self, server)
    }

    fn outcome(&self, response: &Response) -> Result<Value> {
        to_json(&self.parse(response)?)
    }
}

fn single<E>(client: &Arc<Shared>, endpoint: E) -> Machine
where
    E: Endpoint + Send + Sync + 'static,
{
    run_single(client, Box::new(endpoint))
}

/// A machine for a single endpoint. Reads are tried again, writes never.
fn run_single(client: &Arc<Shared>, endpoint: Box<dyn Single>) -> Machine {
    let request = endpoint.request(&client.server);
    Machine::new(client, |io| async move {
        let response = if request.method == Method::Get { io.fetch(request, SHORT_PATIENCE).await? } else { io.send(request).await? };
        endpoint.outcome(&response)
    })
}

fn flow<F, T, O>(client: &Arc<Shared>, start: F) -> Machine
where
    F: FnOnce(Io) -> T,
    T: Future<Output = Result<O>> + Send + 'static,
    O: Serialize,
{
    Machine::new(client, |io| {
        let running = start(io);
        async move { to_json(&running.await?) }
    })
}

fn to_json(value: &impl Serialize) -> Result<Value> {
    serde_json::to_value(value).map_err(|e| Error::new(Code::BadResponse, format!("The outcome cannot be written: {e}.")))
}

struct Reader<'a> {
    fields: Fields<'a>,
    server: &'a Server,
}

type Started = Option<Result<Machine>>;

impl Reader<'_> {
    fn server_operation(&self, client: &Arc<Shared>, op: &str) -> Started {
        let only = |names: &[&str]| self.only(names);
        Some(match op {
            "root" => only(&["tree", "depth"]).and_then(|()| Ok(single(client, ReadRoot { projection: Projection::read(&self.fields, ReadRoot::TREE)? }))),
            "who_am_i" => only(&[]).map(|()| single(client, ReadWhoAmI)),
            "crumb" => only(&[]).map(|()| single(client, ReadCrumb)),
            "login" => only(&[]).map(|()| flow(client, sign_in::login)),
            "logout" => only(&[]).map(|()| flow(client, sign_in::logout)),
            "queue_item" => only(&["id"]).and_then(|()| Ok(single(client, ReadQueueItem { id: self.queue_id()? }))),
            "cancel_queue_item" => only(&["id"]).and_then(|()| Ok(single(client, CancelQueueItem { id: self.queue_id()? }))),
            _ => return None,
        })
    }

    fn job_operation(&self, client: &Arc<Shared>, op: &str) -> Started {
        let delay = || self.fields.optional_int("delaySeconds");
        Some(match op {
            "job" => {
                self.job(&["tree", "depth"]).and_then(|job| Ok(single(client, ReadJob { job, projection: Projection::read(&self.fields, ReadJob::TREE)? })))
            }
            "build" => self.job(&["delaySeconds"]).and_then(|job| Ok(single(client, Build { job, delay_seconds: delay()? }))),
            "build_with_parameters" => self
                .job(&["delaySeconds", "parameters"])
                .and_then(|job| Ok(single(client, BuildWithParameters { job, parameters: self.filled()?, delay_seconds: delay()? }))),
            "build_json" => self.job(&["delaySeconds", "parameters", "nameQueueItem"]).and_then(|job| {
                let name_queue_item = self.fields.flag("nameQueueItem")?;
                Ok(single(client, BuildJson { job, parameters: self.filled()?, delay_seconds: delay()?, name_queue_item }))
            }),
            "describe" => self.job(&[]).map(|job| flow(client, |io| describe::describe(io, job))),
            "trigger" => self.job(&["delaySeconds", "parameters", "until", "patienceMillis", "definitions"]).and_then(|job| {
                let wanted = self.trigger(job)?;
                Ok(flow(client, |io| trigger::trigger(io, wanted)))
            }),
            _ => return None,
        })
    }

    fn run_operation(&self, client: &Arc<Shared>, op: &str) -> Started {
        let halt = |verb| self.run(&[]).map(|run| single(client, Halt { run, verb }));
        Some(match op {
            "run" => {
                self.run(&["tree", "depth"]).and_then(|run| Ok(single(client, ReadRun { run, projection: Projection::read(&self.fields, ReadRun::TREE)? })))
            }
            "stop" => halt(HaltVerb::Stop),
            "term" => halt(HaltVerb::Term),
            "kill" => halt(HaltVerb::Kill),
            "progressive_text" => self.run(&["start"]).and_then(|run| Ok(single(client, ProgressiveText { run, start: self.start()? }))),
            "console_text" => self.run(&[]).map(|run| single(client, ConsoleText { run })),
            "wfapi_describe" => self.run(&["fullStages"]).and_then(|run| Ok(single(client, Describe { run, full_stages: self.fields.flag("fullStages")? }))),
            "pending_input_actions" => self.run(&[]).map(|run| single(client, PendingInputActions { run })),
            "next_pending_input_action" => self.run(&[]).map(|run| single(client, NextPendingInputAction { run })),
            "inputs" => self.run(&[]).map(|run| flow(client, |io| inputs::inputs(io, run))),
            "follow" => self.run(&["untilPaused"]).and_then(|run| {
                let until_paused = self.fields.flag("untilPaused")?;
                Ok(flow(client, |io| follow::follow(io, run, until_paused)))
            }),
            "log" => self.run(&["start", "follow"]).and_then(|run| {
                let start = self.start()?;
                let follow = self.fields.get("follow").is_none() || self.fields.flag("follow")?;
                Ok(flow(client, move |io| log::log(io, run, start, follow)))
            }),
            _ => return None,
        })
    }

    fn input_operation(&self, client: &Arc<Shared>, op: &str) -> Started {
        Some(match op {
            "input_proceed" => self.input(&["parameters"]).and_then(|(run, input)| Ok(single(client, InputProceed { run, input, parameters: self.filled()? }))),
            "input_proceed_empty" => self.input(&[]).map(|(run, input)| single(client, InputProceedEmpty { run, input })),
            "input_abort" => self.input(&[]).map(|(run, input)| single(client, InputAbort { run, input })),
            "wfapi_input_submit" => {
                self.input(&["parameters"]).and_then(|(run, input)| Ok(single(client, InputSubmit { run, input, parameters: self.filled()? })))
            }
            "approve" => self.input(&["fingerprint", "known", "parameters", "route"]).and_then(|(run, input)| {
                let decision = Decision::Approve { parameters: self.given()?, route: self.route()? };
                self.settle(client, run, &input, decision)
            }),
            "abort" => self.input(&["fingerprint", "known"]).and_then(|(run, input)| self.settle(client, run, &input, Decision::Abort)),
            _ => return None,
        })
    }

    fn settle(&self, client: &Arc<Shared>, run: RunId, input: &InputId, decision: Decision) -> Result<Machine> {
        let fingerprint = self.fields.optional_text("fingerprint")?.map(str::to_owned);
        let known = self.fields.get("known").map(PendingInput::from_json).transpose()?;
        let wanted = Settle { run, input: input.as_str().to_owned(), fingerprint, known, decision };
        Ok(flow(client, |io| settle::settle(io, wanted)))
    }

    fn trigger(&self, job: JobPath) -> Result<Trigger> {
        let until = match self.fields.optional_text("until")? {
            None | Some("started") => Until::Started,
            Some("queued") => Until::Queued,
            Some(_) => return Err(self.fields.wrong("until", "queued or started")),
        };
        let definitions = self.fields.get("definitions").map(|d| {
            let list = d.as_array().ok_or_else(|| self.fields.wrong("definitions", "a list"))?;
            list.iter().map(ParameterDefinition::from_json).collect::<Result<Vec<_>>>()
        });
        Ok(Trigger {
            job,
            parameters: self.given()?,
            delay_seconds: self.fields.optional_int("delaySeconds")?,
            until,
            patience_millis: self.fields.optional_int("patienceMillis")?,
            definitions: definitions.transpose()?,
        })
    }

    fn only(&self, names: &[&str]) -> Result<()> {
        self.fields.only(&[&["op"], names].concat())
    }

    fn job(&self, names: &[&str]) -> Result<JobPath> {
        self.only(&[&["job", "branch"], names].concat())?;
        let job = match self.fields.get("job") {
            Some(Value::String(url)) if url.contains("://") => JobPath::from_url(self.server, url)?,
            Some(Value::String(name)) => JobPath::from_full_name(name)?,
            Some(Value::Array(names)) => {
                let names: Option<Vec<&str>> = names.iter().map(Value::as_str).collect();
                JobPath::from_segments(names.ok_or_else(|| self.fields.wrong("job", "a text or a list of texts"))?)?
            }
            _ => return Err(self.fields.wrong("job", "given, as a text or a list of texts")),
        };
        match self.fields.optional_text("branch")? {
            Some(branch) => job.branch(branch),
            None => Ok(job),
        }
    }

    fn run(&self, names: &[&str]) -> Result<RunId> {
        let job = self.job(&[&["run"], names].concat())?;
        let number = self.fields.int("run").map_err(|_| self.fields.wrong("run", "given, as a run's number; a permalink such as lastBuild moves"))?;
        match u32::try_from(number) {
            Ok(number) if number > 0 => Ok(RunId { job, run: RunNumber(number) }),
            _ => Err(self.fields.wrong("run", "a run's number, from 1")),
        }
    }

    fn input(&self, names: &[&str]) -> Result<(RunId, InputId)> {
        let run = self.run(&[&["input"], names].concat())?;
        Ok((run, InputId::new(self.fields.text("input")?)?))
    }

    fn queue_id(&self) -> Result<QueueId> {
        self.fields.int("id").map(QueueId)
    }

    fn start(&self) -> Result<u64> {
        self.fields.optional_int("start").map(Option::unwrap_or_default)
    }

    fn route(&self) -> Result<Route> {
        match self.fields.optional_text("route")? {
            None | Some("auto") => Ok(Route::Auto),
            Some("proceed") => Ok(Route::Proceed),
            Some("wfapi") => Ok(Route::Wfapi),
            Some(_) => Err(self.fields.wrong("route", "auto, proceed or wfapi")),
        }
    }

    fn given(&self) -> Result<Map<String, Value>> {
        Ok(self.fields.object("parameters")?.cloned().unwrap_or_default())
    }

    /// Values of a single endpoint, sent as they are: there are no definitions to check them against.
    fn filled(&self) -> Result<Vec<Filled>> {
        let mut filled = Vec::new();
        for (name, value) in self.given()? {
            let value = bare(&value).ok_or_else(|| {
                let message = format!("The value of `{name}` is none of the shapes that can be sent.");
                Error::new(Code::ParameterInvalid, message).with_parameter(&name)
            })?;
            filled.push(Filled::new(&name, value));
        }
        Ok(filled)
    }
}

/// A value by its own shape.
fn bare(value: &Value) -> Option<ParameterValue> {
    match value {
        Value::String(text) => Some(ParameterValue::Text(text.clone())),
        Value::Bool(yes) => Some(ParameterValue::Boolean(*yes)),
        Value::Number(number) => Some(ParameterValue::Text(number.to_string())),
        Value::Object(map) => crate::value::bare_object(map),
        _ => None,
    }
}
