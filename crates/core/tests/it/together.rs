//! Operations of one password client at the same moment: none ends another's session.

use bellpull::{Client, Feed, Machine, Output, Request, Response};
use serde_json::json;
use std::collections::HashMap;

/// A small generator, so that each order of events can be played again by its number.
struct Chance(u64);

impl Chance {
    fn of(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most as u64).expect("less than most")
    }
}

/// A server with sessions: the login page begins one where none is known, and the form signs it in.
struct Server {
    /// Whether somebody is signed in, by the session's id.
    sessions: HashMap<String, bool>,
    begun: u32,
    /// Whether the form gives the session another id, as newer servers do.
    renews: bool,
}

impl Server {
    fn begin(&mut self, signed_in: bool) -> Vec<(String, String)> {
        self.begun += 1;
        let id = format!("s{}", self.begun);
        self.sessions.insert(id.clone(), signed_in);
        vec![("Set-Cookie".to_owned(), format!("S={id}; Path=/"))]
    }

    fn answer(&mut self, request: &Request) -> Response {
        let session = request.header("cookie").and_then(|c| c.strip_prefix("S=")).filter(|c| self.sessions.contains_key(*c)).map(str::to_owned);
        let signed_in = session.as_ref().is_some_and(|s| self.sessions[s]);
        let (status, headers, body) = match request.url.trim_start_matches("http://ci/j/").split(['?', '/']).next().unwrap_or_default() {
            "login" => (200, if session.is_some() { vec![] } else { self.begin(false) }, "<html>"),
            "j_spring_security_check" => {
                let mut headers = vec![("Location".to_owned(), "/j/".to_owned())];
                match session {
                    Some(id) if self.renews => {
                        self.sessions.remove(&id);
                        headers.extend(self.begin(true));
                    }
                    Some(id) => _ = self.sessions.insert(id, true),
                    None => {}
                }
                (302, headers, "")
            }
            "whoAmI" if signed_in => (200, vec![], r#"{"name":"u","anonymous":false}"#),
            "whoAmI" => (200, vec![], r#"{"name":"anonymous","anonymous":true}"#),
            _ if signed_in => (200, vec![], r#"{"buildable":true,"property":[]}"#),
            _ => (403, vec![("Content-Type".to_owned(), "text/html".to_owned())], "<script>window.location.replace('/j/login?from=%2F');</script>"),
        };
        Response { status, headers, body: body.as_bytes().to_vec() }
    }
}

enum State {
    Ready,
    Sent(Request),
    Answered(Response),
    Waits(u64),
    Over,
}

/// Several operations; each request is handled at some moment, and its answer handed in at a later one. In the midst of it all sessions may end.
fn play(number: u64, operations: usize, renews: bool, restart: bool) -> Result<(), String> {
    let mut chance = Chance(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let client = Client::new(json!({"url": "http://ci/j", "credentials": {"kind": "password", "user": "u", "password": "p"}})).expect("valid");
    let mut machines: Vec<Machine> = (0..operations).map(|i| client.start(json!({"op": "describe", "job": format!("j{i}")})).expect("an operation")).collect();
    let mut states: Vec<State> = (0..operations).map(|_| State::Ready).collect();
    let mut server = Server { sessions: HashMap::new(), begun: 0, renews };
    let ends = if restart { chance.of(40) } else { usize::MAX };
    for event in 0..10_000 {
        if event == ends {
            server.sessions.clear();
        }
        let open: Vec<usize> = (0..operations).filter(|i| !matches!(states[*i], State::Over)).collect();
        if open.is_empty() {
            return Ok(());
        }
        let now = event as u64 * 7;
        let i = open[chance.of(open.len())];
        states[i] = match std::mem::replace(&mut states[i], State::Ready) {
            State::Ready => match machines[i].poll_output(now) {
                Output::Send(request) => State::Sent(request),
                Output::Wait { until } => State::Waits(until),
                Output::Event(_) => State::Ready,
                Output::Done(result) => result.map(|_| State::Over).map_err(|e| e.to_string())?,
                Output::AwaitingResponse => unreachable!("each request is answered"),
            },
            State::Waits(until) if now >= until => State::Ready,
            State::Sent(request) => State::Answered(server.answer(&request)),
            State::Answered(response) => {
                machines[i].handle_input(Feed::Response(response));
                State::Ready
            }
            waits => waits,
        };
    }
    Err("it has no end".to_owned())
}

#[test]
fn none_ends_the_session_of_another() {
    for operations in [2, 3, 5, 8] {
        for (renews, restart) in [(false, false), (true, false), (false, true), (true, true)] {
            for number in 1..=300 {
                if let Err(why) = play(number, operations, renews, restart) {
                    panic!("{operations} operations, id renewed: {renews}, sessions end: {restart}, order {number}: {why}");
                }
            }
        }
    }
}

#[test]
fn who_waits_for_a_sign_in_that_is_given_up_signs_in_itself() {
    let client = Client::new(json!({"url": "http://ci/j", "credentials": {"kind": "password", "user": "u", "password": "p"}})).expect("valid");
    let mut first = client.start(json!({"op": "who_am_i"})).expect("an operation");
    let mut second = client.start(json!({"op": "who_am_i"})).expect("an operation");
    assert!(matches!(first.poll_output(0), Output::Send(_)));
    let Output::Wait { until } = second.poll_output(0) else { panic!("the form is passed once") };
    drop(first);
    let Output::Send(request) = second.poll_output(until) else { panic!("it is its turn") };
    assert!(request.url.contains("/login"), "{}", request.url);
}
