//! Rule 4: the flows reach the end that a folder shows, and send each of its POSTs exactly once.

use super::exchange::{Exchange, Scenario};
use super::player::{Answer, Player, not_found};
use super::recognise::{Recognised, recognise};
use super::single::client;
use super::story;
use bellpull::{Client, Feed, Machine, Output, Request};
use serde_json::{Value, json};

/// Plays a folder; what was checked, or what did not agree.
pub fn play(scenario: &Scenario) -> Result<Vec<String>, String> {
    let recognised: Vec<Recognised> = scenario.exchanges.iter().map(recognise).collect();
    story::holds_together(scenario, &recognised)?;
    let mut stage = Stage::new(scenario)?;
    stage.watch_existing(&recognised)?;
    let mut index = 0;
    while index < recognised.len() {
        let exchange = &scenario.exchanges[index];
        if exchange.writes() && !matches!(recognised[index], Recognised::Login { .. }) {
            stage.settle_down()?;
            // A refused crumb and its repetition are one decision.
            let again = scenario
                .exchanges
                .get(index + 1)
                .is_some_and(|next| is_crumb_refusal(exchange) && next.request.path == exchange.request.path && stage.has_crumbs);
            let last = if again { index + 1 } else { index };
            stage.act(index, last, &recognised)?;
            index = last;
        }
        index += 1;
    }
    stage.settle_down()?;
    stage.finish(&recognised)
}

fn is_crumb_refusal(exchange: &Exchange) -> bool {
    exchange.response.status == 403 && exchange.text().contains("No valid crumb")
}

pub(super) fn is_trigger(operation: &Value) -> bool {
    matches!(operation["op"].as_str(), Some("build" | "build_with_parameters" | "build_json"))
}

/// Something that goes on while the folder's POSTs are sent.
pub(super) struct Task {
    pub(super) name: String,
    pub(super) machine: Machine,
    /// A request that the folder answers only after its next POST.
    held: Option<Request>,
}

impl Task {
    pub(super) fn new(name: String, machine: Machine) -> Self {
        Self { name, machine, held: None }
    }
}

pub(super) struct Stage<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) player: Player<'a>,
    pub(super) now: u64,
    context: String,
    has_crumbs: bool,
    session: Option<(String, String, Client)>,
    background: Vec<Task>,
    pub(super) results: Vec<String>,
    /// The last view of each followed run.
    pub(super) views: Vec<Value>,
}

impl<'a> Stage<'a> {
    fn new(scenario: &'a Scenario) -> Result<Self, String> {
        let context = scenario.exchanges.iter().find_map(Exchange::context).unwrap_or_default().to_owned();
        let has_crumbs = scenario.exchanges.iter().any(|e| e.request.path.contains("/crumbIssuer/"));
        let session = scenario.exchanges.iter().find_map(|e| match recognise(e) {
            Recognised::Login { user, password } => Some((user, password)),
            _ => None,
        });
        let session = match session {
            Some((user, password)) => {
                let made = client(&context, &json!({"kind": "password", "user": user, "password": password}))?;
                Some((user, password, made))
            }
            None => None,
        };
        let player = Player::new(&scenario.exchanges);
        Ok(Self { scenario, player, now: 0, context, has_crumbs, session, background: Vec::new(), results: Vec::new(), views: Vec::new() })
    }

    pub(super) fn client_for(&self, exchange: &Exchange) -> Result<Client, String> {
        match &self.session {
            Some((user, _, client)) if exchange.auth == "password-session" && *user == exchange.actor => Ok(client.clone()),
            _ => client(&self.context, &json!({"kind": "token", "user": exchange.actor, "token": "t"})),
        }
    }

    /// Follows runs that the folder reads without having triggered them.
    fn watch_existing(&mut self, recognised: &[Recognised]) -> Result<(), String> {
        let operations = || recognised.iter().enumerate().filter_map(|(i, r)| r.operation().map(|op| (i, op)));
        let triggers = operations().any(|(i, op)| is_trigger(op) && self.scenario.exchanges[i].response.status < 400);
        let first = operations().find(|(_, op)| op["op"] == "run" || op["op"] == "wfapi_describe");
        if let Some((index, op)) = first.filter(|_| !triggers || self.starts_paused()) {
            self.follow(&self.client_for(&self.scenario.exchanges[index])?, &op["job"], &op["run"])?;
        }
        Ok(())
    }

    /// Whether the folder begins with a look at a run.
    fn starts_paused(&self) -> bool {
        self.scenario.exchanges.first().filter(|e| !e.writes()).and_then(Exchange::json).is_some_and(|body| {
            let waits = body["actions"].as_array().is_some_and(|actions| actions.iter().any(|a| a.get("waitingForInput").is_some()));
            waits || body["building"] == true
        })
    }

    fn follow(&mut self, client: &Client, job: &Value, run: &Value) -> Result<(), String> {
        let machine = client.start(json!({"op": "follow", "job": job, "run": run})).map_err(|e| e.to_string())?;
        self.background.push(Task::new(format!("follow #{run}"), machine));
        Ok(())
    }

    /// Lets what goes on in the background go on until nothing new comes.
    fn settle_down(&mut self) -> Result<(), String> {
        loop {
            let mut still = Vec::new();
            for mut task in std::mem::take(&mut self.background) {
                self.player.idle = 0;
                match self.advance(&mut task, 8, true)? {
                    None => still.push(task),
                    Some(Ok(outcome)) => self.ended(&task.name, outcome)?,
                    Some(Err(error)) => self.results.push(format!("{}: {}", task.name, error.code())),
                }
            }
            let more = self.background.iter().any(|t| t.name.starts_with("follow"));
            self.background.extend(still);
            if !more {
                return Ok(());
            }
        }
    }

    /// Lets a task go on beside what the folder does next.
    pub(super) fn leave(&mut self, task: Task) {
        self.background.push(task);
    }

    /// Runs a machine until it is done or the folder has had nothing new for a number of requests.
    pub(super) fn advance(&mut self, task: &mut Task, patience: u32, may_hold: bool) -> Result<Option<Result<Value, bellpull::Error>>, String> {
        for _ in 0..5_000 {
            let output = match task.held.take() {
                Some(request) => Output::Send(request),
                None => task.machine.poll_output(self.now),
            };
            match output {
                Output::Send(request) => match self.player.answer(&request)? {
                    Answer::Now(response) => task.machine.handle_input(Feed::Response(response)),
                    Answer::Later if may_hold => {
                        task.held = Some(request);
                        return Ok(None);
                    }
                    Answer::Later => task.machine.handle_input(Feed::Response(not_found())),
                },
                Output::Wait { until } if self.player.idle >= patience => {
                    self.now = self.now.max(until);
                    return Ok(None);
                }
                Output::Wait { until } => self.now = until,
                Output::Event(event) => {
                    if event["event"] == "run" {
                        self.views.push(Value::from(&event["view"]));
                    }
                }
                Output::Done(result) => return Ok(Some(result.map(Value::from))),
                Output::AwaitingResponse => return Err("a machine waits for nothing".to_owned()),
            }
        }
        Err("a machine does not come to rest".to_owned())
    }

    pub(super) fn ended(&mut self, name: &str, outcome: Value) -> Result<(), String> {
        if let Some(job) = name.strip_prefix("trigger ") {
            self.results.push(format!("trigger: {}", outcome["state"].as_str().unwrap_or_default()));
            if outcome["state"] == "started" {
                let client = self.trigger_client()?;
                let job: Value = serde_json::from_str(job).map_err(|e| e.to_string())?;
                self.follow(&client, &job, &outcome["run"])?;
            }
        } else {
            self.results.push(format!("{name}: {}", outcome["status"]["word"].as_str().unwrap_or_default()));
            self.views.push(outcome);
        }
        Ok(())
    }

    fn trigger_client(&self) -> Result<Client, String> {
        let post = self.scenario.exchanges.iter().find(|e| recognise(e).operation().is_some_and(is_trigger));
        post.map_or_else(|| Err("no trigger".to_owned()), |e| self.client_for(e))
    }
}
