//! Trigger, follow, approve and abort Jenkins runs, without doing any I/O.
//!
//! Bellpull's core builds requests, reads answers, and runs the flows between them as machines that a
//! host drives: a browser, Node, a C program, or Rust with any HTTP client.
//!
//! - An **operation** is plain data, one for each endpoint and each flow: see [`operation`].
//! - A [`Client`] starts it and gives a [`Machine`].
//! - The machine says what to send and when to wait, and in the end gives a value or an [`Error`] with a
//!   stable [`Code`], what Jenkins said, and a remedy.
//!
//! ```
//! use bellpull::{Client, Feed, Output, Response};
//! use serde_json::json;
//!
//! let client = Client::new(json!({
//!     "url": "https://ci.example.com/jenkins",
//!     "credentials": {"kind": "token", "user": "releaser", "token": "11aa"},
//! }))?;
//! let mut machine = client.start(json!({"op": "inputs", "job": "Ops Team/deploy", "run": 42}))?;
//! let outcome = loop {
//!     match machine.poll_output(1_700_000_000_000) {
//!         Output::Send(request) => {
//!             assert!(request.url.starts_with("https://ci.example.com/jenkins/job/Ops%20Team/job/deploy/42/api/json?tree="));
//!             let body = br#"{"number":42,"building":false,"result":"SUCCESS"}"#.to_vec();
//!             machine.handle_input(Feed::Response(Response { status: 200, headers: vec![], body }));
//!         }
//!         Output::Done(result) => break result?,
//!         other => panic!("not in this example: {other:?}"),
//!     }
//! };
//! assert_eq!(outcome["inputs"], json!([]));
//! # Ok::<(), bellpull::Error>(())
//! ```
//!
//! Rules that hold everywhere: an approval is bound to the run and input that were seen; a POST is never
//! repeated blindly; URLs are built from the configured base and ids alone; no error, `Debug` or URL
//! shows a secret; no bytes from the server make this crate panic.

// The derives of `ts` and the tests need `std`; nothing else may.
#![cfg_attr(not(any(test, feature = "ts")), no_std)]
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice))]
#![cfg_attr(test, allow(clippy::unwrap_used))]

extern crate alloc;

pub mod api;
pub mod classify;
mod client;
mod code;
mod credentials;
mod drive;
pub mod encode;
mod error;
mod fields;
pub mod flow;
mod form;
#[cfg(feature = "full")]
pub mod hal;
mod http;
mod ids;
mod io;
pub mod json;
mod machine;
pub mod operation;
mod output;
mod parameter;
mod pending;
mod route;
mod server;
mod stage;
mod status;
mod text;
#[cfg(feature = "full")]
pub mod time;
#[cfg(feature = "ts")]
mod typescript;
mod value;

pub use client::{BODY_LIMIT, Client};
pub use code::Code;
pub use credentials::{Credentials, Crumb, CrumbState, Secret, Session};
pub use drive::{Transport, drive};
#[cfg(feature = "full")]
pub use error::FieldError;
pub use error::{Error, Result, Sent};
pub use http::{Body, Cookies, Method, Request, Response};
pub use ids::{InputId, JobPath, QueueId, RunId, RunNumber};
pub use json::Value;
pub use machine::{Feed, Lost, Machine, Output};
pub use parameter::{ParameterDefinition, ParameterKind};
pub use pending::{InputsSource, PendingInput};
pub use server::Server;
pub use stage::{Stage, StageError, StagesSource};
pub use status::{Status, StatusWord};
#[cfg(feature = "ts")]
pub use typescript::{resources, typescript};
pub use value::{FileValue, Filled, Filling, ParameterValue, fill};
