//! Rule 4: the end that a folder shows, and the flows' own.

use super::exchange::Exchange;
use super::flow::{Stage, Task, is_trigger};
use super::place::Run;
use super::player::{Answer, Player, not_found};
use super::recognise::Recognised;
use super::shown::shown;
use bellpull::{Feed, Output, Request};
use serde_json::{Value, json};

impl Stage<'_> {
    /// The end that the folder shows.
    pub(super) fn finish(mut self, recognised: &[Recognised]) -> Result<Vec<String>, String> {
        let unsent = self.player.unsent();
        if !unsent.is_empty() {
            return Err(format!("expected POST {}, came none", unsent.join(", ")));
        }
        self.status_agrees(recognised)?;
        self.log_agrees(recognised)?;
        Ok(self.results)
    }

    /// Each run that was followed ends as it is shown last; the one that the folder reads last is followed in any case.
    fn status_agrees(&mut self, recognised: &[Recognised]) -> Result<(), String> {
        let mut ends: Vec<(Run, &'static str, usize)> = Vec::new();
        for (index, (recognised, exchange)) in recognised.iter().zip(&self.scenario.exchanges).enumerate().rev() {
            let Some(op) = recognised.operation().filter(|op| exchange.response.status == 200 && (op["op"] == "wfapi_describe" || op["op"] == "run")) else {
                continue;
            };
            let (Some(run), Some(word)) = (Run::of_operation(op), shown(&exchange.text())) else { continue };
            if ends.iter().all(|(known, ..)| *known != run) {
                ends.push((run, word, index));
            }
        }
        if ends.is_empty() {
            let Some(result) = self.blue_agrees(recognised)? else { return self.queue_agrees(recognised) };
            self.results.push(result);
            return Ok(());
        }
        for (place, (run, expected, index)) in ends.into_iter().enumerate() {
            let came = match self.last_word(&run) {
                None if place == 0 && !self.triggers(&run, recognised) => self.read_the_end(index, recognised, &run)?,
                None if place == 0 => None,
                None => continue,
                word => word,
            };
            if came.as_deref() != Some(expected) {
                return Err(format!("run {run}: expected the status {expected}, came {}", came.as_deref().unwrap_or("none")));
            }
            self.results.push(format!("run #{}: {expected}", run.number));
        }
        Ok(())
    }

    /// Whether the folder triggers the job, so that its flow has to lead to the run.
    fn triggers(&self, run: &Run, recognised: &[Recognised]) -> bool {
        let of_job =
            |op: &Value| op["job"].as_array().is_some_and(|names| names.iter().map(Value::as_str).eq(run.names.iter().map(|name| Some(name.as_str()))));
        let accepted = self.scenario.exchanges.iter().map(|e| e.response.status < 400);
        recognised
            .iter()
            .zip(accepted)
            .any(|(r, accepted)| accepted && r.operation().is_some_and(|op| is_trigger(op) && op["op"] != "build_json" && of_job(op)))
    }

    fn last_word(&self, run: &Run) -> Option<String> {
        let view = self.views.iter().rev().find(|view| Run::of_view(view).as_ref() == Some(run))?;
        view["status"]["word"].as_str().map(str::to_owned)
    }

    /// Follows a run that nothing in the folder has led to.
    fn read_the_end(&mut self, index: usize, recognised: &[Recognised], run: &Run) -> Result<Option<String>, String> {
        let Some(op) = recognised[index].operation() else { return Ok(None) };
        let client = self.client_for(&self.scenario.exchanges[index])?;
        let machine = client.start(json!({"op": "follow", "job": op["job"], "run": op["run"]})).map_err(|e| e.to_string())?;
        self.player.idle = 0;
        if let Some(Ok(outcome)) = self.advance(&mut Task::new(format!("follow {run}"), machine), 8, true)? {
            self.views.push(outcome);
        }
        Ok(self.last_word(run))
    }

    /// A folder of Blue Ocean alone: its run is read until nothing new comes, and is over if it is shown so.
    fn blue_agrees(&mut self, recognised: &[Recognised]) -> Result<Option<String>, String> {
        let of_run = |r: &Recognised| r.operation().is_some_and(|op| op["op"] == "blue_run");
        let Some(index) = recognised.iter().rposition(of_run) else { return Ok(None) };
        let (Some(op), Some(expected)) = (recognised[index].operation(), self.scenario.exchanges[index].json()) else { return Ok(None) };
        let client = self.client_for(&self.scenario.exchanges[index])?;
        let mut last = Value::Null;
        for _ in 0..self.scenario.exchanges.len() {
            let machine = client.start(op).map_err(|e| e.to_string())?;
            self.player.idle = 0;
            match self.advance(&mut Task::new("blue_run".to_owned(), machine), 8, false)? {
                Some(Ok(outcome)) => last = outcome,
                Some(Err(error)) => return Err(error.to_string()),
                None => return Err("the run cannot be read".to_owned()),
            }
            if last["state"] == "FINISHED" {
                break;
            }
        }
        if (&last["state"], &last["result"]) != (&expected["state"], &expected["result"]) {
            return Err(format!("run #{}: expected {} {}, came {} {}", op["run"], expected["state"], expected["result"], last["state"], last["result"]));
        }
        Ok(Some(format!("blue_run #{}: {}", op["run"], last["result"].as_str().unwrap_or_default().to_lowercase())))
    }

    /// Without a run, the last queue item tells the end. What Blue Ocean or a structured form has queued is followed by no flow.
    fn queue_agrees(&self, recognised: &[Recognised]) -> Result<(), String> {
        let steps = || self.scenario.exchanges.iter().zip(recognised).filter_map(|(exchange, r)| r.operation().map(|op| (op, exchange)));
        let followed: Vec<&str> = steps().filter(|(op, _)| is_trigger(op) && op["op"] != "build_json").map(|(_, e)| e.header("location")).collect();
        let cancelled = steps().filter(|(op, _)| op["op"] == "queue_item").any(|(op, exchange)| {
            let item = format!("/queue/item/{}", op["id"]);
            let gone = exchange.json().is_some_and(|body| body["cancelled"] == true);
            gone && followed.iter().any(|location| location.trim_end_matches('/').ends_with(&item))
        });
        if cancelled == self.results.iter().any(|r| r == "trigger: cancelled") {
            return Ok(());
        }
        Err(format!("expected the trigger to be {}, came {:?}", if cancelled { "cancelled" } else { "kept" }, self.results))
    }

    fn log_agrees(&mut self, recognised: &[Recognised]) -> Result<(), String> {
        let pieces: Vec<(&Value, &Exchange)> = recognised
            .iter()
            .zip(&self.scenario.exchanges)
            .filter_map(|(r, e)| match r {
                Recognised::Operation(op) if op["op"] == "progressive_text" && op.get("node").is_none() && e.response.status == 200 => Some((op, e)),
                _ => None,
            })
            .collect();
        // Of several runs the log of the first is read.
        let Some((op, first)) = pieces.first().copied() else { return Ok(()) };
        let pieces = pieces.iter().filter(|(other, _)| other["job"] == op["job"] && other["run"] == op["run"]);
        let expected: String = pieces.map(|(_, e)| e.text().replace("\r\n", "\n")).collect();
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
