//! The queue's URLs.

use crate::api::actions::{cause_action, parameters_action};
use crate::api::show::{api_json, job_path, job_reference, run_class};
use crate::page::{self, Answer};
use crate::route::Call;
use crate::sim::Sim;
use crate::world::queue::{Item, Place};
use serde_json::{Value, json};

pub(crate) fn queue(sim: &mut Sim, call: &Call<'_>, rest: &[&str]) -> Answer {
    match rest {
        ["api", "json"] => {
            let items: Vec<Value> = sim.world.queue.iter().filter(|i| i.left_at().is_none()).map(|i| bean(sim, call, i)).collect();
            api_json(sim, call, &json!({"_class": "hudson.model.Queue", "discoverableItems": [], "items": items}))
        }
        ["item", id, tail @ ..] => match (id.parse::<u64>(), tail) {
            (Err(_), _) => call.oops(sim),
            (Ok(id), tail) => item(sim, call, id, tail),
        },
        ["cancelItem"] => cancel_item(sim, call),
        _ => call.not_found(),
    }
}

fn item(sim: &mut Sim, call: &Call<'_>, id: u64, tail: &[&str]) -> Answer {
    let found = sim.world.item(id).filter(|_| sim.world.may(call.user(), "Job/Read"));
    match (found, tail) {
        (Some(item), ["api", "json"]) => {
            let bean = bean(sim, call, item);
            api_json(sim, call, &bean)
        }
        // Deprecated: 204 even when it did nothing.
        (Some(_), ["cancelQueue"]) if call.is_post() => {
            if sim.world.may(call.user(), "Job/Cancel") {
                sim.world.cancel(id);
            }
            page::empty(204, None)
        }
        _ => call.not_found(),
    }
}

/// Takes a job's items from the queue (`ParameterizedJobMixIn#doCancelQueue`).
pub(crate) fn cancel_job(sim: &mut Sim, call: &Call<'_>, name: &str) -> Answer {
    if !call.is_post() {
        return call.post_required(sim);
    }
    if !sim.world.may(call.user(), "Job/Cancel") {
        return call.denied(sim, "Job/Cancel", "hudson.model.Item.Cancel");
    }
    let ids: Vec<u64> = sim.world.queue.iter().filter(|i| i.job == name).map(|i| i.id).collect();
    ids.into_iter().for_each(|id| {
        sim.world.cancel(id);
    });
    page::empty(302, Some(&call.absolute(sim, &job_path(name))))
}

fn cancel_item(sim: &mut Sim, call: &Call<'_>) -> Answer {
    if !call.is_post() {
        return call.post_required(sim);
    }
    let plain =
        |sim: &mut Sim, status, text: &str| page::page(&sim.dress(call.visitor), status, "Jenkins [Jenkins]", &format!("<h1>Oops!</h1><p>{text}</p>"), &[]);
    let id = call.form.get("id").and_then(|i| i.parse::<u64>().ok());
    let Some(id) = id.filter(|id| sim.world.item(*id).is_some()) else {
        return plain(sim, 404, "The item does not exist");
    };
    if !sim.world.may(call.user(), "Job/Cancel") {
        return plain(sim, 422, "Item could not be cancelled");
    }
    if sim.world.cancel(id) { page::empty(204, None) } else { plain(sim, 500, "Item could not be cancelled") }
}

/// An item.
pub(crate) fn bean(sim: &Sim, call: &Call<'_>, item: &Item) -> Value {
    let mut actions: Vec<Value> = parameters_action(&item.parameters).into_iter().collect();
    actions.push(cause_action(&item.causes));
    let shown = |v: &crate::world::parameter::Given| format!("\n{}={}", v.name, if v.is_secret() { "******".to_owned() } else { v.text() });
    let task = job_reference(&sim.world, call, sim, &item.job);
    let mut bean = json!({
        "_class": "hudson.model.Queue$WaitingItem", "actions": actions, "blocked": false, "buildable": false, "id": item.id, "inQueueSince": item.since,
        "params": item.parameters.iter().map(shown).collect::<String>(), "stuck": false,
        "task": {"_class": task["_class"], "name": task["name"], "url": task["url"], "color": task["color"]},
        "url": format!("queue/item/{}/", item.id), "why": null,
    });
    let waited = sim.world.now.saturating_sub(item.since);
    match &item.place {
        Place::Waiting { due } => {
            let left = due.saturating_sub(sim.world.now);
            bean["why"] =
                if left == 0 { json!("Finished waiting") } else { json!(format!("In the quiet period. Expires in {}.{} sec", left / 1000, left % 1000 / 100)) };
            bean["timestamp"] = json!(due);
        }
        Place::Blocked { since, why } => {
            bean["_class"] = json!("hudson.model.Queue$BlockedItem");
            bean["blocked"] = json!(true);
            bean["why"] = json!(why);
            bean["buildableStartMilliseconds"] = json!(since);
        }
        Place::Buildable { since, why } => {
            bean["_class"] = json!("hudson.model.Queue$BuildableItem");
            bean["buildable"] = json!(true);
            bean["stuck"] = json!(waited > 60_000);
            bean["why"] = json!(why);
            bean["buildableStartMilliseconds"] = json!(since);
            bean["pending"] = json!(false);
        }
        Place::Left { at, number } => {
            bean["_class"] = json!("hudson.model.Queue$LeftItem");
            bean["cancelled"] = json!(number.is_none());
            // The run is there a moment after the item has left.
            let shown = number.filter(|_| sim.world.now.saturating_sub(*at) >= 10);
            let class = sim.world.jobs.get(&item.job).map(|j| run_class(j.definition.kind));
            bean["executable"] =
                shown.map_or(Value::Null, |n| json!({"_class": class, "number": n, "url": call.absolute(sim, &format!("{}{n}/", job_path(&item.job)))}));
        }
    }
    bean
}
