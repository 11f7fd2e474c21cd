//! The suite through a package in another language: operations go to a process that runs them (`tests/node/bridge.mjs`,
//! `tests/python/bridge.py`).

use super::halt::Halt;
use crate::c::install;
use crate::process::{program, root};
use anyhow::{Context as _, Result};
use bellpull::{Code, Error, Method, Request, Sent};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often Ctrl-C is looked for.
const LONGEST_NAP: Duration = Duration::from_millis(100);

/// A process that runs operations.
pub struct Bridge {
    child: Mutex<Child>,
    input: Mutex<ChildStdin>,
    listening: Arc<Mutex<HashMap<u64, Sender<Value>>>>,
    last: AtomicU64,
}

impl Bridge {
    /// Starts it with one of Node's engines, or with the C library in Python; with the certificates that both trust.
    pub fn start(engine: &str, ca: Option<&str>) -> Result<Arc<Self>> {
        let mut host = if engine == "c" { python()? } else { node(engine) };
        if let Some(file) = ca.map(std::path::absolute).transpose()? {
            host.env("NODE_EXTRA_CA_CERTS", &file).env("SSL_CERT_FILE", &file);
        }
        host.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = host.spawn().with_context(|| format!("{} could not be started", host.get_program().display()))?;
        let input = child.stdin.take().context("the process has no input")?;
        let output = BufReader::new(child.stdout.take().context("the process has no output")?);
        let listening: Arc<Mutex<HashMap<u64, Sender<Value>>>> = Arc::default();
        let to = Arc::clone(&listening);
        std::thread::spawn(move || {
            for line in output.lines().map_while(std::io::Result::ok) {
                let Ok(told) = serde_json::from_str::<Value>(&line) else { continue };
                let Some(id) = told["id"].as_u64() else { continue };
                if let Some(listener) = to.lock().unwrap_or_else(PoisonError::into_inner).get(&id) {
                    // Whoever gave up is not told any more.
                    let _ = listener.send(told);
                }
            }
            // Nothing comes any more: whoever waits is told so by the end of the channel.
            to.lock().unwrap_or_else(PoisonError::into_inner).clear();
        });
        Ok(Arc::new(Self { child: Mutex::new(child), input: Mutex::new(input), listening, last: AtomicU64::new(0) }))
    }

    /// A number that nobody has had.
    pub fn number(&self) -> u64 {
        self.last.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Runs an operation of a client to its end.
    pub fn run(
        &self,
        (client, config): (u64, &Value),
        operation: &Value,
        halt: &Halt,
        limit: Duration,
        before_send: &mut dyn FnMut(&Request),
        on_event: &mut dyn FnMut(&Value),
    ) -> Result<Value, Error> {
        let (id, begin) = (self.number(), Instant::now());
        let (tell, told) = mpsc::channel();
        self.listening.lock().unwrap_or_else(PoisonError::into_inner).insert(id, tell);
        let line = json!({"id": id, "client": client, "config": config, "operation": operation});
        let written = writeln!(self.input.lock().unwrap_or_else(PoisonError::into_inner), "{line}");
        written.map_err(|e| Error::new(Code::Network, format!("The process is gone: {e}.")))?;
        let result = loop {
            if halt.called() {
                break Err(Error::new(Code::Cancelled, "The suite was interrupted."));
            }
            if begin.elapsed() > limit {
                break Err(Error::new(Code::TimedOut, format!("The operation did not end within {} s.", limit.as_secs())));
            }
            match told.recv_timeout(LONGEST_NAP) {
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break Err(Error::new(Code::Network, "The process has ended.")),
                Ok(mut told) => match (told.get("request"), told.get("event"), told.get("error")) {
                    (Some(request), ..) => before_send(&seen(request)),
                    (_, Some(event), _) => on_event(event),
                    (.., Some(error)) => break Err(error_of(error)),
                    _ => break Ok(told["outcome"].take()),
                },
            }
        };
        self.listening.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
        result
    }
}

fn node(engine: &str) -> Command {
    let mut node = program("node", &["tests/node/bridge.mjs"]);
    node.env("BELLPULL_ENGINE", engine);
    node
}

fn python() -> Result<Command> {
    let prefix = install::main(None)?;
    let mut python = program("python3", &["tests/python/bridge.py"]);
    python.env("BELLPULL_LIBRARY", install::library(&prefix)?).env("PYTHONPATH", root().join("bindings/python/src"));
    Ok(python)
}

impl Drop for Bridge {
    fn drop(&mut self) {
        // It has nothing left to do; that it may have ended already is no failure.
        let _ = self.child.lock().unwrap_or_else(PoisonError::into_inner).kill();
    }
}

fn seen(request: &Value) -> Request {
    let method = match request["method"].as_str() {
        Some("POST") => Method::Post,
        Some("PUT") => Method::Put,
        Some("DELETE") => Method::Delete,
        _ => Method::Get,
    };
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    let headers = request["headers"].as_array().into_iter().flatten().map(|pair| (text(&pair[0]), text(&pair[1]))).collect();
    Request { method, headers, ..Request::get(request["url"].as_str().unwrap_or_default().to_owned()) }
}

fn error_of(shape: &Value) -> Error {
    let text = |name: &str| shape[name].as_str().unwrap_or_default();
    let code = Code::ALL.iter().find(|c| c.as_str() == text("code")).copied().unwrap_or(Code::BadResponse);
    let error = match shape["status"].as_u64().and_then(|s| u16::try_from(s).ok()) {
        Some(status) => Error::answered(code, status, text("message")),
        None => Error::new(code, text("message")),
    };
    let sent = match text("sent") {
        "maybe" => Sent::Maybe,
        "yes" => Sent::Yes,
        _ => Sent::No,
    };
    let error = error.with_said(text("jenkins")).with_sent(sent);
    if shape["parameter"].is_string() { error.with_parameter(text("parameter")) } else { error }
}
