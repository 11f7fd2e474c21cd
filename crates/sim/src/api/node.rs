//! A run's flow nodes below `execution/node/ID`: wfapi, and the log of a step (`LogStorageAction`).

use crate::api::run::progressive;
use crate::api::{job, wfapi};
use crate::page::{self, Answer};
use crate::route::Call;
use crate::sim::Sim;

pub(super) fn answer(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32, id: &str, rest: &[&str]) -> Answer {
    let run = sim.world.run(name, number);
    let node = run.and_then(|r| r.node(id.parse().ok()?));
    let (Some(run), Some(node)) = (run, node) else { return call.not_found() };
    match (rest, &node.log) {
        (["wfapi", tail @ ..], _) if job::is_pipeline(sim, name) => wfapi::node::answer(sim, call, run, node, tail),
        ([], _) => call.index(sim, "Step"),
        (["log"], Some(_)) if !call.uri.ends_with('/') => page::empty(302, Some(&call.redirect(sim))),
        (["log"], Some(log)) => {
            let html = format!("<h1>Console Output</h1><pre>{}</pre>", page::escape(&log.from(0)));
            page::page(&sim.dress(call.visitor), 200, "Step [Jenkins]", &html, &[])
        }
        (["log", "logText", form @ ("progressiveText" | "progressiveHtml")], Some(log)) => {
            progressive(log, node.end.is_none(), call, *form == "progressiveHtml", &sim.world.context).unwrap_or_else(|| call.oops(sim))
        }
        _ => call.not_found(),
    }
}
