//! A run's URLs: data, log, stopping.

use crate::api::show::{api_json, run as run_bean};
use crate::api::{input, job, wfapi};
use crate::page::{self, Answer};
use crate::route::Call;
use crate::sim::Sim;
use crate::world::run::Outcome;

pub(crate) fn run(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32, rest: &[&str]) -> Answer {
    if sim.world.run(name, number).is_none() {
        return call.not_found();
    }
    match rest {
        ["api", "json"] => {
            let bean = sim.world.jobs.get(name).zip(sim.world.run(name, number)).map(|(job, run)| run_bean(sim, call, job, run));
            bean.map_or_else(|| call.not_found(), |bean| api_json(sim, call, &bean))
        }
        ["stop" | "term" | "kill"] => halt(sim, call, name, number, rest[0]),
        ["logText", "progressiveText"] => progressive(sim, call, name, number),
        ["consoleText"] => sim.world.run(name, number).map_or_else(|| call.not_found(), |r| page::text(r.log.from(0), &[])),
        ["input", tail @ ..] => input::input(sim, call, name, number, tail),
        ["wfapi", tail @ ..] if job::is_pipeline(sim, name) => wfapi::run(sim, call, name, number, tail),
        [] => page::page(&sim.dress(call.visitor), 200, "Run [Jenkins]", "<h1>Run</h1>", &[]),
        _ => call.not_found(),
    }
}

fn halt(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32, verb: &str) -> Answer {
    if !call.is_post() {
        return call.post_required(sim);
    }
    if !sim.world.may(call.user(), "Job/Cancel") {
        return call.denied(sim, "Job/Cancel", "hudson.model.Item.Cancel");
    }
    let user = call.user().and_then(|u| sim.world.user(u)).map(|u| (u.id.clone(), u.full_name.clone()));
    let now = sim.world.now;
    if let Some(run) = sim.world.run_mut(name, number).filter(|r| r.building()) {
        if verb == "kill" {
            run.killed = true;
            run.log.line("Hard kill!");
            run.finish(Outcome::Aborted, now);
        } else {
            run.interrupt(false, user, now);
        }
    }
    if verb != "stop" {
        return page::empty(200, None);
    }
    // HttpResponses#forwardToPreviousPage: the caller's own Referer.
    let referer = crate::form::header(call.request, "referer");
    let own = call.absolute(sim, &format!("{}{number}/", super::show::job_path(name)));
    page::empty(302, Some(if referer.is_empty() { &own } else { referer }))
}

fn progressive(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32) -> Answer {
    let start = match call.form.get("start") {
        None => Ok(0),
        Some(text) => text.parse::<u64>(),
    };
    let Ok(start) = start else { return call.oops(sim) };
    let Some(run) = sim.world.run(name, number) else { return call.not_found() };
    let size = run.log.size().to_string();
    let text = run.log.from(start).replace('\n', "\r\n");
    let mut headers = vec![("X-Text-Size", size.as_str())];
    if run.building() {
        headers.push(("X-More-Data", "true"));
    }
    page::text(text, &headers)
}
