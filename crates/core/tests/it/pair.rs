//! A client and a simulated server that share a virtual clock.

use bellpull::{Client, Feed, Lost, Machine, Method, Output, Request, Response};
use bellpull_sim::{Delivery, Fault, FaultKind, Scenario, Sim};
use serde_json::{Value, json};

pub const START: u64 = 1_700_000_000_000;

/// Everything that can go wrong with one request.
pub const FAULTS: &[FaultKind] = &[
    FaultKind::Status(500),
    FaultKind::Status(502),
    FaultKind::LostAnswer,
    FaultKind::LostRequest,
    FaultKind::LoginPage,
    FaultKind::LoginRedirect,
    FaultKind::Html,
    FaultKind::CrumbRefused,
    FaultKind::Truncate,
    FaultKind::Starting,
];

pub struct Pair {
    pub sim: Sim,
    pub client: Client,
    pub now: u64,
    pub events: Vec<Value>,
    pub sent: Vec<String>,
    /// POSTs are answered 200 with nothing, and never arrive: by a proxy, or because another one won.
    pub swallow_posts: bool,
}

pub fn token(user: &str) -> Value {
    let token = match user {
        "admin" => "11admin00000000000000000000000token",
        "viewer" => "11viewer0000000000000000000000token",
        _ => "11releaser00000000000000000000token",
    };
    json!({"kind": "token", "user": user, "token": token})
}

pub fn client(credentials: &Value) -> Client {
    Client::new(json!({"url": "http://127.0.0.1:8081/jenkins", "credentials": credentials})).expect("a client")
}

pub fn fault(method: &str, path: &str, kind: FaultKind) -> Fault {
    Fault { method: Some(method.to_owned()), path_contains: path.to_owned(), times: 1, after: 0, kind }
}

impl Pair {
    pub fn new() -> Self {
        Self::with(Scenario::builtin(), &token("releaser"))
    }

    pub fn with(scenario: Scenario, credentials: &Value) -> Self {
        Self { sim: Sim::new(scenario), client: client(credentials), now: START, events: Vec::new(), sent: Vec::new(), swallow_posts: false }
    }

    pub fn start(&self, operation: &Value) -> Machine {
        self.client.start(operation).expect("an operation")
    }

    /// Runs an operation to its end.
    #[allow(clippy::needless_pass_by_value, reason = "operations are written in place")]
    pub fn run(&mut self, operation: Value) -> Result<Value, bellpull::Error> {
        let machine = self.client.start(&operation)?;
        self.drive(machine)
    }

    /// The code of the error in which an operation ends.
    pub fn fails(&mut self, operation: Value) -> &'static str {
        self.run(operation).expect_err("an error").code().as_str()
    }

    pub fn drive(&mut self, mut machine: Machine) -> Result<Value, bellpull::Error> {
        for _ in 0..10_000 {
            if let Some(result) = self.step(&mut machine) {
                return result;
            }
        }
        panic!("the flow does not end; events: {:?}", self.events.iter().rev().take(3).collect::<Vec<_>>());
    }

    /// Polls once; the result when the machine is done.
    pub fn step(&mut self, machine: &mut Machine) -> Option<Result<Value, bellpull::Error>> {
        match machine.poll_output(self.now) {
            Output::Send(request) => machine.handle_input(self.answer(&request)),
            Output::Wait { until } => self.now = until,
            Output::Event(event) => self.events.push(event.into()),
            Output::Done(result) => return Some(result.map(Value::from)),
            Output::AwaitingResponse => panic!("nothing is awaited"),
        }
        None
    }

    fn answer(&mut self, request: &Request) -> Feed {
        let path = request.url.strip_prefix("http://127.0.0.1:8081").expect("the configured server");
        self.sent.push(format!("{} {path} {}", request.method.as_str(), String::from_utf8_lossy(&request.body)));
        if self.swallow_posts && request.method == Method::Post {
            return Feed::Response(Response { status: 200, headers: vec![], body: vec![] });
        }
        let mut wire = http::Request::builder().method(request.method.as_str()).uri(path).header("host", "127.0.0.1:8081");
        for (name, value) in &request.headers {
            wire = wire.header(name, value);
        }
        let response = self.sim.handle(self.now, &wire.body(request.body.clone()).expect("a request"));
        if response.extensions().get::<Delivery>() == Some(&Delivery::Lost) {
            return Feed::Lost(Lost::new("connection reset"));
        }
        let latin1 = |v: &http::HeaderValue| v.as_bytes().iter().map(|b| char::from(*b)).collect();
        Feed::Response(Response {
            status: response.status().as_u16(),
            headers: response.headers().iter().map(|(n, v)| (n.as_str().to_owned(), latin1(v))).collect(),
            body: response.into_body(),
        })
    }

    /// Triggers a job and gives the run's number.
    pub fn triggered(&mut self, job: &str) -> Value {
        self.run(json!({"op": "trigger", "job": job})).expect("triggered")["run"].clone()
    }

    /// Triggers a job and waits until it pauses.
    pub fn paused(&mut self, job: &str) -> Value {
        let run = self.triggered(job);
        let view = self.run(json!({"op": "follow", "job": job, "run": run, "untilPaused": true})).expect("followed");
        assert_eq!(view["status"]["word"], "paused", "{view}");
        self.sim.clear_requests();
        self.sent.clear();
        run
    }

    pub fn console(&mut self, job: &str, run: &Value) -> String {
        self.now += 60_000;
        self.sim.clear_faults();
        let text = self.run(json!({"op": "console_text", "job": job, "run": run})).expect("a log");
        text["text"].as_str().expect("text").to_owned()
    }

    pub fn posts(&self) -> usize {
        self.sim.requests().iter().filter(|r| r.method == "POST").count()
    }
}
