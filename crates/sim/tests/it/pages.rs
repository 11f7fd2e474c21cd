//! Pages of inputs, the crumb as XML, and artifacts that are kept elsewhere.

use crate::server::{Server, header, text};
use bellpull_sim::{Scenario, Sim};
use http::Request;

#[test]
fn inputs_have_pages_and_a_dialog() {
    let mut server = Server::new();
    assert!(server.sim.start_run(server.now, "release", 18));
    let all = text(&server.get("/jenkins/job/release/18/input/"));
    assert!(all.contains("<h1>Approve release?</h1><form method=\"post\" autocomplete=\"off\" name=\"Proceed-to-prod\" action=\"Proceed-to-prod/submit\">"));
    assert!(all.contains("<input name=\"name\" type=\"hidden\" value=\"REGION\"><select name=\"value\"><option value=\"eu\">eu</option>"));
    assert!(!all.contains("s3cret") && all.contains("value=\"&lt;DEFAULT&gt;\""));
    let one = server.get("/jenkins/job/release/18/input/Proceed-to-prod/");
    assert_eq!((header(&one, "content-type"), text(&one).starts_with("<h1>Approve release?</h1><form ")), (None, true));
    let dialog = server.get("/jenkins/job/release/18/input/Proceed-to-prod/dialog");
    assert_eq!((header(&dialog, "x-dialog-title").as_deref(), text(&dialog).starts_with("<form ")), (Some("pprove release?"), true));
    for path in ["input", "input/Proceed-to-prod"] {
        let answer = server.get(&format!("/jenkins/job/release/18/{path}"));
        let location = format!("http://127.0.0.1:8081/jenkins/job/release/18/{path}/");
        assert_eq!((answer.status().as_u16(), header(&answer, "location")), (302, Some(location)));
    }
    for path in ["input/api/json", "input/Proceed-to-prod/api/json", "input/proceed-to-prod/", "input/Other/dialog"] {
        assert_eq!(server.get(&format!("/jenkins/job/release/18/{path}")).status(), 404, "{path}");
    }
}

/// `input-read/086-unsafe-id-console` and `081-file-input-console`.
#[test]
fn newer_input_steps_refuse_odd_ids_and_files() {
    let script = "input id: 'a b/c%d', message: 'x'";
    assert_eq!(
        Server::new().log_of(script),
        "[Pipeline] input\n[Pipeline] End of Pipeline\njava.lang.IllegalArgumentException: InputStep id is required to be URL safe, but the provided id A b/c%d is not safe\nFinished: FAILURE\n"
    );
    let file = "input message: 'x', parameters: [file(name: 'F')]";
    let said = Server::new().log_of(file);
    assert!(said.starts_with("[Pipeline] input\n[Pipeline] End of Pipeline\nERROR: Support for FileParameters in the input step is disabled"), "{said}");
    let mut scenario = Scenario::builtin();
    scenario.plugins.input_export = false;
    let mut older = Server::new();
    older.sim = Sim::new(scenario);
    older.pipeline("made", script);
    older.post("/jenkins/job/made/build", "");
    assert_eq!(older.json("/jenkins/job/made/1/wfapi/pendingInputActions")[0]["id"], "A b/c%d");
}

/// `crumbs/002-issuer-xml` to `004`.
#[test]
fn the_crumb_comes_as_xml_and_as_text() {
    let mut server = Server::new();
    let xml = server.get("/jenkins/crumbIssuer/api/xml");
    assert_eq!(header(&xml, "content-type").as_deref(), Some("application/xml;charset=UTF-8"));
    assert!(
        text(&xml).starts_with("<defaultCrumbIssuer _class='hudson.security.csrf.DefaultCrumbIssuer'><crumb>")
            && text(&xml).contains("</crumb><crumbRequestField>Jenkins-Crumb<")
    );
    let plain = server.get("/jenkins/crumbIssuer/api/xml?xpath=concat(//crumbRequestField,%22:%22,//crumb)");
    assert_eq!(header(&plain, "content-type").as_deref(), Some("text/plain;charset=utf-8"));
    let (name, crumb) = text(&plain).split_once(':').map(|(n, c)| (n.to_owned(), c.to_owned())).expect("a pair");
    assert_eq!(name, "Jenkins-Crumb");
    let cookie = header(&plain, "set-cookie").and_then(|c| c.split(';').next().map(str::to_owned)).expect("a session");
    // It is good for the session that came with it.
    let request = Request::post("/jenkins/job/quick/build").header("host", "h").header("cookie", cookie).header("jenkins-crumb", crumb);
    let request = request.header("authorization", format!("Basic {}", base64_of("admin:password-1-"))).body(Vec::new()).expect("a request");
    assert_eq!(server.sim.handle(server.now, &request).status(), 201);
    assert_eq!(server.get("/jenkins/crumbIssuer/api/xml?xpath=//nothing").status(), 404);
}

fn base64_of(text: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(text)
}

#[test]
fn artifacts_that_are_kept_elsewhere_are_fetched_there_without_credentials() {
    let mut scenario = Scenario::builtin();
    scenario.artifact_host = Some("localhost".to_owned());
    let mut server = Server::new();
    server.sim = Sim::new(scenario);
    server.pipeline("made", "node { writeFile file: 'out/a b+c.txt', text: 'kept'\n archiveArtifacts '**' }");
    server.post("/jenkins/job/made/build", "");
    let answer = server.get("/jenkins/job/made/1/artifact/out/a%20b+c.txt");
    let location = header(&answer, "location").expect("elsewhere");
    assert_eq!((answer.status().as_u16(), text(&answer).as_str()), (302, ""));
    let (url, signature) = location.split_once('?').expect("signed");
    assert_eq!(url, "http://localhost:8081/bucket/made/1/artifacts/out/a%20b+c.txt");
    let mut fetch = |path: &str, extra: Option<(&str, &str)>| {
        let mut request = Request::get(path.trim_start_matches("http://localhost:8081")).header("host", "localhost:8081");
        if let Some((name, value)) = extra {
            request = request.header(name, value);
        }
        let answer = server.sim.handle(server.now, &request.body(Vec::new()).expect("a request"));
        let seen = server.sim.requests().last().expect("it was seen");
        assert_eq!(seen.host, "localhost:8081");
        (answer.status().as_u16(), text(&answer), seen.authorization, seen.cookie)
    };
    assert_eq!(fetch(&location, None), (200, "kept".to_owned(), false, false));
    assert_eq!(fetch(&location, Some(("range", "bytes=1-2"))), (206, "ep".to_owned(), false, false));
    assert_eq!(fetch(&location, Some(("cookie", "a=b"))), (200, "kept".to_owned(), false, true));
    let (status, said, authorization, _) = fetch(&location, Some(("authorization", "Basic eA==")));
    assert_eq!((status, said.contains("Only one auth mechanism allowed"), authorization), (400, true, true));
    assert_eq!(fetch(url, None).0, 403);
    assert_eq!(fetch(&format!("http://localhost:8081/bucket/made/1/artifacts/nope?{signature}"), None).0, 404);
    // Lists are Jenkins' own.
    assert_eq!(text(&server.get("/jenkins/job/made/1/artifact/*plain*")), "out/a b+c.txt\n");
}

/// `log/037-ansi-html`: the same nodes with the same attributes.
#[test]
fn the_log_as_html_tells_which_step_said_what() {
    let mut server = Server::new();
    server.log_of("node { stage('Colour') { sh 'true'; echo 'https://example.com/?a=1&b=2' } }");
    let answer = server.get("/jenkins/job/made/1/logText/progressiveHtml?start=0");
    let expected = "Started by user <a href='/jenkins/user/admin' class='model-link'>Admin User</a>\nRunning in Durability level: MAX_SURVIVABILITY\n<span class=\"pipeline-new-node\" nodeId=\"2\" startId=\"2\">[Pipeline] Start of Pipeline\n</span><span class=\"pipeline-new-node\" nodeId=\"3\" startId=\"3\" enclosingId=\"2\">[Pipeline] node\n</span><span class=\"pipeline-node-3\">Running on Jenkins in /srv/data/jenkins/workspace/made\n</span><span class=\"pipeline-new-node\" nodeId=\"4\" startId=\"4\" enclosingId=\"3\">[Pipeline] {\n</span><span class=\"pipeline-new-node\" nodeId=\"5\" startId=\"5\" enclosingId=\"4\">[Pipeline] stage\n</span><span class=\"pipeline-new-node\" nodeId=\"6\" startId=\"6\" enclosingId=\"5\" label=\"Colour\">[Pipeline] { (Colour)\n</span><span class=\"pipeline-new-node\" nodeId=\"7\" enclosingId=\"6\">[Pipeline] sh\n</span><span class=\"pipeline-node-7\">+ true\n</span><span class=\"pipeline-new-node\" nodeId=\"8\" enclosingId=\"6\">[Pipeline] echo\n</span><span class=\"pipeline-node-8\"><a href='https://example.com/?a=1&b=2'>https://example.com/?a=1&amp;b=2</a>\n</span><span class=\"pipeline-new-node\" nodeId=\"9\" startId=\"6\">[Pipeline] }\n</span><span class=\"pipeline-new-node\" nodeId=\"10\" startId=\"5\">[Pipeline] // stage\n</span><span class=\"pipeline-new-node\" nodeId=\"11\" startId=\"4\">[Pipeline] }\n</span><span class=\"pipeline-new-node\" nodeId=\"12\" startId=\"3\">[Pipeline] // node\n</span><span class=\"pipeline-new-node\" nodeId=\"13\" startId=\"2\">[Pipeline] End of Pipeline\n</span>Finished: SUCCESS\n";
    assert_eq!(text(&answer).replace("\r\n", "\n"), expected);
}
