//! Rules 2 and 3 for one exchange: the operation builds the recorded request and reads its answer.

use super::exchange::{Exchange, ORIGIN};
use super::expect;
use super::form::comparable;
use super::recognise::{Recognised, context};
use base64::Engine as _;
use bellpull::api::Endpoint;
use bellpull::api::remote::{Login, LoginPage};
use bellpull::classify::{Subject, refusal};
use bellpull::{Client, Feed, Machine, Output, Request, Secret, Server};
use serde_json::{Value, json};

/// What became of an exchange.
pub enum Verdict {
    Matched,
    AnswerOnly,
    NoOperation,
}

/// A mismatch: what was expected, what came.
pub type Mismatch = String;

pub fn client(context: &str, credentials: &Value) -> Result<Client, Mismatch> {
    client_with(context, credentials, &json!({}))
}

fn client_with(context: &str, credentials: &Value, headers: &Value) -> Result<Client, Mismatch> {
    Client::new(json!({"url": format!("{ORIGIN}{context}"), "credentials": credentials, "headers": headers})).map_err(|e| e.to_string())
}

pub fn check(exchange: &Exchange, recognised: &Recognised) -> Result<Verdict, Mismatch> {
    match recognised {
        Recognised::NoOperation => Ok(Verdict::NoOperation),
        Recognised::Unsendable(_) => answer_only(exchange),
        Recognised::Operation(operation) => operation_of(exchange, operation),
        Recognised::LoginPage => endpoint(exchange, "login_page", &LoginPage),
        Recognised::Login { user, password } => endpoint(exchange, "login", &Login { user: user.clone(), password: Secret::new(password) }),
    }
}

/// Requests that nobody should send: their refusals must be told all the same.
fn answer_only(exchange: &Exchange) -> Result<Verdict, Mismatch> {
    let response = exchange.response().map_err(|e| e.to_string())?;
    if response.status >= 400 {
        let came = refusal(&response, Subject::Server).code().as_str();
        let expected = expect::code("", exchange);
        if came != expected {
            return Err(format!("expected the error {expected}, came {came}"));
        }
    }
    Ok(Verdict::AnswerOnly)
}

fn endpoint<E: Endpoint>(exchange: &Exchange, op: &str, endpoint: &E) -> Result<Verdict, Mismatch> {
    let context = context(&exchange.request.path).unwrap_or_default();
    let server = Server::parse(&format!("{ORIGIN}{context}")).map_err(|e| e.to_string())?;
    same_request(exchange, &endpoint.request(&server))?;
    let mut response = exchange.response().map_err(|e| e.to_string())?;
    server.localise(&mut response);
    let result = endpoint.parse(&response).map(|_| ());
    refusal_agrees(op, exchange, result.map(|()| Value::Null)).map(|_| Verdict::Matched)
}

fn operation_of(exchange: &Exchange, operation: &Value) -> Result<Verdict, Mismatch> {
    let context = context(&exchange.request.path).unwrap_or_default();
    // To where a stop sends back depends on it.
    let referer = exchange.request.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("referer"));
    let headers: serde_json::Map<String, Value> = referer.map(|(name, value)| (name.clone(), json!(value))).collect();
    let client = client_with(context, &json!({"kind": "token", "user": "someone", "token": "t"}), &headers.into())?;
    let mut machine = client.start(operation).map_err(|e| format!("the operation {operation} is refused: {e}"))?;
    let Output::Send(request) = machine.poll_output(0) else { return Err("the operation does not begin with a request".to_owned()) };
    same_request(exchange, &request)?;
    let result = answered(machine, exchange)?;
    let op = operation["op"].as_str().unwrap_or_default();
    if let Some(outcome) = refusal_agrees(op, exchange, result)? {
        outcome_holds(op, exchange, &outcome)?;
    }
    Ok(Verdict::Matched)
}

/// Gives the recorded answer, and again while the machine tries again.
fn answered(mut machine: Machine, exchange: &Exchange) -> Result<Result<Value, bellpull::Error>, Mismatch> {
    let response = exchange.response().map_err(|e| e.to_string())?;
    machine.handle_input(Feed::Response(response.clone()));
    let mut now = 0;
    for _ in 0..200 {
        match machine.poll_output(now) {
            Output::Send(request) if request.method.as_str() == "POST" => return Err("the request was sent twice".to_owned()),
            Output::Send(_) => machine.handle_input(Feed::Response(response.clone())),
            Output::Wait { until } => now = until,
            Output::Event(_) => {}
            Output::Done(result) => return Ok(result.map(Value::from)),
            Output::AwaitingResponse => return Err("the machine waits for nothing".to_owned()),
        }
    }
    Err("the machine does not end".to_owned())
}

fn same_request(exchange: &Exchange, built: &Request) -> Result<(), Mismatch> {
    let asked = &exchange.request;
    let url = built.url.strip_prefix(ORIGIN).unwrap_or(&built.url);
    let (built_path, built_query) = url.split_once('?').unwrap_or((url, ""));
    let (path, query) = asked.split();
    if (asked.method.as_str(), path) != (built.method.as_str(), built_path) {
        return Err(format!("expected the request {} {path}, came {} {built_path}", asked.method, built.method.as_str()));
    }
    let body = asked.body().map_err(|e| e.to_string())?;
    let expected = comparable(query, asked.content_type(), &body);
    let came = comparable(built_query, built.header("content-type").unwrap_or_default(), &built.body);
    if expected != came {
        return Err(format!("expected the content {expected:?}, came {came:?}"));
    }
    Ok(())
}

/// Success and refusal are told apart, and the refusal has its code. Gives the outcome of a success.
fn refusal_agrees(op: &str, exchange: &Exchange, result: Result<Value, bellpull::Error>) -> Result<Option<Value>, Mismatch> {
    let status = exchange.response.status;
    match (expect::succeeds(op, exchange), result) {
        (true, Ok(outcome)) => Ok(Some(outcome)),
        (true, Err(error)) => Err(format!("expected an outcome of {op} from status {status}, came {error}")),
        (false, Ok(outcome)) => Err(format!("expected the error {} from status {status}, came the outcome {outcome}", expect::code(op, exchange))),
        (false, Err(error)) if error.code().as_str() == expect::code(op, exchange) => {
            let body: Value = serde_json::from_str(exchange.text()).unwrap_or_default();
            let fields = Value::from(error.to_json())["fields"].clone();
            let expected = body.get("errors").filter(|_| op.starts_with("blue_")).cloned().unwrap_or_else(|| json!([]));
            same("the errors of single fields", &expected, &fields).map(|()| None)
        }
        (false, Err(error)) => Err(format!("expected the error {} from status {status}, came {error}", expect::code(op, exchange))),
    }
}

/// Every value of the recorded body is in the outcome, or declared as dropped.
fn outcome_holds(op: &str, exchange: &Exchange, outcome: &Value) -> Result<(), Mismatch> {
    match op {
        "build" | "build_with_parameters" | "build_json" => {
            let location = exchange.header("location").trim_end_matches('/');
            let id = location.rsplit_once("/queue/item/").and_then(|(_, id)| id.parse::<u64>().ok());
            same("queueId", &json!(id), &outcome["queueId"])
        }
        "cancel_queue_item"
        | "stop"
        | "term"
        | "kill"
        | "submit_description"
        | "logout"
        | "input_proceed"
        | "input_proceed_empty"
        | "input_abort"
        | "input_submit"
        | "input_page"
        | "wfapi_input_submit"
        | "blue_input_submit"
        | "blue_input_abort"
        | "blue_delete_queue_item"
        | "blue_delete_favorites"
        | "blue_delete_pipeline"
        | "blue_enable"
        | "blue_disable" => same("accepted", &json!(true), &outcome["accepted"]),
        "artifact" | "file_parameter" => {
            let body = exchange.response().map_err(|e| e.to_string())?.body;
            same("base64", &json!(base64::engine::general_purpose::STANDARD.encode(body)), &outcome["base64"])?;
            same("type", &json!(exchange.header("content-type").split(';').next()), &outcome["type"])?;
            let modified = Some(exchange.header("last-modified")).filter(|m| !m.is_empty());
            same("lastModified", &json!(modified), &outcome["lastModified"])
        }
        "console_text" | "blue_test_output" => same("text", &json!(exchange.text()), &outcome["text"]),
        "wfapi_node_log" => {
            let body = recorded(exchange)?;
            for name in ["nodeId", "nodeStatus", "length", "hasMore", "consoleUrl"] {
                same(name, &body[name], &outcome[name])?;
            }
            same("text", &json!(without_markup(body["text"].as_str().unwrap_or_default())), &outcome["text"])
        }
        "jwt_token" => same("token", &json!(exchange.header("x-blueocean-jwt")), &outcome["token"]),
        "blue_restart" if exchange.text().is_empty() => same("outcome", &Value::Null, outcome),
        // A multibranch pipeline lists an item several times; each is wanted once.
        "blue_queue" => {
            let body = recorded(exchange)?;
            let mut once: Vec<Value> = Vec::new();
            for item in body.as_array().into_iter().flatten() {
                if !once.iter().any(|known| known["id"] == item["id"]) {
                    once.push(item.clone());
                }
            }
            holds(op, "", &Value::Array(once), outcome)
        }
        "progressive_text" | "blue_run_log" | "blue_node_log" | "blue_step_log" => {
            same("text", &json!(exchange.text().replace("\r\n", "\n")), &outcome["text"])?;
            same("end", &json!(exchange.header("x-text-size").parse::<u64>().ok()), &outcome["end"])?;
            same("more", &json!(exchange.header("x-more-data") == "true"), &outcome["more"])
        }
        _ => {
            let body = recorded(exchange)?;
            holds(op, "", &body, outcome)
        }
    }
}

fn recorded(exchange: &Exchange) -> Result<Value, Mismatch> {
    serde_json::from_str(exchange.text()).map_err(|e| format!("the recorded body is no JSON: {e}"))
}

/// What a browser would show of a log's HTML. No recorded tag has a `>` in its attributes.
fn without_markup(html: &str) -> String {
    let mut text = String::new();
    for (place, part) in html.split('<').enumerate() {
        text.push_str(if place == 0 { part } else { part.split_once('>').map_or("", |(_, shown)| shown) });
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#039;", "'").replace("&amp;", "&")
}

fn same(name: &str, expected: &Value, came: &Value) -> Result<(), Mismatch> {
    if expected == came { Ok(()) } else { Err(format!("expected {name} = {expected}, came {came}")) }
}

fn holds(op: &str, at: &str, body: &Value, outcome: &Value) -> Result<(), Mismatch> {
    holds_within(op, at, body, outcome, op == "crumb")
}

/// `secret`: within something whose declared drops apply; a password's definition, the crumb issuer.
fn holds_within(op: &str, at: &str, body: &Value, outcome: &Value, secret: bool) -> Result<(), Mismatch> {
    match (body, outcome) {
        (Value::Object(body), Value::Object(outcome)) => {
            let secret = secret || body.get("type").and_then(Value::as_str).is_some_and(|t| t.contains("Password"));
            for (name, value) in body {
                let path = if at.is_empty() { name.clone() } else { format!("{at}.{name}") };
                match outcome.get(name) {
                    Some(found) => holds_within(op, &path, value, found, secret)?,
                    None if secret && dropped(op, &path) => {}
                    None => return Err(format!("expected {path} = {value}, came nothing")),
                }
            }
            Ok(())
        }
        (Value::Array(body), Value::Array(outcome)) if body.len() == outcome.len() => {
            body.iter().zip(outcome).enumerate().try_for_each(|(i, (b, o))| holds_within(op, &format!("{at}[{i}]"), b, o, secret))
        }
        _ => same(at, body, outcome),
    }
}

/// Declared drops are named by the end of their path.
fn dropped(op: &str, path: &str) -> bool {
    bellpull::operation::drops(op).iter().any(|(name, _)| path == *name || path.ends_with(&format!(".{name}")))
}
