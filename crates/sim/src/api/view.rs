//! Views of the dashboard: `all`, and those of the scenario.

use crate::api::job;
use crate::api::show::{api_json, raw_encode};
use crate::page::Answer;
use crate::route::Call;
use crate::sim::Sim;
use serde_json::{Value, json};

pub(crate) fn references(sim: &Sim, call: &Call<'_>) -> Vec<Value> {
    let own = sim
        .world
        .views
        .iter()
        .map(|v| json!({"_class": "hudson.model.ListView", "name": v.name, "url": call.absolute(sim, &format!("view/{}/", raw_encode(&v.name)))}));
    own.chain([json!({"_class": "hudson.model.AllView", "name": "all", "url": call.absolute(sim, "")})]).collect()
}

/// A view by itself; what is below it was handed to the job already.
pub(crate) fn view(sim: &mut Sim, call: &Call<'_>, name: &str, rest: &[&str]) -> Answer {
    let Some(name) = crate::form::percent_decode(name) else { return call.not_found() };
    let wanted = sim.world.views.iter().find(|v| v.name == name).map(|v| v.jobs.clone());
    if wanted.is_none() && name != "all" {
        return call.not_found();
    }
    match rest {
        [] => call.index(sim, "View"),
        ["api", "json"] => {
            let own = references(sim, call).into_iter().find(|v| v["name"] == json!(name)).unwrap_or(Value::Null);
            let mut jobs = job::children(sim, call, "");
            jobs.retain(|j| wanted.as_ref().is_none_or(|w| w.iter().any(|n| j["name"] == json!(n))));
            let bean = json!({"_class": own["_class"], "description": null, "jobs": jobs, "name": name, "property": [], "url": own["url"]});
            api_json(sim, call, &bean)
        }
        _ => call.not_found(),
    }
}
