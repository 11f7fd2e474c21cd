//! A run until it is over: stages, pauses, inputs, result.
//!
//! ```text
//!            ┌─────────────── running: wfapi describe ◄──────────┐
//!  core tree ┤                     │ an input waits              │ none waits
//!      │     │                     ▼                             │
//!      │     │               paused: core tree (or wfapi's list) ┘
//!      │     └─ stages from elsewhere: core tree, then Pipeline Graph View, Blue Ocean or core's flow graph
//!      └ 404 ─► wfapi alone
//!  over (wfapi) ──► core tree: still building? ──yes──► go on
//!                        └──no──► done
//! ```
//!
//! Who tells the stages is chosen once (`stages`). With wfapi it is one request a round: while the run works wfapi
//! tells stages and whether something waits, while it is paused core tells the inputs; with another source it is
//! core and that source. Only core's `building` ends a run (wfapi may say `NOT_EXECUTED` at the start of a healthy
//! one, the Pipeline Graph View `complete` before the end). An event is given when something has changed, the growing duration
//! aside, and after a server that was away.
//!
//! ```
//! use bellpull::{Client, Feed, Output, Response};
//! use serde_json::json;
//! let client = Client::new(json!({"url": "http://ci/j", "credentials": {"kind": "token", "user": "u", "token": "t"}}))?;
//! let mut machine = client.start(json!({"op": "follow", "job": "quick", "run": 1}))?;
//! let mut answers = [
//!     r#"{"number":1,"building":false,"result":"SUCCESS","duration":900}"#,
//!     r#"{"id":"1","status":"SUCCESS","stages":[{"id":"6","name":"Build","status":"SUCCESS"}]}"#,
//! ].into_iter();
//! let view = loop {
//!     match machine.poll_output(0) {
//!         // This server has no Pipeline Graph View.
//!         Output::Send(request) if request.url.ends_with("/tree") => {
//!             machine.handle_input(Feed::Response(Response { status: 404, headers: vec![], body: vec![] }));
//!         }
//!         Output::Send(_) => {
//!             let body = answers.next().expect("two requests").into();
//!             machine.handle_input(Feed::Response(Response { status: 200, headers: vec![], body }));
//!         }
//!         Output::Wait { .. } => machine.handle_input(Feed::Woke),
//!         Output::Event(_) => {}
//!         Output::Done(result) => break result?,
//!         Output::AwaitingResponse => unreachable!(),
//!     }
//! };
//! assert_eq!(view["status"]["word"], "success");
//! assert_eq!(view["stages"][0]["name"], "Build");
//! assert_eq!(view["stagesSource"], "wfapi");
//! # Ok::<(), bellpull::Error>(())
//! ```

mod view;

use crate::api::Projection;
use crate::api::remote::{ReadRun, Run};
use crate::api::wfapi::PendingInputActions;
use crate::error::{Code, Result};
use crate::fields::Read as _;
use crate::flow::call::LONG_PATIENCE;
use crate::ids::RunId;
use crate::json::json;
use crate::machine::Io;
use crate::pending::{InputsSource, PendingInput};
use crate::route::stages::{self, Told};
use crate::stage::StagesSource;
use crate::status::StatusWord;
use alloc::vec::Vec;

pub use view::RunView;

const FIRST_PAUSE: u64 = 500;
const LONGEST_PAUSE: u64 = 3_000;

/// Follows a run until it is over, or until it pauses.
pub(crate) async fn follow(io: Io, run: RunId, until_paused: bool) -> Result<RunView> {
    let mut follower = Follower { io, run, core: None, told: None, listed: Vec::new(), listed_by: None, has_core: true };
    let mut shown: Option<RunView> = None;
    let mut pause = FIRST_PAUSE;
    follower.first().await?;
    loop {
        let view = follower.view();
        // Who was told that the server is away is told that it is back.
        let back = follower.io.take_retried();
        let changed = shown.as_ref().is_none_or(|t| !t.same(&view));
        if changed || back {
            follower.io.emit(json!({"event": "run", "view": view}));
            shown = Some(view.clone());
        }
        if !view.building || (until_paused && view.status.word == StatusWord::Paused) {
            return Ok(view);
        }
        pause = if changed { FIRST_PAUSE } else { (pause * 5 / 4).min(LONGEST_PAUSE) };
        follower.io.wait(pause).await;
        follower.next().await?;
    }
}

struct Follower {
    io: Io,
    run: RunId,
    core: Option<Run>,
    told: Option<Told>,
    /// The inputs from elsewhere, where core exports none, and from where.
    listed: Vec<PendingInput>,
    listed_by: Option<InputsSource>,
    has_core: bool,
}

impl Follower {
    async fn first(&mut self) -> Result<()> {
        let missing = self.read_core().await?;
        self.choose().await?;
        if let Some(missing) = missing
            && self.told.is_none()
        {
            return Err(missing);
        }
        self.list_if_needed().await
    }

    /// One round.
    async fn next(&mut self) -> Result<()> {
        let before = self.pending();
        if !before.is_empty() && self.has_core {
            self.read_core().await?;
            self.list_if_needed().await?;
            if self.pending() == before && !self.told.as_ref().is_some_and(Told::works) {
                return Ok(());
            }
        }
        if self.told.as_ref().is_some_and(|t| t.source == StagesSource::Wfapi) {
            self.tell().await?;
            let told = self.told.as_ref();
            let over = told.and_then(Told::status).is_some_and(|s| s.is_over() || s.word == StatusWord::NotExecuted);
            if (told.is_some_and(|t| t.waits) || !before.is_empty() || over) && self.has_core {
                self.read_core().await?;
            }
        } else {
            // Others say less of the run than core does, so that core is asked each time, and before them.
            self.still_there().await?;
            self.tell().await?;
        }
        // What was told before the end is no news after it.
        if self.core_says_over() && self.told.as_ref().is_some_and(|t| t.stages.iter().any(|s| !s.status.is_over())) {
            self.tell().await?;
        }
        self.list_if_needed().await
    }

    /// Core alone: a run that it no longer shows may still be shown by another source, or is gone.
    async fn still_there(&mut self) -> Result<()> {
        let Some(gone) = self.read_core().await? else { return Ok(()) };
        self.choose().await?;
        if self.told.is_some() { Ok(()) } else { Err(gone) }
    }

    /// Reads core; gives back the error if the run is not there for core.
    async fn read_core(&mut self) -> Result<Option<crate::Error>> {
        match self.io.read(&ReadRun { run: self.run.clone(), projection: Projection::tree(ReadRun::TREE) }, LONG_PATIENCE).await {
            Ok(core) => self.core = Some(core),
            Err(error) if error.code() == Code::NotFound => {
                self.has_core = false;
                self.core = None;
                return Ok(Some(error));
            }
            Err(error) => return Err(error),
        }
        Ok(None)
    }

    fn core_says_over(&self) -> bool {
        self.core.as_ref().and_then(Run::building) == Some(false)
    }

    async fn choose(&mut self) -> Result<()> {
        let class = self.core.as_ref().and_then(|c| c.0.text("_class"));
        let pipeline = class.is_some_and(|c| c.ends_with("WorkflowRun"));
        if class.is_none() || pipeline {
            self.told = stages::choose(&self.io, &self.run, pipeline).await?;
        }
        Ok(())
    }

    /// Asks the source again; if it is gone or fails, another.
    async fn tell(&mut self) -> Result<()> {
        let Some(source) = self.told.as_ref().map(|t| t.source) else { return Ok(()) };
        match stages::tell(&self.io, &self.run, source).await {
            Ok(told) => self.told = Some(told),
            Err(error) if error.code() == Code::NotFound || stages::passes(&error) => {
                self.told = None;
                self.still_there().await?;
                if self.told.is_none() {
                    self.choose().await?;
                }
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Asks others for the list where core exports none.
    async fn list_if_needed(&mut self) -> Result<()> {
        let exported = self.core.as_ref().is_some_and(|c| c.inputs().is_some());
        self.listed.clear();
        if exported || !self.told.as_ref().is_some_and(|t| t.waits) {
            return Ok(());
        }
        match self.io.read(&PendingInputActions { run: self.run.clone() }, LONG_PATIENCE).await {
            Ok(list) => (self.listed, self.listed_by) = (list.inputs(), Some(InputsSource::Wfapi)),
            Err(error) if error.code() == Code::NotFound => return self.list_by_blue_ocean().await,
            Err(error) => return Err(error),
        }
        Ok(())
    }

    #[cfg(feature = "full")]
    async fn list_by_blue_ocean(&mut self) -> Result<()> {
        match crate::route::blue::inputs(&self.io, &self.run, LONG_PATIENCE).await {
            Ok(inputs) => (self.listed, self.listed_by) = (inputs, Some(InputsSource::BlueOcean)),
            // Nobody can tell; the view says so by `inputsSource: null`.
            Err(error) if crate::route::blue::absent(&error) => self.listed_by = None,
            Err(error) => return Err(error),
        }
        Ok(())
    }

    #[cfg(not(feature = "full"))]
    #[allow(clippy::unused_async, reason = "stands in for the one that asks")]
    async fn list_by_blue_ocean(&mut self) -> Result<()> {
        Ok(())
    }
}
