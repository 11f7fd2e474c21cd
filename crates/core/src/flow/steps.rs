//! The steps of a stage. Stages have no log of their own: theirs is that of their steps, one after the other.
//!
//! ```text
//! Pipeline Graph View ──no──► wfapi ──no──► Blue Ocean ──no──► core's flow graph ──no──► not_found
//! ```
//!
//! Those within stages inside of it are theirs. wfapi tells at most a hundred, and may tell none while a stage begins.
//!
//! ```
//! use bellpull::{Client, Feed, Output, Response};
//! use serde_json::json;
//! let client = Client::new(json!({"url": "http://ci/j", "credentials": {"kind": "token", "user": "u", "token": "t"}}))?;
//! let mut machine = client.start(json!({"op": "steps", "job": "release", "run": 5, "stage": "6"}))?;
//! let steps = loop {
//!     match machine.poll_output(0) {
//!         Output::Send(request) => {
//!             let there = request.url.ends_with("/execution/node/6/wfapi/describe");
//!             let body = if there { r#"{"id":"6","stageFlowNodes":[{"id":"7","name":"Shell Script","parameterDescription":"make"}]}"# } else { "" };
//!             machine.handle_input(Feed::Response(Response { status: if there { 200 } else { 404 }, headers: vec![], body: body.into() }));
//!         }
//!         Output::Done(result) => break result?,
//!         _ => unreachable!(),
//!     }
//! };
//! assert_eq!(steps, json!({"steps": [{"id": "7", "name": "Shell Script", "argument": "make"}], "source": "wfapi"}));
//! # Ok::<(), bellpull::Error>(())
//! ```

use crate::api::graph_view::{GraphSteps, ReadGraphSteps};
use crate::api::remote::ReadFlowGraph;
use crate::api::wfapi::ReadWfapiNode;
use crate::error::{Code, Error, Result};
use crate::fields::Read as _;
use crate::flow::call::SHORT_PATIENCE;
use crate::flow::graph;
use crate::ids::RunId;
use crate::json::{Value, shape};
use crate::machine::Io;
use crate::route::{blue, stages};
use crate::stage::StagesSource;
use crate::text::text;
use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Step {
    /// The flow node's id.
    pub id: String,
    /// What kind of step it is, such as "Shell Script"; its argument where the source tells that alone.
    pub name: String,
    /// What it was given.
    pub argument: Option<String>,
}

shape!(Step { id, name, argument });

/// The steps of a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Steps {
    /// The steps, in the order of their start.
    pub steps: Vec<Step>,
    /// Who told them.
    pub source: StagesSource,
}

shape!(Steps { steps, source });

/// Asks the sources in their order until one tells.
pub(crate) async fn steps(io: Io, run: RunId, stage: String) -> Result<Steps> {
    let mut last = Error::new(Code::NotFound, "There is no such stage, or nobody tells its steps.");
    for source in stages::SOURCES {
        if io.client.session().absent.contains(&source) {
            continue;
        }
        match of(&io, &run, &stage, source).await {
            Ok(mut steps) => {
                // Ids are numbers that grow.
                steps.sort_by_key(|step| step.id.parse::<u64>().unwrap_or(u64::MAX));
                return Ok(Steps { steps, source });
            }
            Err(error) if error.code() == Code::NotFound || stages::passes(&error) => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

async fn of(io: &Io, run: &RunId, stage: &str, source: StagesSource) -> Result<Vec<Step>> {
    let none = || Error::new(Code::NotFound, "There is no such stage.");
    Ok(match source {
        StagesSource::GraphView => {
            let read = graph::ask(io, run, &ReadGraphSteps { stage: Some(stage.to_owned()) }, SHORT_PATIENCE).await?;
            GraphSteps(read).steps().iter().filter_map(of_graph).collect()
        }
        StagesSource::Wfapi => {
            let node = io.read(&ReadWfapiNode { run: run.clone(), node: stage.to_owned() }, SHORT_PATIENCE).await?.0.ok_or_else(none)?;
            let step = |n: &Value| Some(Step { id: n.string("id")?, name: n.string("name").unwrap_or_default(), argument: n.string("parameterDescription") });
            node.stage_flow_nodes().iter().filter_map(step).collect()
        }
        StagesSource::BlueOcean => {
            let step = |s: &crate::api::blueocean::BlueStep| {
                let name = s.display_name().unwrap_or_default().to_owned();
                Some(Step { id: s.id()?.to_owned(), name, argument: s.display_description().map(str::to_owned) })
            };
            blue::steps(io, run, stage, SHORT_PATIENCE).await?.iter().filter_map(step).collect()
        }
        StagesSource::FlowGraph => {
            let told = io.read(&ReadFlowGraph { run: run.clone() }, SHORT_PATIENCE).await?.flow_steps(stage).ok_or_else(none)?;
            told.into_iter().map(|(id, name)| Step { id, name, argument: None }).collect()
        }
    })
}

/// The plugin has the argument as the name, and the kind as a title where it is not plain from the argument.
fn of_graph(value: &Value) -> Option<Step> {
    // A number before version 230.
    let id = value.string("id").or_else(|| value.number("id").map(|id| text!(id)))?;
    let (name, title) = (value.string("name").unwrap_or_default(), value.string("title").filter(|t| !t.is_empty()));
    Some(match title {
        Some(title) if title != name => Step { id, name: title, argument: Some(name) },
        _ => Step { id, name, argument: None },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::testing::json;

    #[test]
    fn steps_of_the_graph_view() {
        let step = |value: serde_json::Value| of_graph(&json!(value)).map(|s| (s.id, s.name, s.argument));
        let told = |id: &str, name: &str, argument: Option<&str>| Some((id.to_owned(), name.to_owned(), argument.map(str::to_owned)));
        assert_eq!(step(serde_json::json!({"id": "7", "name": "make", "title": ""})), told("7", "make", None));
        assert_eq!(step(serde_json::json!({"id": 8, "name": "eu", "title": "Deploy"})), told("8", "Deploy", Some("eu")));
        assert_eq!(step(serde_json::json!({"name": "x"})), None);
    }
}
