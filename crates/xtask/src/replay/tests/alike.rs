//! Recordings that differ from those of the project, and are as true.

use super::{counts, form, made, matches, mismatch, read};
use serde_json::json;

#[test]
fn names_of_people_and_places_that_need_encoding() {
    matches(read("/blue/rest/users/J%C3%B6rg%20M/", &json!({"id": "J\u{f6}rg M"})));
    matches(read("/blue/rest/organizations/our%20org/pipelines/a%20%25%F0%9F%9A%80/", &json!({"name": "x"})));
    matches(read("/job/x/5/execution/node/a%20b/wfapi/describe", &json!({"id": "a b"})));
}

#[test]
fn branches_of_blue_ocean_are_encoded_twice() {
    let of = |branch: &str| read(&format!("/blue/rest/organizations/jenkins/pipelines/multi/branches/{branch}/"), &json!({"name": "x"}));
    for branch in ["feature%252Fux-1", "main", "%C3%BC%20+", "50%2525", "a%2523b%255Bc%255D"] {
        matches(of(branch));
    }
    // What no client sends; before, it was taken for the branch and built otherwise.
    for branch in ["feature%2Fux-1", "feature%252fux-1", "%c3%bc", "a%23b"] {
        assert_eq!(counts("made", vec![of(branch)]), (0, 0, 1, 0), "{branch}");
    }
}

#[test]
fn other_spellings_are_no_operations() {
    for path in [
        "/job/x/007/api/json",
        "/job/x/+5/api/json",
        "/job/../api/json",
        "/job/x/%2E%2E/api/json",
        "/queue/item/007/api/json",
        "/job/x/5/logText/progressiveText?start=+5",
        "/job/x/5/execution/node/%31/wfapi/describe",
        "/view/caf%c3%a9/api/json",
        "/api/json?tree=a&tree=b",
        "/blue/rest/search/?q=type:run;type:user",
        "/blue/rest/search/?q=type:run&pretty=true",
        "/blue/rest/organizations/jenkins/pipelines/x/runs/?limit=05",
        "/blue/rest/organizations/jenkins/pipelines/x/runs/5/log/?download=false",
        "/login",
        "/login?from=%2Fjob%2Fx%2F",
    ] {
        assert_eq!(counts("made", vec![read(path, &json!({}))]), (0, 0, 1, 0), "{path}");
    }
    let twice = made("POST", "/queue/cancelItem?id=5&id=6", &json!({}), &json!({"status": 204}));
    assert_eq!(counts("made", vec![twice]), (0, 0, 1, 0));
}

#[test]
fn texts_of_a_query_are_texts_whatever_they_say() {
    matches(read("/blue/rest/organizations/jenkins/pipelines/?filter=true", &json!([])));
    matches(read("/blue/rest/search/?q=pipeline:a;organization:jenkins;type:pipeline", &json!([])));
}

#[test]
fn headers_and_types_in_any_case() {
    let answer = json!({"status": 201, "headers": [["location", "/queue/item/7/"]]});
    let content = json!({"headers": {"CONTENT-TYPE": "Application/X-WWW-Form-Urlencoded; charset=UTF-8"}, "body": "b=%c3%a4%20&A=1"});
    matches(made("POST", "/job/x/buildWithParameters", &content, &answer));
    let part = "--B\r\ncontent-disposition: form-data; name=\"F\"; filename=\"a.txt\"\r\ncontent-type: text/plain\r\n\r\nhi\r\n--B--\r\n";
    matches(made(
        "POST",
        "/job/x/buildWithParameters",
        &json!({"headers": {"content-type": "Multipart/Form-Data; boundary=B; charset=UTF-8"}, "body": part}),
        &answer,
    ));
    let part_of_file = made("GET", "/job/x/5/artifact/a.txt", &json!({"headers": {"range": "bytes=0-1"}}), &json!({"status": 206}));
    assert_eq!(counts("made", vec![part_of_file]), (0, 0, 1, 0));
}

#[test]
fn bodies_in_base64() {
    let json = json!({"headers": [["Content-Type", "application/json"]], "body": "eyJudW1iZXIiOjV9", "bodyEncoding": "base64"});
    matches(made("GET", "/job/x/5/api/json?tree=number", &json!({}), &json));
    let log = json!({"headers": [["Content-Type", "text/plain"]], "body": "gAo=", "bodyEncoding": "base64"});
    matches(made("GET", "/job/x/5/consoleText", &json!({}), &log));
}

#[test]
fn refusals_that_the_recordings_have_not() {
    let refused = |status: u16, headers: serde_json::Value, body: &str| {
        made("GET", "/job/x/api/json?tree=name", &json!({}), &json!({"status": status, "headers": headers, "body": body}))
    };
    matches(refused(302, json!([["Location", "https://sso.example.com/login/oauth?x=1"]]), ""));
    matches(refused(302, json!([["Location", "/securityRealm/commenceLogin?from=%2F"]]), ""));
    matches(refused(429, json!([["Retry-After", "1"]]), ""));
    matches(refused(413, json!([]), ""));
    // JSON is JSON, however it is spaced.
    matches(refused(403, json!([["Content-Type", "application/json"]]), "{\"message\":\"Forbidden\",\"code\":403,\"errors\":null}"));
    matches(made("POST", "/job/login-tests/5/stop", &json!({}), &json!({"status": 302, "headers": [["Location", "/job/login-tests/5/"]]})));
    mismatch(made("POST", "/job/x/5/stop", &json!({}), &json!({"status": 302, "headers": [["Location", "/"]]})), "expected an outcome of stop");
}

#[test]
fn a_file_in_a_store_outside_is_asked_for_there() {
    let moved = json!({"status": 302, "headers": [["Location", "https://bucket.example.com/a.zip?signature=1"]]});
    matches(made("GET", "/job/x/5/artifact/a.zip", &json!({}), &moved));
}

#[test]
fn markup_with_quoted_brackets_in_a_nodes_log() {
    let html = "<a href='#' onclick=\"go('a > b')\">Proceed</a> it&#39;s &amp;lt;";
    matches(read("/job/x/5/execution/node/7/wfapi/log", &json!({"nodeId": "7", "length": 3, "hasMore": false, "text": html})));
}

#[test]
fn the_graph_view_at_each_of_its_addresses() {
    let wrapped = |data: serde_json::Value| json!({"status": "ok", "data": data});
    for base in ["stages", "pipeline-overview", "pipeline-console"] {
        let at = |place: &str| format!("/ci/job/a%20b/5/{base}/{place}");
        matches(read(&at("tree"), &wrapped(json!({"complete": false, "stages": [{"id": "6", "children": []}]}))));
        matches(read(&at("allSteps"), &wrapped(json!({"steps": [], "runIsComplete": true}))));
        matches(read(&at("steps?nodeId=6"), &wrapped(json!({"steps": [{"id": "7", "stageId": "6"}]}))));
        matches(read(&at("steps?nodeId=6"), &json!({"status": "error", "message": "Error getting console text"})));
        matches(made("GET", &at("log?nodeId=7"), &json!({}), &json!({"headers": [["Content-Type", "text/plain"]], "body": "hello\n"})));
        matches(made("GET", &at("tree"), &json!({}), &json!({"status": 404})));
        mismatch(read(&at("tree"), &wrapped(json!({"complete": "no", "stages": []}))), "complete of the kind `truth`");
    }
    let post = |place: &str, body: &serde_json::Value| made("POST", &format!("/ci/job/x/5/{place}"), &json!({}), &json!({"body": body.to_string()}));
    matches(post("stages/rerun", &wrapped(json!({"queueId": 7, "message": "Build scheduled"}))));
    matches(post("pipeline-overview/rebuild", &json!(true)));
    matches(post("stages/cancel", &wrapped(json!(null))));
    matches(post("stages/cancel", &json!({"status": "error", "message": "Run is already finished"})));
    matches(read("/ci/job/x/multi-pipeline-graph/runs", &wrapped(json!([{"id": "5", "displayName": "#5"}]))));
}

#[test]
fn addresses_as_wfapi_keeps_them() {
    let by = |href: &str| read("/jenkins/job/a%20b/5/wfapi/describe", &json!({"id": "5", "_links": {"self": {"href": href}}}));
    for href in ["/jenkins/job/a%20b/lastBuild/wfapi/describe", "/jenkins/view/all/job/A%20B/5/wfapi/describe", "/job/a%20b/5/wfapi/describe", "/x/"] {
        matches(by(href));
    }
    let input = json!([{"id": "a b", "proceedUrl": "/job/x/5/wfapi/inputSubmit?inputId=a+b", "abortUrl": "/job/x/5/input/a b/abort"}]);
    matches(read("/job/x/5/wfapi/pendingInputActions", &input));
}

#[test]
fn a_value_in_another_encoding_is_no_text() {
    assert_eq!(
        counts("made", vec![form("/job/x/buildWithParameters", "STR=%E9", &json!({"status": 201, "headers": [["Location", "/queue/item/7/"]]}))]),
        (0, 0, 1, 0)
    );
}
