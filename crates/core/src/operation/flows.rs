//! The operations of a button: the flows, and taking back what was triggered.

use super::read::Reader;
use super::{Started, flow, single};
use crate::api::remote::{CancelQueueItem, Halt, HaltVerb};
use crate::client::Shared;
use crate::error::Result;
use crate::flow::settle::{Decision, Route, Settle};
use crate::flow::trigger::{Trigger, Until};
use crate::flow::{describe, follow, inputs, settle, trigger};
use crate::ids::{InputId, JobPath, RunId};
use crate::machine::Machine;
use crate::parameter::ParameterDefinition;
use crate::pending::PendingInput;
use alloc::borrow::ToOwned as _;
use alloc::sync::Arc;
use alloc::vec::Vec;

impl Reader<'_> {
    pub(super) fn button(&self, client: &Arc<Shared>, op: &str) -> Started {
        Some(match op {
            "describe" => self.job(&[]).map(|job| flow(client, |io| describe::describe(io, job))),
            "trigger" => self.job(&["delaySeconds", "parameters", "until", "patienceMillis", "definitions"]).and_then(|job| {
                let wanted = self.trigger(job)?;
                Ok(flow(client, |io| trigger::trigger(io, wanted)))
            }),
            "inputs" => self.run(&[]).map(|run| flow(client, |io| inputs::inputs(io, run))),
            "follow" => self.run(&["untilPaused"]).and_then(|run| {
                let until_paused = self.fields.flag("untilPaused")?;
                Ok(flow(client, |io| follow::follow(io, run, until_paused)))
            }),
            "approve" => self.input(&["fingerprint", "known", "parameters", "route"]).and_then(|(run, input)| {
                let decision = Decision::Approve { parameters: self.given()?, route: self.route()? };
                self.settle(client, run, &input, decision)
            }),
            "abort" => self.input(&["fingerprint", "known"]).and_then(|(run, input)| self.settle(client, run, &input, Decision::Abort)),
            "cancel_queue_item" => self.only(&["id"]).and_then(|()| Ok(single(client, CancelQueueItem { id: self.queue_id()? }))),
            "stop" => self.run(&[]).map(|run| single(client, Halt::by(client, run, HaltVerb::Stop))),
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

    fn route(&self) -> Result<Route> {
        match self.fields.optional_text("route")? {
            None | Some("auto") => Ok(Route::Auto),
            Some("proceed") => Ok(Route::Proceed),
            Some("wfapi") => Ok(Route::Wfapi),
            Some(_) => Err(self.fields.wrong("route", "auto, proceed or wfapi")),
        }
    }
}
