//! What must hold of any machine, whatever it is told: checked on each of its outputs. Used by the tests
//! here and by the fuzz targets in `crates/core/fuzz`.

use bellpull::{Error, Feed, Method, Output, Request, Response};

/// The base under which everything has to stay.
pub const BASE: &str = "http://ci.example.com/jenkins";
/// The secret of every client that is watched; nothing else may contain it.
pub const SECRET: &str = "ge4heim7zq9xvK2";
/// `releaser:` and the secret, as `Authorization` has them.
const SECRET_BASE64: &str = "cmVsZWFzZXI6Z2U0aGVpbTd6cTl4dksy";
/// The form that signs in: it changes nothing but the session, and may be sent again.
const SIGN_IN: &str = "/j_spring_security_check";
/// Events between two inputs: one for each change.
const TALK: usize = 8;
/// No wait is longer: what a server may ask for by `Retry-After`.
const LONGEST_WAIT: u64 = 3_600_000;

/// Watches one machine.
#[derive(Default)]
pub struct Watch {
    renews_session: bool,
    now: u64,
    awaiting: Option<Request>,
    /// Writes that were sent, and what came back.
    writes: Vec<(Request, Option<Response>)>,
    talk: usize,
    pub over: bool,
}

impl Watch {
    /// For a machine that was just started; a password client may renew its session when it is told to sign in.
    pub fn new(renews_session: bool) -> Self {
        Self { renews_session, ..Self::default() }
    }

    /// How many writes were sent, signing in aside.
    pub fn writes(&self) -> usize {
        self.writes.len()
    }

    /// Takes down what is handed in. Call it before the machine gets it.
    pub fn feed(&mut self, feed: &Feed) {
        self.talk = 0;
        let response = match feed {
            Feed::Response(response) | Feed::Head(response) => Some(response),
            Feed::Lost(_) => None,
            Feed::Woke | Feed::Piece(_) | Feed::End => return,
        };
        if let Some(request) = self.awaiting.take()
            && let Some((_, answer)) = self.writes.last_mut().filter(|(sent, answer)| *sent == request && answer.is_none())
        {
            *answer = response.cloned();
        }
    }

    /// Checks what the machine says at a time.
    pub fn output(&mut self, now: u64, output: &Output) {
        if now > self.now {
            self.talk = 0;
        }
        self.now = self.now.max(now);
        match output {
            Output::Send(request) => self.sent(request),
            Output::Wait { until } => {
                assert!(*until > self.now, "a wait that is over");
                assert!(until - self.now <= LONGEST_WAIT, "a wait of {} ms", until - self.now);
                assert!(self.awaiting.is_none(), "it waits while an answer is owed");
            }
            Output::Event(value) => {
                self.talk += 1;
                assert!(self.talk <= TALK, "it talks without end: {output:?}");
                told(&value.to_text());
            }
            Output::Done(Ok(value)) => self.ended(&value.to_text()),
            Output::Done(Err(error)) => self.ended(&shown(error)),
            Output::AwaitingResponse => assert!(self.awaiting.is_some(), "it awaits what was never asked"),
        }
    }

    fn ended(&mut self, shown: &str) {
        assert!(self.awaiting.is_none(), "it ends while an answer is owed");
        self.over = true;
        told(shown);
    }

    fn sent(&mut self, request: &Request) {
        assert!(!self.over && self.awaiting.is_none(), "a second request while an answer is owed: {request:?}");
        assert!(below_base(&request.url) || stripped(request), "not below the base: {request:?}");
        told(&format!("{request:?}"));
        for (name, value) in &request.headers {
            assert!(name.bytes().all(|b| b.is_ascii_graphic() && b != b':') && !name.is_empty(), "a header's name: {name:?}");
            assert!(!value.contains(['\r', '\n', '\0']), "a header's value: {name}: {value:?}");
            let carries = name.eq_ignore_ascii_case("authorization") || name == "X-Proxy-Auth";
            assert!(carries || !holds_secret(value), "the secret is in {name}");
        }
        let signs_in = request.url.ends_with(SIGN_IN);
        let body = String::from_utf8_lossy(&request.body);
        assert!(signs_in || !holds_secret(&body), "the secret is in a body: {request:?}");
        if request.method != Method::Get && !signs_in {
            self.written(request);
        }
        self.awaiting = Some(request.clone());
    }

    /// A write comes after another one only if that was refused before it was carried out.
    fn written(&mut self, request: &Request) {
        if let Some((before, answer)) = self.writes.last() {
            let Some(answer) = answer else { panic!("written again after a lost answer: {before:?} {request:?}") };
            let again = before.method == request.method && before.url == request.url;
            if again {
                let limit = if self.renews_session { 3 } else { 2 };
                assert!(self.writes.iter().filter(|(w, _)| w.url == request.url).count() < limit, "written too often: {request:?}");
                assert!(crumb_refused(answer) || (self.renews_session && asks_to_sign_in(answer)), "written again after {answer:?}: {request:?}");
                assert_eq!(before.body, request.body, "another body");
            } else {
                // No parameters were known; or the plugin has moved, and what it was sent to is not there.
                let moved = answer.status == 404 && graph_view(&before.url).is_some() && graph_view(&before.url) != graph_view(&request.url);
                assert!(answer.status == 400 || moved, "another write after {answer:?}: {before:?} {request:?}");
            }
        }
        self.writes.push((request.clone(), None));
    }
}

/// A file that is kept on another host is asked for with nothing that belongs to Jenkins.
fn stripped(request: &Request) -> bool {
    let bare = request.headers.is_empty() && request.body.is_empty() && request.cookies == bellpull::Cookies::Omit;
    bare && request.stream && request.method == Method::Get && request.url.bytes().all(|b| b.is_ascii_graphic() && b != b'\\')
}

/// Which of its addresses a URL of the Pipeline Graph View has.
fn graph_view(url: &str) -> Option<&'static str> {
    ["/stages/", "/pipeline-overview/", "/pipeline-console/"].into_iter().find(|address| url.contains(address))
}

fn shown(error: &Error) -> String {
    assert!(!error.to_string().is_empty());
    format!("{error} {error:?} {:?} {:?} {}", error.said(), error.parameter(), error.to_json().to_text())
}

fn crumb_refused(answer: &Response) -> bool {
    answer.status == 403 && answer.text().contains("No valid crumb")
}

/// Jenkins' filters answer so in place of the page, which then does nothing.
fn asks_to_sign_in(answer: &Response) -> bool {
    answer.status == 403 || (answer.status == 302 && answer.header("location").is_some_and(|l| l.to_ascii_lowercase().contains("login")))
}

fn told(shown: &str) {
    assert!(!holds_secret(shown), "a secret is shown: {shown}");
}

/// An input that holds it itself proves nothing: what a server says may be told on.
pub fn holds_secret(text: &str) -> bool {
    text.contains(SECRET) || text.contains(SECRET_BASE64)
}

/// Below the base for every reader of URLs, also for those that resolve dots, backslashes and tabs.
fn below_base(url: &str) -> bool {
    let Some(path) = url.strip_prefix(BASE).filter(|p| p.starts_with('/')) else { return false };
    let clean = url.bytes().all(|b| b.is_ascii_graphic() && b != b'\\' && b != b'#');
    let mut segments = path.split('?').next().unwrap_or_default().split('/');
    clean && !segments.any(|s| matches!(s.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | ".."))
}
