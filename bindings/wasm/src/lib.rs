//! The browser's door to bellpull. It converts values, holds the client, and drives machines with the
//! browser's fetch and timers; all knowledge of Jenkins is in the core.

mod fetch;
mod stop;

use bellpull::{Error, drive};
use fetch::Browser;
use serde::Serialize as _;
use serde_json::Value;
use serde_wasm_bindgen::Serializer;
use std::future::Future as _;
use std::pin::pin;
use std::task::Poll;
use stop::{Reason, Stop};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::AbortSignal;

/// A client for one server. Its session is shared by all its operations.
#[wasm_bindgen]
pub struct Client {
    inner: bellpull::Client,
}

#[wasm_bindgen]
impl Client {
    /// From a configuration; throws an error object with `code` and `remedy`.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands values over")]
    pub fn new(config: JsValue) -> Result<Client, JsValue> {
        let inner = bellpull::Client::new(&from_js(&config)?).map_err(|e| error(&e))?;
        Ok(Self { inner })
    }

    /// Runs an operation. `onEvent` is told what happens on the way; `signal` gives up.
    pub async fn call(&self, operation: JsValue, on_event: Option<js_sys::Function>, signal: Option<AbortSignal>) -> Result<JsValue, JsValue> {
        let machine = self.inner.start(&from_js(&operation)?).map_err(|e| error(&e))?;
        let stop = Stop::watch(signal.as_ref());
        let browser = Browser { signal };
        let tell = |event: Value| {
            let told = match &on_event {
                Some(callback) => to_js(&event).and_then(|e| callback.call1(&JsValue::UNDEFINED, &e)),
                None => Ok(JsValue::UNDEFINED),
            };
            if let Err(thrown) = told {
                stop.now(Reason::Thrown(thrown));
            }
        };
        let mut running = pin!(drive(machine, &browser, tell));
        let ended = std::future::poll_fn(|context| match stop.poll(context) {
            Poll::Ready(reason) => Poll::Ready(Err(reason)),
            Poll::Pending => running.as_mut().poll(context).map(Ok),
        });
        match ended.await {
            Ok(Ok(outcome)) => to_js(&outcome),
            Ok(Err(failure)) => Err(error(&failure)),
            Err(reason) => Err(reason.into_js()),
        }
    }
}

/// By way of the browser's own JSON: what is `undefined` is left out, and what is no data is refused.
fn from_js(value: &JsValue) -> Result<Value, JsValue> {
    let text = js_sys::JSON::stringify(value)?.as_string();
    text.and_then(|t| serde_json::from_slice(t.as_bytes()).ok())
        .ok_or_else(|| error(&Error::new(bellpull::Code::InvalidOperation, "The value is no plain data.")))
}

/// Maps become plain objects and nothing becomes `undefined`, as in JSON.
fn to_js(value: &Value) -> Result<JsValue, JsValue> {
    value.serialize(&Serializer::json_compatible()).map_err(JsValue::from)
}

fn error(error: &Error) -> JsValue {
    to_js(&error.to_json()).unwrap_or_else(|thrown| thrown)
}
