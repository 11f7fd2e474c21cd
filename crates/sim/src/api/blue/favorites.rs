//! Favourites (`FavoriteUtil`, `FavoriteContainerImpl`).

use super::answer::{body, error, link, list, missing, resource};
use super::{branches, pipelines, verb};
use crate::form::percent_decode;
use crate::page::{self, Answer};
use crate::route::Call;
use crate::sim::Sim;
use serde_json::{Value, json};

/// Its link is that of where it was asked for, which may be the project of a branch.
fn bean(sim: &Sim, call: &Call<'_>, asked: &str, name: &str) -> Value {
    let own = format!("{}favorite/", pipelines::href(&sim.world, asked));
    json!({
        "_class": "io.jenkins.blueocean.service.embedded.rest.FavoriteImpl", "_links": {"self": link(&own)},
        "item": pipelines::bean(sim, call, name),
    })
}

/// `PUT favorite/` on a pipeline; on a multibranch project it means the primary branch.
pub(super) fn put(sim: &mut Sim, call: &Call<'_>, name: &str) -> Answer {
    let Some(user) = call.user().map(str::to_owned) else { return error(403, "Must be logged in to use set favorites") };
    if pipelines::is_folder(sim, name) {
        return error(405, "Cannot favorite a folder");
    }
    let target = if pipelines::is_multibranch(sim, name) { branches::primary(sim, name) } else { Some(name.to_owned()) };
    let Some(target) = target else { return error(400, "no default branch to favorite") };
    let Some(wanted) = body(call).and_then(|b| b.get("favorite").and_then(Value::as_bool)) else { return call.oops(sim) };
    let own = sim.world.favorites.entry(user).or_default();
    let there = own.contains(&target);
    match (wanted, there) {
        (true, false) => own.push(target.clone()),
        (false, true) => own.retain(|n| n != &target),
        (false, false) => return error(500, "Something is broken: the item is no favorite"),
        (true, true) => {}
    }
    let bean = bean(sim, call, name, &target);
    resource(sim, call, &bean)
}

pub(super) fn of_user(sim: &mut Sim, call: &Call<'_>, owner: &str, rest: &[&str]) -> Answer {
    let user = call.user().unwrap_or("anonymous");
    if !user.eq_ignore_ascii_case(owner) {
        return error(403, &format!("This user '{user}' cannot access resource owned by '{owner}'"));
    }
    let own = sim.world.favorites.get(user).cloned().unwrap_or_default();
    match (verb(call), rest) {
        ("GET", []) => {
            let all = own.iter().map(|n| bean(sim, call, n, n)).collect();
            list(sim, call, all)
        }
        ("DELETE", []) => {
            sim.world.favorites.remove(user);
            page::empty(204, None)
        }
        ("GET", [segment]) => {
            // Decoded once by the router and once more here, which does not find a branch whose name is encoded itself.
            let name = percent_decode(segment).and_then(|s| percent_decode(&s));
            match own.iter().find(|n| Some(n.as_str()) == name.as_deref() && !n.contains('%')) {
                Some(name) => {
                    let bean = bean(sim, call, name, name);
                    resource(sim, call, &bean)
                }
                None => missing(call),
            }
        }
        _ => missing(call),
    }
}
