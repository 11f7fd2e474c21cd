//! Rule 4: which flow sends a recorded POST, and what has to become of it.

use super::expect;
use super::flow::{Stage, Task};
use super::recognise::Recognised;
use super::shown::{definitions, names, pending};
use serde_json::{Value, json};

impl Stage<'_> {
    /// Does what the folder's next POST does.
    pub(super) fn act(&mut self, index: usize, last: usize, recognised: &[Recognised]) -> Result<(), String> {
        let exchange = &self.scenario.exchanges[index];
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
                self.leave(task);
                Ok(())
            }
            None => Err(format!("{op} does not end")),
            Some(Ok(outcome)) if op == "trigger" => self.ended(&task.name, outcome),
            Some(result) => self.judge(op, last, single, result),
        }
    }

    /// The flow that sends a recorded POST.
    fn operation(&self, index: usize, single: &Value, recognised: &[Recognised]) -> Value {
        let op = single["op"].as_str().unwrap_or_default();
        match op {
            // The flow takes a refusal of the bare form for news of parameters, and has no use for the structured one.
            "build" if self.scenario.exchanges[index].response.status == 400 => single.clone(),
            "build" | "build_with_parameters" => self.trigger(index, single),
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
        let defines = |body: &Value| body["property"].as_array().is_some_and(|list| list.iter().any(|p| p.get("parameterDefinitions").is_some()));
        let read = self.scenario.exchanges[..index].iter().filter_map(super::exchange::Exchange::json).any(|body| defines(&body));
        let item = self.scenario.exchanges[index].queue_item();
        let followed = item.is_some_and(|id| self.scenario.exchanges[index..].iter().any(|e| e.request.path.contains(&format!("/queue/item/{id}/"))));
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

    fn judge(&mut self, op: &str, index: usize, single: &Value, result: Result<Value, bellpull::Error>) -> Result<(), String> {
        let came = match &result {
            Ok(outcome) => outcome["outcome"].as_str().unwrap_or("accepted").to_owned(),
            Err(error) => error.code().to_string(),
        };
        let expected = self.expected(op, index, single);
        if !expected.contains(&came.as_str()) {
            let (file, status) = (&self.scenario.exchanges[index].file, self.scenario.exchanges[index].response.status);
            let came = result.map_or_else(|e| e.to_string(), |v| v.to_string());
            return Err(format!("{file}: {op}, answered {status}: expected {}, came {came}", expected.join(" or ")));
        }
        self.results.push(format!("{op}: {came}"));
        Ok(())
    }

    /// What may become of a POST with this answer.
    fn expected(&self, op: &str, index: usize, single: &Value) -> Vec<&'static str> {
        let exchange = &self.scenario.exchanges[index];
        let decides = matches!(op, "approve" | "abort");
        let by_itself = single["op"].as_str().unwrap_or_default();
        if !expect::succeeds(by_itself, exchange) {
            let late: &[&str] = match exchange.response.status {
                404 if decides => &["input_already_settled", "input_not_found", "run_finished"],
                // Through wfapi every refusal is a failure of the server.
                400 | 500 if decides => &["input_already_settled", "run_finished"],
                _ => &[],
            };
            return late.iter().copied().chain([expect::code(by_itself, exchange)]).collect();
        }
        let decision = match op {
            "approve" => "approved",
            "abort" => "aborted",
            _ => "accepted",
        };
        // Who won among several is told by the run alone.
        if decides && self.is_contested(index) { vec![decision, "settled", "superseded"] } else { vec![decision] }
    }

    /// Whether the folder has another accepted decision on the same input.
    fn is_contested(&self, index: usize) -> bool {
        let exchanges = &self.scenario.exchanges;
        let input = |i: usize| exchanges[i].request.split().0.rsplit_once('/').map(|(input, _)| input).filter(|input| input.contains("/input/"));
        (0..exchanges.len())
            .any(|i| i != index && exchanges[i].is_post() && exchanges[i].response.status == 200 && input(i).is_some() && input(i) == input(index))
    }
}
