//! Answers that the simulator does not give: a proxy's, a sign-in's, those of runs with a history.

use bellpull::{Client, Code, Error, Feed, Lost, Output, Request, Response, Sent};
use serde_json::{Value, json};

const JOB: &str = r#"{"buildable":true,"property":[]}"#;

fn client(credentials: &Value) -> Client {
    Client::new(json!({"url": "http://ci/j", "credentials": credentials})).expect("valid")
}

fn token() -> Client {
    client(&json!({"kind": "token", "user": "u", "token": "t"}))
}

fn respond(status: u16, headers: &[(&str, &str)], body: &str) -> Feed {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Feed::Response(Response { status, headers, body: body.as_bytes().to_vec() })
}

fn lost() -> Feed {
    Feed::Lost(Lost::new("reset"))
}

/// Answers each request with what `answer` says for it and its number; what the operation ends with, and its POSTs.
fn ends(client: &Client, operation: Value, mut answer: impl FnMut(&Request, usize) -> Feed) -> (Result<Value, Error>, usize) {
    let mut machine = client.start(operation).expect("an operation");
    let (mut now, mut asked, mut posts) = (0, 0, 0);
    loop {
        match machine.poll_output(now) {
            Output::Send(request) => {
                posts += usize::from(request.method.as_str() == "POST");
                machine.handle_input(answer(&request, asked));
                asked += 1;
                assert!(asked < 1_000, "it has no end");
            }
            Output::Wait { until } => now = until,
            Output::Event(_) => {}
            Output::Done(result) => return (result.map(Value::from), posts),
            Output::AwaitingResponse => unreachable!("each request is answered"),
        }
    }
}

/// A run that goes on: how often an earlier input was rejected, whether `Prod` waits, and who has approved.
fn run(rejections: usize, waits: bool, approvers: &[&str]) -> String {
    let causes = vec![json!({"_class": "org.jenkinsci.plugins.workflow.support.steps.input.Rejection"}); rejections];
    let input = json!({"id": "Prod", "settled": false, "input": {"id": "Prod", "message": "?", "ok": "Go", "parameters": []}});
    let mut actions = vec![
        json!({"_class": "jenkins.model.InterruptedBuildAction", "causes": causes}),
        json!({"_class": "x.InputAction", "executions": if waits { vec![input] } else { vec![] }}),
    ];
    actions.extend(approvers.iter().map(|user| json!({"_class": "x.ApproverAction", "userId": user})));
    json!({"building": true, "actions": actions}).to_string()
}

fn decide(op: &str) -> Value {
    json!({"op": op, "job": "x", "run": 5, "input": "Prod"})
}

#[test]
fn what_a_proxy_gives_up_on_may_have_been_carried_out() {
    for status in [502, 504] {
        let (result, posts) = ends(&token(), json!({"op": "trigger", "job": "quick"}), |request, _| {
            respond(if request.method.as_str() == "POST" { status } else { 200 }, &[], JOB)
        });
        let error = result.expect_err("unconfirmed");
        assert_eq!((error.code(), error.sent(), posts), (Code::TriggerUnconfirmed, Sent::Maybe, 1));
        for op in ["approve", "abort"] {
            let (result, posts) = ends(&token(), decide(op), |_, number| match number {
                0 => respond(200, &[], &run(0, true, &[])),
                1 => respond(status, &[], ""),
                _ => respond(200, &[], &run(0, false, &["u"])),
            });
            assert_eq!((&result.expect("known to be over")["outcome"], posts), (&json!("settled"), 1));
        }
        let (result, _) = ends(&token(), json!({"op": "term", "job": "x", "run": 5}), |_, _| respond(status, &[], ""));
        assert_eq!(result.expect_err("refused").sent(), Sent::Maybe);
    }
}

#[test]
fn a_trigger_that_was_sent_is_never_told_as_not_sent() {
    for (name, answered, code, sent) in
        [("its answer was lost", false, Code::TriggerUnconfirmed, Sent::Maybe), ("Jenkins went away after it", true, Code::Network, Sent::Yes)]
    {
        let (result, posts) = ends(&token(), json!({"op": "trigger", "job": "quick"}), |_, number| match number {
            0 => respond(200, &[], JOB),
            1 if answered => respond(201, &[("Location", "http://ci/j/queue/item/7/")], ""),
            _ => lost(),
        });
        let error = result.expect_err(name);
        assert_eq!((error.code(), error.sent(), posts), (code, sent, 1), "{name}");
    }
}

#[test]
fn an_earlier_rejection_that_was_caught_says_nothing_of_this_decision() {
    for (op, before, after, approvers, outcome) in [
        ("approve", 1, 1, &["u"][..], "approved"),
        ("approve", 1, 2, &[], "superseded"),
        ("abort", 1, 1, &["ann"], "settled"),
        ("abort", 1, 2, &[], "aborted"),
        ("abort", 0, 1, &[], "aborted"),
    ] {
        let (result, _) = ends(&token(), decide(op), |_, number| match number {
            0 => respond(200, &[], &run(before, true, &[])),
            1 => respond(200, &[], ""),
            _ => respond(200, &[], &run(after, false, approvers)),
        });
        assert_eq!(result.expect("answered")["outcome"], outcome, "{op} {before} {after}");
    }
}

#[test]
fn without_a_look_beforehand_a_rejection_in_a_run_that_goes_on_proves_nothing() {
    let (seen, _) = ends(&token(), json!({"op": "inputs", "job": "x", "run": 5}), |_, _| respond(200, &[], &run(1, true, &[])));
    for op in ["approve", "abort"] {
        let mut operation = decide(op);
        operation["known"] = seen.as_ref().expect("inputs")["inputs"][0].clone();
        let (result, _) = ends(&token(), operation, |_, number| respond(200, &[], &if number == 0 { String::new() } else { run(1, false, &[]) }));
        assert_eq!(result.expect("answered")["outcome"], "settled", "{op}");
    }
}

#[test]
fn an_input_that_nobody_has_seen_may_be_still_to_come() {
    for (fingerprint, code) in [(None, Code::InputNotFound), (Some("0f"), Code::InputAlreadySettled)] {
        let mut operation = decide("approve");
        if let Some(fingerprint) = fingerprint {
            operation["fingerprint"] = json!(fingerprint);
        }
        let (result, posts) = ends(&token(), operation, |_, _| respond(200, &[], &run(0, false, &["ann"])));
        let error = result.expect_err("does not wait");
        assert_eq!((error.code(), posts), (code, 0));
        assert!(error.message().contains("Approved so far by ann"), "{error}");
    }
}

#[test]
fn a_stop_that_a_sign_in_answers_is_none() {
    for location in ["https://login.example.com/authorize?x=1", "https://ci/j/job/x/5/stop"] {
        let (result, _) = ends(&token(), json!({"op": "stop", "job": "x", "run": 5}), |_, _| respond(302, &[("Location", location)], ""));
        assert_eq!(result.expect_err(location).code(), if location.contains("login") { Code::SsoRedirect } else { Code::Redirected }, "{location}");
    }
}

#[test]
fn a_session_that_has_ended_is_renewed_where_the_crumb_is_asked_for() {
    let client = client(&json!({"kind": "password", "user": "u", "password": "p"}));
    let mut session = 1;
    let mut stop = |alive: bool| {
        if !alive {
            session += 1;
        }
        let cookie = format!("S={session}; Path=/");
        ends(&client, json!({"op": "stop", "job": "x", "run": 5}), |request, _| {
            let known = request.header("cookie").is_some_and(|sent| cookie.starts_with(sent));
            let path = request.url.trim_start_matches("http://ci/j/").split(['?', '/']).next().unwrap_or_default();
            match path {
                "login" => respond(200, &[("Set-Cookie", &cookie)], "<html>"),
                "j_spring_security_check" => respond(302, &[("Location", "/j/")], ""),
                "whoAmI" => respond(200, &[], r#"{"name":"u","anonymous":false}"#),
                "crumbIssuer" if known => respond(200, &[], r#"{"crumb":"c","crumbRequestField":"Jenkins-Crumb"}"#),
                "crumbIssuer" => respond(403, &[("Content-Type", "text/html")], "<script>window.location.replace('/j/login?from=%2F');</script>"),
                _ if known => respond(302, &[("Location", "/j/job/x/5/")], ""),
                _ => respond(403, &[("Content-Type", "text/html")], "No valid crumb was included in the request"),
            }
        })
        .0
    };
    for alive in [true, false, false] {
        assert_eq!(stop(alive).expect("stopped"), json!({"accepted": true}));
    }
}

#[test]
fn a_server_that_wants_to_be_left_alone_for_long_is_not_waited_for() {
    let (result, _) = ends(&token(), json!({"op": "describe", "job": "x"}), |_, number| {
        assert_eq!(number, 0, "asked again");
        respond(503, &[("Retry-After", "3600")], "")
    });
    assert_eq!(result.expect_err("away").code(), Code::ServerStarting);
}

#[test]
fn a_source_of_stages_that_fails_in_the_midst_of_a_run_is_passed_by() {
    let (mut looks, mut by_wfapi) = (0, 0);
    let (result, _) = ends(&token(), json!({"op": "follow", "job": "x", "run": 5}), |request, _| {
        if request.url.contains("/wfapi/describe") {
            by_wfapi += 1;
            let status = if by_wfapi > 3 { "SUCCESS" } else { "IN_PROGRESS" };
            let stages = json!([{"id": "6", "name": "Build", "status": "SUCCESS", "_links": {}}]);
            return respond(200, &[], &json!({"status": status, "_links": {}, "stages": stages}).to_string());
        }
        if !request.url.contains("/api/json") {
            return if looks < 3 { respond(200, &[], r#"{"status":"ok","data":{"complete":false,"stages":[]}}"#) } else { respond(500, &[], "") };
        }
        looks += 1;
        let over = if by_wfapi > 3 { r#""building":false,"result":"SUCCESS""# } else { r#""building":true"# };
        respond(200, &[], &format!(r#"{{"_class":"org.jenkinsci.plugins.workflow.job.WorkflowRun","number":5,{over},"actions":[]}}"#))
    });
    let view = result.expect("followed to its end");
    assert_eq!((&view["status"]["word"], &view["stages"][0]["name"]), (&json!("success"), &json!("Build")));
    assert!(by_wfapi > 1, "asked {by_wfapi} times");
}
