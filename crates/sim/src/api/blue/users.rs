//! Users (`UserImpl`).

use super::answer::{link, list, missing, resource};
use super::{ORG, error, favorites, verb};
use crate::page::Answer;
use crate::route::Call;
use crate::sim::Sim;
use serde_json::{Value, json};

pub(super) fn current(sim: &mut Sim, call: &Call<'_>) -> Answer {
    match call.user().and_then(|id| bean(sim, call, ORG, id)) {
        Some(bean) => resource(sim, call, &bean),
        None => error(404, "No authenticated user found"),
    }
}

pub(super) fn answer(sim: &mut Sim, call: &Call<'_>, base: &str, rest: &[&str]) -> Answer {
    match (verb(call), rest) {
        ("GET", []) => {
            let all = all(sim, call, base);
            list(sim, call, all)
        }
        ("GET", [id]) => match decoded(id).and_then(|id| bean(sim, call, base, &id)) {
            Some(bean) => resource(sim, call, &bean),
            None => missing(call),
        },
        (_, [id, "favorites", tail @ ..]) => match decoded(id).filter(|id| sim.world.user(id).is_some()) {
            Some(owner) => favorites::of_user(sim, call, &owner, tail),
            None => missing(call),
        },
        _ => missing(call),
    }
}

fn decoded(segment: &str) -> Option<String> {
    crate::form::percent_decode(segment)
}

/// All, sorted by name.
pub(super) fn all(sim: &Sim, call: &Call<'_>, base: &str) -> Vec<Value> {
    let mut users: Vec<(&str, &str)> = sim.world.users.iter().map(|u| (u.full_name.as_str(), u.id.as_str())).collect();
    users.sort_unstable();
    users.iter().filter_map(|(_, id)| bean(sim, call, base, id)).collect()
}

/// Somebody, whether Jenkins knows the person or only the author of a commit.
pub(super) fn person(base: &str, id: &str, full_name: &str, email: Option<&str>, permission: &Value) -> Value {
    let own = format!("{base}users/{id}/");
    json!({
        "_class": "io.jenkins.blueocean.service.embedded.rest.UserImpl",
        "_links": {"favorites": link(&format!("{own}favorites/")), "self": link(&own)},
        "avatar": null, "email": email, "fullName": full_name, "id": id, "permission": permission,
    })
}

/// A user; only oneself is told one's permissions.
pub(super) fn bean(sim: &Sim, call: &Call<'_>, base: &str, id: &str) -> Option<Value> {
    let user = sim.world.user(id)?;
    let own = call.user().is_some_and(|u| u.eq_ignore_ascii_case(&user.id));
    let permission = if own { permission(sim, &user.id) } else { Value::Null };
    Some(person(base, &user.id, &user.full_name, None, &permission))
}

fn permission(sim: &Sim, user: &str) -> Value {
    let may = |permission: &str| sim.world.may(Some(user), permission);
    let credentials = may("Overall/Administer");
    json!({
        "_class": "io.jenkins.blueocean.service.embedded.rest.UserImpl$1",
        "administrator": may("Overall/Administer"),
        "credential": {"create": credentials, "view": credentials, "delete": credentials, "update": credentials, "manageDomains": credentials},
        "pipeline": {"create": may("Job/Create"), "read": may("Job/Read"), "start": may("Job/Build"), "stop": may("Job/Cancel"), "configure": may("Job/Configure")},
    })
}
