//! Jenkinsfiles that run: what their logs say, and what their inputs give.

use crate::exchange::load;
use crate::server::{Server, header, text};

/// What a script says, without the lines of Pipeline itself.
fn said(script: &str) -> String {
    lines(&Server::new().log_of(script))
}

fn lines(log: &str) -> String {
    log.lines().filter(|l| !l.starts_with("[Pipeline]")).collect::<Vec<_>>().join("\n")
}

#[test]
fn texts_variables_loops_and_conditions() {
    let script = r#"
        // a comment
        def who = 'you' /* another */
        echo "hi ${who}, $who and \$who"
        echo 'no ${interpolation}\there'
        int n = 2
        n += 3
        echo "${n + 1} ${n > 4 ? 'big' : 'small'} ${[a: 1, 'b c': 'x'].size()} ${[1, 2]} ${[:]}"
        for (int i = 0; i < 3; i++) { echo "line ${i}" }
        2.times { echo "round ${it}" }
        ['x', 'y'].each { v -> echo v }
        if (who == 'you' && !(n < 5)) { echo 'yes' } else { echo 'no' }
        global = 'seen'
        stage('S') { global = 'set'; def who2 = 'inner' }
        echo """${global} in
two lines"""
        echo "${env.BUILD_NUMBER} ${env.JOB_NAME} ${BUILD_TAG} ${env.NOTHING} ${params.NOTHING} ${currentBuild.currentResult}"
    "#;
    let expected = "hi you, you and $who\nno ${interpolation}\there\n6 big 2 [1, 2] [:]\nline 0\nline 1\nline 2\nround 0\nround 1\nx\ny\nyes\nset in\ntwo lines\n1 made jenkins-made-1 null null SUCCESS\nFinished: SUCCESS";
    assert_eq!(said(script), expected);
}

#[test]
fn a_run_that_never_ends_is_ended() {
    let log = said("900.times { 900.times { x = 1 } }");
    assert!(log.contains("the simulation takes no more than 200000 steps in a run"), "{log}");
    assert!(log.ends_with("Finished: FAILURE"), "{log}");
}

#[test]
fn blocks_are_marked_as_jenkins_marks_them() {
    let log =
        Server::new().log_of("stage('A') {\n  node {\n    sh 'true'\n  }\n  timeout(time: 1, unit: 'MINUTES') { sleep(time: 500, unit: 'MILLISECONDS') }\n}");
    let expected = "[Pipeline] stage\n[Pipeline] { (A)\n[Pipeline] node\nRunning on Jenkins in /srv/data/jenkins/workspace/made\n[Pipeline] {\n[Pipeline] sh\n+ true\n[Pipeline] }\n[Pipeline] // node\n[Pipeline] timeout\nTimeout set to expire in 1 min 0 sec\n[Pipeline] {\n[Pipeline] sleep\nSleeping for 0.5 sec\n[Pipeline] }\n[Pipeline] // timeout\n[Pipeline] }\n[Pipeline] // stage\n[Pipeline] End of Pipeline\nFinished: SUCCESS\n";
    assert_eq!(log, expected);
}

#[test]
fn errors_end_the_run_with_their_last_word() {
    assert_eq!(said("stage('A') { error 'boom' }\necho 'never'"), "ERROR: boom\nFinished: FAILURE");
    assert_eq!(said("catchError { error 'caught' }\necho 'on'"), "ERROR: caught\non\nFinished: FAILURE");
    assert_eq!(said("unstable('flaky')\ncurrentBuild.result = 'SUCCESS'"), "WARNING: flaky\nFinished: UNSTABLE");
    assert_eq!(said("currentBuild.result = 'UNSTABLE'\necho currentBuild.result"), "UNSTABLE\nFinished: UNSTABLE");
    assert_eq!(
        said("node { sh 'echo a; exit 3' }"),
        "Running on Jenkins in /srv/data/jenkins/workspace/made\n+ echo a\na\n+ exit 3\nERROR: script returned exit code 3\nFinished: FAILURE"
    );
    assert_eq!(said("echo missing"), "groovy.lang.MissingPropertyException: No such property: missing for class: groovy.lang.Binding\nFinished: FAILURE");
    assert!(said("sh 'true'").contains("MissingContextVariableException: Required context class hudson.Launcher is missing\nPerhaps you forgot"));
    assert_eq!(
        said("timeout(time: 2, unit: 'SECONDS') { sleep 30 }"),
        "Timeout set to expire in 2 sec\nSleeping for 30 sec\nCancelling nested steps due to timeout\nTimeout has been exceeded\nFinished: ABORTED"
    );
}

#[test]
fn branches_end_one_by_one() {
    let both = "parallel(a: { sleep 1; error 'boom' }, 'b c': { sleep 3; echo 'done' })";
    assert_eq!(said(both), "Sleeping for 1 sec\nSleeping for 3 sec\ndone\nFailed in branch a\nERROR: boom\nFinished: FAILURE");
    let fast = "parallel a: { sleep 1\n error 'boom' }, b: { sleep 3; echo 'never' }, failFast: true";
    assert_eq!(said(fast), "Sleeping for 1 sec\nSleeping for 3 sec\nFailed in branch a\nFailed in branch b\nERROR: boom\nFinished: FAILURE");
}

#[test]
fn a_branch_that_is_rejected_leaves_the_other_waiting() {
    let mut server = Server::new();
    server.pipeline("made", "parallel(a: { input id: 'A', message: 'a?' }, b: { input id: 'B', message: 'b?'; echo 'b went on' })");
    server.post("/jenkins/job/made/build", "");
    server.now += 1_000;
    assert_eq!(server.post("/jenkins/job/made/1/input/A/abort", "").status(), 200);
    assert_eq!(server.json("/jenkins/job/made/1/api/json")["building"], true);
    assert_eq!(server.json("/jenkins/job/made/1/wfapi/pendingInputActions").as_array().map(Vec::len), Some(1));
    assert_eq!(server.post("/jenkins/job/made/1/input/B/proceedEmpty", "").status(), 200);
    let log = server.log("made");
    assert!(
        log.ends_with(
            "b went on\n[Pipeline] }\nFailed in branch a\n[Pipeline] // parallel\n[Pipeline] End of Pipeline\nRejected by Admin User\nFinished: ABORTED\n"
        ),
        "{log}"
    );
    let actions = server.json("/jenkins/job/made/1/api/json?tree=actions[causes[shortDescription]]");
    assert!(actions.to_string().contains("Rejected by Admin User"));
}

/// `input-values/002-all-console` and its like: the same form, the same lines.
#[test]
fn inputs_give_what_the_recordings_show() {
    let mut server = Server::new();
    let all = r#"
        def x
        stage('Ask') {
            x = input(id: 'All-kinds', message: 'Fill in everything', ok: 'Send', submitterParameter: 'WHO', parameters: [
                string(name: 'STR', defaultValue: 'dflt', description: 'a string'), string(name: 'TRIM', defaultValue: 't', trim: true),
                text(name: 'TEXT', defaultValue: 'l1\nl2', description: 'text'), booleanParam(name: 'BOOL', defaultValue: true),
                choice(name: 'CHOICE', choices: ['a', 'b & c']), password(name: 'PASS', defaultValue: 'hunter2'),
                run(name: 'RUN', projectName: 'Test Workflow'), credentials(name: 'CRED', defaultValue: '')
            ])
        }
        for (k in ['STR', 'TRIM', 'TEXT', 'BOOL', 'CHOICE', 'PASS', 'RUN', 'CRED', 'WHO']) {
            echo x.containsKey(k) ? "got ${k} = [${x[k]}] length=${x[k].toString().length()}" : "got ${k} = absent"
        }
    "#;
    server.pipeline("made", all);
    server.post("/jenkins/job/made/build", "");
    let form = r#"{"parameter": [{"name": "STR", "value": "a b+c&é \"q\" <x>"}, {"name": "TRIM", "value": " x "}, {"name": "TEXT", "value": "l1\nl2\nl3"}, {"name": "BOOL", "value": false}, {"name": "CHOICE", "value": "b & c"}, {"name": "PASS", "value": "<DEFAULT>"}, {"name": "RUN", "runId": "Test Workflow#3"}, {"name": "CRED", "value": ""}]}"#;
    let encoded: String = form.bytes().map(|b| format!("%{b:02X}")).collect();
    assert_eq!(
        server
            .send("releaser", "POST", "/jenkins/job/made/1/input/All-kinds/proceed", "application/x-www-form-urlencoded", &format!("json={encoded}"))
            .status(),
        200
    );
    let expected = "Input requested\nApproved by Releaser User\ngot STR = [a b+c&é \"q\" <x>] length=15\ngot TRIM = [x] length=1\ngot TEXT = [l1\nl2\nl3] length=8\ngot BOOL = [false] length=5\ngot CHOICE = [b & c] length=5\ngot PASS = [hunter2] length=7\ngot RUN = [Test Workflow #3] length=16\ngot CRED = [] length=0\ngot WHO = [releaser] length=8\nFinished: SUCCESS";
    assert_eq!(lines(&server.log("made")), expected);
}

/// The shapes of `input-values`: nothing, a bare value, a map in the order of Java's `HashMap`.
#[test]
fn how_many_values_come_decides_what_a_script_gets() {
    let one = "def x = input id: 'One', message: 'One?', parameters: [string(name: 'A', defaultValue: 'a')]\necho \"result is [${x}]\"";
    let none = "x = input 'Go?'\necho \"result is [${x}]\"";
    let named = "def x = input message: 'Go?', submitterParameter: 'WHO'\necho \"result is [${x}]\"";
    let two = "def x = input(message: 'Two?', parameters: [string(name: 'zulu'), string(name: 'A')])\necho \"result is [${x}] ${x.A}\"";
    for (script, form, result) in [
        (one, r#"{"parameter":{"name":"A","value":"1"}}"#, "[1]"),
        (one, "{}", "[null]"),
        (none, "{}", "[null]"),
        (named, "{}", "[admin]"),
        (two, r#"{"parameter":[{"name":"zulu","value":"z"},{"name":"A","value":"1"}]}"#, "[[A:1, zulu:z]] 1"),
    ] {
        let mut server = Server::new();
        server.pipeline("made", script);
        server.post("/jenkins/job/made/build", "");
        let pending = server.json("/jenkins/job/made/1/wfapi/nextPendingInputAction");
        let id = pending["id"].as_str().expect("an id").to_owned();
        assert_eq!(server.post(&format!("/jenkins/job/made/1/input/{id}/proceed"), &format!("json={form}")).status(), 200, "{script}");
        let log = server.log("made");
        assert!(log.contains(&format!("\nresult is {result}\n")), "{log}");
    }
    assert!(said("def x = 'bare'\necho \"${x.A}\"").starts_with("groovy.lang.MissingPropertyException: No such property: A for class: java.lang.String"));
}

/// `trigger-params/010-none-console`: what is not sent has its default, a run none.
#[test]
fn parameters_of_the_job_are_seen() {
    let mut server = Server::new();
    let script = "for (k in ['STR', 'BOOL', 'PASS', 'RUN']) { echo \"param ${k}=[${params[k]}] env=[${env[k]}]\" }";
    let xml = text(&server.get("/jenkins/job/kinds/config.xml"));
    let escaped = script.replace('&', "&amp;").replace('<', "&lt;");
    let xml = xml.replace("<properties>", &format!("<definition><script>{escaped}</script></definition><properties>"));
    assert_eq!(server.create("/jenkins/createItem?name=made", &xml).status(), 200);
    assert_eq!(server.post("/jenkins/job/made/buildWithParameters", "PASS=hunter2&STR=a%20b").status(), 201);
    let expected = "param STR=[a b] env=[a b]\nparam BOOL=[true] env=[true]\nWarning: A secret was passed to \"echo\" using Groovy String interpolation, which is insecure.\n\t\t Affected argument(s) used the following variable(s): [PASS]\n\t\t See https://jenkins.io/redirect/groovy-string-interpolation for details.\nparam PASS=[hunter2] env=[hunter2]\nparam RUN=[null] env=[null]\nFinished: SUCCESS";
    assert_eq!(lines(&server.log("made")), expected);
}

#[test]
fn files_are_written_and_kept() {
    let mut server = Server::new();
    let script = "node {\n  writeFile file: 'out/a b.txt', text: \"one\\n\"\n  writeFile(file: 'top.log', text: 'two')\n  archiveArtifacts artifacts: 'out/**, *.log'\n}";
    assert!(server.log_of(script).ends_with("Finished: SUCCESS\n"));
    let artifacts = server.json("/jenkins/job/made/1/api/json?tree=artifacts[relativePath]");
    assert_eq!(artifacts["artifacts"], serde_json::json!([{"relativePath": "out/a b.txt"}, {"relativePath": "top.log"}]));
    assert_eq!(text(&server.get("/jenkins/job/made/1/artifact/out/a%20b.txt")), "one\n");
    assert!(
        said("node { archiveArtifacts 'nope/*' }")
            .ends_with("ERROR: No artifacts found that match the file pattern \"nope/*\". Configuration error?\nFinished: FAILURE")
    );
}

#[test]
fn declarative_pipelines_run_their_stages() {
    let script = "pipeline {\n  agent any\n  stages {\n    stage('One') { steps { echo 'first'; script { def x = 1\n echo \"x ${x}\" } } }\n    stage('Fan') { parallel { stage('l') { steps { echo 'l' } }\n stage('r') { steps { sleep 1 } } } }\n  }\n}";
    let mut server = Server::new();
    let log = server.log_of(script);
    assert!(log.starts_with("[Pipeline] node\nRunning on Jenkins in /srv/data/jenkins/workspace/made\n[Pipeline] {\n[Pipeline] stage\n[Pipeline] { (One)\n[Pipeline] echo\nfirst\n"), "{log}");
    assert!(log.contains("[Pipeline] { (Branch: l)\n[Pipeline] { (Branch: r)\n[Pipeline] stage\n[Pipeline] { (l)\n"), "{log}");
    assert!(log.ends_with("[Pipeline] // node\n[Pipeline] End of Pipeline\nFinished: SUCCESS\n"), "{log}");
    let described = server.json("/jenkins/job/made/1/wfapi/describe");
    assert_eq!(described["status"], "SUCCESS");
}

#[test]
fn a_script_that_is_not_understood_does_not_run() {
    let mut server = Server::new();
    let log = server.log_of("stage('A') {\n  frobnicate 'x'\n}");
    assert_eq!(
        log,
        "Started by user Admin User\nRunning in Durability level: MAX_SURVIVABILITY\norg.codehaus.groovy.control.MultipleCompilationErrorsException: startup failed:\nWorkflowScript: 2: the simulation does not know the step 'frobnicate' @ line 2, column 3.\n\n1 error\n\nFinished: FAILURE\n"
    );
    assert_eq!(server.json("/jenkins/job/made/1/api/json")["result"], "FAILURE");
    let described = server.json("/jenkins/job/made/1/wfapi/describe");
    assert_eq!((&described["status"], &described["stages"]), (&serde_json::json!("FAILED"), &serde_json::json!([])));
    assert_eq!(header(&server.get("/jenkins/job/made/1/stop"), "allow"), None);
}

#[test]
fn a_loop_of_thousands_is_a_log_of_thousands() {
    let log = said("for (int i = 0; i < 2000; i++) { echo \"line ${i}\" }");
    assert_eq!(log.lines().count(), 2001);
    assert!(log.contains("\nline 1999\n"));
}

/// The whole text that was recorded.
fn recorded(scenario: &str, name: &str) -> String {
    let exchanges = load(scenario);
    let exchange = exchanges.iter().find(|e| e.name == name).expect("a recording");
    exchange.text(&["response", "body"]).replace("\r\n", "\n")
}

/// A job that `releaser` starts; what happens then; its log word for word.
fn as_recorded(script: &str, scenario: &str, name: &str, then: impl FnOnce(&mut Server, &str)) {
    let mut server = Server::new();
    server.pipeline("made", script);
    assert_eq!(server.send("releaser", "POST", "/jenkins/job/made/build", "", "").status(), 201);
    server.now += 1_000;
    then(&mut server, "/jenkins/job/made/1");
    server.now += 60_000;
    assert_eq!(text(&server.get("/jenkins/job/made/1/consoleText")), recorded(scenario, name), "{scenario}/{name}");
}

fn press(server: &mut Server, path: &str, form: &str) {
    let answer = server.send("releaser", "POST", path, "application/x-www-form-urlencoded", form);
    assert!(answer.status().as_u16() < 400, "{path}");
    server.now += 1_000;
}

#[test]
fn logs_are_word_for_word_those_of_the_recordings() {
    let sleeper = "stage('Sleep') { sleep 600 }";
    as_recorded(sleeper, "plugins-2026/stop", "010-console", |server, run| press(server, &format!("{run}/stop"), ""));
    as_recorded(sleeper, "plugins-2026/stop", "018-kill-console", |server, run| press(server, &format!("{run}/kill"), ""));
    let timed = "timeout(time: 4, unit: 'SECONDS') { input id: 'Timed', message: 'Be quick' }\necho 'in time'";
    as_recorded(timed, "plugins-2026/input-read", "098-timed-out-console", |_, _| {});
    let two = "stage('Fan out') {\n  parallel('eu west': { stage('EU') { def x = input id: 'eu', message: 'Deploy EU?'\n echo \"eu result=[${x}]\" } },\n    'us east': { stage('US') { def x = input id: 'us', message: 'Deploy US?', parameters: [choice(name: 'WINDOW', choices: ['now', 'later'])]\n echo \"us result=[${x}]\" } })\n}\nstage('Done') { echo 'both approved' }";
    as_recorded(two, "plugins-2026/input-read", "046-two-done-console", |server, run| {
        press(server, &format!("{run}/input/Us/proceed"), "json={\"parameter\":{\"name\":\"WINDOW\",\"value\":\"later\"}}");
        press(server, &format!("{run}/input/Eu/abort"), "");
    });
    let gate = "input id: 'V-gate', message: 'Viewer decides', submitter: 'viewer', submitterParameter: 'WHO'";
    as_recorded(gate, "plugins-2026/input-read", "056-viewer-gate-console", |_, _| {});
    let captions = "input id: 'Cap', message: 'With captions', ok: 'Ship', cancel: 'Not today'";
    as_recorded(captions, "plugins-2026/input-read", "071-cancel-caption-console", |_, _| {});
    let file = "input id: 'F', message: 'A file', parameters: [file(name: 'F')]";
    as_recorded(file, "plugins-2026/input-read", "081-file-input-console", |_, _| {});
}

#[test]
fn shells_fail_and_take_their_time() {
    assert!(said("node { sh 'false' }").ends_with("+ false\nERROR: script returned exit code 1\nFinished: FAILURE"));
    let late = "timeout(time: 2, unit: 'SECONDS') { node { sh 'sleep 30' } }";
    assert!(said(late).ends_with("+ sleep 30\nCancelling nested steps due to timeout\nTimeout has been exceeded\nFinished: ABORTED"));
    assert!(said("node { bat 'dir' }").ends_with("ERROR: Batch scripts can only be run on Windows nodes\nFinished: FAILURE"));
    let empty = "node { archiveArtifacts artifacts: 'nope/*', allowEmptyArchive: true }";
    assert!(said(empty).ends_with("No artifacts found that match the file pattern \"nope/*\". Configuration error?\nFinished: SUCCESS"));
}
