//! Single endpoints as operations, and the flows that no button needs.

use super::read::Reader;
use super::{Started, endpoint, flow, single};
use crate::api::graph_view::{CancelGraph, GraphEndpoint, ReadGraphLog, ReadGraphSteps};
use crate::api::input::{InputAbort, InputPage, InputProceed, InputProceedEmpty, InputSubmitForm};
use crate::api::remote::{
    Build, BuildJson, BuildWithParameters, ConsoleText, Halt, HaltVerb, ProgressiveText, ReadCrumb, ReadFlowGraph, ReadJob, ReadQueueItem, ReadRoot, ReadRun,
    ReadWhoAmI, RemoteToken, RunFile, SubmitDescription,
};
use crate::api::wfapi::{Describe, InputSubmit, NextPendingInputAction, PendingInputActions};
use crate::api::{Endpoint, Projection};
use crate::client::Shared;
use crate::credentials::Secret;
use crate::error::{Code, Error, Result};
use crate::flow::call::SHORT_PATIENCE;
use crate::flow::list::Listed;
use crate::flow::{capabilities, download, graph, left, link, list, log, sign_in, steps};
use crate::ids::RunId;
use crate::json::{Map, Value};
use crate::machine::Machine;
use crate::text::{self, text};
use crate::value::{Filled, ParameterValue, read_file};
use alloc::borrow::ToOwned as _;
use alloc::boxed::Box;
use alloc::string::String;
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
        of_server_or_job.or_else(|| self.of_run(client, op)).or_else(|| self.of_input(client, op)).or_else(|| self.of_graph(client, op))
    }

    fn of_server(&self, client: &Arc<Shared>, op: &str) -> Started {
        let only = |names: &[&str]| self.only(names);
        Some(match op {
            "root" => only(&["tree", "depth"]).and_then(|()| Ok(single(client, ReadRoot { projection: Projection::read(&self.fields, ReadRoot::TREE)? }))),
            "who_am_i" => only(&[]).map(|()| single(client, ReadWhoAmI)),
            "crumb" => only(&[]).map(|()| single(client, ReadCrumb)),
            "capabilities" => only(&["job", "branch", "run"]).and_then(|()| {
                let run = self.fields.get("job").map(|_| self.run_id()).transpose()?;
                Ok(flow(client, |io| capabilities::capabilities(io, run)))
            }),
            "follow_link" => only(&["resource", "relation"]).and_then(|()| {
                let resource =
                    self.fields.get("resource").ok_or_else(|| self.fields.wrong("resource", "given: a resource with its `_links`, a link, or a text"))?;
                let relation = self.fields.optional_text("relation")?;
                let place = link::place(self.server, resource, relation)?;
                let relation = relation.map(str::to_owned);
                Ok(flow(client, |io| link::follow_link(io, place, relation)))
            }),
            "list" => only(&["of", "pageSize"]).and_then(|()| {
                let of = self.fields.object("of")?.ok_or_else(|| self.fields.wrong("of", "given: an operation that gives a list"))?;
                let listed = Listed::new(of, self.fields.optional_int("pageSize")?.unwrap_or(100))?;
                endpoint(client, &listed.page())?;
                Ok(flow(client, |io| list::list(io, listed)))
            }),
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
            "build" => {
                self.job(&["delaySeconds", "token", "cause"]).and_then(|job| Ok(single(client, Build { job, delay_seconds: delay()?, remote: self.remote()? })))
            }
            "build_with_parameters" => self
                .job(&["delaySeconds", "parameters", "token", "cause"])
                .and_then(|job| Ok(single(client, BuildWithParameters { job, parameters: self.filled()?, delay_seconds: delay()?, remote: self.remote()? }))),
            "build_json" => self.job(&["delaySeconds", "parameters", "nameQueueItem"]).and_then(|job| {
                let name_queue_item = self.fields.flag("nameQueueItem")?;
                Ok(single(client, BuildJson { job, parameters: self.filled()?, delay_seconds: delay()?, name_queue_item }))
            }),
            _ => return None,
        })
    }

    fn of_run(&self, client: &Arc<Shared>, op: &str) -> Started {
        let halt = |verb| self.run(&[]).map(|run| single(client, Halt::by(client, run, verb)));
        Some(match op {
            "run" => {
                self.run(&["tree", "depth"]).and_then(|run| Ok(single(client, ReadRun { run, projection: Projection::read(&self.fields, ReadRun::TREE)? })))
            }
            "flow_graph" => self.run(&[]).map(|run| single(client, ReadFlowGraph { run })),
            "term" => halt(HaltVerb::Term),
            "kill" => halt(HaltVerb::Kill),
            "submit_description" => self
                .run(&["description"])
                .and_then(|run| Ok(single(client, SubmitDescription { run, description: self.fields.text("description")?.to_owned() }))),
            "progressive_text" => {
                self.run(&["start", "node"]).and_then(|run| Ok(single(client, ProgressiveText { run, node: self.node()?, start: self.start()? })))
            }
            "steps" => self.run(&["stage"]).and_then(|run| {
                let stage = self.fields.text("stage")?.to_owned();
                Ok(flow(client, |io| steps::steps(io, run, stage)))
            }),
            "artifacts" => self.run(&[]).map(|run| flow(client, |io| left::artifacts(io, run))),
            "changes" => self.run(&[]).map(|run| flow(client, |io| left::changes(io, run))),
            "artifact" => self.run(&["path"]).and_then(|run| {
                let file = RunFile::Artifact(self.fields.text("path")?.to_owned());
                self.file(client, run, file)
            }),
            "file_parameter" => self.run(&["name", "file"]).and_then(|run| {
                let file = RunFile::Parameter(self.fields.text("name")?.to_owned(), self.fields.text("file")?.to_owned());
                self.file(client, run, file)
            }),
            "console_text" => self.run(&[]).map(|run| single(client, ConsoleText { run })),
            "wfapi_describe" => self.run(&["fullStages"]).and_then(|run| Ok(single(client, Describe { run, full_stages: self.fields.flag("fullStages")? }))),
            "pending_input_actions" => self.run(&[]).map(|run| single(client, PendingInputActions { run })),
            "next_pending_input_action" => self.run(&[]).map(|run| single(client, NextPendingInputAction { run })),
            "log" => self.run(&["start", "follow", "node"]).and_then(|run| {
                let (start, node) = (self.start()?, self.node()?);
                let follow = self.fields.get("follow").is_none() || self.fields.flag("follow")?;
                Ok(flow(client, move |io| log::log(io, run, node, start, follow)))
            }),
            _ => return None,
        })
    }

    fn of_input(&self, client: &Arc<Shared>, op: &str) -> Started {
        Some(match op {
            "input_proceed" => self.input(&["parameters"]).and_then(|(run, input)| Ok(single(client, InputProceed { run, input, parameters: self.filled()? }))),
            "input_proceed_empty" => self.input(&[]).map(|(run, input)| single(client, InputProceedEmpty { run, input })),
            "input_submit" => {
                self.input(&["parameters", "caption"]).and_then(|(run, input)| {
                    let caption = self.fields.optional_text("caption")?.unwrap_or("Proceed").to_owned();
                    // In a file form it stands bare, where a line break would end it.
                    if text::has_control(&caption) {
                        return Err(self.fields.wrong("caption", "one line of text"));
                    }
                    Ok(single(client, InputSubmitForm { run, input, parameters: self.filled()?, caption }))
                })
            }
            "input_page" => self.run(&[]).map(|run| single(client, InputPage { run })),
            "input_abort" => self.input(&[]).map(|(run, input)| single(client, InputAbort { run, input })),
            "wfapi_input_submit" => {
                self.input(&["parameters"]).and_then(|(run, input)| Ok(single(client, InputSubmit { run, input, parameters: self.filled()? })))
            }
            _ => return None,
        })
    }

    fn of_graph(&self, client: &Arc<Shared>, op: &str) -> Started {
        Some(match op {
            "graph_tree" => self.run(&[]).map(|run| flow(client, |io| async move { graph::tree(&io, &run, SHORT_PATIENCE).await })),
            "graph_steps" => self.run(&["stage"]).and_then(|run| {
                let stage = self.fields.optional_text("stage")?.map(str::to_owned);
                Ok(self.graph(client, run, Box::new(ReadGraphSteps { stage })))
            }),
            "graph_log" => {
                self.run(&["node"]).and_then(|run| Ok(self.graph(client, run, Box::new(ReadGraphLog { node: self.fields.text("node")?.to_owned() }))))
            }
            "graph_cancel" => self.run(&[]).map(|run| self.graph(client, run, Box::new(CancelGraph))),
            "graph_rerun" => self.run(&[]).map(|run| flow(client, |io| graph::rerun(io, run))),
            _ => return None,
        })
    }

    #[allow(clippy::unused_self, reason = "reads like its neighbours")]
    fn graph(&self, client: &Arc<Shared>, run: RunId, endpoint: Box<dyn GraphEndpoint>) -> Machine {
        flow(client, |io| async move { graph::ask(&io, &run, &*endpoint, SHORT_PATIENCE).await })
    }

    /// A download; a bad path is refused before anything is sent.
    fn file(&self, client: &Arc<Shared>, run: RunId, file: RunFile) -> Result<Machine> {
        file.request(self.server, &run)?;
        Ok(flow(client, |io| download::download(io, run, file)))
    }

    /// The job's own token; a cause without it would be ignored by Jenkins.
    fn remote(&self) -> Result<Option<RemoteToken>> {
        let cause = self.fields.optional_text("cause")?.map(str::to_owned);
        match self.fields.optional_text("token")? {
            Some("") => Err(self.fields.wrong("token", "the job's token, which is never empty")),
            Some(token) => Ok(Some(RemoteToken { token: Secret::new(token), cause })),
            None if cause.is_some() => Err(self.fields.wrong("cause", "given with `token` alone; without it Jenkins ignores the cause")),
            None => Ok(None),
        }
    }

    /// The flow node of a step.
    fn node(&self) -> Result<Option<String>> {
        Ok(self.fields.optional_text("node")?.map(str::to_owned))
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
