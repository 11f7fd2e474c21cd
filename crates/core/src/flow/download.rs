//! A file of a run, from Jenkins or from where its artifacts are kept.
//!
//! ```text
//! GET ──200──► the file
//!  └──redirected to another host──► GET there, once, without credentials ──200──► the file
//! ```
//!
//! With a resource root URL or an external artifact manager Jenkins answers with a signed address on another
//! host. It is asked without credentials, cookies and own headers, and not after a change from https to http.
//!
//! ```
//! use bellpull::{Client, Feed, Output, Response};
//! use serde_json::json;
//! let client = Client::new(json!({"url": "https://ci/j", "credentials": {"kind": "token", "user": "u", "token": "t"}}))?;
//! let mut machine = client.start(json!({"op": "artifact", "job": "release", "run": 5, "path": "out/app.bin"}))?;
//! let Output::Send(first) = machine.poll_output(0) else { unreachable!() };
//! assert!(first.stream && first.header("Authorization").is_some());
//! let headers = vec![("Location".to_owned(), "https://store/bucket/app.bin?signed=1".to_owned())];
//! machine.handle_input(Feed::Response(Response { status: 302, headers, body: vec![] }));
//! let Output::Send(second) = machine.poll_output(0) else { unreachable!() };
//! assert_eq!((second.url.as_str(), second.headers.len()), ("https://store/bucket/app.bin?signed=1", 0));
//! machine.handle_input(Feed::Response(Response { status: 200, headers: vec![], body: b"abc".to_vec() }));
//! let Output::Done(Ok(file)) = machine.poll_output(0) else { unreachable!() };
//! assert_eq!((file["base64"].as_str(), file["elsewhere"].as_bool()), (Some("YWJj"), Some(true)));
//! # Ok::<(), bellpull::Error>(())
//! ```

use crate::api::remote::{Download, RunFile};
use crate::error::{Code, Error, Result};
use crate::flow::call::SHORT_PATIENCE;
use crate::http::{Request, Response};
use crate::ids::RunId;
use crate::machine::Io;
use crate::text::text;
use alloc::borrow::ToOwned as _;
use alloc::string::String;

/// Downloads a file.
pub(crate) async fn download(io: Io, run: RunId, file: RunFile) -> Result<Download> {
    let request = file.request(&io.client.server, &run)?;
    let response = io.fetch(request, SHORT_PATIENCE).await?;
    let Some(there) = elsewhere(&response) else { return file.read(&response, false) };
    let downgraded = io.client.server.origin().starts_with("https:") && !there.starts_with("https:");
    let authority = there.split(['/', '?', '#']).nth(2).unwrap_or_default();
    let odd = authority.contains(['@']) || there.contains(['\\']) || !there.bytes().all(|b| b.is_ascii_graphic());
    if downgraded || odd {
        return Err(Error::answered(Code::Redirected, response.status, "The download was redirected to an address that is not asked."));
    }
    // `exchange` adds nothing: neither credentials nor the headers that the client sends with each request.
    let response = io.exchange(Request { stream: true, ..Request::get(there) }).await?;
    if (300..400).contains(&response.status) {
        return Err(Error::answered(Code::Redirected, response.status, "The download was redirected a second time."));
    }
    if response.status >= 400 {
        let message = text!("The host that keeps the artifacts answered with status ", u32::from(response.status), ".");
        return Err(Error::answered(Code::ServerError, response.status, message));
    }
    file.read(&response, true)
}

/// The address on another host that an answer redirects to; redirects within Jenkins have been made relative.
fn elsewhere(response: &Response) -> Option<String> {
    let location = response.header("location").filter(|_| matches!(response.status, 301 | 302 | 303 | 307 | 308))?;
    (location.starts_with("https://") || location.starts_with("http://")).then(|| location.to_owned())
}
