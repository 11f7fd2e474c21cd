//! Rules 2 and 3 for one exchange: the operation builds the recorded request and reads its answer.

use super::exchange::{Exchange, ORIGIN};
use super::form::{comparable, is_type};
use super::outcome::{outcome_holds, same};
use super::recognise::Recognised;
use super::{about, expect, graph, model, refused, sound};
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
    let verdict = judge(exchange, recognised)?;
    sound::contradiction(exchange).or_else(|| refused::cannot_be_accepted(exchange)).map_or(Ok(verdict), Err)
}

fn judge(exchange: &Exchange, recognised: &Recognised) -> Result<Verdict, Mismatch> {
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
    if response.status >= 300 && response.status != 304 {
        let server = Server::parse(&format!("{ORIGIN}{}", exchange.context().unwrap_or_default())).map_err(|e| e.to_string())?;
        let mut response = response;
        server.localise(&mut response);
        let came = refusal(&response, Subject::Server).code().as_str();
        let expected = expect::code("", exchange);
        if came != expected {
            return Err(format!("expected the error {expected}, came {came}"));
        }
    }
    Ok(Verdict::AnswerOnly)
}

fn endpoint<E: Endpoint>(exchange: &Exchange, op: &str, endpoint: &E) -> Result<Verdict, Mismatch> {
    let context = exchange.context().unwrap_or_default();
    let server = Server::parse(&format!("{ORIGIN}{context}")).map_err(|e| e.to_string())?;
    same_request(exchange, &endpoint.request(&server))?;
    let mut response = exchange.response().map_err(|e| e.to_string())?;
    server.localise(&mut response);
    let result = endpoint.parse(&response).map(|_| ());
    refusal_agrees(op, exchange, result.map(|()| Value::Null)).map(|_| Verdict::Matched)
}

fn operation_of(exchange: &Exchange, operation: &Value) -> Result<Verdict, Mismatch> {
    let context = exchange.context().unwrap_or_default();
    // To where a stop sends back depends on it.
    let referer = exchange.request.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("referer"));
    let headers: serde_json::Map<String, Value> = referer.map(|(name, value)| (name.clone(), json!(value))).collect();
    let client = client_with(context, &json!({"kind": "token", "user": "someone", "token": "t"}), &headers.into())?;
    let mut machine = client.start(operation).map_err(|e| format!("the operation {operation} is refused: {e}"))?;
    let Output::Send(request) = machine.poll_output(0) else { return Err("the operation does not begin with a request".to_owned()) };
    let op = operation["op"].as_str().unwrap_or_default();
    let request = if op.starts_with("graph_") { graph::arrive(&mut machine, exchange, request)? } else { request };
    same_request(exchange, &request)?;
    if matches!(op, "artifact" | "file_parameter") && expect::leads_elsewhere(exchange) {
        return fetched_elsewhere(machine, exchange);
    }
    let result = answered(machine, exchange)?;
    if let Some(outcome) = refusal_agrees(op, exchange, result)? {
        outcome_holds(op, exchange, &outcome)?;
        model::fits(op, &outcome)?;
        about::agrees(operation, exchange, &outcome)?;
    }
    Ok(Verdict::Matched)
}

/// A file in a store outside of Jenkins is asked for there, by somebody unknown.
fn fetched_elsewhere(mut machine: Machine, exchange: &Exchange) -> Result<Verdict, Mismatch> {
    machine.handle_input(Feed::Response(exchange.response().map_err(|e| e.to_string())?));
    let location = exchange.header("location");
    match machine.poll_output(0) {
        Output::Send(request) if request.url == location && request.header("authorization").is_none() => Ok(Verdict::Matched),
        Output::Send(request) => Err(format!("expected a request for {location} without credentials, came one for {}", request.url)),
        _ => Err(format!("expected a request for {location}, came none")),
    }
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
    let Some(expected) = comparable(query, asked.content_type(), &body) else { return Err("the recorded query or body cannot be read".to_owned()) };
    let came = comparable(built_query, built.header("content-type").unwrap_or_default(), &built.body);
    if Some(&expected) != came.as_ref() {
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
            let fields = Value::from(error.to_json())["fields"].clone();
            same("the errors of single fields", &field_errors(exchange), &fields).map(|()| None)
        }
        (false, Err(error)) => Err(format!("expected the error {} from status {status}, came {error}", expect::code(op, exchange))),
    }
}

/// What the body says of single fields, where it is JSON.
fn field_errors(exchange: &Exchange) -> Value {
    let body = exchange.json().filter(|_| is_type(exchange.header("content-type"), "application/json")).unwrap_or_default();
    let text = |error: &Value, name: &str| error[name].as_str().unwrap_or_default().to_owned();
    let told = |e: &Value| json!({"field": text(e, "field"), "code": text(e, "code"), "message": text(e, "message")});
    body["errors"].as_array().into_iter().flatten().map(told).collect()
}
