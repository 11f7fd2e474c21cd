//! A pipeline's runs: the list, one of them, stop and replay (`RunContainerImpl`, `AbstractRunImpl`).

use super::answer::{error, list_after, missing, resource};
use super::{artifacts, logs, nodes, run_bean, start, steps, tests, verb};
use crate::page::{Answer, add};
use crate::route::Call;
use crate::scenario::JobKind;
use crate::sim::Sim;
use crate::world::queue::{Cause, Item};
use serde_json::Value;

pub(super) fn answer(sim: &mut Sim, call: &Call<'_>, name: &str, rest: &[&str]) -> Answer {
    match (verb(call), rest) {
        ("GET", []) => all(sim, call, name),
        ("POST", []) => start::start(sim, call, name),
        (_, [id, tail @ ..]) => {
            let number = id.parse::<u32>().ok();
            match number.filter(|n| sim.world.run(name, *n).is_some()) {
                Some(number) => one(sim, call, name, number, tail),
                None => queued(sim, call, name, id, tail),
            }
        }
        _ => missing(call),
    }
}

fn waiting<'a>(sim: &'a Sim, name: &'a str) -> impl DoubleEndedIterator<Item = &'a Item> {
    sim.world.queue.iter().filter(move |i| i.job == name && i.left_at().is_none())
}

/// Queued ones first, on every page.
fn all(sim: &mut Sim, call: &Call<'_>, name: &str) -> Answer {
    let queued = waiting(sim, name).rev().map(|i| run_bean::queued(sim, i)).collect();
    let job = sim.world.jobs.get(name);
    let runs = job.map(|j| j.runs.iter().rev().map(|r| run_bean::bean(sim, call, j, r)).collect()).unwrap_or_default();
    list_after(sim, call, queued, runs)
}

/// A queued run is found by the number that it will probably have; it has nothing below it.
fn queued(sim: &mut Sim, call: &Call<'_>, name: &str, id: &str, rest: &[&str]) -> Answer {
    let found = waiting(sim, name).find(|i| sim.world.expected_number(i).to_string() == id).cloned();
    let Some(item) = found else {
        let short = name.rsplit('/').next().unwrap_or(name);
        return error(404, &format!("Run {id} not found in organization jenkins and pipeline {short}"));
    };
    match (verb(call), rest) {
        ("GET", []) => {
            let bean = run_bean::queued(sim, &item);
            resource(sim, call, &bean)
        }
        ("PUT", ["stop"]) if !sim.world.may(call.user(), "Job/Cancel") => error(403, &format!("Not authorized to stop queue: {}", item.id)),
        ("PUT", ["stop"]) => {
            let mut bean = run_bean::queued(sim, &item);
            sim.world.cancel(item.id);
            bean["_class"] = Value::from("io.jenkins.blueocean.service.embedded.rest.QueuedBlueRun");
            (bean["state"], bean["result"]) = (Value::from("FINISHED"), Value::from("ABORTED"));
            resource(sim, call, &bean)
        }
        _ => missing(call),
    }
}

fn one(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32, rest: &[&str]) -> Answer {
    match (verb(call), rest) {
        ("GET", []) => bean(sim, call, name, number),
        ("PUT", ["stop"]) => stop(sim, call, name, number),
        ("POST", ["replay"]) => replay(sim, call, name, number),
        ("GET", ["replay"]) => failed(sim, call),
        ("GET", ["log"]) => match sim.world.run(name, number) {
            Some(run) => logs::answer(&run.log, run.log_open(), call).unwrap_or_else(|| call.oops(sim)),
            None => missing(call),
        },
        (_, ["nodes", tail @ ..]) if !is_freestyle(sim, name) => nodes::answer(sim, call, name, number, tail),
        (_, ["steps", tail @ ..]) if !is_freestyle(sim, name) => steps::answer(sim, call, name, number, None, tail),
        ("GET", ["artifacts", tail @ ..]) => artifacts::answer(sim, call, name, number, tail),
        ("GET", ["changeSet", tail @ ..]) => artifacts::changes(sim, call, name, number, tail),
        ("GET", ["tests", tail @ ..]) => tests::answer(sim, call, name, number, tail),
        ("GET", ["blueTestSummary"]) => tests::summary(sim, call, name, number),
        _ => missing(call),
    }
}

/// A page that broke off while it was written.
fn failed(sim: &mut Sim, call: &Call<'_>) -> Answer {
    let mut answer = call.oops(sim);
    add(&mut answer, "Connection", "close");
    answer
}

fn is_freestyle(sim: &Sim, name: &str) -> bool {
    sim.world.jobs.get(name).is_some_and(|j| j.definition.kind == JobKind::Freestyle)
}

fn bean(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32) -> Answer {
    let bean = sim.world.jobs.get(name).zip(sim.world.run(name, number)).map(|(j, r)| run_bean::bean(sim, call, j, r));
    match bean {
        Some(bean) => resource(sim, call, &bean),
        None => missing(call),
    }
}

/// Refusals arrive wrapped as 500. A finished run is answered as it is.
fn stop(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32) -> Answer {
    let failed = |why: &str| error(500, &format!("Failed to stop run {number}: {why}"));
    let (blocking, patience) = (call.query("blocking"), call.query("timeOutInSecs").map(|t| t.parse::<i64>()));
    if blocking.is_some_and(|b| b != "true" && b != "false") || patience.as_ref().is_some_and(Result::is_err) {
        return call.oops(sim);
    }
    if !sim.world.may(call.user(), "Job/Cancel") {
        return failed(&format!("{} is missing the Job/Cancel permission", call.user().unwrap_or("anonymous")));
    }
    if patience.and_then(Result::ok).is_some_and(|p| p < 0) {
        return failed("timeOutInSecs must be >= 0");
    }
    let user = call.user().and_then(|u| sim.world.user(u)).map(|u| (u.id.clone(), u.full_name.clone()));
    let now = sim.world.now;
    if let Some(run) = sim.world.run_mut(name, number).filter(|r| r.building()) {
        run.interrupt(user, now);
    }
    bean(sim, call, name, number)
}

fn replay(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32) -> Answer {
    if is_freestyle(sim, name) {
        return failed(sim, call);
    }
    if !sim.world.may(call.user(), "Job/Build") {
        return error(400, "This run does not support replay");
    }
    let values = sim.world.run(name, number).map(|r| r.parameters.clone()).unwrap_or_default();
    let causes = vec![sim.world.user_cause(call.user()), Cause::Replay(number)];
    let bean = start::enqueue(sim, name, causes, values);
    resource(sim, call, &bean)
}
