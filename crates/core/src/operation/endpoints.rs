//! Single endpoints as operations, and the flows that no button needs.

use super::read::Reader;
use super::{Started, flow, single};
use crate::api::input::{InputAbort, InputProceed, InputProceedEmpty};
use crate::api::remote::{
    Build, BuildJson, BuildWithParameters, ConsoleText, Halt, HaltVerb, ProgressiveText, ReadCrumb, ReadJob, ReadQueueItem, ReadRoot, ReadRun, ReadWhoAmI,
};
use crate::api::wfapi::{Describe, InputSubmit, NextPendingInputAction, PendingInputActions};
use crate::api::{Endpoint, Projection};
use crate::client::Shared;
use crate::credentials::Secret;
use crate::error::{Code, Error, Result};
use crate::flow::{log, sign_in};
use crate::json::{Map, Value};
use crate::text::text;
use crate::value::{Filled, ParameterValue, read_file};
use alloc::borrow::ToOwned as _;
use alloc::sync::Arc;
use alloc::vec::Vec;

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

impl Reader<'_> {
    pub(super) fn endpoint(&self, client: &Arc<Shared>, op: &str) -> Started {
        let of_server_or_job = self.of_server(client, op).or_else(|| self.of_job(client, op));
        of_server_or_job.or_else(|| self.of_run(client, op)).or_else(|| self.of_input(client, op))
    }

    fn of_server(&self, client: &Arc<Shared>, op: &str) -> Started {
        let only = |names: &[&str]| self.only(names);
        Some(match op {
            "root" => only(&["tree", "depth"]).and_then(|()| Ok(single(client, ReadRoot { projection: Projection::read(&self.fields, ReadRoot::TREE)? }))),
            "who_am_i" => only(&[]).map(|()| single(client, ReadWhoAmI)),
            "crumb" => only(&[]).map(|()| single(client, ReadCrumb)),
            "login" => only(&[]).map(|()| flow(client, sign_in::login)),
            "logout" => only(&[]).map(|()| flow(client, sign_in::logout)),
            "queue_item" => only(&["id"]).and_then(|()| Ok(single(client, ReadQueueItem { id: self.queue_id()? }))),
            _ => return None,
        })
    }

    fn of_job(&self, client: &Arc<Shared>, op: &str) -> Started {
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
            _ => return None,
        })
    }

    fn of_run(&self, client: &Arc<Shared>, op: &str) -> Started {
        let halt = |verb| self.run(&[]).map(|run| single(client, Halt { run, verb }));
        Some(match op {
            "run" => {
                self.run(&["tree", "depth"]).and_then(|run| Ok(single(client, ReadRun { run, projection: Projection::read(&self.fields, ReadRun::TREE)? })))
            }
            "term" => halt(HaltVerb::Term),
            "kill" => halt(HaltVerb::Kill),
            "progressive_text" => self.run(&["start"]).and_then(|run| Ok(single(client, ProgressiveText { run, start: self.start()? }))),
            "console_text" => self.run(&[]).map(|run| single(client, ConsoleText { run })),
            "wfapi_describe" => self.run(&["fullStages"]).and_then(|run| Ok(single(client, Describe { run, full_stages: self.fields.flag("fullStages")? }))),
            "pending_input_actions" => self.run(&[]).map(|run| single(client, PendingInputActions { run })),
            "next_pending_input_action" => self.run(&[]).map(|run| single(client, NextPendingInputAction { run })),
            "log" => self.run(&["start", "follow"]).and_then(|run| {
                let start = self.start()?;
                let follow = self.fields.get("follow").is_none() || self.fields.flag("follow")?;
                Ok(flow(client, move |io| log::log(io, run, start, follow)))
            }),
            _ => return None,
        })
    }

    fn of_input(&self, client: &Arc<Shared>, op: &str) -> Started {
        Some(match op {
            "input_proceed" => self.input(&["parameters"]).and_then(|(run, input)| Ok(single(client, InputProceed { run, input, parameters: self.filled()? }))),
            "input_proceed_empty" => self.input(&[]).map(|(run, input)| single(client, InputProceedEmpty { run, input })),
            "input_abort" => self.input(&[]).map(|(run, input)| single(client, InputAbort { run, input })),
            "wfapi_input_submit" => {
                self.input(&["parameters"]).and_then(|(run, input)| Ok(single(client, InputSubmit { run, input, parameters: self.filled()? })))
            }
            _ => return None,
        })
    }

    fn start(&self) -> Result<u64> {
        self.fields.optional_int("start").map(Option::unwrap_or_default)
    }

    /// Values of a single endpoint, sent as they are: there are no definitions to check them against.
    pub(crate) fn filled(&self) -> Result<Vec<Filled>> {
        let mut filled = Vec::new();
        for (name, value) in &self.given()? {
            let value = bare(value).ok_or_else(|| {
                let message = text!("The value of `", name, "` is none of the shapes that can be sent.");
                Error::new(Code::ParameterInvalid, message).with_parameter(name)
            })?;
            filled.push(Filled::new(name, value));
        }
        Ok(filled)
    }
}

/// A value by its own shape.
fn bare(value: &Value) -> Option<ParameterValue> {
    match value {
        Value::String(text) => Some(ParameterValue::Text(text.clone())),
        Value::Bool(yes) => Some(ParameterValue::Boolean(*yes)),
        Value::Number(number) => Some(ParameterValue::Text(number.as_str().to_owned())),
        Value::Object(map) => bare_object(map),
        _ => None,
    }
}

/// An object's value by its own shape.
fn bare_object(map: &Map) -> Option<ParameterValue> {
    let (shape, value) = map.iter().next().filter(|_| map.iter().count() == 1)?;
    match shape.as_str() {
        "run" => value.as_str().map(|r| ParameterValue::Run(r.to_owned())),
        "credentials" => value.as_str().map(|c| ParameterValue::Text(c.to_owned())),
        "password" => value.as_str().map(|p| ParameterValue::Password(Secret::new(p))),
        "default" => Some(ParameterValue::PasswordDefault),
        "file" => read_file(value).map(ParameterValue::File),
        "raw" => value.as_object().cloned().map(ParameterValue::Raw),
        _ => None,
    }
}
