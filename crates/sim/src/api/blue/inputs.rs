//! Settling an input through a step (`PipelineStepImpl#submitInputStep`). The step in the URL only selects the run.

use super::answer::{body, error};
use super::start;
use crate::api::input::abort;
use crate::page::{self, Answer};
use crate::route::Call;
use crate::sim::Sim;
use crate::world::World;
use crate::world::input::result_of;
use serde_json::Value;

pub(super) fn submit(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32) -> Answer {
    let Some(body) = body(call) else { return call.oops(sim) };
    let Some(id) = body.get("id").and_then(Value::as_str) else { return call.oops(sim) };
    let position = sim.world.run(name, number).and_then(|r| r.executions.iter().position(|e| e.id == id));
    let (abort_flag, parameters) = (body.get("abort").and_then(Value::as_bool), body.get("parameters"));
    if abort_flag.is_none() && parameters.is_none() {
        return error(400, "parameters is required");
    }
    let Some(position) = position else {
        return error(400, &format!("Error processing Input Submit request. This Run instance does not have an Input with an id of '{id}'."));
    };
    match (abort_flag, parameters) {
        (Some(true), _) => abort(sim, call, name, number, position, 200),
        (_, Some(parameters)) => proceed(sim, call, name, number, position, parameters),
        // `abort: false` without parameters: json-lib throws, the input stays.
        (_, None) => call.oops(sim),
    }
}

fn proceed(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32, position: usize, parameters: &Value) -> Answer {
    let step = sim.world.run(name, number).and_then(|r| r.executions.get(position)).map(|e| e.step.clone());
    let Some(step) = step else { return call.oops(sim) };
    if !sim.world.can_settle(&step, call.user()) {
        return error(400, &World::proceed_refusal(&step));
    }
    let values = match start::elements(&step.parameters, parameters, "name is required parameter element") {
        Ok(values) => values,
        Err(refused) => return start::refusal(sim, call, refused),
    };
    let user = call.user().and_then(|u| sim.world.user(u)).map(|u| (u.id.clone(), u.full_name.clone()));
    let values = result_of(&step, values, user.as_ref().map_or("anonymous", |u| &u.0));
    let now = sim.world.now;
    if let Some(run) = sim.world.run_mut(name, number) {
        run.proceed(position, values, user.as_ref().map(|(id, name)| (id.as_str(), name.as_str())), now);
    }
    page::empty(200, None)
}
