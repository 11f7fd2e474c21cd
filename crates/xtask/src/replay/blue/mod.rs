//! Rule 1 for Blue Ocean and JWT: which operation a recorded request belongs to.

mod call;

use super::exchange::Exchange;
use super::form::{self, decode, segment};
use super::recognise::{Recognised, WRONG_VERB};
use call::Kind::{self, Flag, Number, Text};
use call::{Call, NO_JSON};
use serde_json::{Value, json};

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
