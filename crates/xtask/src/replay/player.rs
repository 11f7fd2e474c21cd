//! Rule 4: answers a flow's requests from a folder, in order.

use super::exchange::{Asked, Exchange};
use super::place::Run;
use super::recognise::{Recognised, recognise};
use bellpull::{Method, Request, Response};
use serde_json::Value;

/// A folder as a server. Its time moves with what was asked.
pub struct Player<'a> {
    exchanges: &'a [Exchange],
    /// The next exchange in time.
    cursor: usize,
    /// Which exchanges have been given out.
    served: Vec<bool>,
    /// How often in a row the last answers were repeated: nothing new happens until the next POST.
    pub idle: u32,
}

/// What a folder says to a request.
pub enum Answer {
    Now(Response),
    /// Nothing until the folder's next POST is sent.
    Later,
}

enum Missing {
    Later,
    Never,
}

/// What a server without such a page says.
pub fn not_found() -> Response {
    let headers = vec![("Content-Type".to_owned(), "text/html;charset=iso-8859-1".to_owned())];
    Response { status: 404, headers, body: b"<title>Error 404 Not Found</title>".to_vec() }
}

impl<'a> Player<'a> {
    pub fn new(exchanges: &'a [Exchange]) -> Self {
        Self { exchanges, cursor: 0, served: vec![false; exchanges.len()], idle: 0 }
    }

    /// The answer to a request; an error is a POST that the folder does not have next.
    pub fn answer(&mut self, request: &Request) -> Result<Answer, String> {
        let asked = Asked::of(request);
        let found = if request.method == Method::Get { self.get(asked.split().0) } else { Ok(self.post(&asked)?) };
        match found {
            Ok(index) => self.exchanges[index].response().map(Answer::Now).map_err(|e| e.to_string()),
            Err(Missing::Later) => Ok(Answer::Later),
            Err(Missing::Never) => Ok(Answer::Now(not_found())),
        }
    }

    fn post(&mut self, asked: &Asked) -> Result<usize, String> {
        let (method, path) = (&asked.method, asked.split().0);
        let next = (0..self.exchanges.len()).find(|i| self.exchanges[*i].writes() && !self.served[*i]);
        let Some(index) = next else { return Err(format!("expected no further POST, came {method} {path}")) };
        let recorded = &self.exchanges[index];
        let (expected, file) = (&recorded.request, &recorded.file);
        if (&expected.method, expected.split().0) != (method, path) {
            return Err(format!("{file}: expected {} {}, came {method} {path}", expected.method, expected.split().0));
        }
        same_content(recorded, asked).and_then(|()| self.same_crumb(recorded, asked)).map_err(|e| format!("{file}: {e}"))?;
        self.take(index);
        Ok(index)
    }

    /// Within a session an accepted POST had a crumb of the folder's issuer, and so has the one that was built.
    fn same_crumb(&self, recorded: &Exchange, asked: &Asked) -> Result<(), String> {
        let issued = self.exchanges.iter().filter(|e| e.request.split().0.ends_with("/crumbIssuer/api/json")).filter_map(Exchange::json);
        let issued: Vec<Value> = issued.filter(|issuer| issuer["crumb"].is_string()).collect();
        let accepted = recorded.response.status < 400 && recorded.auth == "password-session" && !issued.is_empty();
        for request in [&recorded.request, asked].into_iter().filter(|_| accepted) {
            let has = |issuer: &Value| issuer["crumbRequestField"].as_str().is_some_and(|field| request.header(field) == issuer["crumb"].as_str());
            if !issued.iter().any(has) {
                return Err("expected a crumb of the folder's issuer in the header that it names, came another or none".to_owned());
            }
        }
        Ok(())
    }

    /// The next answer of this path before a POST or a logout that changes something, else the last one. A POST since
    /// then has made that one old news, and so has an answer that shows the run's end.
    fn get(&mut self, path: &str) -> Result<usize, Missing> {
        let is = |i: &usize| self.exchanges[*i].request.method == "GET" && self.exchanges[*i].request.split().0 == path;
        let changes = |i: &usize| {
            let exchange = &self.exchanges[*i];
            let logout = exchange.request.split().0.ends_with("/logout");
            (exchange.writes() && !self.served[*i] && exchange.response.status < 400) || logout
        };
        let end = (self.cursor..self.exchanges.len()).find(changes).unwrap_or(self.exchanges.len());
        if let Some(index) = (self.cursor..end).find(is) {
            self.take(index);
            return Ok(index);
        }
        self.idle += 1;
        let missing = if (end..self.exchanges.len()).any(|i| is(&i)) { Missing::Later } else { Missing::Never };
        let Some(last) = (0..self.cursor).rev().find(is) else { return Err(missing) };
        let run = Run::of(path);
        let changed = run.is_some()
            && (last..self.cursor).any(|i| {
                let exchange = &self.exchanges[i];
                exchange.writes() && exchange.response.status < 400 && Run::of(exchange.request.split().0) == run
            });
        let building = self.exchanges[last].json().is_some_and(|body| body["building"] == true);
        let over = building && (last..self.cursor).any(|i| self.shows_the_end(i, run.as_ref()));
        if changed || over { Err(missing) } else { Ok(last) }
    }

    fn shows_the_end(&self, index: usize, run: Option<&Run>) -> bool {
        let exchange = &self.exchanges[index];
        let status = exchange.json().and_then(|b| b["status"].as_str().map(str::to_owned));
        let of_it = Run::of(exchange.request.split().0).as_ref() == run;
        of_it && matches!(status.as_deref(), Some("SUCCESS" | "FAILED" | "ABORTED" | "UNSTABLE"))
    }

    fn take(&mut self, index: usize) {
        self.cursor = self.cursor.max(index + 1);
        self.served[index] = true;
        self.idle = 0;
    }

    /// POSTs that nobody has sent.
    pub fn unsent(&self) -> Vec<&str> {
        let left = self.exchanges.iter().enumerate().filter(|(i, e)| e.writes() && !self.served[*i]);
        left.map(|(_, e)| e.request.path.as_str()).collect()
    }
}

/// What a flow sends has all that the recorded request has. Values that the folder left to Jenkins are sent by the
/// flow, and it has no token of a job to send.
fn same_content(recorded: &Exchange, asked: &Asked) -> Result<(), String> {
    let built = recognise(&Exchange { request: asked.clone(), ..recorded.clone() });
    let (Recognised::Operation(expected), Recognised::Operation(came)) = (recognise(recorded), built) else { return Ok(()) };
    for (name, value) in expected.as_object().into_iter().flatten() {
        let (value, found) = (value, &came[name]);
        let agrees = match name.as_str() {
            "nameQueueItem" | "token" | "cause" => true,
            "parameters" => value.as_object().is_none_or(|values| values.iter().all(|(name, value)| found.get(name) == Some(value))),
            _ => value == found,
        };
        if !agrees {
            return Err(format!("expected {name} = {value}, came {found}"));
        }
    }
    Ok(())
}
