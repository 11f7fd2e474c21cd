//! Recordings that nobody can have made.

use super::{form, made, mismatch, read};
use serde_json::{Value, json};

#[test]
fn an_answer_about_something_else() {
    mismatch(read("/job/x/5/wfapi/describe", &json!({"id": "6", "status": "SUCCESS"})), "expected an answer about run 5, came id \"6\"");
    mismatch(read("/job/x/5/api/json?tree=number", &json!({"number": 6})), "about run 5");
    mismatch(read("/queue/item/7/api/json", &json!({"id": 8})), "about id 7");
    mismatch(read("/job/x/5/execution/node/7/wfapi/describe", &json!({"id": "8"})), "about node");
    mismatch(read("/blue/rest/organizations/jenkins/pipelines/x/runs/5/", &json!({"id": "50"})), "about run 5");
    mismatch(read("/job/a%20b/api/json?tree=url", &json!({"url": "http://h/job/a/"})), "calls itself http://h/job/a/");
    mismatch(read("/job/a%20b/5/wfapi/describe", &json!({"id": "5", "_links": {"self": {"href": "/job/c/5/wfapi/describe"}}})), "calls itself");
}

#[test]
fn an_input_whose_ways_are_exchanged() {
    let input = |proceed: &str, abort: &str| json!({"id": "Ship", "proceedUrl": format!("/job/x/5/{proceed}"), "abortUrl": format!("/job/x/5/{abort}")});
    let (proceed, abort) = ("wfapi/inputSubmit?inputId=Ship", "input/Ship/abort");
    super::matches(read("/job/x/5/wfapi/nextPendingInputAction", &input(proceed, abort)));
    for (wrong, says) in
        [(input(abort, proceed), "proceedUrl"), (input(proceed, "input/Ship2/abort"), "abortUrl"), (json!({"message": "?"}), "expected [0].id")]
    {
        mismatch(read("/job/x/5/wfapi/pendingInputActions", &json!([wrong])), says);
    }
}

#[test]
fn values_of_another_kind() {
    let of = |path: &str, body: Value, says: &str| mismatch(read(path, &body), says);
    of("/job/x/5/api/json", json!({"number": "5"}), "expected number of the kind `number`, came \"5\"");
    of("/job/x/5/api/json", json!({"building": "false"}), "building of the kind `truth`");
    of("/job/x/5/wfapi/describe", json!({"id": "5", "stages": {"0": {}}}), "stages of the kind `list`");
    of("/job/x/5/wfapi/describe", json!({"id": "5", "stages": [{"id": 6}]}), "stages[0].id of the kind `text`");
    of("/queue/item/7/api/json", json!({"id": 7, "executable": {"number": "5"}}), "executable.number");
    of("/queue/item/7/api/json", json!({"_class": 5}), "_class");
    of("/queue/item/7/api/json", json!({}), "expected something of a QueueItem");
    of("/queue/item/7/api/json", json!([]), "expected an object");
    of("/blue/rest/organizations/jenkins/pipelines/x/runs/", json!({"items": []}), "list");
    of("/crumbIssuer/api/json", json!({"crumb": "c0de"}), "crumbRequestField");
    super::matches(read("/job/x/5/wfapi/describe", &json!({"id": "5", "durationMillis": -3, "stages": null, "later": "x"})));
}

#[test]
fn a_status_that_is_not_that_of_its_answer() {
    let answer = |status: u16, reason: &str, kind: &str, body: &str| {
        made("GET", "/job/x/api/json", &json!({}), &json!({"status": status, "reason": reason, "headers": [["Content-Type", kind]], "body": body}))
    };
    mismatch(answer(404, "OK", "application/json", "{\"name\":\"x\"}"), "status 404 with the reason of 200");
    mismatch(answer(404, "", "text/html", "<title>Error 403 Forbidden</title>"), "a page that says 403");
    mismatch(answer(500, "", "application/json", "{\"message\":\"m\",\"code\":400,\"errors\":[]}"), "a page that says 400");
    mismatch(answer(404, "", "application/json", "{\"message\":"), "the type of JSON");
    mismatch(answer(404, "Not Found", "application/json", "{\"_class\":\"hudson.model.FreeStyleProject\"}"), "what a success is answered with");
    mismatch(answer(500, "Server Error", "application/json", "[{\"id\":\"Ship\"}]"), "what a success is answered with");
    super::matches(answer(404, "Nothing here", "text/html", "<title>Error 404 Not Found</title>"));
    mismatch(made("POST", "/job/x/build", &json!({}), &json!({"status": 201})), "status 201 without a `Location`");
    let lost = json!({"headers": [["Content-Type", "text/plain"], ["Content-Length", "9"]]});
    mismatch(made("GET", "/job/x/5/consoleText", &json!({}), &lost), "a `Content-Length` of 9 and no body");
}

#[test]
fn forms_that_jenkins_refuses() {
    mismatch(form("/job/x/5/input/Ship/proceed", "json=%7B%22parameter%22%3A+%5B", &json!({})), "a form whose `json` is none was accepted");
    mismatch(form("/job/x/5/input/Ship/proceed", "json=%257B%257D", &json!({})), "a form whose `json` is none was accepted");
    mismatch(made("POST", "/job/x/5/input/Ship/proceed", &json!({}), &json!({})), "without its form");
    let blue = "/blue/rest/organizations/jenkins/pipelines/x/runs/";
    mismatch(form(blue, "{}", &json!({})), "Blue Ocean accepted the type");
    let cut = json!({"headers": {"Content-Type": "application/json"}, "body": "{\"parameters\":["});
    mismatch(made("POST", blue, &cut, &json!({})), "a body that is no JSON");
}
