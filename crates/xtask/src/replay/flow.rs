//! Rule 4: the flows reach the end that a folder shows, and send each of its POSTs exactly once.

use super::exchange::{Exchange, Scenario};
use super::player::{Answer, Player, not_found};
use super::recognise::{Recognised, context, recognise};
use super::shown::{definitions, names, pending, shown};
use super::single::client;
use bellpull::{Client, Feed, Machine, Output, Request};
use serde_json::{Value, json};

/// Plays a folder; what was checked, or what did not agree.
pub fn play(scenario: &Scenario) -> Result<Vec<String>, String> {
    let mut stage = Stage::new(scenario)?;
    let recognised: Vec<Recognised> = scenario.exchanges.iter().map(recognise).collect();
    stage.watch_existing(&recognised)?;
    let mut index = 0;
    while index < recognised.len() {
        let exchange = &scenario.exchanges[index];
        if exchange.is_post() && !matches!(recognised[index], Recognised::Login { .. }) {
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

/// Something that goes on while the folder's POSTs are sent.
struct Task {
    name: String,
    machine: Machine,
    /// A request that the folder answers only after its next POST.
    held: Option<Request>,
}

impl Task {
    fn new(name: String, machine: Machine) -> Self {
        Self { name, machine, held: None }
    }
}

struct Stage<'a> {
    scenario: &'a Scenario,
    player: Player<'a>,
    now: u64,
    context: String,
    has_crumbs: bool,
    session: Option<(String, String, Client)>,
    background: Vec<Task>,
    results: Vec<String>,
    /// The last view of each followed run.
    views: Vec<Value>,
}

impl<'a> Stage<'a> {
    fn new(scenario: &'a Scenario) -> Result<Self, String> {
        let context = scenario.exchanges.iter().find_map(|e| context(&e.request.path)).unwrap_or_default().to_owned();
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

    fn client_for(&self, exchange: &Exchange) -> Result<Client, String> {
        match &self.session {
            Some((user, _, client)) if exchange.auth == "password-session" && *user == exchange.actor => Ok(client.clone()),
            _ => client(&self.context, &json!({"kind": "token", "user": exchange.actor, "token": "t"})),
        }
    }

    /// Follows runs that the folder reads without having triggered them.
    fn watch_existing(&mut self, recognised: &[Recognised]) -> Result<(), String> {
        let triggers = self.scenario.exchanges.iter().any(|e| e.request.path.contains("/build") && e.is_post() && e.response.status < 400);
        let first = recognised.iter().enumerate().find_map(|(i, r)| match r {
            Recognised::Operation(op) if op["op"] == "run" => Some((i, op)),
            _ => None,
        });
        if let Some((index, op)) = first.filter(|_| !triggers || self.starts_paused()) {
            self.follow(&self.client_for(&self.scenario.exchanges[index])?, &op["job"], &op["run"])?;
        }
        Ok(())
    }

    /// Whether the folder begins with a look at a run.
    fn starts_paused(&self) -> bool {
        self.scenario.exchanges.first().is_some_and(|e| !e.is_post() && e.text().contains("waitingForInput") || e.text().contains("\"building\":true"))
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

    /// Runs a machine until it is done or the folder has had nothing new for a number of requests.
    fn advance(&mut self, task: &mut Task, patience: u32, may_hold: bool) -> Result<Option<Result<Value, bellpull::Error>>, String> {
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

    fn ended(&mut self, name: &str, outcome: Value) -> Result<(), String> {
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
        let post = self.scenario.exchanges.iter().find(|e| e.is_post() && e.request.path.contains("/build"));
        post.map_or_else(|| Err("no trigger".to_owned()), |e| self.client_for(e))
    }

    /// Does what the folder's next POST does.
    fn act(&mut self, index: usize, last: usize, recognised: &[Recognised]) -> Result<(), String> {
        let exchange = &self.scenario.exchanges[index];
        let status = self.scenario.exchanges[last].response.status;
        let Recognised::Operation(single) = &recognised[index] else {
            return Err(format!("no flow sends {} {}", exchange.request.method, exchange.request.path));
        };
        let client = self.client_for(exchange)?;
        let operation = self.operation(index, single, recognised);
        let machine = client.start(&operation).map_err(|e| format!("{operation}: {e}"))?;
        let mut task = Task::new(format!("trigger {}", operation["job"]), machine);
        self.player.idle = 0;
        let op = operation["op"].as_str().unwrap_or_default();
        // A started trigger goes on in the background; what comes at once is its refusal.
        let patience = if op == "trigger" { 4 } else { 60 };
        match self.advance(&mut task, patience, op == "trigger")? {
            None if op == "trigger" => {
                self.background.push(task);
                Ok(())
            }
            None => Err(format!("{op} does not end")),
            Some(Ok(outcome)) if op == "trigger" => self.ended(&task.name, outcome),
            Some(result) => self.judge(op, status, result),
        }
    }

    /// The flow that sends a recorded POST.
    fn operation(&self, index: usize, single: &Value, recognised: &[Recognised]) -> Value {
        let op = single["op"].as_str().unwrap_or_default();
        match op {
            "build" | "build_with_parameters" | "build_json" => self.trigger(index, single),
            "input_proceed" | "input_proceed_empty" | "wfapi_input_submit" => {
                let route = match op {
                    "input_proceed" => "proceed",
                    "wfapi_input_submit" => "wfapi",
                    _ => "auto",
                };
                let mut operation = self.seen(index, single, recognised);
                operation["op"] = json!("approve");
                operation["route"] = json!(route);
                // Somebody who was late sends nothing that could be checked.
                let known: Vec<String> = names(&operation["known"]["parameters"]);
                let fits = operation.get("known").is_none() || single["parameters"].as_object().is_none_or(|p| p.keys().all(|k| known.contains(k)));
                operation["parameters"] = if fits { single["parameters"].clone() } else { json!({}) };
                operation
            }
            "input_abort" => {
                let mut operation = self.seen(index, single, recognised);
                operation["op"] = json!("abort");
                operation
            }
            _ => single.clone(),
        }
    }

    fn trigger(&self, index: usize, single: &Value) -> Value {
        let read = self.scenario.exchanges[..index].iter().any(|e| e.text().contains("parameterDefinitions"));
        let item = self.scenario.exchanges[index].header("location").trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        let followed = self.scenario.exchanges[index..].iter().any(|e| !item.is_empty() && e.request.path.contains(&format!("/queue/item/{item}/")));
        let mut operation = json!({"op": "trigger", "job": single["job"], "parameters": single.get("parameters").cloned().unwrap_or(json!({}))});
        operation["delaySeconds"] = single["delaySeconds"].clone();
        operation["until"] = json!(if followed { "started" } else { "queued" });
        if !read {
            let definitions = single["parameters"].as_object().map(definitions).unwrap_or_default();
            operation["definitions"] = json!(definitions);
        }
        operation
    }

    /// Address and what was seen: from the list that was read last, else from the single input, else from the POST.
    fn seen(&self, index: usize, single: &Value, recognised: &[Recognised]) -> Value {
        let mut operation = json!({"job": single["job"], "run": single["run"], "input": single["input"]});
        let before = (0..index).rev().filter(|i| match &recognised[*i] {
            Recognised::Operation(op) => op["job"] == single["job"] && op["run"] == single["run"] && self.scenario.exchanges[*i].response.status == 200,
            _ => false,
        });
        for i in before {
            let Recognised::Operation(op) = &recognised[i] else { continue };
            let exchange = &self.scenario.exchanges[i];
            let Some(pending) = pending(op, exchange).into_iter().find(|p| p["id"] == single["input"]) else { continue };
            let list = op["op"] != "next_pending_input_action";
            // The list can be read again for as long as no POST has changed the run.
            let fresh = self.scenario.exchanges[i..index].iter().all(|e| !e.is_post());
            if list && fresh {
                operation["fingerprint"] = pending["fingerprint"].clone();
            } else {
                operation["known"] = pending;
            }
            return operation;
        }
        let given = single["parameters"].as_object().map(definitions).unwrap_or_default();
        operation["known"] = json!({"id": single["input"], "message": "", "parameters": given, "source": "wfapi"});
        operation
    }

    fn judge(&mut self, op: &str, status: u16, result: Result<Value, bellpull::Error>) -> Result<(), String> {
        let came = match &result {
            Ok(outcome) => outcome["outcome"].as_str().unwrap_or("accepted").to_owned(),
            Err(error) => error.code().to_string(),
        };
        let expected: &[&str] = match (op, status) {
            ("approve", 200) => &["approved"],
            ("abort", 200) => &["aborted"],
            ("approve" | "abort", 404) => &["input_already_settled", "input_not_found", "run_finished"],
            ("approve" | "abort", 400) => &["input_not_allowed"],
            (_, 403) => &["crumb_rejected", "forbidden", "login_required"],
            (_, 503) => &["server_starting"],
            (_, 200..=399) => &["accepted"],
            _ => &[],
        };
        if !expected.contains(&came.as_str()) {
            return Err(format!(
                "{op}, answered {status}: expected {}, came {}",
                expected.join(" or "),
                result.map_or_else(|e| e.to_string(), |v| v.to_string())
            ));
        }
        self.results.push(format!("{op}: {came}"));
        Ok(())
    }

    /// The end that the folder shows.
    fn finish(mut self, recognised: &[Recognised]) -> Result<Vec<String>, String> {
        let unsent = self.player.unsent();
        if !unsent.is_empty() {
            return Err(format!("expected POST {}, came none", unsent.join(", ")));
        }
        self.status_agrees(recognised)?;
        self.log_agrees(recognised)?;
        Ok(self.results)
    }

    fn status_agrees(&mut self, recognised: &[Recognised]) -> Result<(), String> {
        let words = recognised.iter().zip(&self.scenario.exchanges).rev().filter_map(|(r, e)| match r {
            Recognised::Operation(op) if e.response.status == 200 && (op["op"] == "wfapi_describe" || op["op"] == "run") => {
                shown(e.text()).map(|word| (op["run"].clone(), word))
            }
            _ => None,
        });
        let Some((run, expected)) = words.into_iter().next() else { return self.queue_agrees() };
        let came = self.views.iter().rev().find(|v| v["run"] == run).map(|v| v["status"]["word"].clone());
        match came {
            Some(word) if word == expected => {
                self.results.push(format!("run #{run}: {expected}"));
                Ok(())
            }
            other => Err(format!("run #{run}: expected the status {expected}, came {}", other.unwrap_or(Value::Null))),
        }
    }

    /// Without a run, the last queue item tells the end.
    fn queue_agrees(&self) -> Result<(), String> {
        let cancelled = self.scenario.exchanges.iter().any(|e| e.text().contains("\"cancelled\":true"));
        let came = self.results.iter().any(|r| r == "trigger: cancelled");
        if cancelled == came {
            Ok(())
        } else {
            Err(format!("expected the trigger to be {}, came {:?}", if cancelled { "cancelled" } else { "kept" }, self.results))
        }
    }

    fn log_agrees(&mut self, recognised: &[Recognised]) -> Result<(), String> {
        let pieces: Vec<(&Value, &Exchange)> = recognised
            .iter()
            .zip(&self.scenario.exchanges)
            .filter_map(|(r, e)| match r {
                Recognised::Operation(op) if op["op"] == "progressive_text" && e.response.status == 200 => Some((op, e)),
                _ => None,
            })
            .collect();
        let Some((op, first)) = pieces.first() else { return Ok(()) };
        let expected: String = pieces.iter().map(|(_, e)| e.text().replace("\r\n", "\n")).collect();
        let client = self.client_for(first)?;
        let mut machine = client.start(json!({"op": "log", "job": op["job"], "run": op["run"]})).map_err(|e| e.to_string())?;
        let answer = |player: &mut Player<'_>, request: &Request| match player.answer(request) {
            Ok(Answer::Now(response)) => Ok(response),
            Ok(Answer::Later) => Ok(not_found()),
            Err(mismatch) => Err(mismatch),
        };
        let mut came = String::new();
        loop {
            match machine.poll_output(self.now) {
                Output::Send(request) => machine.handle_input(Feed::Response(answer(&mut self.player, &request)?)),
                Output::Wait { until } => self.now = until,
                Output::Event(event) => came += event["text"].as_str().unwrap_or_default(),
                Output::Done(Ok(_)) if came == expected => {
                    self.results.push(format!("log: {} bytes", came.len()));
                    return Ok(());
                }
                Output::Done(Ok(_)) => return Err(format!("expected a log of {} bytes, came {}", expected.len(), came.len())),
                Output::Done(Err(error)) => return Err(error.to_string()),
                Output::AwaitingResponse => return Err("the log waits for nothing".to_owned()),
            }
        }
    }
}
