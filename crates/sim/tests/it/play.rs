//! Asks the simulation what was asked of the real server.

use crate::exchange::{Exchange, load, run_of};
use bellpull_sim::{Scenario, Sim};
use http::Request;
use std::collections::BTreeMap;

const START: u64 = 1_795_293_600_000;

/// Ids of queue items differ between the recording and the simulation from one trigger to the next.
pub struct Play {
    sim: Sim,
    now: u64,
    items: BTreeMap<String, String>,
    flow: bool,
}

impl Play {
    /// A server in the state in which the scenario begins.
    pub fn new(scenario: &str) -> Self {
        let mut definition = Scenario::builtin();
        // Before version 466 the step exported nothing.
        definition.plugins.input_export = !scenario.starts_with("plugins-2021/");
        definition.plugins.jwt_authentication = scenario.ends_with("/jwt-mode");
        if scenario.ends_with("/log") {
            long_log(&mut definition);
        }
        let mut play = Self { sim: Sim::new(definition), now: START, items: BTreeMap::new(), flow: scenario.contains("/flow-") };
        // Run parameters offer the newest run of this job.
        play.sim.start_run(START, "Test Workflow", 1);
        let exchanges = load(scenario);
        if let Some((job, number)) = exchanges.iter().filter(|_| play.flow).find_map(|e| run_of(e.path())) {
            assert!(number == 1 || play.sim.start_run(START, &job, number - 1) || job == "blocked params", "{scenario}");
        }
        if scenario.ends_with("/changesets") || scenario.ends_with("/queue-quiet-down") {
            exchanges.iter().for_each(|e| play.start(e));
            exchanges.iter().for_each(|e| play.prepare(e));
            play.now += 3000;
        }
        if scenario.ends_with("/queue-quiet-down") {
            assert_eq!(play.admin("POST", "/jenkins/quietDown").status(), 302);
        }
        play
    }

    /// Brings the runs that an exchange names to where they were.
    fn prepare(&mut self, exchange: &Exchange) {
        self.start(exchange);
        for (job, number, result) in exchange.ended() {
            self.end(&job, number, &result);
        }
    }

    /// Starts the runs that an exchange names.
    fn start(&mut self, exchange: &Exchange) {
        let never = ["slow queue", "blocked params", "multi"];
        if exchange.status() == 404 && exchange.path().contains("/999/") {
            return;
        }
        let needed = exchange.runs().into_iter().filter(|(job, n)| *n > 0 && *n < 9000 && !never.contains(&job.as_str()));
        for (job, number) in needed {
            self.sim.start_run(self.now, &job, number);
        }
    }

    fn admin(&mut self, method: &str, path: &str) -> http::Response<Vec<u8>> {
        let request = Request::builder().method(method).uri(path).header("authorization", credential("Basic {admin:token}")).body(Vec::new());
        self.sim.handle(self.now, &request.expect("a request"))
    }

    /// Brings a run to the end that was recorded: approves what it waits for, or stops it.
    fn end(&mut self, job: &str, number: u32, result: &str) {
        let run = format!("/jenkins/{}{number}", job.split('/').map(|n| format!("job/{}/", encode(n))).collect::<String>());
        self.now += 3000;
        let read = self.admin("GET", &format!("{run}/wfapi/pendingInputActions"));
        let pending: serde_json::Value = serde_json::from_slice(read.body()).unwrap_or_default();
        for input in pending.as_array().into_iter().flatten() {
            let verb = if result == "ABORTED" { "abort" } else { "proceedEmpty" };
            self.admin("POST", &format!("{run}/input/{}/{verb}", encode(input["id"].as_str().expect("an id"))));
        }
        self.now += 3000;
    }

    pub fn ask(&mut self, exchange: &Exchange) -> http::Response<Vec<u8>> {
        if let Some(scenario) = changed(exchange) {
            let mut other = Self { sim: Sim::new(scenario), now: self.now, items: BTreeMap::new(), flow: false };
            return other.ask_as(exchange);
        }
        self.ask_as(exchange)
    }

    fn ask_as(&mut self, exchange: &Exchange) -> http::Response<Vec<u8>> {
        self.now += exchange.value["afterMs"].as_u64().unwrap_or(20).max(1);
        if !self.flow {
            self.prepare(exchange);
            self.now += if run_of(exchange.path()).is_some() { 3000 } else { 0 };
        }
        let mut path = exchange.path().to_owned();
        for (recorded, own) in &self.items {
            path = path
                .replace(&format!("/queue/item/{recorded}/"), &format!("/queue/item/{own}/"))
                .replace(&format!("/queue/{recorded}/"), &format!("/queue/{own}/"))
                .replace(&format!("cancelItem?id={recorded}"), &format!("cancelItem?id={own}"));
        }
        let mut request = Request::builder().method(exchange.method()).uri(path).header("host", "127.0.0.1:8081");
        for (name, value) in exchange.value["request"]["headers"].as_object().expect("headers") {
            request = request.header(name, credential(value.as_str().expect("a text")));
        }
        let body = exchange.text(&["request", "body"]).as_bytes().to_vec();
        let answer = self.sim.handle(self.now, &request.body(body).expect("a request"));
        self.learn(exchange, &answer);
        answer
    }

    fn learn(&mut self, exchange: &Exchange, answer: &http::Response<Vec<u8>>) {
        let own = answer.headers().get("location").and_then(|l| l.to_str().ok()).and_then(item);
        let recorded = exchange.headers().find(|(n, _)| n.eq_ignore_ascii_case("location")).and_then(|(_, v)| item(v));
        let queue_id = |v: &serde_json::Value| v["queueId"].as_str().map(str::to_owned);
        let own = own.or_else(|| serde_json::from_slice(answer.body()).ok().as_ref().and_then(queue_id));
        let recorded = recorded.or_else(|| exchange.body().as_ref().and_then(queue_id));
        if let (Some(recorded), Some(own)) = (recorded, own) {
            self.items.insert(recorded, own);
        }
    }
}

/// A log as long as the recorded one, and as long in growing.
fn long_log(definition: &mut Scenario) {
    let line = format!("echo {}", "é".repeat(500));
    let shell = serde_json::json!({"sh": vec![line; 160].join("; "), "millis": 43_000});
    let stages = serde_json::json!([{"stage": "Talk", "steps": [shell]}, {"stage": "End", "steps": [{"echo": "over"}]}]);
    let paint = serde_json::json!([{"node": [{"stage": "Paint", "steps": [{"sh": "echo red"}, {"echo": "https://example.com/?a=1&b=2"}]}]}]);
    let jobs = serde_json::json!({"users": [], "jobs": [{"name": "long log", "script": [{"node": stages}]}, {"name": "paint", "script": paint}]});
    let jobs = Scenario::from_json(&jobs.to_string()).expect("a scenario").jobs;
    definition.jobs.retain(|j| jobs.iter().all(|new| new.name != j.name));
    definition.jobs.extend(jobs);
}

/// The permissions of this one exchange, as its note says: "viewer has only Overall/Read in this exchange".
fn changed(exchange: &Exchange) -> Option<Scenario> {
    let (said, _) = exchange.text(&["note"]).split_once("in this exchange")?;
    let (who, said) = said.split_once(" has ")?;
    let held = said.split("not ").next()?.split([',', ' ']).filter(|w| w.contains('/')).map(str::to_owned).collect();
    let mut scenario = Scenario::builtin();
    match scenario.users.iter_mut().find(|u| u.id == who) {
        Some(user) => user.permissions = held,
        None => scenario.anonymous = held,
    }
    Some(scenario)
}

fn encode(text: &str) -> String {
    text.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

fn item(location: &str) -> Option<String> {
    location.trim_end_matches('/').rsplit_once("/queue/item/").map(|(_, id)| id.to_owned())
}

/// `Basic {releaser:token}` becomes the built-in user's.
pub fn credential(value: &str) -> String {
    use base64::Engine as _;
    let placeholder = value.split_once(" {").and_then(|(scheme, v)| Some((scheme, v.strip_suffix('}')?.split_once(':')?)));
    let Some((scheme, (user, kind))) = placeholder.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("basic")) else {
        return value.to_owned();
    };
    let secret = match (user, kind) {
        ("releaser", "token") => "11releaser00000000000000000000token",
        ("viewer", "token") => "11viewer0000000000000000000000token",
        ("admin", "token") => "11admin00000000000000000000000token",
        _ => "unknown",
    };
    format!("{scheme} {}", base64::engine::general_purpose::STANDARD.encode(format!("{user}:{secret}")))
}
