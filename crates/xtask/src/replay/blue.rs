//! Rule 1 for Blue Ocean and JWT: which operation a recorded request belongs to.

use super::exchange::Exchange;
use super::form::{self, decode, is_type, number, once, segment};
use super::recognise::{Recognised, element_value};
use serde_json::{Map, Value, json};

const WRONG_VERB: Recognised = Recognised::Unsendable("the wrong verb");
const NO_JSON: Recognised = Recognised::Unsendable("a write without a JSON body of its own");
const SPELLED: Recognised = Recognised::Unsendable("a path spelled otherwise");

/// A request below `blue/rest/` or `jwt-auth/`.
pub fn recognise(exchange: &Exchange, raw: &[&str], query: &str) -> Recognised {
    match raw {
        ["jwt-auth", "token"] => Call::new(exchange, query).read(
            "jwt_token",
            json!({}),
            &[("expiryTimeInMins", "expiryMinutes", Number), ("maxExpiryTimeInMins", "maxExpiryMinutes", Number)],
        ),
        ["jwt-auth", "jwk-set"] => Call::new(exchange, query).read("jwt_keys", json!({}), &[]),
        ["jwt-auth", "jwks", key, ""] => Call::new(exchange, query).read("jwt_key", json!({"key": key}), &[]),
        ["blue", "rest", rest @ ..] => below(&Call::new(exchange, query), rest),
        _ => Recognised::NoOperation,
    }
}

/// What the value of a query is.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Number,
    /// Said only if it is so.
    Flag,
}
use Kind::{Flag, Number, Text};

type Names = &'static [(&'static str, &'static str, Kind)];
const PAGE: Names = &[("start", "start", Number), ("limit", "limit", Number), ("tree", "tree", Text)];
const FIELDS: Names = &[("tree", "tree", Text), ("depth", "depth", Number)];
const LOG: Names = &[("start", "start", Number), ("thresholdInKB", "thresholdKilobytes", Number), ("download", "download", Flag)];

fn below(call: &Call<'_>, rest: &[&str]) -> Recognised {
    // Names in front of the pipelines stand once in the path, and are taken as they are meant.
    let Some(decoded) = spelled(rest) else { return SPELLED };
    let plain: Vec<&str> = decoded.iter().map(String::as_str).collect();
    match plain.as_slice() {
        ["organizations", ""] => call.read("blue_organizations", json!({}), &[]),
        ["organizations", name, ""] => call.read("blue_organization", json!({"organization": name}), &[]),
        ["organizations", name, "user", ""] => call.read("blue_current_user", json!({"organization": name}), &[]),
        ["organizations", name, "users", ""] => call.read("blue_users", json!({"organization": name}), PAGE),
        ["organizations", name, "users", id, ""] => call.read("blue_user", json!({"organization": name, "user": id}), &[]),
        ["users", ""] => call.read("blue_users", json!({}), PAGE),
        ["users", id, ""] => call.read("blue_user", json!({"user": id}), &[]),
        ["users", id, "favorites", ""] if call.method() == "DELETE" => call.plain(json!({"op": "blue_delete_favorites", "user": id})),
        ["users", id, "favorites", ""] => call.read("blue_favorites", json!({"user": id}), PAGE),
        ["users", id, "favorites", name, ""] => match decode(name).filter(|full| segment(full) == *name) {
            Some(name) => call.read("blue_favorite", json!({"user": id, "job": name}), &[]),
            None => SPELLED,
        },
        ["classes", ""] => call.classes(),
        ["classes", class, ""] => call.read("blue_class", json!({"class": class}), &[]),
        ["search", ""] => call.search(),
        ["organizations", name, "scm", scm @ ..] => source_control(call, name, scm),
        ["organizations", name, "pipelines", ..] => pipelines(call, name, &rest[3..]),
        [.., last] if !last.is_empty() => Recognised::Unsendable("a path without its last slash, which is redirected"),
        _ => Recognised::Unsendable("a place that does not exist"),
    }
}

/// The parts of a path as they are meant; none if one is spelled otherwise than a client does. A test has its own spelling.
fn spelled(parts: &[&str]) -> Option<Vec<String>> {
    let test = |place: usize| place > 0 && parts[place - 1] == "tests";
    parts.iter().enumerate().map(|(place, part)| if part.is_empty() || test(place) { Some((*part).to_owned()) } else { form::name(part) }).collect()
}

fn source_control(call: &Call<'_>, organization: &str, rest: &[&str]) -> Recognised {
    let of = |scm: &str| json!({"organization": organization, "scm": scm});
    match rest {
        [""] => call.read("blue_scms", json!({"organization": organization}), PAGE),
        [scm, ""] => call.read("blue_scm", of(scm), &[("apiUrl", "apiUrl", Text)]),
        [scm, "validate", ""] => match (call.method(), call.body()) {
            ("PUT", Some(credential)) => call.with("blue_scm_validate", of(scm), &[("credential", credential)]),
            ("PUT", None) => NO_JSON,
            _ => WRONG_VERB,
        },
        [scm, "organizations", ""] => call.read("blue_scm_organizations", of(scm), &[("credentialId", "credentialId", Text), ("apiUrl", "apiUrl", Text)]),
        [scm, "organizations", owner, "repositories", ""] => {
            let mut fields = of(scm);
            fields["owner"] = json!(owner);
            call.read(
                "blue_scm_repositories",
                fields,
                &[("credentialId", "credentialId", Text), ("pageSize", "pageSize", Number), ("pageNumber", "pageNumber", Number)],
            )
        }
        _ => Recognised::Unsendable("a place that does not exist"),
    }
}

fn pipelines(call: &Call<'_>, organization: &str, mut rest: &[&str]) -> Recognised {
    let mut names = Vec::new();
    loop {
        match rest {
            // A list: at the top, or in a folder.
            [""] => {
                let fields = json!({"organization": organization, "folder": names});
                if call.method() == "POST" {
                    return match call.body() {
                        Some(body) if names.is_empty() => call.with("blue_create_pipeline", json!({"organization": organization}), &[("pipeline", body)]),
                        _ => NO_JSON,
                    };
                }
                return call.read("blue_pipelines", fields, &[PAGE[0], PAGE[1], PAGE[2], ("filter", "filter", Text)]);
            }
            [name, tail @ ..] => {
                let Some(decoded) = form::name(name).filter(|name| !name.contains('/')) else { return SPELLED };
                names.push(decoded);
                rest = tail;
            }
            [] => return SPELLED,
        }
        match rest {
            ["pipelines", tail @ ..] => rest = tail,
            _ => break,
        }
    }
    let mut fields = json!({"organization": organization, "job": names});
    if let ["branches", branch, tail @ ..] = rest
        && !branch.is_empty()
    {
        let Some(branch) = form::branch(branch) else { return SPELLED };
        fields["branch"] = json!(branch);
        rest = tail;
    }
    match rest {
        ["runs", number, tail @ ..] if !number.is_empty() => match form::number::<u32>(number) {
            Some(run) if run > 0 => {
                fields["run"] = json!(run);
                run_of(call, fields, tail)
            }
            _ => Recognised::Unsendable("a run that is no number"),
        },
        _ => pipeline(call, fields, rest),
    }
}

fn pipeline(call: &Call<'_>, fields: Value, rest: &[&str]) -> Recognised {
    let Some(rest) = spelled(rest) else { return SPELLED };
    match (call.method(), rest.iter().map(String::as_str).collect::<Vec<_>>().as_slice()) {
        ("GET", [""]) => call.read("blue_pipeline", fields, FIELDS),
        ("DELETE", [""]) => call.with("blue_delete_pipeline", fields, &[]),
        ("GET", ["branches", ""]) => call.read("blue_branches", fields, &[PAGE[0], PAGE[1], PAGE[2], ("filter", "filter", Text)]),
        ("GET", ["activities", ""]) => call.read("blue_activities", fields, PAGE),
        ("GET", ["runs", ""]) => call.read("blue_runs", fields, &[PAGE[0], PAGE[1], PAGE[2], ("branch", "ofBranch", Text)]),
        ("POST", ["runs", ""]) => call.start(fields),
        ("PUT", ["favorite", ""]) => match call.body().as_ref().map(|b| &b["favorite"]) {
            Some(Value::Bool(yes)) => call.with("blue_set_favorite", fields, &[("favorite", json!(yes))]),
            _ => NO_JSON,
        },
        ("PUT", [verb @ ("enable" | "disable")]) if call.body() == Some(json!({})) => call.with(&format!("blue_{verb}"), fields, &[]),
        ("GET", ["queue", ""]) => call.read("blue_queue", fields, PAGE),
        ("GET", ["queue", id, ""]) => call.with("blue_queue_item", fields, &[("id", json!(id))]),
        ("DELETE", ["queue", id, ""]) => call.with("blue_delete_queue_item", fields, &[("id", json!(id))]),
        ("GET", ["scm", "content", ""]) => {
            call.read("blue_content", fields, &[("path", "path", Text), ("branch", "ofBranch", Text), ("repo", "repository", Text), ("type", "type", Text)])
        }
        ("PUT", ["scm", "content", ""]) => match call.body().as_ref().map(|b| &b["content"]) {
            Some(content @ Value::Object(_)) => call.with("blue_save_content", fields, &[("content", content.clone())]),
            _ => NO_JSON,
        },
        (_, [.., last]) if !last.is_empty() => Recognised::Unsendable("a path without its last slash, which is redirected"),
        _ => Recognised::Unsendable("a place or verb that does not exist"),
    }
}

fn run_of(call: &Call<'_>, fields: Value, rest: &[&str]) -> Recognised {
    let node = |id: &str| [("node", json!(id))];
    let Some(decoded) = spelled(rest) else { return SPELLED };
    match (call.method(), decoded.iter().map(String::as_str).collect::<Vec<_>>().as_slice()) {
        ("GET", [""]) => call.read("blue_run", fields, FIELDS),
        ("PUT", ["stop", ""]) if call.body() == Some(json!({})) => {
            call.read_any("blue_stop", fields, &[("blocking", "blocking", Flag), ("timeOutInSecs", "timeoutSeconds", Number)])
        }
        ("POST", ["replay", ""]) if call.body() == Some(json!({})) => call.with("blue_replay", fields, &[]),
        ("GET", ["changeSet", ""]) => call.read("blue_change_set", fields, PAGE),
        ("GET", ["changeSet", commit, ""]) => call.with("blue_change", fields, &[("commit", json!(commit))]),
        ("GET", ["nodes", ""]) => call.read("blue_nodes", fields, PAGE),
        ("GET", ["nodes", id, ""]) => call.with("blue_node", fields, &node(id)),
        ("POST", ["nodes", id, "restart"]) if call.body() == Some(json!({"restart": true})) => call.with("blue_restart", fields, &node(id)),
        ("POST", ["nodes", _, ""]) => Recognised::Unsendable("an answer to an input on a node, which does nothing"),
        ("GET", ["nodes", id, "steps", ""]) => call.with("blue_node_steps", fields, &node(id)),
        ("GET", ["nodes", id, "steps", step, ""]) => call.with("blue_node_step", fields, &[("node", json!(id)), ("step", json!(step))]),
        ("GET", ["steps", ""]) => call.read("blue_steps", fields, PAGE),
        ("GET", ["steps", id, ""]) => call.with("blue_step", fields, &[("step", json!(id))]),
        ("POST", ["steps", id, ""]) => call.input(fields, id),
        ("GET", ["log", ""]) => call.read("blue_run_log", fields, LOG),
        ("GET", [kind @ ("nodes" | "steps"), id, "log", ""]) => {
            let (op, field) = if *kind == "nodes" { ("blue_node_log", "node") } else { ("blue_step_log", "step") };
            let mut fields = fields;
            fields[field] = json!(id);
            call.read(op, fields, LOG)
        }
        ("GET", ["artifacts", ""]) => call.read("blue_artifacts", fields, PAGE),
        ("GET", ["tests", ""]) => call.read("blue_tests", fields, &[("status", "status", Text), ("state", "state", Text), ("age", "age", Text)]),
        ("GET", ["tests", test, out @ ("stdOut" | "stdErr"), ""]) => match decode(test).filter(|d| segment(d).replace(':', "%3A") == *test) {
            Some(test) => {
                let mut fields = fields;
                fields["test"] = json!(test);
                fields["errors"] = json!(*out == "stdErr");
                call.read("blue_test_output", fields, &[])
            }
            None => SPELLED,
        },
        ("GET", ["blueTestSummary", ""]) => call.read("blue_test_summary", fields, &[]),
        (_, [.., last]) if !last.is_empty() => Recognised::Unsendable("a path without its last slash, which is redirected"),
        _ => Recognised::Unsendable("a place or verb that does not exist"),
    }
}

struct Call<'a> {
    exchange: &'a Exchange,
    query: &'a str,
}

impl<'a> Call<'a> {
    fn new(exchange: &'a Exchange, query: &'a str) -> Self {
        Self { exchange, query }
    }

    fn method(&self) -> &str {
        &self.exchange.request.method
    }

    /// The JSON of the body; none without its content type.
    fn body(&self) -> Option<Value> {
        let json = is_type(self.exchange.request.content_type(), "application/json");
        serde_json::from_slice(&self.exchange.request.body().ok()?).ok().filter(|_| json)
    }

    fn plain(&self, operation: Value) -> Recognised {
        if self.query.is_empty() { Recognised::Operation(operation) } else { Recognised::Unsendable("a query that no operation has") }
    }

    /// An operation with these fields besides.
    fn with(&self, op: &str, mut fields: Value, more: &[(&str, Value)]) -> Recognised {
        fields["op"] = json!(op);
        for (name, value) in more {
            fields[*name] = value.clone();
        }
        self.plain(fields)
    }

    fn read(&self, op: &str, fields: Value, names: &[(&str, &str, Kind)]) -> Recognised {
        if self.method() == "GET" { self.read_any(op, fields, names) } else { WRONG_VERB }
    }

    /// An operation with what the query tells, by its names there and here.
    fn read_any(&self, op: &str, mut fields: Value, names: &[(&str, &str, Kind)]) -> Recognised {
        fields["op"] = json!(op);
        let Some(pairs) = once(self.query) else { return Recognised::Unsendable("a malformed query") };
        for (name, value) in pairs {
            let Some((_, field, kind)) = names.iter().find(|(n, _, _)| *n == name) else { return Recognised::Unsendable("a query that no operation has") };
            fields[*field] = match kind {
                Text => json!(value),
                Number => match number::<u64>(&value) {
                    Some(number) => json!(number),
                    None => return Recognised::Unsendable("a number that is none"),
                },
                Flag if value == "true" => json!(true),
                Flag => return Recognised::Unsendable("a flag that says no, which is left out"),
            };
        }
        Recognised::Operation(fields)
    }

    fn classes(&self) -> Recognised {
        match (self.method(), self.body()) {
            ("POST", Some(body)) if body["q"].is_array() => self.with("blue_classes", json!({}), &[("classes", body["q"].clone())]),
            ("POST", _) => NO_JSON,
            _ => Recognised::Unsendable("a place or verb that does not exist"),
        }
    }

    fn search(&self) -> Recognised {
        let Some(pairs) = once(self.query) else { return Recognised::Unsendable("a malformed query") };
        let (question, rest): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(name, _)| name == "q");
        let mut fields = json!({"op": "blue_search"});
        for part in question.iter().flat_map(|(_, value)| value.split(';')) {
            let (key, value) = match part.split_once(':') {
                Some(("excludedFromFlattening", classes)) => ("excludedFromFlattening", json!(classes.split(',').collect::<Vec<_>>())),
                Some((key @ ("type" | "pipeline" | "organization"), value)) => (key, json!(value)),
                _ => return Recognised::Unsendable("a part of a search that means nothing"),
            };
            if !fields[key].is_null() {
                return Recognised::Unsendable("a part of a search that is there twice");
            }
            fields[key] = value;
        }
        for (name, value) in rest {
            fields[&name] = match (name.as_str(), number::<u64>(&value)) {
                ("start" | "limit", Some(number)) => json!(number),
                ("tree" | "filter", _) => json!(value),
                _ => return Recognised::Unsendable("a query that no operation has"),
            };
        }
        if fields["type"].is_string() { Recognised::Operation(fields) } else { Recognised::Unsendable("a search for nothing") }
    }

    /// Values by name; none if the core makes no such list.
    fn values(body: &Value) -> Option<Map<String, Value>> {
        let mut values = Map::new();
        for element in body.as_array()? {
            let (name, value) = element_value(element.as_object()?, &[])?;
            if values.insert(name, value).is_some() {
                return None;
            }
        }
        Some(values)
    }

    fn start(&self, fields: Value) -> Recognised {
        let Some(body) = self.body() else { return NO_JSON };
        let Some(body) = body.as_object() else { return NO_JSON };
        match (body.len(), body.get("parameters")) {
            (0, None) => self.with("blue_start", fields, &[]),
            (1, Some(list)) => match Self::values(list) {
                Some(values) => self.with("blue_start", fields, &[("parameterized", json!(true)), ("parameters", Value::Object(values))]),
                None => Recognised::Unsendable("values that the core does not send"),
            },
            _ => NO_JSON,
        }
    }

    fn input(&self, fields: Value, step: &str) -> Recognised {
        let Some(body) = self.body() else { return NO_JSON };
        let Some(id) = body["id"].as_str() else { return Recognised::Unsendable("an answer to no input") };
        let seen = [("step", json!(step)), ("input", json!(id))];
        match (body.get("parameters"), body.get("abort"), body.as_object().map(Map::len)) {
            (None, Some(Value::Bool(true)), Some(2)) => self.with("blue_input_abort", fields, &seen),
            (Some(list), None, Some(2)) => match Self::values(list) {
                Some(values) => {
                    let [step, input] = seen;
                    self.with("blue_input_submit", fields, &[step, input, ("parameters", Value::Object(values))])
                }
                None => Recognised::Unsendable("values that the core does not send"),
            },
            _ => Recognised::Unsendable("neither values nor an abort"),
        }
    }
}
