//! Following a link of a resource.
//!
//! ```text
//! link ──rebased on the configured base──► GET ──► JSON, or a log's text
//!    └──leads elsewhere──► link_outside_server (nothing sent)
//! ```
//!
//! ```
//! use bellpull::{Client, Feed, Output, Response};
//! use serde_json::json;
//! let client = Client::new(json!({"url": "http://ci/j", "credentials": {"kind": "token", "user": "u", "token": "t"}}))?;
//! let run = json!({"_links": {"nodes": {"href": "/blue/rest/organizations/jenkins/pipelines/Ops Team/runs/5/nodes/"}}});
//! let mut machine = client.start(json!({"op": "follow_link", "resource": run, "relation": "nodes"}))?;
//! let Output::Send(request) = machine.poll_output(0) else { unreachable!() };
//! assert_eq!(request.url, "http://ci/j/blue/rest/organizations/jenkins/pipelines/Ops%20Team/runs/5/nodes/");
//! machine.handle_input(Feed::Response(Response { status: 200, headers: vec![], body: b"[]".to_vec() }));
//! let Output::Done(Ok(nodes)) = machine.poll_output(0) else { unreachable!() };
//! assert_eq!(nodes, json!([]));
//! # Ok::<(), bellpull::Error>(())
//! ```

use crate::api::blueocean::BlueLog;
use crate::api::declare::Answer as _;
use crate::api::wfapi::{NodeLog, drop_secrets};
use crate::classify::{Subject, json, not_json};
use crate::error::{Code, Error, Result};
use crate::flow::call::SHORT_PATIENCE;
use crate::hal::{RELATIONS, href, readable, rebase};
use crate::http::Response;
use crate::json::{ToJson as _, Value};
use crate::machine::Io;
use crate::server::Server;
use crate::text::text;
use alloc::string::String;

/// Where a link leads, checked before anything is sent.
pub(crate) fn place(server: &Server, resource: &Value, relation: Option<&str>) -> Result<String> {
    let Some(link) = href(resource, relation) else {
        let message = text!("The resource has no link `", relation.unwrap_or("href"), "`.");
        return Err(Error::new(Code::InvalidOperation, message));
    };
    Ok(readable(&rebase(server, link)?))
}

/// Follows a link. The outcome of a known relation has the shape that is known of it.
pub(crate) async fn follow_link(io: Io, place: String, relation: Option<String>) -> Result<Value> {
    let log = place.ends_with("/wfapi/log");
    let response = io.fetch(io.client.server.get(&place), SHORT_PATIENCE).await?;
    if log {
        // Its text is HTML, which leaves the core only as segments.
        return NodeLog::read(&response, Subject::Run).map(|log| log.to_json());
    }
    if response.media_type() == "text/plain" {
        return BlueLog::read(&response, Subject::Run).map(|log| log.to_json());
    }
    let mut value = json(&response, Subject::Server)?;
    clean(&mut value);
    crate::time::complete(&mut value);
    shaped(&response, value, relation.as_deref())
}

fn shaped(response: &Response, value: Value, relation: Option<&str>) -> Result<Value> {
    let known = relation.and_then(|relation| RELATIONS.iter().find(|(name, _)| *name == relation));
    match known {
        Some((_, kind)) if kind.ends_with("[]") != value.as_array().is_some() => Err(not_json(response, &"it has another shape than this relation promises")),
        _ => Ok(value),
    }
}

/// Takes out the defaults of passwords, which wfapi shows in clear text.
fn clean(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(clean),
        Value::Object(map) => map.values_mut().for_each(clean),
        _ => {}
    }
    drop_secrets(value);
}
