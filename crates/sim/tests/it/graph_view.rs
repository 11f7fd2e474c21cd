//! The Pipeline Graph View, as its source says; there are no recordings of it.

use crate::play::credential;
use bellpull_sim::{GraphView, Scenario, Sim};
use http::{Request, Response};
use serde_json::{Value, json};

const START: u64 = 1_795_293_600_000;

fn server(view: GraphView, job: &str) -> Sim {
    let mut scenario = Scenario::builtin();
    scenario.plugins.graph_view = Some(view);
    let mut sim = Sim::new(scenario);
    assert!(sim.start_run(START, job, 1));
    sim
}

fn send(sim: &mut Sim, method: &str, path: &str) -> Response<Vec<u8>> {
    let request = Request::builder().method(method).uri(format!("/jenkins/job/{path}"));
    let request = request.header("authorization", credential("Basic {admin:token}"));
    sim.handle(START + 60_000, &request.body(Vec::new()).expect("a request"))
}

fn data(sim: &mut Sim, path: &str) -> Value {
    let answer = send(sim, "GET", path);
    let body: Value = serde_json::from_slice(answer.body()).expect("JSON");
    assert_eq!((answer.status().as_u16(), body["status"].as_str()), (200, Some("ok")), "{path}");
    body["data"].clone()
}

fn shape(stages: &Value) -> Vec<Value> {
    stages.as_array().expect("stages").iter().map(|s| json!([s["id"], s["type"], s["state"], shape(&s["children"])])).collect()
}

#[test]
fn three_generations_answer_at_three_urls() {
    for (view, base) in [(GraphView::Stages, "stages"), (GraphView::PipelineOverview, "pipeline-overview"), (GraphView::PipelineConsole, "pipeline-console")] {
        let mut sim = server(view, "release");
        for other in ["stages", "pipeline-overview", "pipeline-console"] {
            let wanted = if other == base { 200 } else { 404 };
            assert_eq!(send(&mut sim, "GET", &format!("release/1/{other}/tree")).status(), wanted, "{base} {other}");
        }
        let tree = data(&mut sim, &format!("release/1/{base}/tree"));
        assert_eq!(shape(&tree["stages"]), [json!(["4", "STAGE", "success", []]), json!(["9", "STAGE", "success", []]), json!(["14", "STAGE", "paused", []])]);
        assert_eq!(tree["complete"], false);
        // Nulls are printed, and durations so far, by the oldest alone.
        let older = view == GraphView::PipelineConsole;
        assert_eq!((tree["stages"][2].get("totalDurationMillis").is_some(), tree["stages"][0].get("agent").is_some()), (older, older), "{base}");
        let steps = data(&mut sim, &format!("release/1/{base}/allSteps"));
        assert_eq!((steps["runIsComplete"].as_bool(), steps["steps"][0].get("flags").is_some()), ((!older).then_some(false), view == GraphView::Stages));
        assert_eq!(steps["steps"][2].get("inputStep").is_some(), !older);
        assert_eq!(send(&mut sim, "HEAD", &format!("release/1/{base}/tree")).status(), 404);
    }
}

#[test]
fn branches_nest_and_a_stage_of_the_same_name_goes_up_into_its_branch() {
    let mut sim = server(GraphView::Stages, "parallel inputs");
    // The parallel step is all that the stage has: it does not show. The stages have names other than their branches.
    assert_eq!(
        shape(&data(&mut sim, "parallel%20inputs/1/stages/tree")["stages"]),
        [json!([
            "4",
            "STAGE",
            "paused",
            [["7", "PARALLEL", "paused", [["10", "STAGE", "paused", []]]], ["8", "PARALLEL", "paused", [["12", "STAGE", "paused", []]]]]
        ])]
    );
    let same = json!({"users": [], "jobs": [{"name": "same", "script": [
        {"stage": "Both", "steps": [{"parallel": [{"name": "a", "steps": [{"stage": "a", "steps": [{"echo": "1"}]}]}]}, {"stage": "After", "steps": []}]},
    ]}]});
    let mut scenario = Scenario::builtin();
    scenario.plugins.graph_view = Some(GraphView::Stages);
    scenario.jobs.extend(Scenario::from_json(&same.to_string()).expect("a scenario").jobs);
    let mut sim = Sim::new(scenario);
    assert!(sim.start_run(START, "same", 1));
    let tree = data(&mut sim, "same/1/stages/tree");
    let block = &tree["stages"][0]["children"][0];
    assert_eq!(
        (block["type"].as_str(), block["children"][0]["type"].as_str(), block["children"][0]["children"].clone()),
        (Some("PARALLEL_BLOCK"), Some("PARALLEL"), json!([]))
    );
    let step = &data(&mut sim, "same/1/stages/allSteps")["steps"][0];
    assert_eq!(step["stageId"], block["children"][0]["id"]);
}

#[test]
fn steps_have_logs_errors_and_inputs() {
    let mut sim = server(GraphView::Stages, "release");
    let steps = data(&mut sim, "release/1/stages/allSteps");
    let input = &steps["steps"][2];
    assert_eq!((input["id"].as_str(), input["stageId"].as_str(), input["state"].as_str()), (Some("15"), Some("14"), Some("paused")));
    assert_eq!(input["inputStep"], json!({"message": "Approve release?", "cancel": "Abort", "id": "Proceed-to-prod", "ok": "Yes", "parameters": true}));
    assert_eq!(data(&mut sim, "release/1/stages/steps?nodeId=9")["steps"].as_array().map(Vec::len), Some(1));
    assert_eq!(data(&mut sim, "release/1/stages/steps?nodeId=77")["steps"], json!([]));
    let said = |sim: &mut Sim, path: &str| String::from_utf8_lossy(send(sim, "GET", path).body()).into_owned();
    assert_eq!(said(&mut sim, "release/1/stages/log?nodeId=9"), "testing\n");
    assert_eq!(said(&mut sim, "release/1/stages/log?nodeId=77"), "No logs found");
    assert_eq!(said(&mut sim, "release/1/stages/log"), "Error getting console text");
    assert!(sim.start_run(START, "failing", 1));
    assert_eq!(said(&mut sim, "failing/1/stages/exceptionText?nodeId=14"), "script returned exit code 1");
    assert_eq!(send(&mut sim, "GET", "failing/1/stages/exceptionText").status(), 400);
    let done = send(&mut sim, "GET", "failing/1/stages/tree");
    assert_eq!(done.headers()["cache-control"], "private, immutable, max-age=86400");
    let tree: Value = serde_json::from_slice(done.body()).expect("JSON");
    assert_eq!((tree["data"]["stages"][1]["state"].as_str(), tree["data"]["stages"][1]["agent"].as_str()), (Some("failure"), Some("built-in")));
}

#[test]
fn a_run_is_cancelled_and_run_again() {
    let mut sim = server(GraphView::Stages, "release");
    assert_eq!(send(&mut sim, "GET", "release/1/stages/cancel").status(), 405);
    let mut post = |path: &str| {
        let answer = send(&mut sim, "POST", path);
        (answer.status().as_u16(), serde_json::from_slice::<Value>(answer.body()).unwrap_or_default())
    };
    assert_eq!(post("release/1/stages/cancel"), (200, json!({"status": "ok"})));
    assert_eq!(post("release/1/stages/cancel"), (200, json!({"status": "error", "message": "Run was already cancelled"})));
    let (status, again) = post("release/1/stages/rerun");
    assert_eq!((status, again["status"].as_str(), again["data"]["queueId"].is_u64()), (200, Some("ok"), true));
    assert_eq!(post("release/1/stages/doCancel").0, 404);
    let runs = data(&mut sim, "release/multi-pipeline-graph/runs");
    assert_eq!((runs.as_array().map(Vec::len), runs[1]["result"].as_str(), runs[0]["result"].as_str()), (Some(2), Some("aborted"), Some("paused")));
    assert!(sim.start_run(START, "kinds", 1));
    let refused = send(&mut sim, "POST", "kinds/1/stages/rerun");
    assert_eq!((refused.status().as_u16(), refused.headers().contains_key("x-error")), (400, true));
}

#[test]
fn without_stages_there_is_a_placeholder() {
    let mut sim = server(GraphView::Stages, "quick");
    let tree = data(&mut sim, "quick/1/stages/tree");
    let only = &tree["stages"][0];
    assert_eq!((only["type"].as_str(), only["id"].as_str(), only["placeholder"].as_bool()), (Some("PIPELINE_START"), Some("2"), Some(true)));
    assert_eq!(data(&mut sim, "quick/1/stages/allSteps")["steps"][0]["stageId"], "2");
    let mut older = server(GraphView::PipelineConsole, "quick");
    assert_eq!(data(&mut older, "quick/1/pipeline-console/tree")["stages"], json!([]));
}

#[test]
fn a_program_that_is_suspended_does_not_go_on() {
    let mut sim = server(GraphView::Stages, "sleeper");
    let mut at = START;
    let mut ask = |method: &str, path: &str, after: u64| {
        at += after;
        let request =
            Request::builder().method(method).uri(format!("/jenkins/job/sleeper/1/{path}")).header("authorization", credential("Basic {admin:token}"));
        let answer = sim.handle(at, &request.body(Vec::new()).expect("a request"));
        serde_json::from_slice::<Value>(answer.body()).unwrap_or_default()
    };
    let state = |paused: bool, building: bool| json!({"status": "ok", "data": {"paused": paused, "building": building}});
    assert_eq!(ask("POST", "stages/pause", 300_000), json!({"status": "ok"}));
    assert_eq!(ask("GET", "stages/pauseState", 3_600_000), state(true, true));
    assert_eq!(ask("POST", "stages/resume", 0), json!({"status": "ok"}));
    assert_eq!(ask("GET", "stages/pauseState", 290_000), state(false, true));
    assert_eq!(ask("GET", "stages/pauseState", 20_000), state(false, false));
    assert_eq!(ask("POST", "stages/pause", 0)["status"], "error");
}
