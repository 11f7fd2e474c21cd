//! Rule 4: answers a flow's requests from a folder, in order.

use super::exchange::{Exchange, ORIGIN};
use bellpull::{Method, Request, Response};

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
        let url = request.url.strip_prefix(ORIGIN).unwrap_or(&request.url);
        let path = url.split('?').next().unwrap_or_default();
        let found = if request.method == Method::Post { Ok(self.post(path)?) } else { self.get(path) };
        match found {
            Ok(index) => self.exchanges[index].response().map(Answer::Now).map_err(|e| e.to_string()),
            Err(Missing::Later) => Ok(Answer::Later),
            Err(Missing::Never) => Ok(Answer::Now(not_found())),
        }
    }

    fn post(&mut self, path: &str) -> Result<usize, String> {
        let next = (0..self.exchanges.len()).find(|i| self.exchanges[*i].is_post() && !self.served[*i]);
        let Some(index) = next else { return Err(format!("expected no further POST, came POST {path}")) };
        let expected = self.exchanges[index].request.split().0;
        if expected != path {
            return Err(format!("expected POST {expected}, came POST {path}"));
        }
        self.take(index);
        Ok(index)
    }

    /// The next answer of this path before a POST that changes something, else the last one. A POST since
    /// then has made that one old news, and so has an answer that shows the run's end.
    fn get(&mut self, path: &str) -> Result<usize, Missing> {
        let is = |i: &usize| self.exchanges[*i].request.method == "GET" && self.exchanges[*i].request.split().0 == path;
        let changes = |i: &usize| self.exchanges[*i].is_post() && !self.served[*i] && self.exchanges[*i].response.status < 400;
        let end = (self.cursor..self.exchanges.len()).find(changes).unwrap_or(self.exchanges.len());
        if let Some(index) = (self.cursor..end).find(is) {
            self.take(index);
            return Ok(index);
        }
        self.idle += 1;
        let missing = if (end..self.exchanges.len()).any(|i| is(&i)) { Missing::Later } else { Missing::Never };
        let Some(last) = (0..self.cursor).rev().find(is) else { return Err(missing) };
        let run = run_of(path);
        let changed = (last..self.cursor).any(|i| {
            let exchange = &self.exchanges[i];
            exchange.is_post() && exchange.response.status < 400 && !run.is_empty() && exchange.request.split().0.starts_with(run)
        });
        let over = self.exchanges[last].text().contains("\"building\":true") && (last..self.cursor).any(|i| self.shows_the_end(i, run));
        if changed || over { Err(missing) } else { Ok(last) }
    }

    fn shows_the_end(&self, index: usize, run: &str) -> bool {
        let exchange = &self.exchanges[index];
        let status = serde_json::from_str::<serde_json::Value>(exchange.text()).ok().and_then(|b| b["status"].as_str().map(str::to_owned));
        exchange.request.split().0.starts_with(run) && matches!(status.as_deref(), Some("SUCCESS" | "FAILED" | "ABORTED" | "UNSTABLE"))
    }

    fn take(&mut self, index: usize) {
        self.cursor = self.cursor.max(index + 1);
        self.served[index] = true;
        self.idle = 0;
    }

    /// POSTs that nobody has sent.
    pub fn unsent(&self) -> Vec<&str> {
        let left = self.exchanges.iter().enumerate().filter(|(i, e)| e.is_post() && !self.served[*i]);
        left.map(|(_, e)| e.request.path.as_str()).collect()
    }
}

/// The part of a path that names a run, with its slash.
fn run_of(path: &str) -> &str {
    let mut end = 0;
    for (at, part) in path.match_indices('/').map(|(at, _)| (at, path[at + 1..].split('/').next().unwrap_or_default())) {
        if !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()) && path[..at].contains("/job/") {
            end = at + 1 + part.len() + 1;
        }
    }
    path.get(..end).unwrap_or_default()
}
