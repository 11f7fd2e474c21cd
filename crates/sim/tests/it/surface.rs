//! What no recording shows: the plugins' absence, the graph view, and states that the recorded server never was in.

use crate::play::credential;
use bellpull_sim::{GraphView, Plugins, Scenario, Sim};
use http::{Request, Response};
use serde_json::{Value, json};

const START: u64 = 1_795_293_600_000;
const BLUE: &str = "/jenkins/blue/rest/organizations/jenkins/pipelines";

struct Server {
    sim: Sim,
    now: u64,
}

impl Server {
    fn new(plugins: Plugins) -> Self {
        let mut scenario = Scenario::builtin();
        scenario.plugins = plugins;
        Self { sim: Sim::new(scenario), now: START }
    }

    fn send(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Response<Vec<u8>> {
        let mut request = Request::builder().method(method).uri(path).header("host", "127.0.0.1:8081");
        if headers.iter().all(|(name, _)| *name != "authorization") {
            request = request.header("authorization", credential("Basic {admin:token}"));
        }
        let request = headers.iter().fold(request, |r, (name, value)| r.header(*name, *value));
        self.now += 1000;
        self.sim.handle(self.now, &request.body(body.as_bytes().to_vec()).expect("a request"))
    }

    fn get(&mut self, path: &str) -> Response<Vec<u8>> {
        self.send("GET", path, &[], "")
    }

    fn json(&mut self, path: &str) -> Value {
        let answer = self.get(path);
        assert_eq!(answer.status(), 200, "{path}");
        serde_json::from_slice(answer.body()).expect("JSON")
    }

    fn post(&mut self, path: &str, body: &Value) -> Response<Vec<u8>> {
        self.send("POST", path, &[("content-type", "application/json")], &body.to_string())
    }

    fn run(&mut self, job: &str, number: u32) {
        assert!(self.sim.start_run(self.now, job, number), "{job}");
        self.now += 60_000;
    }
}

fn status(answer: &Response<Vec<u8>>) -> u16 {
    answer.status().as_u16()
}

fn text(answer: &Response<Vec<u8>>) -> String {
    String::from_utf8_lossy(answer.body()).into_owned()
}

fn header<'a>(answer: &'a Response<Vec<u8>>, name: &str) -> Option<&'a str> {
    answer.headers().get(name).and_then(|v| v.to_str().ok())
}

#[test]
fn a_server_without_plugins_does_not_know_their_urls() {
    let none = Plugins { wfapi: false, blue_ocean: false, graph_view: None, input_export: false, jwt: false, jwt_authentication: false };
    let mut server = Server::new(none);
    server.run("release", 18);
    for path in [
        "/jenkins/job/release/wfapi/describe",
        "/jenkins/job/release/18/wfapi/describe",
        "/jenkins/job/release/18/execution/node/15/wfapi/describe",
        "/jenkins/job/release/18/stages/tree",
        "/jenkins/job/release/18/pipeline-overview/tree",
        "/jenkins/job/release/18/pipeline-console/tree",
        "/jenkins/job/release/multi-pipeline-graph/runs",
        "/jenkins/blue/rest/organizations/",
        "/jenkins/jwt-auth/token",
    ] {
        let answer = server.get(path);
        assert_eq!(status(&answer), 404, "{path}");
        assert!(text(&answer).contains("HTTP ERROR 404"), "{path}");
    }
    assert_eq!(server.json("/jenkins/job/release/18/api/json?tree=actions[executions[id]]")["actions"].to_string().matches("executions").count(), 0);
}

#[test]
fn plugins_are_read_from_a_scenario() {
    let read = |text: &str| Scenario::from_json(&format!("{{\"users\":[],\"jobs\":[],\"plugins\":{text}}}")).map(|s| s.plugins);
    let named = read(r#"{"wfapi": false, "blueOcean": false, "graphView": "pipeline-overview", "inputExport": false, "jwt": false}"#).expect("read");
    assert_eq!((named.wfapi, named.blue_ocean, named.graph_view, named.jwt), (false, false, Some(GraphView::PipelineOverview), false));
    let default = read("{}").expect("read");
    assert_eq!((default.wfapi, default.blue_ocean, default.graph_view, default.input_export, default.jwt), (true, true, None, true, true));
    assert_eq!(read(r#"{"graphView": null}"#).expect("read").graph_view, None);
    assert!(read(r#"{"graphView": "graph"}"#).is_err());
}

#[test]
fn core_shows_the_flow_graph_and_the_logs_of_its_steps() {
    let mut server = Server::new(Plugins::default());
    server.run("release", 18);
    let run = server.json("/jenkins/job/release/18/api/json?tree=building,actions[_class,nodes[_class,id,displayName,parents,running,iconColor]]");
    let graph = run["actions"].as_array().expect("actions").iter().find(|a| a["nodes"].is_array()).expect("the graph").clone();
    assert_eq!(graph["_class"], "org.jenkinsci.plugins.workflow.job.views.FlowGraphAction");
    let node = |id: &str| graph["nodes"].as_array().expect("nodes").iter().find(|n| n["id"] == id).expect("a node").clone();
    assert_eq!((node("3")["displayName"].as_str(), node("4")["displayName"].as_str()), (Some("Stage : Start"), Some("Build")));
    assert_eq!((node("4")["parents"].clone(), node("4")["running"].clone(), node("4")["iconColor"].clone()), (json!(["3"]), json!(false), json!("blue")));
    let waiting = node("15");
    assert_eq!((waiting["displayName"].as_str(), waiting["running"].as_bool()), (Some("Wait for interactive input"), Some(true)));
    let log = server.get("/jenkins/job/release/18/execution/node/5/log/logText/progressiveText?start=0");
    assert_eq!((text(&log).as_str(), header(&log, "x-text-size"), header(&log, "x-more-data")), ("built\r\n", Some("6"), None));
    let growing = server.get("/jenkins/job/release/18/execution/node/15/log/logText/progressiveText?start=0");
    assert_eq!(header(&growing, "x-more-data"), Some("true"));
    for (path, wanted) in [("4/log/logText/progressiveText", 404), ("999/log/", 404), ("5/log", 302), ("5/log/logText/progressiveText?start=x", 500)] {
        assert_eq!(status(&server.get(&format!("/jenkins/job/release/18/execution/node/{path}"))), wanted, "{path}");
    }
}

#[test]
fn wfapi_runs_stop_at_the_one_that_is_named() {
    let mut server = Server::new(Plugins::default());
    (1..=12).for_each(|n| server.run("quick", n));
    let names = |v: &Value| v.as_array().expect("runs").iter().map(|r| r["name"].as_str().expect("a name").to_owned()).collect::<Vec<_>>();
    assert_eq!(names(&server.json("/jenkins/job/quick/wfapi/runs")).len(), 10);
    assert_eq!(names(&server.json("/jenkins/job/quick/wfapi/runs?since=%2311")), ["#12", "#11"]);
    assert_eq!(names(&server.json("/jenkins/job/quick/wfapi/runs?since=11")).len(), 10);
    assert_eq!(server.json("/jenkins/job/quick/wfapi/describe")["runCount"], 10);
    let bare = server.get("/jenkins/job/quick/12/wfapi");
    assert_eq!((status(&bare), header(&bare, "location")), (302, Some("/jenkins/job/quick/12/wfapi/")));
}

#[test]
fn wfapi_tells_how_steps_ended() {
    let mut server = Server::new(Plugins::default());
    server.run("failing", 1);
    let run = server.json("/jenkins/job/failing/1/wfapi/describe?fullStages=true");
    let stages: Vec<_> = run["stages"].as_array().expect("stages").iter().map(|s| (s["id"].as_str(), s["status"].as_str())).collect();
    assert_eq!(stages, [(Some("6"), Some("SUCCESS")), (Some("11"), Some("FAILED")), (Some("20"), Some("UNSTABLE")), (Some("25"), Some("FAILED"))]);
    let caught = &run["stages"][1]["stageFlowNodes"][0];
    assert_eq!((caught["id"].as_str(), caught["error"]["message"].as_str()), (Some("14"), Some("script returned exit code 1")));
    assert_eq!(caught["parentNodes"], json!(["13"]));
    assert_eq!(server.json("/jenkins/job/failing/1/execution/node/14/wfapi/log")["text"], "+ echo about to fail\nabout to fail\n+ exit 1\n");
    assert_eq!(server.json("/jenkins/job/failing/1/api/json?tree=result")["result"], "FAILURE");
}

#[test]
fn an_artifact_is_not_sent_again_while_it_is_the_same() {
    let mut server = Server::new(Plugins::default());
    server.run("archiver", 1);
    let path = "/jenkins/job/archiver/1/artifact/out/report%20one.txt";
    let first = server.get(path);
    let date = header(&first, "last-modified").expect("a date").to_owned();
    let again = server.send("GET", path, &[("if-modified-since", &date)], "");
    assert_eq!((status(&first), text(&first).as_str(), status(&again), text(&again).as_str()), (200, "report\n", 304, ""));
    let part = server.send("GET", "/jenkins/job/archiver/1/artifact/dist/app+1.bin", &[("range", "bytes=990-")], "");
    assert_eq!((status(&part), part.body().len(), header(&part, "content-range")), (206, 10, Some("bytes 990-999/1000")));
    let beyond = server.send("GET", path, &[("range", "bytes=99-")], "");
    assert_eq!(status(&beyond), 200);
}

#[test]
fn blue_ocean_shows_the_stages_that_are_still_to_come() {
    let mut server = Server::new(Plugins::default());
    server.run("release", 18);
    let values = json!([{"name": "IS_APPROVED", "value": "Yes"}, {"name": "REGION", "value": "eu"}]);
    let settled = server.post(&format!("{BLUE}/release/runs/18/steps/15/"), &json!({"id": "Proceed-to-prod", "parameters": values}));
    assert_eq!(status(&settled), 200);
    assert!(text(&server.get("/jenkins/job/release/18/consoleText")).contains("approved Yes region eu dry null notes null by admin"));
    server.run("release", 19);
    let nodes = server.json(&format!("{BLUE}/release/runs/19/nodes/"));
    let shown: Vec<_> = nodes.as_array().expect("nodes").iter().map(|n| (n["displayName"].as_str(), n["state"].as_str(), n["firstParent"].as_str())).collect();
    assert_eq!(
        shown,
        [
            (Some("Build"), Some("FINISHED"), None),
            (Some("Test"), Some("FINISHED"), Some("4")),
            (Some("Approve"), Some("PAUSED"), Some("9")),
            (Some("Deploy"), None, Some("14")),
        ]
    );
    assert_eq!(nodes[2]["edges"][0]["id"], "19");
    assert_eq!(
        server.json(&format!("{BLUE}/release/runs/19/?tree=state,result")),
        json!({"_class": "io.jenkins.blueocean.rest.impl.pipeline.PipelineRunImpl", "state": "PAUSED", "result": "UNKNOWN"})
    );
}

#[test]
fn blue_ocean_starts_follows_and_takes_back() {
    let mut server = Server::new(Plugins::default());
    let started = server.post(&format!("{BLUE}/quiet%20params/runs/"), &json!({"parameters": [{"name": "STR", "value": "x"}]}));
    let started: Value = serde_json::from_slice(started.body()).expect("a run");
    assert_eq!((started["id"].as_str(), started["state"].as_str()), (Some("3"), Some("QUEUED")));
    assert_eq!(server.json(&format!("{BLUE}/quiet%20params/runs/3/"))["state"], "FINISHED");
    // A waiting trigger of core is hurried by a start.
    server.send("POST", "/jenkins/job/quiet%20plain/build", &[], "");
    assert_eq!(server.json(&format!("{BLUE}/quiet%20plain/queue/")).as_array().map(Vec::len), Some(1));
    server.post(&format!("{BLUE}/quiet%20plain/runs/"), &json!({}));
    assert_eq!(server.json(&format!("{BLUE}/quiet%20plain/queue/")), json!([]));
    let blocked = server.post(&format!("{BLUE}/slow%20queue/runs/"), &json!({}));
    let blocked: Value = serde_json::from_slice(blocked.body()).expect("a run");
    let item = format!("{BLUE}/slow%20queue/queue/{}/", blocked["queueId"].as_str().expect("an id"));
    assert_eq!(server.json(&format!("{BLUE}/slow%20queue/runs/?start=50"))[0]["state"], "QUEUED");
    assert_eq!((status(&server.send("DELETE", &item, &[], "")), status(&server.send("DELETE", &item, &[], ""))), (200, 404));
}

#[test]
fn blue_ocean_pages_with_a_link_that_never_ends() {
    let mut server = Server::new(Plugins::default());
    (1..=3).for_each(|n| server.run("quick", n));
    let page = server.get(&format!("{BLUE}/quick/runs/?tree=id&start=1&limit=2&odd"));
    assert_eq!(header(&page, "link"), Some("</jenkins/blue/rest/organizations/jenkins/pipelines/quick/runs/?tree=id&start=3&limit=2>; rel=\"next\""));
    let ids: Value = serde_json::from_slice(page.body()).expect("runs");
    assert_eq!((ids[0]["id"].as_str(), ids[1]["id"].as_str(), ids.as_array().map(Vec::len)), (Some("2"), Some("1"), Some(2)));
    assert_eq!(status(&server.get(&format!("{BLUE}/quick/runs/?start=x"))), 500);
    let bare = server.get(&format!("{BLUE}/quick/runs?limit=1"));
    assert_eq!(
        (status(&bare), header(&bare, "location")),
        (302, Some("http://127.0.0.1:8081/jenkins/blue/rest/organizations/jenkins/pipelines/quick/runs/?limit=1"))
    );
}

#[test]
fn blue_ocean_logs_lose_their_headers_when_they_are_long() {
    let mut scenario = Scenario::builtin();
    let long = "x".repeat(1000);
    let steps: Vec<Value> = (0..400).map(|_| json!({"echo": long})).collect();
    let job = json!({"users": [], "jobs": [{"name": "talk", "script": steps}]});
    scenario.jobs.extend(Scenario::from_json(&job.to_string()).expect("a scenario").jobs);
    let mut server = Server { sim: Sim::new(scenario), now: START };
    server.run("talk", 1);
    let log = |server: &mut Server, query: &str| server.get(&format!("{BLUE}/talk/runs/1/log/?{query}"));
    let tail = log(&mut server, "");
    assert_eq!((status(&tail), header(&tail, "x-text-size")), (200, None));
    assert!(tail.body().len() < 200_000);
    let short = log(&mut server, "thresholdInKB=1");
    let size: u64 = header(&short, "x-text-size").expect("a size").parse().expect("a number");
    assert_eq!(header(&short, "x-text-delivered"), Some("1024"));
    let end = log(&mut server, &format!("start={size}&download=true"));
    assert_eq!((text(&end).as_str(), header(&end, "content-disposition")), ("", Some("attachment; filename=log.txt")));
    let beyond = log(&mut server, &format!("start={}", size + 5));
    assert_eq!((status(&beyond), header(&beyond, "x-text-size")), (200, Some((size + 5).to_string().as_str())));
}

#[test]
fn a_token_opens_blue_ocean_and_nothing_else() {
    let mut server = Server::new(Plugins { jwt_authentication: true, ..Plugins::default() });
    let issued = server.get("/jenkins/jwt-auth/token");
    let bearer = format!("Bearer {}", header(&issued, "x-blueocean-jwt").expect("a token"));
    let user = server.send("GET", "/jenkins/blue/rest/organizations/jenkins/user/", &[("authorization", &bearer)], "");
    assert!(text(&user).contains("\"id\":\"admin\""));
    let outside = server.send("GET", "/jenkins/whoAmI/api/json", &[("authorization", &bearer)], "");
    assert!(text(&outside).contains("\"anonymous\":true"));
    let start = server.send("POST", &format!("{BLUE}/quick/runs/"), &[("authorization", &bearer), ("content-type", "application/json")], "{}");
    assert_eq!(status(&start), 403);
    let forged = format!("{bearer}x");
    assert_eq!(status(&server.send("GET", "/jenkins/blue/rest/organizations/", &[("authorization", &forged)], "")), 401);
    server.now += 31 * 60_000;
    assert_eq!(status(&server.send("GET", "/jenkins/blue/rest/organizations/", &[("authorization", &bearer)], "")), 401);
}

#[test]
fn views_and_folders_list_what_is_in_them() {
    let mut server = Server::new(Plugins::default());
    let names = |v: &Value| v["jobs"].as_array().expect("jobs").iter().map(|j| j["name"].as_str().expect("a name").to_owned()).collect::<Vec<_>>();
    let view = server.json("/jenkins/view/Ops%20view/api/json?tree=name,jobs[name,jobs[name,color]]");
    assert_eq!(names(&view), ["Ops Team", "release"]);
    assert_eq!(names(&view["jobs"][0]).len(), 3);
    assert!(names(&server.json("/jenkins/view/all/api/json")).len() > 20);
    assert_eq!(status(&server.get("/jenkins/view/nope/api/json")), 404);
    let root = server.json("/jenkins/api/json?tree=views[name],jobs[name,jobs[name,jobs[name,lastBuild[number]]]]");
    assert_eq!(root["views"][0]["name"], "Ops view");
    let team = root["jobs"].as_array().expect("jobs").iter().find(|j| j["name"] == "Ops Team").expect("the folder").clone();
    assert!(names(&team).contains(&"eu + us".to_owned()));
    assert_eq!(server.json("/jenkins/job/Ops%20Team/api/json?depth=2")["jobs"][1]["name"], "deploy");
}

#[test]
fn deep_expressions_do_no_harm() {
    let mut server = Server::new(Plugins::default());
    let deep = format!("{}{}", "a[".repeat(2600), "]".repeat(2600));
    for path in ["/jenkins/job/quick/api/json", "/jenkins/blue/rest/organizations/jenkins/"] {
        let answer = server.get(&format!("{path}?tree={deep}"));
        assert!(matches!(status(&answer), 200 | 500), "{path}");
    }
}

#[test]
fn permalinks_stand_for_runs_by_how_they_ended() {
    let mut server = Server::new(Plugins::default());
    server.run("unstable only", 1);
    server.run("unstable only", 2);
    for (link, wanted) in [
        ("lastBuild", 200),
        ("lastSuccessfulBuild", 200),
        ("lastUnstableBuild", 200),
        ("lastUnsuccessfulBuild", 200),
        ("lastStableBuild", 404),
        ("lastFailedBuild", 404),
        ("lastNope", 404),
    ] {
        let answer = server.get(&format!("/jenkins/job/unstable%20only/{link}/api/json?tree=number"));
        assert_eq!((status(&answer), text(&answer).contains("\"number\":2")), (wanted, wanted == 200), "{link}");
    }
}

#[test]
fn wfapi_repeats_the_url_by_which_the_caller_came() {
    let mut server = Server::new(Plugins::default());
    server.run("release", 18);
    let run = server.json("/jenkins/view/Ops%20view/job/release/lastBuild/wfapi/describe?fullStages=true");
    assert_eq!(run["_links"]["self"]["href"], "/jenkins/view/Ops%20view/job/release/lastBuild/wfapi/describe");
    let atom = &run["stages"][0]["stageFlowNodes"][0];
    assert_eq!(atom["_links"]["log"]["href"], "/jenkins/view/Ops%20view/job/release/lastBuild/execution/node/5/wfapi/log");
    let runs = server.json("/jenkins/job/RELEASE/wfapi/runs");
    assert_eq!(runs[0]["_links"]["self"]["href"], "/jenkins/job/RELEASE/18/wfapi/describe");
    let node = server.json("/jenkins/job/release/18/execution/node/5/wfapi/describe");
    assert_eq!(node["_links"]["self"]["href"], "/jenkins/job/release/18/execution/node/5/wfapi/describe");
    assert_eq!(server.json("/jenkins/job/release/wfapi/describe")["_links"]["runs"]["href"], "/jenkins/job/release/wfapi/runs");
}
