//! The input step's own URLs, with its order of checks: verb, permission, form, values (`InputStepExecution`).

use crate::api::input_page;
use crate::api::trigger::json_field;
use crate::page::{self, Answer};
use crate::route::Call;
use crate::sim::Sim;
use crate::world::World;
use crate::world::input::{Execution, result_of};
use crate::world::parameter::{Given, from_form};
use crate::world::run::Run;

pub(crate) fn input(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32, rest: &[&str]) -> Answer {
    let Some(run) = sim.world.run(name, number) else { return call.not_found() };
    if !run.had_input {
        return page::redirect_up();
    }
    match rest {
        [] => input_page::all(sim, call, name, number),
        [id] => match execution(run, id) {
            Some(execution) => input_page::one(sim, call, execution),
            None => call.not_found(),
        },
        [id, "dialog"] => match execution(run, id).filter(|_| sim.world.plugins.input_export) {
            Some(execution) => input_page::dialog(execution),
            None => call.not_found(),
        },
        [id, verb] => {
            let id = crate::form::percent_decode(id).unwrap_or_default();
            // Exact and case-sensitive; with one id twice only the first can be reached.
            match run.executions.iter().position(|e| e.id == id) {
                Some(position) => settle(sim, call, name, number, position, verb),
                None => call.not_found(),
            }
        }
        _ => call.not_found(),
    }
}

/// By the id as it stands in the URL.
fn execution<'a>(run: &'a Run, id: &str) -> Option<&'a Execution> {
    let id = crate::form::percent_decode(id)?;
    run.executions.iter().find(|e| e.id == id)
}

fn settle(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32, position: usize, verb: &str) -> Answer {
    if !matches!(verb, "proceed" | "proceedEmpty" | "abort" | "submit") {
        return call.not_found();
    }
    if !call.is_post() {
        return call.post_required(sim);
    }
    match verb {
        "proceedEmpty" => proceed(sim, call, name, number, position, Some(Vec::new()), 200),
        "proceed" => proceed(sim, call, name, number, position, None, 200),
        // Any value of the field lets the run go on; without it the run is aborted.
        "submit" if call.form.get("proceed").is_some() => proceed(sim, call, name, number, position, None, 302),
        "submit" => abort(sim, call, name, number, position, 302),
        _ => abort(sim, call, name, number, position, 200),
    }
}

/// Lets the run go on; without given values they are read from the form.
pub(crate) fn proceed(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32, position: usize, given: Option<Vec<Given>>, success: u16) -> Answer {
    let Some(step) = sim.world.run(name, number).and_then(|r| r.executions.get(position)).map(|e| e.step.clone()) else {
        return call.not_found();
    };
    if !sim.world.can_settle(&step, call.user()) {
        return page::failure(&sim.dress(call.visitor), &World::proceed_refusal(&step));
    }
    let empty = given.is_some();
    let values = match given {
        Some(values) => values,
        None => {
            let form = match json_field(call) {
                Ok(form) => form,
                Err(Some(message)) => return page::container(400, message, call.uri, call.accept),
                Err(None) => return call.oops(sim),
            };
            match from_form(&step.parameters, &form, &call.form.files, true) {
                Ok(values) => values,
                Err(_) => return call.oops(sim),
            }
        }
    };
    let user = call.user().and_then(|u| sim.world.user(u)).map(|u| (u.id.clone(), u.full_name.clone()));
    // Before version 532 proceedEmpty lost the submitter's name.
    let keeps_submitter = !empty || sim.world.plugins.input_export;
    let id = user.as_ref().map_or("anonymous", |u| &u.0);
    let values = if keeps_submitter { result_of(&step, values, id) } else { values };
    let now = sim.world.now;
    if let Some(run) = sim.world.run_mut(name, number) {
        run.proceed(position, values, user.as_ref().map(|(i, n)| (i.as_str(), n.as_str())), now);
    }
    done(sim, call, name, number, success)
}

pub(crate) fn abort(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32, position: usize, success: u16) -> Answer {
    let Some(step) = sim.world.run(name, number).and_then(|r| r.executions.get(position)).map(|e| e.step.clone()) else {
        return call.not_found();
    };
    if !sim.world.may(call.user(), "Job/Cancel") && !sim.world.can_settle(&step, call.user()) {
        return page::failure(&sim.dress(call.visitor), &World::abort_refusal(&step));
    }
    let user = call.user().and_then(|u| sim.world.user(u)).map(|u| (u.id.clone(), u.full_name.clone()));
    let now = sim.world.now;
    if let Some(run) = sim.world.run_mut(name, number) {
        run.reject(position, user, now);
    }
    done(sim, call, name, number, success)
}

fn done(sim: &Sim, call: &Call<'_>, name: &str, number: u32, success: u16) -> Answer {
    if success == 302 {
        return page::empty(302, Some(&call.absolute(sim, &format!("{}{number}/console", super::show::job_path(name)))));
    }
    page::empty(success, None)
}
