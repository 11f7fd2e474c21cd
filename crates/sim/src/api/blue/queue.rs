//! A pipeline's queue (`QueueContainerImpl`, `MultiBranchPipelineQueueContainer`).

use super::answer::{error, link, list, missing, resource};
use super::{branches, pipelines, run_bean, verb};
use crate::page::{self, Answer};
use crate::route::Call;
use crate::sim::Sim;
use crate::world::queue::Item;
use crate::world::time;
use serde_json::{Value, json};

/// While a multibranch queue is shorter than a page, the same slice is read again this often.
const REPEATED: usize = 5;

fn waiting<'a>(sim: &'a Sim, name: &'a str) -> impl Iterator<Item = &'a Item> {
    sim.world.queue.iter().filter(move |i| i.job == name && i.left_at().is_none())
}

fn bean(sim: &Sim, item: &Item) -> Value {
    let pipeline = pipelines::href(&sim.world, &item.job);
    // Causes have lost everything but their class in 1.24.4.
    let cause = json!({"_class": "io.jenkins.blueocean.service.embedded.rest.AbstractRunImpl$BlueCauseImpl"});
    json!({
        "_class": "io.jenkins.blueocean.service.embedded.rest.QueueItemImpl",
        "_links": {"parent": link(&pipeline), "self": link(&format!("{pipeline}queue/{}/", item.id))},
        "cause": item.causes.iter().map(|_| cause.clone()).collect::<Vec<_>>(), "causeOfBlockage": run_bean::why(sim, item),
        "expectedBuildNumber": sim.world.expected_number(item), "id": item.id.to_string(), "organization": "jenkins",
        "pipeline": item.job.rsplit('/').next(), "queuedTime": time::blue(item.since),
    })
}

pub(super) fn answer(sim: &mut Sim, call: &Call<'_>, name: &str, rest: &[&str]) -> Answer {
    match (verb(call), rest) {
        ("GET", []) if pipelines::is_multibranch(sim, name) => {
            let names = branches::names(sim, call, name);
            let all = names.iter().flat_map(|n| waiting(sim, n)).flat_map(|i| std::iter::repeat_n(bean(sim, i), REPEATED)).collect();
            list(sim, call, all)
        }
        ("GET", []) => {
            let all = waiting(sim, name).map(|i| bean(sim, i)).collect();
            list(sim, call, all)
        }
        (verb @ ("GET" | "DELETE"), [id]) => {
            let Some(item) = waiting(sim, name).find(|i| i.id.to_string() == *id) else { return missing(call) };
            if verb == "GET" {
                let bean = bean(sim, item);
                return resource(sim, call, &bean);
            }
            delete(sim, call, item.id)
        }
        _ => missing(call),
    }
}

fn delete(sim: &mut Sim, call: &Call<'_>, id: u64) -> Answer {
    if !sim.world.may(call.user(), "Job/Cancel") {
        return error(403, &format!("Not authorized to stop queue: {id}"));
    }
    sim.world.cancel(id);
    page::empty(200, None)
}
