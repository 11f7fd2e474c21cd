//! The recorded answers, and which operation asked for each.

use crate::watch::BASE;
use bellpull::Response;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// One answer.
pub struct Recorded {
    /// The folder, such as `plugins-2026/flow-c-abort`.
    pub folder: String,
    /// The operation, or the page, that asks so; empty if none does.
    pub op: &'static str,
    pub path: String,
    pub response: Response,
    /// The JSON of a success.
    pub body: Option<Value>,
}

/// Verb, the end of a path (`*` is one segment, `#` a number) and what asks so; the first that fits counts.
const TABLE: &[(&str, &str, &str)] = &[
    ("GET", "execution/node/*/wfapi/describe", "wfapi_node"),
    ("GET", "execution/node/*/wfapi/log", "wfapi_node_log"),
    ("GET", "#/wfapi/describe", "wfapi_describe"),
    ("GET", "wfapi/describe", "wfapi_job"),
    ("GET", "wfapi/runs", "wfapi_runs"),
    ("GET", "wfapi/changesets", "wfapi_changesets"),
    ("GET", "wfapi/artifacts", "wfapi_artifacts"),
    ("GET", "wfapi/pendingInputActions", "pending_input_actions"),
    ("GET", "wfapi/nextPendingInputAction", "next_pending_input_action"),
    ("GET", "queue/item/#/api/json", "queue_item"),
    ("GET", "queue/api/json", "queue"),
    ("GET", "whoAmI/api/json", "who_am_i"),
    ("GET", "crumbIssuer/api/json", "crumb"),
    ("GET", "job/*/#/api/json", "run"),
    ("GET", "job/*/api/json", "job"),
    ("GET", "jenkins/api/json", "root"),
    ("GET", "nodes/*/steps/#", "blue_node_step"),
    ("GET", "nodes/*/steps", "blue_node_steps"),
    ("GET", "runs/#/nodes/*", "blue_node"),
    ("GET", "runs/#/nodes", "blue_nodes"),
    ("GET", "runs/#/steps/#", "blue_step"),
    ("GET", "runs/#/steps", "blue_steps"),
    ("GET", "runs/#/changeSet/*", "blue_change"),
    ("GET", "runs/#/changeSet", "blue_change_set"),
    ("GET", "runs/#/artifacts", "blue_artifacts"),
    ("GET", "runs/#/tests", "blue_tests"),
    ("GET", "runs/#/blueTestSummary", "blue_test_summary"),
    ("GET", "runs/#", "blue_run"),
    ("GET", "runs", "blue_runs"),
    ("POST", "runs", "blue_start"),
    ("PUT", "runs/#/stop", "blue_stop"),
    ("POST", "runs/#/replay", "blue_replay"),
    ("POST", "nodes/*/restart", "blue_restart"),
    ("GET", "queue/#", "blue_queue_item"),
    ("GET", "pipelines/*/queue", "blue_queue"),
    ("GET", "scm/content", "blue_content"),
    ("GET", "pipelines/*/branches/*", "blue_pipeline"),
    ("GET", "pipelines/*/branches", "blue_branches"),
    ("GET", "pipelines/*", "blue_pipeline"),
    ("GET", "pipelines", "blue_pipelines"),
    ("PUT", "favorite", "blue_set_favorite"),
    ("GET", "users/*/favorites", "blue_favorites"),
    ("GET", "organizations/*/user", "blue_current_user"),
    ("GET", "users/*", "blue_user"),
    ("GET", "users", "blue_users"),
    ("GET", "organizations/*/scm/*", "blue_scm"),
    ("GET", "organizations/*/scm", "blue_scms"),
    ("GET", "organizations/*", "blue_organization"),
    ("GET", "organizations", "blue_organizations"),
    ("GET", "classes/*", "blue_class"),
    ("POST", "classes", "blue_classes"),
    ("GET", "blue/rest/search", "blue_search"),
    ("GET", "jwt-auth/jwk-set", "jwt_keys"),
    ("GET", "jwt-auth/jwks/*", "jwt_key"),
    // What the flows send besides; these have no JSON.
    ("POST", "build", "build"),
    ("POST", "buildWithParameters", "build_with_parameters"),
    ("POST", "input/*/proceed", "input_proceed"),
    ("POST", "input/*/proceedEmpty", "input_proceed_empty"),
    ("POST", "input/*/abort", "input_abort"),
    ("POST", "wfapi/inputSubmit", "wfapi_input_submit"),
    ("GET", "#/input", "input page"),
    ("GET", "logText/progressiveText", "progressive_text"),
];

/// What asks so; empty if nothing is known to.
pub fn recognised(method: &str, path: &str) -> &'static str {
    let path: Vec<&str> = path.split('?').next().unwrap_or_default().split('/').filter(|p| !p.is_empty()).collect();
    let fits = |pattern: &str| {
        let wanted: Vec<&str> = pattern.split('/').collect();
        let end = path.get(path.len().wrapping_sub(wanted.len())..).unwrap_or_default();
        end.len() == wanted.len() && wanted.iter().zip(end).all(|(w, p)| *w == "*" || w == p || (*w == "#" && p.bytes().all(|b| b.is_ascii_digit())))
    };
    TABLE.iter().find(|(verb, end, _)| *verb == method && fits(end)).map_or("", |(_, _, op)| op)
}

/// All of them, in order.
pub fn recordings() -> &'static [Recorded] {
    static ALL: OnceLock<Vec<Recorded>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut files = Vec::new();
        walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/recordings"), &mut files);
        files.sort();
        files.iter().filter_map(|file| read(file)).collect()
    })
}

fn walk(dir: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).expect("the recordings") {
        let path = entry.expect("a file").path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|e| e == "json") {
            files.push(path);
        }
    }
}

fn read(file: &Path) -> Option<Recorded> {
    let exchange: Value = serde_json::from_slice(&std::fs::read(file).ok()?).ok()?;
    let (asked, answered) = (&exchange["request"], &exchange["response"]);
    let text = answered["body"].as_str().filter(|_| answered["bodyEncoding"].is_null()).unwrap_or_default();
    let status = u16::try_from(answered["status"].as_u64()?).ok()?;
    let op = recognised(asked["method"].as_str()?, asked["path"].as_str()?);
    let headers = answered["headers"].as_array()?.iter().map(|h| Some((h[0].as_str()?.to_owned(), moved(h[1].as_str()?)))).collect::<Option<_>>()?;
    let parts: Vec<_> = file.iter().rev().skip(1).take(2).map(|p| p.to_string_lossy()).collect();
    let body = serde_json::from_str(text).ok().filter(|b: &Value| status == 200 && (b.is_array() || b.is_object()));
    Some(Recorded {
        folder: parts.into_iter().rev().collect::<Vec<_>>().join("/"),
        op,
        path: asked["path"].as_str()?.to_owned(),
        response: Response { status, headers, body: text.as_bytes().to_vec() },
        body,
    })
}

/// Jenkins' own addresses as the watched base has them.
fn moved(value: &str) -> String {
    match value.split_once("://").and_then(|(_, rest)| rest.split_once("/jenkins/")) {
        Some((_, path)) => format!("{BASE}/{path}"),
        None => value.to_owned(),
    }
}
