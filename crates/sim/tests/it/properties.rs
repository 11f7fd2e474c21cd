//! Whatever is asked, it answers.

use crate::play::credential;
use crate::server::{Server, text};
use bellpull_sim::{GraphView, Scenario, Sim};
use http::Request;
use proptest::prelude::*;

const CORE: &[&str] = &[
    "job",
    "release",
    "kinds",
    "archiver",
    "5",
    "lastBuild",
    "api",
    "json",
    "build",
    "buildWithParameters",
    "input",
    "proceed",
    "submit",
    "abort",
    "wfapi",
    "describe",
    "runs",
    "changesets",
    "artifacts",
    "inputSubmit",
    "queue",
    "item",
    "cancelItem",
    "%zz",
    "..;",
    "%2e%2e",
    "view",
    "Ops%20view",
    "logText",
    "log",
    "progressiveText",
    "stop",
    "crumbIssuer",
    "Ops%20Team",
    "multi",
    "feature%252Fux-1",
    "artifact",
    "dist",
    "*plain*",
    "execution",
    "node",
    "quietDown",
    "stages",
    "tree",
    "allSteps",
    "cancel",
    "rerun",
    "multi-pipeline-graph",
    "createItem",
    "config.xml",
    "doDelete",
    "disable",
    "enable",
    "dialog",
];

const BLUE: &[&str] = &[
    "organizations",
    "jenkins",
    "pipelines",
    "release",
    "kinds",
    "multi",
    "branches",
    "feature%252Fux-1",
    "main",
    "Ops%20Team",
    "slow%20queue",
    "runs",
    "5",
    "18",
    "99999999999",
    "nodes",
    "steps",
    "4",
    "15",
    "log",
    "stop",
    "replay",
    "restart",
    "queue",
    "favorite",
    "favorites",
    "users",
    "user",
    "admin",
    "classes",
    "search",
    "scm",
    "content",
    "github",
    "validate",
    "artifacts",
    "changeSet",
    "tests",
    "blueTestSummary",
    "latestRun",
    "enable",
    "%C3%28",
    "%zz",
];

/// Prefixes that lead deep, so that the rest is not lost among 404.
const DEEP: &[&str] = &[
    "",
    "/job/release/18",
    "/job/release/18/execution/node/15",
    "/job/archiver/1",
    "/job/release/18/stages",
    "/blue/rest",
    "/blue/rest/organizations/jenkins",
    "/blue/rest/organizations/jenkins/pipelines/release/runs",
    "/blue/rest/organizations/jenkins/pipelines/release/runs/18",
    "/blue/rest/organizations/jenkins/pipelines/multi",
    "/blue/rest/search",
    "/jwt-auth",
];

const QUERIES: &[&str] =
    &["q", "tree", "depth", "start", "limit", "thresholdInKB", "filter", "nodeId", "path", "branch", "since", "fullStages", "timeOutInSecs", "startByte"];

fn path() -> impl Strategy<Value = String> {
    let part = prop_oneof![proptest::sample::select(CORE), proptest::sample::select(BLUE)];
    let name = prop_oneof![proptest::sample::select(QUERIES).prop_map(str::to_owned), "[a-z]{0,6}"];
    let value = prop_oneof!["[ -~é]{0,12}", "-?[0-9]{1,20}", Just("type:pipeline;pipeline:*e*".to_owned()), Just("a[b{1,2},*]".to_owned())];
    (proptest::sample::select(DEEP), proptest::collection::vec(part, 0..6), name, value, any::<bool>()).prop_map(|(deep, parts, name, value, slash)| {
        let value: String = value.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect();
        let below: String = parts.iter().map(|p| format!("/{p}")).collect();
        format!("/jenkins{deep}{below}{}?{name}={value}", if slash { "/" } else { "" })
    })
}

const SAID: &[&str] = &[
    "{}",
    "{\"parameters\":[]}",
    "{\"parameters\":[{\"name\":\"REGION\",\"value\":7}]}",
    "{\"id\":\"Proceed-to-prod\",\"parameters\":{\"name\":1}}",
    "{\"id\":\"Proceed-to-prod\",\"abort\":true}",
    "{\"favorite\":true}",
    "{\"restart\":true}",
    "{\"q\":[\"x\",1]}",
    "{\"name\":\"é\",\"$class\":\"x\"}",
    "json=%7B%7D&proceed=",
    "[1]",
    "<project/>",
    "<flow-definition><definition><script>input 'x'</script></definition></flow-definition>",
    "<com.cloudbees.hudson.plugins.folder.Folder/>",
];

/// Pieces of scripts, put together at random.
const PIECES: &[&str] = &[
    "echo 'a'\n",
    "echo \"${x} ${params.A} ${env['B']}\"\n",
    "x = [x]\n",
    "def x = 'a'\n",
    "x += x\n",
    "sleep 1\n",
    "error 'no'\n",
    "unstable 'u'\n",
    "stage('S') {\n",
    "node {\n",
    "}\n",
    "catchError {\n",
    "timeout(time: 1, unit: 'SECONDS') {\n",
    "parallel(a: {\n",
    "}, b: {\n",
    "}, failFast: true)\n",
    "})\n",
    "for (int i = 0; i < 50; i++) {\n",
    "900.times {\n",
    "[1, 2].each { v ->\n",
    "if (x) {\n",
    "} else {\n",
    "sh 'exit 1'\n",
    "writeFile file: 'a', text: 'b'\n",
    "archiveArtifacts '**'\n",
    "x = input 'Go?'\n",
    "currentBuild.result = 'FAILURE'\n",
    "(",
    ")",
    "\"",
    "'",
    "\\",
    "$",
    "${",
    "[",
    ":",
    "pipeline {",
    "agent any\n",
    "stages {",
    "steps {",
    "/*",
];

fn body() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![proptest::sample::select(SAID).prop_map(|s| s.as_bytes().to_vec()).boxed(), proptest::collection::vec(any::<u8>(), 0..60).boxed()]
}

fn server() -> Sim {
    let mut scenario = Scenario::builtin();
    scenario.plugins.graph_view = Some(GraphView::Stages);
    let mut sim = Sim::new(scenario);
    for (job, number) in [("release", 18), ("archiver", 1), ("failing", 1), ("multi/main", 2), ("parallel inputs", 3)] {
        assert!(sim.start_run(1_700_000_000_000, job, number), "{job}");
    }
    sim
}

const STATEMENTS: &[&str] = &[
    "echo 'a'",
    "echo \"${params.A} ${env['B']} ${currentBuild.result}\"",
    "x = 'a'",
    "x = [x]",
    "def x = 'b'",
    "x += x",
    "echo \"$x\"",
    "sleep 1",
    "sleep 70",
    "error 'no'",
    "unstable 'u'",
    "sh 'exit 1'",
    "sh 'true'",
    "writeFile file: 'a', text: 'b'",
    "archiveArtifacts '**'",
    "x = input 'Go?'",
    "currentBuild.result = 'FAILURE'",
];

const BLOCKS: &[&str] = &[
    "stage('S') {",
    "node {",
    "catchError {",
    "timeout(time: 2, unit: 'SECONDS') {",
    "for (int i = 0; i < 4; i++) {",
    "5.times {",
    "[1, 2].each { v ->",
    "if (env.X == null) {",
];

/// Scripts that compile.
fn script() -> impl Strategy<Value = String> {
    let leaf = proptest::sample::select(STATEMENTS).prop_map(str::to_owned);
    leaf.prop_recursive(5, 40, 4, |inner| {
        let body = || proptest::collection::vec(inner.clone(), 0..4).prop_map(|lines| lines.join("\n"));
        let block = (proptest::sample::select(BLOCKS), body()).prop_map(|(open, body)| format!("{open}\n{body}\n}}"));
        let branches = (body(), body(), any::<bool>()).prop_map(|(a, b, fast)| format!("parallel(a: {{\n{a}\n}}, b: {{\n{b}\n}}, failFast: {fast})"));
        prop_oneof![4 => block, 2 => branches, 1 => body()]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_request_is_answered(
        paths in proptest::collection::vec(path(), 1..6),
        verb in proptest::sample::select(&["GET", "GET", "POST", "PUT", "DELETE", "HEAD", "PATCH"][..]),
        kind in proptest::sample::select(&["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=B", "multipart/form-data; boundary=", "application/xml", "x"][..]),
        body in body(),
    ) {
        let mut sim = server();
        for (at, path) in paths.iter().enumerate() {
            let request = Request::builder().method(verb).uri(path)
                .header("authorization", credential("Basic {admin:token}")).header("content-type", kind).body(body.clone());
            if let Ok(request) = request {
                let status = sim.handle(1_700_000_000_000 + at as u64 * 1000, &request).status().as_u16();
                prop_assert!((200..600).contains(&status));
                prop_assert!(status != 401 || path.contains("%zz"), "{}", path);
            }
        }
    }

    #[test]
    fn any_script_is_run_or_refused(script in prop_oneof![script(), proptest::collection::vec(proptest::sample::select(PIECES), 0..14).prop_map(|p| p.concat())]) {
        let mut server = Server::new();
        server.pipeline("made", &script);
        server.post("/jenkins/job/made/build", "");
        for path in ["api/json?depth=2", "consoleText", "wfapi/describe?fullStages=true", "wfapi/pendingInputActions", "input/", "logText/progressiveHtml"] {
            prop_assert!(server.get(&format!("/jenkins/job/made/1/{path}")).status().as_u16() < 500, "{}", script);
            server.now += 40_000;
        }
        for path in ["", "nodes/", "steps/", "log/", "artifacts/"] {
            let path = format!("/jenkins/blue/rest/organizations/jenkins/pipelines/made/runs/1/{path}");
            prop_assert!(server.get(&path).status().as_u16() < 500, "{} {}", path, script);
        }
        server.post("/jenkins/job/made/1/stop", "");
        let run = server.json("/jenkins/job/made/1/api/json");
        prop_assert_eq!(&run["building"], false);
        let log = text(&server.get("/jenkins/job/made/1/consoleText"));
        let expected = format!("Finished: {}\n", run["result"].as_str().unwrap_or_default());
        prop_assert!(log.ends_with(&expected), "{}", log);
    }
}
