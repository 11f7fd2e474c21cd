//! The table of operations: one for each endpoint and each flow, as plain data.
//!
//! An operation is an object with `op` and its fields; the same in every language. `job` is the full name
//! (`Folder/job`), a list of names, or the job's URL on this server; `branch` is the name of a branch in
//! git, for a multibranch project. Unknown operations and fields are refused, never ignored.
//!
//! What a button in a page needs is always there ([`BUTTON_NAMES`]); the others come with the feature
//! `full`, which is on by default.

#[cfg(feature = "full")]
mod endpoints;
mod flows;
mod read;
#[cfg(feature = "full")]
pub(crate) mod spec;
#[cfg(feature = "full")]
mod table;
#[cfg(feature = "full")]
mod written;

use crate::api::Endpoint;
#[cfg(feature = "full")]
use crate::api::Kept;
use crate::client::Shared;
use crate::error::{Code, Error, Result};
use crate::fields::Fields;
use crate::flow::call::SHORT_PATIENCE;
use crate::http::{Method, Request, Response};
use crate::json::{ToJson, Value};
use crate::machine::{Io, Machine, Outcome};
use crate::server::Server;
use crate::text::text;
use alloc::boxed::Box;
use alloc::sync::Arc;
#[cfg(feature = "full")]
use alloc::vec::Vec;
use core::future::Future;
#[cfg(feature = "full")]
pub use endpoints::drops;
pub(crate) use read::Reader;
#[cfg(feature = "full")]
pub use spec::{Field, Needs, Spec};
#[cfg(feature = "full")]
pub use table::{declared, specs};

macro_rules! names {
    ($($button:literal)* | $($other:literal)*) => {
        /// The operations of a button: those that are there without the feature `full`.
        pub const BUTTON_NAMES: &[&str] = &[$($button),*];

        /// The names of the operations that are read one by one.
        #[cfg(feature = "full")]
        pub const NAMES: &[&str] = &[$($button,)* $($other),*];

        /// The names of the operations that are read one by one.
        #[cfg(not(feature = "full"))]
        pub const NAMES: &[&str] = BUTTON_NAMES;
    };
}

names! {
    "describe" "trigger" "follow" "inputs" "approve" "abort" "stop" "cancel_queue_item" |
    "capabilities" "follow_link" "list" "root" "who_am_i" "crumb" "login" "logout" "job" "build" "build_with_parameters" "build_json" "queue_item"
    "run" "flow_graph" "term" "kill" "submit_description" "progressive_text" "console_text" "artifact" "artifacts" "changes" "file_parameter" "log" "steps"
    "wfapi_describe" "pending_input_actions" "next_pending_input_action" "wfapi_input_submit"
    "input_proceed" "input_proceed_empty" "input_submit" "input_abort" "input_page"
    "graph_tree" "graph_steps" "graph_log" "graph_cancel" "graph_rerun"
}

/// The names of all operations, those of the table with them.
#[cfg(feature = "full")]
#[must_use]
pub fn names() -> Vec<&'static str> {
    NAMES.iter().copied().chain(table::names()).collect()
}

#[cfg(not(feature = "full"))]
fn names() -> &'static [&'static str] {
    NAMES
}

/// Reads an operation and makes its machine.
pub(crate) fn start(client: &Arc<Shared>, operation: &Value) -> Result<Machine> {
    let fields = Fields::of(operation, "operation")?;
    let op = fields.text("op")?;
    let read = Reader { fields, server: &client.server };
    let started = read.button(client, op);
    #[cfg(feature = "full")]
    let started = started.or_else(|| read.endpoint(client, op)).or_else(|| table::start(&read, client, op));
    started.unwrap_or_else(|| {
        Err(Error::new(Code::InvalidOperation, text!("There is no operation `", op, "`; there are ", crate::text::join(names(), ", "), ".")))
    })
}

/// An endpoint whose outcome is plain data, so that one piece of code serves all of them.
pub(crate) trait Single: Send + Sync {
    fn request(&self, server: &Server) -> Request;
    fn outcome(&self, response: &Response) -> Result<Value>;
    #[cfg(feature = "full")]
    fn kept(&self) -> Kept;
}

impl<E> Single for E
where
    E: Endpoint + Send + Sync,
{
    fn request(&self, server: &Server) -> Request {
        Endpoint::request(self, server)
    }

    fn outcome(&self, response: &Response) -> Result<Value> {
        #[allow(unused_mut, reason = "the operations of a button read no times as text")]
        let mut outcome = self.parse(response)?.into_json();
        #[cfg(feature = "full")]
        crate::time::complete(&mut outcome);
        Ok(outcome)
    }

    #[cfg(feature = "full")]
    fn kept(&self) -> Kept {
        E::KEPT
    }
}

fn single<E>(client: &Arc<Shared>, endpoint: E) -> Machine
where
    E: Endpoint + Send + Sync + 'static,
{
    run_single(client, Box::new(endpoint))
}

/// An operation of the table as its endpoint, for flows that ask it several times.
#[cfg(feature = "full")]
pub(crate) fn endpoint(client: &Shared, operation: &Value) -> Result<Box<dyn Single>> {
    let fields = Fields::of(operation, "operation")?;
    let op = fields.text("op")?;
    let reader = Reader { fields, server: &client.server };
    table::endpoint(&reader, op).unwrap_or_else(|| Err(Error::new(Code::InvalidOperation, text!("`", op, "` gives no list."))))
}

/// A machine for a single endpoint. Reads are tried again, writes never.
fn run_single(client: &Arc<Shared>, endpoint: Box<dyn Single>) -> Machine {
    let request = endpoint.request(&client.server);
    Machine::new(client, |io| async move {
        let response = if request.method == Method::Get { io.fetch(request, SHORT_PATIENCE).await? } else { io.send(request).await? };
        #[cfg(feature = "full")]
        if endpoint.kept() != Kept::Not && (200..300).contains(&response.status) {
            return Ok(Outcome::Kept(response, endpoint));
        }
        Ok(Outcome::Value(endpoint.outcome(&response)?))
    })
}

fn flow<F, T, O>(client: &Arc<Shared>, start: F) -> Machine
where
    F: FnOnce(Io) -> T,
    T: Future<Output = Result<O>> + Send + 'static,
    O: ToJson,
{
    Machine::new(client, |io| {
        let running = start(io);
        async move { Ok(Outcome::Value(running.await?.into_json())) }
    })
}

/// An endpoint that is an operation of the table.
#[cfg(feature = "full")]
pub(crate) trait Operation: Endpoint + Sized {
    /// What is written about it; nothing of this but the name is needed to run.
    const SPEC: Spec;

    /// The names of its fields.
    const FIELDS: &'static [&'static [&'static str]];

    /// Reads it from an operation's fields.
    fn read(reader: &Reader<'_>) -> Result<Self>;
}

type Started = Option<Result<Machine>>;
