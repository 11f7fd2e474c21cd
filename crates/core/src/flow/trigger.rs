//! From the click to the run's number.
//!
//! ```text
//! read the job ──disabled, wrong values──► error, nothing sent
//!      │
//!   POST once ──refused──► error
//!      │    └──answer lost──► read the job: one new item that is ours? ──no──► trigger_unconfirmed
//!      ▼                                      │ yes
//!   queued ◄──────────────────────────────────┘
//!      │ poll the queue item
//!      ├─ waiting, blocked, buildable ──► event, go on (until patience ends)
//!      ├─ cancelled ──► outcome
//!      ├─ gone (404) ──► find the run by its queueId ──no──► queue_item_gone
//!      └─ executable ──► started as run N
//! ```
//!
//! The run is found by its queue id, never by `lastBuild`. Jenkins merges equal triggers that wait: the
//! item then has several causes, and older servers say so in no other way.
//!
//! ```
//! use bellpull::{Client, Feed, Output, Response};
//! use serde_json::json;
//! let client = Client::new(json!({"url": "http://ci/j", "credentials": {"kind": "token", "user": "u", "token": "t"}}))?;
//! let mut machine = client.start(json!({"op": "trigger", "job": "quick"}))?;
//! let mut answers = [
//!     (200, "", r#"{"buildable":true,"property":[]}"#),
//!     (201, "http://ci/j/queue/item/7/", ""),
//!     (200, "", r#"{"_class":"hudson.model.Queue$LeftItem","id":7,"cancelled":false,"executable":{"number":12}}"#),
//! ].into_iter();
//! let outcome = loop {
//!     match machine.poll_output(0) {
//!         Output::Send(_) => {
//!             let (status, location, body) = answers.next().expect("three requests");
//!             let headers = vec![("Location".to_string(), location.to_string())];
//!             machine.handle_input(Feed::Response(Response { status, headers, body: body.into() }));
//!         }
//!         Output::Wait { .. } => machine.handle_input(Feed::Woke),
//!         Output::Event(_) => {}
//!         Output::Done(result) => break result?,
//!         Output::AwaitingResponse => unreachable!(),
//!     }
//! };
//! assert_eq!(outcome["state"], "started");
//! assert_eq!(outcome["run"], 12);
//! # Ok::<(), bellpull::Error>(())
//! ```

use crate::api::remote::{Build, BuildJson, BuildWithParameters, Cause, Job, QueueItem, QueueState, ReadJob, ReadQueueItem, ReadWhoAmI, Triggered};
use crate::api::{Projection, SomeEndpoint};
use crate::error::{Code, Error, Result, Sent};
use crate::fields::Read;
use crate::flow::call::{LONG_PATIENCE, SHORT_PATIENCE};
use crate::ids::{JobPath, QueueId, RunNumber};
use crate::json::{Map, Value, json, shape, words};
use crate::machine::Io;
use crate::parameter::ParameterDefinition;
use crate::text::text;
use crate::value::{Filling, ParameterValue, fill};
use alloc::borrow::ToOwned as _;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

/// How far to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Until Jenkins has taken the trigger.
    Queued,
    /// Until the run has its number.
    Started,
}

/// What to trigger.
#[derive(Debug, Clone)]
pub struct Trigger {
    /// Which job.
    pub job: JobPath,
    /// The values, by name.
    pub parameters: Map,
    /// How long it shall wait in the queue; none takes the job's quiet period.
    pub delay_seconds: Option<u64>,
    /// How far to go.
    pub until: Until,
    /// How long to wait for the run's number, in milliseconds; none waits as long as it takes.
    pub patience_millis: Option<u64>,
    /// The job's definitions, if they were read before; else the job is read first.
    pub definitions: Option<Vec<ParameterDefinition>>,
}

/// Where a trigger has led.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename_all = "lowercase"))]
pub enum TriggerState {
    /// In the queue.
    Queued,
    /// In the queue, held up or without an executor, when patience ended.
    Blocked,
    /// Taken from the queue by somebody.
    Cancelled,
    /// Running, or over already.
    Started,
}

words!(TriggerState { Queued: "queued", Blocked: "blocked", Cancelled: "cancelled", Started: "started" });

/// The end of a trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename_all = "camelCase"))]
pub struct TriggerOutcome {
    /// Where it has led.
    pub state: TriggerState,
    /// The queue item.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub queue_id: Option<QueueId>,
    /// The run's number, once started.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub run: Option<RunNumber>,
    /// Whether this trigger shares its run with others.
    pub merged: bool,
    /// All causes of a shared run.
    pub merged_with: Vec<Cause>,
    /// Why it waits, in the server's language.
    pub why: Option<String>,
}

shape!(TriggerOutcome { state, queue_id, run, merged, merged_with, why });

/// What was known of the job before the trigger; a lost trigger is looked for above these.
struct Before {
    newest_queue_id: u64,
}

/// Triggers a job.
pub(crate) async fn trigger(io: Io, wanted: Trigger) -> Result<TriggerOutcome> {
    let (definitions, before) = match &wanted.definitions {
        Some(definitions) => (definitions.clone(), None),
        None => {
            let job = io.read(&ReadJob { job: wanted.job.clone(), projection: Projection::tree(ReadJob::TREE) }, SHORT_PATIENCE).await?;
            if job.buildable() == Some(false) {
                return Err(Error::new(Code::JobDisabled, text!("The job ", wanted.job, " cannot be built: it is disabled or held off.")));
            }
            (job.parameters(), Some(Before::of(&job)))
        }
    };
    let triggered = match post(&io, &wanted, &definitions).await {
        Err(error) if error.sent() == Sent::Maybe => find_lost(&io, &wanted, before, error).await?,
        Ok(Triggered { queue_id: None, .. }) => {
            let unnamed = Error::new(Code::TriggerUnconfirmed, "Jenkins took the trigger but named no queue item.").with_sent(Sent::Yes);
            find_lost(&io, &wanted, before, unnamed).await?
        }
        other => other?,
    };
    let Some(queue_id) = triggered.queue_id else {
        return Err(Error::new(Code::TriggerUnconfirmed, "No queue item is known."));
    };
    io.emit(json!({"event": "queued", "queueId": queue_id, "merged": triggered.merged}));
    if wanted.until == Until::Queued {
        return Ok(outcome(TriggerState::Queued, queue_id, None, triggered.merged, Vec::new(), None));
    }
    // Whatever is wrong with a read, the trigger was taken.
    follow_queue(&io, &wanted, queue_id, triggered.merged).await.map_err(|error| error.with_sent(Sent::Yes))
}

fn outcome(state: TriggerState, id: QueueId, run: Option<RunNumber>, merged: bool, causes: Vec<Cause>, why: Option<String>) -> TriggerOutcome {
    let shared = causes.len() > 1;
    TriggerOutcome { state, queue_id: Some(id), run, merged: merged || shared, merged_with: if shared { causes } else { Vec::new() }, why }
}

/// Which of the trigger endpoints fits.
fn choose(wanted: &Trigger, definitions: &[ParameterDefinition]) -> Result<Box<dyn SomeEndpoint<Triggered>>> {
    let given = fill(definitions, &wanted.parameters, Filling::Given)?;
    let (job, delay_seconds) = (wanted.job.clone(), wanted.delay_seconds);
    let raw = given.iter().any(|f| matches!(f.value, ParameterValue::Raw(_)) || (f.as_base64 && matches!(f.value, ParameterValue::File(_))));
    Ok(if definitions.is_empty() {
        Box::new(Build {
            job,
            delay_seconds,
            #[cfg(feature = "full")]
            remote: None,
        })
    } else if raw {
        let parameters = fill(definitions, &wanted.parameters, Filling::All)?;
        Box::new(BuildJson { job, parameters, delay_seconds, name_queue_item: true })
    } else {
        Box::new(BuildWithParameters {
            job,
            parameters: given,
            delay_seconds,
            #[cfg(feature = "full")]
            remote: None,
        })
    })
}

async fn post(io: &Io, wanted: &Trigger, definitions: &[ParameterDefinition]) -> Result<Triggered> {
    let plain = definitions.is_empty();
    match io.ask(&*choose(wanted, definitions)?).await {
        // The job has parameters that were not known: nothing is queued by this refusal
        // (ParametersDefinitionProperty#_doBuild wants a form), so the other endpoint is asked.
        Err(error) if plain && error.code() == Code::BadRequest && error.status() == Some(400) => {
            let form = BuildWithParameters {
                job: wanted.job.clone(),
                parameters: Vec::new(),
                delay_seconds: wanted.delay_seconds,
                #[cfg(feature = "full")]
                remote: None,
            };
            io.ask(&form).await
        }
        other => other,
    }
}

impl Before {
    fn of(job: &Job) -> Self {
        let last = job.last_build().and_then(|b| b.number("queueId")).unwrap_or_default();
        let waiting = job.queue_item().and_then(|i| i.number("id")).unwrap_or_default();
        Self { newest_queue_id: last.max(waiting) }
    }
}

/// After a lost answer: is there exactly one new item of this user with these parameters?
async fn find_lost(io: &Io, wanted: &Trigger, before: Option<Before>, lost: Error) -> Result<Triggered> {
    let unconfirmed = |why: &str| lost.clone().recoded(Code::TriggerUnconfirmed, text!(lost.message(), " ", why));
    let Some(before) = before else {
        return Err(unconfirmed("The job was not read beforehand, so it cannot be told whether it was triggered."));
    };
    let unread = |later: Error| unconfirmed(later.message());
    let me = user(io).await.map_err(unread)?;
    for pause in [0, 1_000, 3_000] {
        io.wait(pause).await;
        let job = ReadJob { job: wanted.job.clone(), projection: Projection::tree(ReadJob::BY_QUEUE_ID) };
        let job = io.read(&job, SHORT_PATIENCE).await.map_err(unread)?;
        let runs = job.builds().iter().map(|b| (b.number("queueId"), b));
        let all = runs.chain(job.queue_item().map(|i| (i.number("id"), i)));
        let mine = |item: &Value| started_by(item, me.as_deref()) && has_values(item, &wanted.parameters);
        let ids: Vec<u64> = all.filter(|(_, item)| mine(item)).filter_map(|(id, _)| id).filter(|id| *id > before.newest_queue_id).collect();
        match ids.as_slice() {
            [] => {}
            [id] => return Ok(Triggered { queue_id: Some(QueueId(*id)), merged: false }),
            _ => return Err(unconfirmed("Several new items look like it.")),
        }
    }
    Err(unconfirmed("No trace of it was found in the job's queue and newest runs."))
}

async fn user(io: &Io) -> Result<Option<String>> {
    match io.client.credentials.user() {
        Some(user) => Ok(Some(user.to_owned())),
        None => Ok(io.read(&ReadWhoAmI, SHORT_PATIENCE).await?.name().map(str::to_owned)),
    }
}

fn started_by(item: &Value, me: Option<&str>) -> bool {
    let causes = crate::api::remote::QueueItem(item.clone()).causes();
    causes.iter().any(|c| c.user_id.as_deref().is_some_and(|u| me.is_some_and(|m| m.eq_ignore_ascii_case(u))))
}

/// Whether an item carries the texts that were given; secrets and files are not shown and not compared.
fn has_values(item: &Value, given: &Map) -> bool {
    let values: Vec<&Value> = item.list("actions").iter().flat_map(|a| a.list("parameters")).collect();
    given.iter().filter(|(_, v)| v.as_object().is_none()).all(|(name, wanted)| {
        let found = values.iter().find(|v| v.text("name") == Some(name)).and_then(|v| v.get("value"));
        let as_text = |v: &Value| v.as_str().map_or_else(|| v.to_text(), str::to_owned);
        found.is_none_or(|f| as_text(f).trim() == as_text(wanted).trim())
    })
}

async fn follow_queue(io: &Io, wanted: &Trigger, id: QueueId, merged: bool) -> Result<TriggerOutcome> {
    let (started, mut pause, mut told) = (io.now(), 250, None);
    loop {
        let item = match io.read(&ReadQueueItem { id }, LONG_PATIENCE).await {
            Err(error) if error.code() == Code::QueueItemGone => return find_started(io, wanted, id, merged, error).await,
            item => item?,
        };
        let (why, state) = (item.why().map(str::to_owned), item.state());
        let word = match state {
            QueueState::Cancelled => return Ok(outcome(TriggerState::Cancelled, id, None, merged, item.causes(), why)),
            QueueState::Started(run) => return Ok(outcome(TriggerState::Started, id, Some(run), merged, item.causes(), None)),
            QueueState::Leaving | QueueState::Waiting => "waiting",
            QueueState::Blocked => "blocked",
            QueueState::Buildable => "buildable",
        };
        if told.as_ref() != Some(&(word, why.clone())) {
            io.emit(json!({"event": "waiting", "queueId": id, "state": word, "why": why, "stuck": item.stuck().unwrap_or(false)}));
            told = Some((word, why.clone()));
        }
        if wanted.patience_millis.is_some_and(|p| io.now().saturating_sub(started) >= p) {
            return Ok(gave_up(&item, id, merged, why));
        }
        io.wait(pause).await;
        pause = (pause * 3 / 2).min(2_000);
    }
}

fn gave_up(item: &QueueItem, id: QueueId, merged: bool, why: Option<String>) -> TriggerOutcome {
    let held = matches!(item.state(), QueueState::Blocked | QueueState::Buildable);
    outcome(if held { TriggerState::Blocked } else { TriggerState::Queued }, id, None, merged, item.causes(), why)
}

/// The item is no longer known, five minutes after it left or after a restart: its run still knows it.
async fn find_started(io: &Io, wanted: &Trigger, id: QueueId, merged: bool, gone: Error) -> Result<TriggerOutcome> {
    let job = io.read(&ReadJob { job: wanted.job.clone(), projection: Projection::tree(ReadJob::BY_QUEUE_ID) }, SHORT_PATIENCE).await?;
    let run = job.builds().iter().find(|b| b.number("queueId") == Some(id.0));
    let number = run.and_then(|r| r.number("number")).and_then(|n| u32::try_from(n).ok());
    let number = number.ok_or(gone)?;
    let causes = run.map(|r| QueueItem(r.clone()).causes()).unwrap_or_default();
    Ok(outcome(TriggerState::Started, id, Some(RunNumber(number)), merged, causes, None))
}
