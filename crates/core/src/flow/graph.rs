//! Asking the Pipeline Graph View at whichever of its three addresses it has.
//!
//! ```text
//! address known? ──yes──► ask there ──404──► forget it ─┐
//!      │ no                                             ▼
//!      └──► GET tree at stages, pipeline-overview, pipeline-console ──all 404──► not_found
//!                 └──200──► remember, ask there
//! ```
//!
//! The address is remembered for all operations of a client. A 404 was not carried out, so that a write may be
//! sent again at another address; nothing else is.
//!
//! ```
//! use bellpull::{Client, Feed, Output, Response};
//! use serde_json::json;
//! let client = Client::new(json!({"url": "http://ci/j", "credentials": {"kind": "token", "user": "u", "token": "t"}}))?;
//! let mut machine = client.start(json!({"op": "graph_tree", "job": "release", "run": 5}))?;
//! let mut asked = Vec::new();
//! let tree = loop {
//!     match machine.poll_output(0) {
//!         Output::Send(request) => {
//!             let there = request.url.contains("/pipeline-overview/");
//!             asked.push(request.url);
//!             let body = if there { r#"{"status":"ok","data":{"complete":true,"stages":[]}}"# } else { "" };
//!             machine.handle_input(Feed::Response(Response { status: if there { 200 } else { 404 }, headers: vec![], body: body.into() }));
//!         }
//!         Output::Done(result) => break result?,
//!         _ => unreachable!(),
//!     }
//! };
//! assert_eq!((asked.len(), tree["complete"].as_bool()), (2, Some(true)));
//! # Ok::<(), bellpull::Error>(())
//! ```

use crate::api::graph_view::{Generation, GraphEndpoint, GraphTree, ReadGraphTree, RerunGraph, request};
use crate::error::{Code, Error, Result};
use crate::flow::call::{Pending, SHORT_PATIENCE};
use crate::http::Response;
use crate::ids::RunId;
use crate::json::Value;
use crate::machine::Io;
use alloc::boxed::Box;

/// Asks one of its places.
pub(crate) async fn ask(io: &Io, run: &RunId, endpoint: &dyn GraphEndpoint, patience: u64) -> Result<Value> {
    let known = io.client.session().graph_view;
    let generation = match known {
        Some(generation) => generation,
        None => find(io, run, patience).await?.0,
    };
    let response = at(io, run, generation, endpoint, patience).await?;
    if response.status != 404 {
        return endpoint.read(&response);
    }
    // The plugin was upgraded and has moved, or this version does not have the place.
    io.client.session().graph_view = None;
    let (now, _) = find(io, run, patience).await?;
    if now == generation {
        return Err(unsupported());
    }
    endpoint.read(&at(io, run, now, endpoint, patience).await?)
}

/// The tree: where the address is not known, the answer that tells it.
pub(crate) async fn tree(io: &Io, run: &RunId, patience: u64) -> Result<GraphTree> {
    let known = io.client.session().graph_view;
    if let Some(generation) = known {
        let response = at(io, run, generation, &ReadGraphTree, patience).await?;
        if response.status != 404 {
            return ReadGraphTree.read(&response).map(GraphTree);
        }
    }
    ReadGraphTree.read(&find(io, run, patience).await?.1).map(GraphTree)
}

/// Runs again, by the name of the version that is there.
pub(crate) async fn rerun(io: Io, run: RunId) -> Result<Value> {
    match ask(&io, &run, &RerunGraph { rebuild: false }, SHORT_PATIENCE).await {
        Err(error) if error.code() == Code::Unsupported => ask(&io, &run, &RerunGraph { rebuild: true }, SHORT_PATIENCE).await,
        other => other,
    }
}

/// The answer at one address.
fn at<'a>(io: &'a Io, run: &'a RunId, generation: Generation, endpoint: &'a dyn GraphEndpoint, patience: u64) -> Pending<'a, Response> {
    Box::pin(async move {
        let place = endpoint.place(generation).ok_or_else(unsupported)?;
        let request = request(&io.client.server, run, generation, &place, endpoint.writes());
        if endpoint.writes() { io.send(request).await } else { io.fetch(request, patience).await }
    })
}

/// Finds the address by reading the tree, and remembers it.
async fn find(io: &Io, run: &RunId, patience: u64) -> Result<(Generation, Response)> {
    for generation in Generation::ALL {
        let response = at(io, run, generation, &ReadGraphTree, patience).await?;
        if response.status != 404 {
            // A refusal tells nothing about the address.
            if response.status == 200 {
                io.client.session().graph_view = Some(generation);
            }
            return Ok((generation, response));
        }
    }
    Err(Error::answered(Code::NotFound, 404, "There is no such run, it is no Pipeline, or this server has no Pipeline Graph View."))
}

fn unsupported() -> Error {
    Error::new(Code::Unsupported, "This version of the Pipeline Graph View does not have this.")
}
