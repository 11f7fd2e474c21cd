//! What stands beside triggering and approving: capabilities, lists, links, downloads, flow graph.

use super::Listed;
use crate::conform::bench::Bench;
use crate::conform::runner::Needs::{Blue, Core, Inputs};
use crate::conform::verdict::{Verdict, each, has, holds, refused, same, same_user, text};
use serde_json::{Value, json};

pub const CHECKS: &[Listed] = &[
    (Core, "capabilities", capabilities),
    (Core, "the signed-in user", me),
    (Core, "the flow graph, and one step's log", flow_graph),
    (Inputs, "the form of the input's own page", input_submit),
    (Core, "whether a run ever asked", input_page),
    (Blue, "a list to its end", listed),
    (Blue, "a link", link),
];

fn capabilities(bench: &Bench) -> Verdict {
    let (job, run) = bench.started("input id: 'gate', message: 'Go on?'")?;
    if bench.features.inputs {
        bench.inputs(&job, run, 1)?;
    }
    // A client of its own, which has found nothing out yet.
    let fresh = bench.at(&bench.options.url)?;
    let found = fresh.run(json!({"op": "capabilities", "job": job, "run": run}))?;
    bench.stop(&job, run)?;
    let features = &bench.features;
    same("version", &found["version"], json!(features.version))?;
    same_user("user", &found["user"], &features.user)?;
    same("crumb", &found["crumb"], features.crumbs)?;
    // What refuses to be read is there and is not: nothing is told of it.
    let told = |name: &str, there: bool| holds(found[name] == there || (!there && found[name].is_null()), format!("{name} {there}"), &found[name]);
    told("wfapi", features.wfapi)?;
    told("blueOcean", features.blue_answers)?;
    told("graphView", features.graph_view)?;
    // An action that exports nothing cannot be told from others that do not, so that it may stay unknown.
    holds((found["inputExport"] == true) == features.input_export, format!("inputExport true: {}", features.input_export), &found["inputExport"])
}

fn me(bench: &Bench) -> Verdict {
    same_user("id", &bench.run(json!({"op": "me"}))?["id"], &bench.features.user)?;
    refused(bench.anonymous()?.run(json!({"op": "me"})), &["login_required", "not_found"]).map(|_| ())
}

fn flow_graph(bench: &Bench) -> Verdict {
    let (job, run) = bench.started("stage('One') {\n  echo 'in one: ü & <b>'\n}\necho 'outside'")?;
    bench.success(&job, run)?;
    let graph = bench.run(json!({"op": "flow_graph", "job": job, "run": run}))?;
    let nodes: Vec<&Value> = graph["actions"].as_array().into_iter().flatten().flat_map(|a| a["nodes"].as_array().into_iter().flatten()).collect();
    let echo = nodes.iter().find(|n| n["displayName"] == "Print Message");
    let Some(id) = echo.and_then(|n| n["id"].as_str()) else {
        return holds(false, "a node that prints a message", &graph);
    };
    let log = bench.run(json!({"op": "progressive_text", "job": job, "run": run, "node": id}))?;
    has(text(&log, "text")?, "in one: ü & <b>")?;
    holds(!log["text"].as_str().is_some_and(|t| t.contains("outside")), "the log of one step", &log)
}

fn input_submit(bench: &Bench) -> Verdict {
    let script = "def x = input(id: 'gate', message: 'Go on?', parameters: [string(name: 'S', defaultValue: 'd', description: '')])\necho \"got <<${x}>>\"";
    let (job, run, _) = bench.paused(script, 1)?;
    let outcome = bench.run(json!({"op": "input_submit", "job": job, "run": run, "input": "Gate", "parameters": {"S": "a & ü"}}))?;
    same("accepted", &outcome["accepted"], true)?;
    has(&bench.success(&job, run)?, "got <<a & ü>>")
}

fn input_page(bench: &Bench) -> Verdict {
    let (job, run) = bench.started("echo 'asks nothing'")?;
    bench.success(&job, run)?;
    refused(bench.run(json!({"op": "input_page", "job": job, "run": run})), &["not_found"])?;
    let (job, run) = bench.started("input message: 'Go on?'")?;
    let read = || match bench.run(json!({"op": "input_page", "job": job, "run": run})) {
        Err(error) if error.code() == bellpull::Code::NotFound => Ok(Value::Null),
        other => other,
    };
    bench.until("a page of inputs", read, |v| v["accepted"] == true)?;
    bench.stop(&job, run)
}

fn listed(bench: &Bench) -> Verdict {
    let job = bench.pipeline("echo 'it ran'")?;
    for _ in 0..3 {
        let run = bench.start(&job, json!({}))?;
        bench.success(&job, run)?;
    }
    let mut ids = Vec::new();
    let of = bench.blue(json!({"op": "blue_runs", "job": job}));
    let end = bench.caller.watch(json!({"op": "list", "of": of, "pageSize": 2}), &mut |event| {
        ids.extend(each(&event["items"], "id").as_array().cloned().unwrap_or_default());
    })?;
    same("count", &end["count"], 3)?;
    same("ids", &json!(ids), json!(["3", "2", "1"]))
}

fn link(bench: &Bench) -> Verdict {
    let (job, run) = bench.started("stage('One') {\n  echo 'in one'\n}")?;
    bench.success(&job, run)?;
    let read = bench.run(bench.blue(json!({"op": "blue_run", "job": job, "run": run})))?;
    let nodes = bench.run(json!({"op": "follow_link", "resource": read, "relation": "nodes"}))?;
    same("nodes", &each(&nodes, "displayName"), json!(["One"]))?;
    refused(bench.run(json!({"op": "follow_link", "resource": "http://elsewhere.example/blue/rest/"})), &["link_outside_server"]).map(|_| ())
}
