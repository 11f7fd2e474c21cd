//! A job with what it asks for, ready to make a form of.
//!
//! ```text
//! GET the job's core tree ──► name, state, parameter definitions
//! ```
//!
//! ```
//! use bellpull::{Client, Feed, Output, Response};
//! use serde_json::json;
//! let client = Client::new(json!({"url": "http://ci/j", "credentials": {"kind": "token", "user": "u", "token": "t"}}))?;
//! let mut machine = client.start(json!({"op": "describe", "job": "Folder/deploy"}))?;
//! let Output::Send(_) = machine.poll_output(0) else { unreachable!() };
//! let body = br#"{"name":"deploy","buildable":true,"property":[{"parameterDefinitions":[{"name":"TAG","type":"StringParameterDefinition"}]}]}"#;
//! machine.handle_input(Feed::Response(Response { status: 200, headers: vec![], body: body.to_vec() }));
//! let Output::Done(Ok(view)) = machine.poll_output(0) else { unreachable!() };
//! assert_eq!(view["parameters"][0]["kind"], "string");
//! # Ok::<(), bellpull::Error>(())
//! ```

use crate::api::Projection;
use crate::api::remote::ReadJob;
use crate::error::Result;
use crate::fields::Read;
use crate::flow::call::SHORT_PATIENCE;
use crate::ids::JobPath;
use crate::json::shape;
use crate::machine::Io;
use crate::parameter::ParameterDefinition;
use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

/// A job as a form needs it.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename_all = "camelCase"))]
pub struct JobView {
    /// The job's full name.
    pub job: String,
    /// Its page, on the configured base.
    pub url: String,
    /// What people see.
    pub display_name: Option<String>,
    /// The description, as text; may hold markup, which is not to be shown as such.
    pub description: Option<String>,
    /// Whether it can be triggered.
    pub buildable: bool,
    /// Whether an item of it waits in the queue.
    pub in_queue: bool,
    /// What it asks for.
    pub parameters: Vec<ParameterDefinition>,
}

shape!(JobView { job, url, display_name, description, buildable, in_queue, parameters });

/// Reads a job.
pub(crate) async fn describe(io: Io, job: JobPath) -> Result<JobView> {
    let read = io.read(&ReadJob { job: job.clone(), projection: Projection::tree(ReadJob::TREE) }, SHORT_PATIENCE).await?;
    Ok(JobView {
        job: job.full_name(),
        url: io.client.server.url(&job.below("")),
        display_name: read.display_name().map(str::to_owned),
        description: read.0.string("description").filter(|d| !d.is_empty()),
        buildable: read.buildable().unwrap_or(true),
        in_queue: read.in_queue().unwrap_or(false),
        parameters: read.parameters(),
    })
}
