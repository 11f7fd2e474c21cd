//! A client that drives its operations itself.

use crate::Client;
use crate::fetch::Browser;
use crate::stop::{Reason, Stop};
use bellpull::{Code, Error, Value, drive};
use serde::Serialize as _;
use serde_wasm_bindgen::Serializer;
use std::future::Future as _;
use std::pin::pin;
use std::task::Poll;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::AbortSignal;

#[wasm_bindgen]
impl Client {
    /// Runs an operation. `onEvent` is told what happens on the way; `signal` gives up. Throws an error
    /// object with `code` and `remedy`.
    pub async fn call(&self, operation: JsValue, on_event: Option<js_sys::Function>, signal: Option<AbortSignal>) -> Result<JsValue, JsValue> {
        let client = self.inner.as_ref().map_err(error)?;
        let machine = client.start(from_js(&operation)?).map_err(|e| error(&e))?;
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
    crate::read(&text.unwrap_or_default()).map_err(|e| error(&e))
}

/// Maps become plain objects and nothing becomes `undefined`, as in JSON.
fn to_js(value: &Value) -> Result<JsValue, JsValue> {
    value.serialize(&Serializer::json_compatible()).map_err(JsValue::from)
}

pub(crate) fn error(error: &Error) -> JsValue {
    to_js(&error.to_json()).unwrap_or_else(|thrown| thrown)
}

/// Why an operation is given up, as it is thrown.
pub(crate) fn cancelled() -> JsValue {
    error(&Error::new(Code::Cancelled, "The operation was cancelled."))
}
