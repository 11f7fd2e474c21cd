//! A run's URLs: data, log, stopping.

use crate::api::bean::run as run_bean;
use crate::api::show::api_json;
use crate::api::{artifact, graph_view, input, job, node, wfapi};
use crate::page::{self, Answer};
use crate::route::Call;
use crate::sim::Sim;
use crate::world::log::Log;
use crate::world::run::Outcome;

pub(crate) fn run(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32, rest: &[&str]) -> Answer {
    if sim.world.run(name, number).is_none() {
        return call.not_found();
    }
    if let Some((segment, tail)) = rest.split_first()
        && let Some(view) = graph_view::generation(sim, segment).filter(|_| job::is_workflow(sim, name))
    {
        return graph_view::run(sim, call, view, name, number, tail);
    }
    match rest {
        ["api", "json"] => {
            let bean = sim.world.jobs.get(name).zip(sim.world.run(name, number)).map(|(job, run)| run_bean(sim, call, job, run));
            bean.map_or_else(|| call.not_found(), |bean| api_json(sim, call, &bean))
        }
        ["stop" | "term" | "kill"] => halt(sim, call, name, number, rest[0]),
        ["submitDescription"] => describe(sim, call, name, number),
        ["logText", form @ ("progressiveText" | "progressiveHtml")] => match sim.world.run(name, number) {
            Some(run) => progressive(&run.log, run.log_open(), call, *form == "progressiveHtml", &sim.world.context).unwrap_or_else(|| call.oops(sim)),
            None => call.not_found(),
        },
        ["artifact", tail @ ..] => artifact::answer(sim, call, name, number, tail),
        ["execution", "node", id, tail @ ..] => node::answer(sim, call, name, number, id, tail),
        ["consoleText"] => sim.world.run(name, number).map_or_else(|| call.not_found(), |r| page::text(r.log.from(0), &[])),
        ["input", tail @ ..] => input::input(sim, call, name, number, tail),
        ["wfapi", tail @ ..] if job::is_pipeline(sim, name) => wfapi::run(sim, call, name, number, tail),
        [] => call.index(sim, "Run"),
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
            run.interrupt(user, now);
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

/// Replaces the description (`Run#doSubmitDescription`).
fn describe(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32) -> Answer {
    if !call.is_post() {
        return call.post_required(sim);
    }
    if !sim.world.may(call.user(), "Run/Update") {
        return call.denied(sim, "Run/Update", "hudson.model.Run.Update");
    }
    if let Some(run) = sim.world.run_mut(name, number) {
        run.description = call.form.get("description").map(str::to_owned);
    }
    page::empty(302, Some(&call.absolute(sim, &format!("{}{number}/", super::show::job_path(name)))))
}

/// A log from `start` on; none if that is not a number (`LargeText#doProgressText`).
pub(super) fn progressive(log: &Log, growing: bool, call: &Call<'_>, html: bool, context: &str) -> Option<Answer> {
    let start = call.form.get("start").map_or(Ok(0), str::parse::<u64>).ok()?;
    let size = log.size().to_string();
    let mut headers = vec![("X-Text-Size", size.as_str())];
    if growing {
        headers.push(("X-More-Data", "true"));
    }
    if !html {
        return Some(page::text(log.from(start).replace('\n', "\r\n"), &headers));
    }
    // The annotator's state, which is to be sent back.
    headers.push(("X-ConsoleAnnotator", "c2ltdWxhdGVk"));
    let mut answer = page::text(log.html_from(start, context).replace('\n', "\r\n"), &headers);
    answer.headers_mut().insert("content-type", http::HeaderValue::from_static("text/html;charset=utf-8"));
    Some(answer)
}
