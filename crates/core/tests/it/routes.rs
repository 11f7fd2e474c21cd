//! Every flow on every server: whichever plugins it has, and with none of them.

use crate::pair::{Pair, token};
use bellpull_sim::{GraphView, Plugins, Scenario};
use serde_json::{Value, json};

const GRAPHS: [Option<GraphView>; 4] = [None, Some(GraphView::Stages), Some(GraphView::PipelineOverview), Some(GraphView::PipelineConsole)];

fn server(wfapi: bool, blue_ocean: bool, graph_view: Option<GraphView>, input_export: bool) -> Pair {
    let mut scenario = Scenario::builtin();
    scenario.plugins = Plugins { wfapi, blue_ocean, graph_view, input_export, ..Plugins::default() };
    Pair::with(scenario, &token("releaser"))
}

/// All sixteen and more kinds of server, each with what it should read stages and inputs by.
fn servers() -> impl Iterator<Item = (Pair, String, &'static str, Option<&'static str>)> {
    let yes_no = [true, false];
    yes_no.into_iter().flat_map(move |wfapi| {
        yes_no.into_iter().flat_map(move |blue| {
            GRAPHS.into_iter().flat_map(move |graph| {
                yes_no.into_iter().map(move |export| {
                    let stages = match (graph.is_some(), wfapi, blue) {
                        (true, ..) => "graph_view",
                        (_, true, _) => "wfapi",
                        (_, _, true) => "blue_ocean",
                        _ => "flow_graph",
                    };
                    let inputs = match (export, wfapi, blue) {
                        (true, ..) => Some("core"),
                        (_, true, _) => Some("wfapi"),
                        (_, _, true) => Some("blue_ocean"),
                        _ => None,
                    };
                    let named = format!("wfapi {wfapi}, Blue Ocean {blue}, graph view {graph:?}, export {export}");
                    (server(wfapi, blue, graph, export), named, stages, inputs)
                })
            })
        })
    })
}

#[test]
fn a_run_is_followed_and_approved_on_each() {
    for (mut pair, named, stages, inputs) in servers() {
        let run = pair.triggered("release");
        let until = json!({"op": "follow", "job": "release", "run": run, "untilPaused": true});
        if inputs.is_none() {
            // Nobody tells what waits: what is asked cannot be shown, and nothing is approved unseen.
            pair.now += 60_000;
            assert_eq!(pair.fails(json!({"op": "approve", "job": "release", "run": run, "input": "Proceed-to-prod"})), "inputs_unreadable", "{named}");
            assert_eq!(pair.posts(), 1, "{named}: the trigger alone");
            continue;
        }
        let view = pair.run(until).unwrap_or_else(|e| panic!("{named}: {e}"));
        assert_eq!((view["stagesSource"].as_str(), view["inputsSource"].as_str()), (Some(stages), inputs), "{named}");
        let names: Vec<_> = view["stages"].as_array().expect("stages").iter().map(|s| s["name"].as_str().unwrap_or_default()).collect();
        assert!(names.contains(&"Build"), "{named}: {names:?}");
        let known = view["inputs"][0].clone();
        let settled = pair.run(json!({"op": "approve", "job": "release", "run": run, "input": known["id"], "fingerprint": known["fingerprint"]}));
        assert_eq!(settled.unwrap_or_else(|e| panic!("{named}: {e}"))["outcome"], "approved", "{named}");
        let end = pair.run(json!({"op": "follow", "job": "release", "run": run})).unwrap_or_else(|e| panic!("{named}: {e}"));
        assert_eq!((&end["status"]["word"], &end["stagesSource"]), (&json!("success"), &json!(stages)), "{named}");
        let over = |stage: &Value| matches!(stage["status"]["word"].as_str(), Some("success"));
        assert!(end["stages"].as_array().expect("stages").iter().all(over), "{named}: {}", end["stages"]);
    }
}

#[test]
fn the_probe_tells_what_the_flows_then_do() {
    for (mut pair, named, stages, inputs) in servers() {
        let run = pair.triggered("release");
        pair.now += 60_000;
        let found = pair.run(json!({"op": "capabilities", "job": "release", "run": run})).unwrap_or_else(|e| panic!("{named}: {e}"));
        assert_eq!((found["stagesSource"].as_str(), found["inputsSource"].as_str()), (Some(stages), inputs), "{named}: {found}");
        assert_eq!((&found["user"], &found["crumb"]), (&json!("releaser"), &json!(true)), "{named}");
        assert!(found["version"].as_str().is_some_and(|v| v.starts_with("2.")), "{named}: {found}");
        // What is known to be missing is not asked for again.
        pair.sent.clear();
        let view = pair.run(json!({"op": "follow", "job": "release", "run": run, "untilPaused": true}));
        let view = view.unwrap_or_else(|e| panic!("{named}: {e}"));
        assert_eq!((view["stagesSource"].as_str(), view["inputsSource"].as_str()), (Some(stages), inputs), "{named}");
        assert_eq!((&view["status"]["word"], view["inputs"] == json!([])), (&json!("paused"), inputs.is_none()), "{named}");
        let asked = |part: &str| pair.sent.iter().any(|line| line.contains(part));
        assert!(!(asked("/stages/tree") && stages != "graph_view"), "{named}: {:?}", pair.sent);
        assert!(!(asked("/nodes/") && matches!(stages, "graph_view" | "wfapi" | "flow_graph")), "{named}: {:?}", pair.sent);
    }
}

#[test]
fn the_probe_finds_a_run_itself_and_says_which() {
    let mut pair = Pair::new();
    assert_eq!(pair.run(json!({"op": "capabilities"})).expect("found")["wfapi"], json!(null), "no run anywhere");
    let run = pair.triggered("Ops Team/deploy");
    let found = pair.run(json!({"op": "capabilities"})).expect("found");
    assert_eq!((&found["job"], &found["run"], &found["wfapi"]), (&json!("Ops Team/deploy"), &run, &json!(true)));
}

#[test]
fn a_plugin_that_moves_under_a_running_client_is_found_again() {
    let mut pair = server(false, false, Some(GraphView::PipelineOverview), true);
    let run = pair.triggered("release");
    pair.now += 60_000;
    assert!(pair.run(json!({"op": "graph_tree", "job": "release", "run": run})).is_ok());
    let mut moved = server(false, false, Some(GraphView::Stages), true);
    let run = moved.triggered("release");
    moved.now += 60_000;
    moved.client = pair.client.clone();
    moved.sent.clear();
    let steps = moved.run(json!({"op": "graph_steps", "job": "release", "run": run})).expect("found at its new address");
    assert!(steps["steps"].as_array().is_some_and(|s| !s.is_empty()));
    assert!(moved.sent[0].contains("/pipeline-overview/allSteps") && moved.sent[1].contains("/stages/tree"), "{:?}", moved.sent);
}

#[test]
fn cancelling_and_running_again_by_the_graph_view() {
    for graph in [GraphView::Stages, GraphView::PipelineOverview, GraphView::PipelineConsole] {
        let mut pair = server(true, false, Some(graph), true);
        let run = pair.paused("release");
        let operation = json!({"op": "graph_cancel", "job": "release", "run": run});
        if graph == GraphView::PipelineConsole {
            assert_eq!(pair.fails(operation), "unsupported");
            continue;
        }
        pair.run(operation.clone()).expect("cancelled");
        let end = pair.run(json!({"op": "follow", "job": "release", "run": run})).expect("an end");
        assert_eq!(end["status"]["word"], "aborted");
        let again = pair.run(operation).expect_err("over");
        assert_eq!(again.code().as_str(), "bad_request");
        assert!(again.said().is_some_and(|s| s.contains("finished") || s.contains("cancelled")), "{again}");
        let rerun = pair.run(json!({"op": "graph_rerun", "job": "release", "run": run})).expect("run again");
        assert!(rerun["queueId"].is_number() || graph == GraphView::PipelineOverview, "{rerun}");
    }
}

/// Blue Ocean behind tokens of its own refuses those of core: it is passed by, and the rest goes on.
#[test]
fn blue_ocean_in_jwt_mode_is_passed_by() {
    for export in [true, false] {
        let mut scenario = Scenario::builtin();
        scenario.plugins = Plugins { wfapi: false, jwt_authentication: true, input_export: export, ..Plugins::default() };
        let mut pair = Pair::with(scenario, &token("releaser"));
        let run = pair.triggered("sleeper");
        let found = pair.run(json!({"op": "capabilities", "job": "sleeper", "run": run})).expect("capabilities");
        assert_eq!((&found["blueOcean"], &found["stagesSource"]), (&Value::Null, &json!("flow_graph")));
        assert_eq!(pair.run(json!({"op": "inputs", "job": "sleeper", "run": run})).expect("inputs")["inputs"], json!([]));
        let view = pair.run(json!({"op": "follow", "job": "sleeper", "run": run})).expect("followed");
        assert_eq!((&view["building"], &view["stagesSource"]), (&json!(false), &json!("flow_graph")));
        assert_eq!(pair.fails(json!({"op": "follow", "job": "sleeper", "run": run.as_u64().unwrap_or(0) + 7})), "not_found");
    }
}
