//! The door to bellpull for JavaScript. It converts values and holds handles; all knowledge of Jenkins
//! is in the core.
//!
//! [`Client::start`] gives a [`Machine`], which any script can drive with its own way to send. With the
//! feature `fetch` a client can also `call`: it drives the machine itself, with the browser's fetch and timers.

#![cfg_attr(not(feature = "fetch"), no_std)]

extern crate alloc;

#[cfg(feature = "fetch")]
mod call;
#[cfg(feature = "fetch")]
mod fetch;
mod machine;
#[cfg(all(not(feature = "fetch"), target_arch = "wasm32"))]
mod small;
#[cfg(feature = "fetch")]
mod stop;

use bellpull::{Code, Error, Value};
pub use machine::Machine;
use wasm_bindgen::prelude::wasm_bindgen;

/// A client for one server. Its session is shared by all its operations.
#[wasm_bindgen]
pub struct Client {
    inner: Result<bellpull::Client, Error>,
}

#[wasm_bindgen]
impl Client {
    /// From a configuration, as JSON. What is wrong with it is said by each machine.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(config: &str) -> Client {
        Self { inner: read(config).and_then(bellpull::Client::new) }
    }

    /// Starts an operation, given as JSON.
    #[must_use]
    pub fn start(&self, operation: &str) -> Machine {
        Machine::new(self.inner.clone().and_then(|client| client.start(read(operation)?)))
    }
}

/// A job's full name, with its branch as Jenkins names the branch's job; as JSON, `{"name"}` or `{"error"}`.
#[cfg(feature = "full")]
#[wasm_bindgen(js_name = jobName)]
#[must_use]
#[allow(clippy::needless_pass_by_value, reason = "arguments from JavaScript")]
pub fn job_name(job: &str, branch: Option<alloc::string::String>) -> alloc::string::String {
    bellpull::JobPath::named(job, branch.as_deref()).to_text()
}

fn read(text: &str) -> Result<Value, Error> {
    bellpull::json::parse(text.as_bytes()).map_err(|_| Error::new(Code::InvalidOperation, "The value is no plain data."))
}
