//! The Pipeline Graph View: its places, which were moved twice, and its answers, which are wrapped.

use super::exchange::Exchange;
use super::form::once;
use super::outcome::{holds, same};
use super::recognise::{Call, Recognised, WRONG_VERB};
use super::single::Mismatch;
use bellpull::api::graph_view::Generation;
use bellpull::{Feed, Machine, Output, Request, Response};
use serde_json::{Value, json};

/// A place below a run, by the plugin's segment and what follows it; none if it is another's.
pub fn recognise(call: &Call<'_>, run: &Value, tail: &[&str]) -> Option<Recognised> {
    let [segment, place] = tail else { return None };
    Generation::ALL.iter().find(|generation| generation.as_str() == *segment)?;
    let with = |op: &str| {
        let mut operation = run.clone();
        operation["op"] = json!(op);
        operation
    };
    let of = |op: &str, field: &str| match once(call.query).as_deref() {
        Some([(name, node)]) if name == "nodeId" && call.get => {
            let mut operation = with(op);
            operation[field] = json!(node);
            Recognised::Operation(operation)
        }
        _ => Recognised::Unsendable("without the id of a node, or with more than that"),
    };
    Some(match *place {
        "tree" => call.get_plain(with("graph_tree")),
        "allSteps" => call.get_plain(with("graph_steps")),
        "steps" => of("graph_steps", "stage"),
        "log" => of("graph_log", "node"),
        "cancel" | "rerun" | "rebuild" if !call.post || !call.query.is_empty() => WRONG_VERB,
        "cancel" => Recognised::Operation(with("graph_cancel")),
        "rerun" | "rebuild" => Recognised::Operation(with("graph_rerun")),
        _ => Recognised::NoOperation,
    })
}

/// The first request that is for the recorded place: the way to it leads over those of other versions.
pub fn arrive(machine: &mut Machine, exchange: &Exchange, mut request: Request) -> Result<Request, Mismatch> {
    let asked = exchange.request.split().0;
    let (here, place) = asked.rsplit_once('/').unwrap_or_default();
    for _ in 0..8 {
        let path = request.url.split('?').next().unwrap_or_default();
        let looks = path.ends_with("/tree") && !path.ends_with(asked);
        let renamed = path.ends_with("/rerun") && place == "rebuild";
        if !looks && !renamed {
            break;
        }
        let found = looks && path.strip_suffix("/tree").is_some_and(|base| base.ends_with(here));
        let body = if found { json!({"status": "ok", "data": {"complete": true, "stages": []}}).to_string() } else { String::new() };
        machine.handle_input(Feed::Response(Response { status: if found { 200 } else { 404 }, headers: Vec::new(), body: body.into_bytes() }));
        let Output::Send(next) = machine.poll_output(0) else { return Err(format!("no request for {asked} comes")) };
        request = next;
    }
    Ok(request)
}

/// The code of a refusal with status 200; none for a success.
pub fn refusal(op: &str, exchange: &Exchange) -> Option<&'static str> {
    if op == "graph_log" {
        return matches!(exchange.text().trim(), "No logs found" | "Error getting console text").then_some("not_found");
    }
    let body = exchange.json().unwrap_or_default();
    (body["status"] == "error" || body == json!(false)).then_some("bad_request")
}

pub fn outcome_holds(op: &str, exchange: &Exchange, outcome: &Value) -> Result<(), Mismatch> {
    if op == "graph_log" {
        return same("text", &json!(exchange.text()), &outcome["text"]);
    }
    let body = exchange.json().unwrap_or_default();
    match op {
        "graph_cancel" => same("accepted", &json!(true), &outcome["accepted"]),
        "graph_rerun" => {
            same("queueId", &body["data"]["queueId"], &outcome["queueId"]).and_then(|()| same("message", &body["data"]["message"], &outcome["message"]))
        }
        _ => holds(op, "", &body["data"], outcome),
    }
}
