//! The simulated Jenkins for JavaScript. Nothing but texts, bytes and numbers crosses, and the script keeps the time:
//! it says with each request what time it is, and delivers the answer as it is told.

use bellpull_sim::{Delivery, Fault, SERVER, Scenario, Sim};
use http::{HeaderName, HeaderValue, Request, Response};
use serde_json::json;
use wasm_bindgen::prelude::wasm_bindgen;

/// A simulated Jenkins.
#[wasm_bindgen]
pub struct Simulator {
    sim: Sim,
    body: Vec<u8>,
}

#[wasm_bindgen]
#[allow(clippy::needless_pass_by_value, reason = "arguments from JavaScript")]
impl Simulator {
    /// From a scenario, as JSON; without one the built-in scenario.
    ///
    /// # Errors
    /// A text that names the field which is wrong.
    #[wasm_bindgen(constructor)]
    pub fn new(scenario: Option<String>) -> Result<Simulator, String> {
        let scenario = match scenario {
            Some(text) => Scenario::from_json(&text).map_err(|wrong| wrong.to_string())?,
            None => Scenario::builtin(),
        };
        Ok(Self { sim: Sim::new(scenario), body: Vec::new() })
    }

    /// Answers a request at this time, in milliseconds since 1970. Headers are lines of `name: value`. Gives
    /// `{"status", "headers": [[name, value]…], "delivery": "now" | "lost" | milliseconds}`; `body` gives the rest.
    ///
    /// # Errors
    /// A text that says why this is no request.
    pub fn handle(&mut self, now: f64, method: &str, path: &str, headers: &str, body: Vec<u8>) -> Result<String, String> {
        let request = request(method, path, headers, body).map_err(|e| e.to_string())?;
        let answer = self.sim.handle(now as u64, &request);
        let head = head(&answer);
        self.body = answer.into_body();
        Ok(head)
    }

    /// The body of the answer that `handle` has just given.
    pub fn body(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.body)
    }

    /// The context path and the name of the store of artifacts: `{"context", "artifactHost"}`.
    #[must_use]
    pub fn place(&self) -> String {
        json!({"context": self.sim.context(), "artifactHost": self.sim.artifact_host()}).to_string()
    }

    /// Who may sign in and by what: `[{"id", "token", "password"}…]`.
    #[must_use]
    pub fn users(&self) -> String {
        let users = self.sim.users().iter().map(|u| json!({"id": u.id, "token": u.token, "password": u.password}));
        serde_json::Value::from_iter(users).to_string()
    }

    /// Opens a session of this user and gives its cookie, as `name=value`.
    #[wasm_bindgen(js_name = signIn)]
    pub fn sign_in(&mut self, user: &str) -> Option<String> {
        self.sim.sign_in(user)
    }

    /// Lets something go wrong; a fault as JSON.
    ///
    /// # Errors
    /// A text that says why this is no fault.
    pub fn fault(&mut self, fault: &str) -> Result<(), String> {
        let fault: Fault = serde_json::from_str(fault).map_err(|e| without_position(&e))?;
        self.sim.add_fault(fault);
        Ok(())
    }

    /// Nothing goes wrong any more.
    #[wasm_bindgen(js_name = clearFaults)]
    pub fn clear_faults(&mut self) {
        self.sim.clear_faults();
    }

    /// What was asked so far, as JSON.
    #[must_use]
    pub fn requests(&self) -> String {
        json!(self.sim.requests()).to_string()
    }

    /// Forgets what was asked.
    pub fn forget(&mut self) {
        self.sim.clear_requests();
    }

    /// Ends all sessions, as a restart does.
    #[wasm_bindgen(js_name = dropSessions)]
    pub fn drop_sessions(&mut self) {
        self.sim.drop_sessions();
    }
}

fn request(method: &str, path: &str, headers: &str, body: Vec<u8>) -> Result<Request<Vec<u8>>, http::Error> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers.split('\n').filter_map(|line| line.split_once(':')) {
        request = request.header(HeaderName::from_bytes(name.as_bytes())?, HeaderValue::from_bytes(&latin1(value.trim()))?);
    }
    request.body(body)
}

fn head(answer: &Response<Vec<u8>>) -> String {
    let headers = answer.headers().iter().map(|(name, value)| json!([name.as_str(), value.as_bytes().iter().map(|b| char::from(*b)).collect::<String>()]));
    let mut headers: Vec<_> = headers.collect();
    headers.push(json!(["server", SERVER]));
    let delivery = match answer.extensions().get::<Delivery>() {
        None => json!("now"),
        Some(Delivery::Lost) => json!("lost"),
        Some(Delivery::After(millis)) => json!(millis),
    };
    json!({"status": answer.status().as_u16(), "headers": headers, "delivery": delivery}).to_string()
}

/// A header's value as the bytes that it is on the wire; JavaScript holds each in a character.
fn latin1(value: &str) -> Vec<u8> {
    value.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()
}

/// A value of JavaScript's has no lines and columns.
fn without_position(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(message, _)| message.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_bytes_in_both_directions() {
        assert_eq!(latin1("ü€"), [0xfc, b'?']);
        let mut answer = Response::new(Vec::new());
        answer.headers_mut().append("a", HeaderValue::from_bytes(&[0xfc]).expect("a value"));
        answer.headers_mut().append("a", HeaderValue::from_static("2"));
        assert!(head(&answer).contains(r#""headers":[["a","ü"],["a","2"],["server","Jetty"#));
    }

    #[test]
    fn wrong_arguments_are_told() {
        assert_eq!(
            Simulator::new(Some(r#"{"users": 7, "jobs": []}"#.to_owned())).err().as_deref(),
            Some("users: invalid type: integer `7`, expected a sequence")
        );
        let mut sim = Simulator::new(None).expect("built in");
        assert!(sim.fault(r#"{"kind": "lost"}"#).expect_err("no kind").starts_with("unknown variant `lost`"));
        assert_eq!(sim.sign_in("nobody"), None);
        assert!(sim.handle(0.0, "GET", "no path", "", Vec::new()).is_err());
    }
}
