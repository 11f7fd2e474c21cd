//! Requests that Jenkins refuses whoever sends them: a recording in which it did not was changed.

use super::exchange::Exchange;
use super::form::{is_type, pairs};
use serde_json::Value;

/// Why an accepted request cannot have been accepted as it is here.
pub fn cannot_be_accepted(exchange: &Exchange) -> Option<String> {
    let request = &exchange.request;
    let writes = matches!(request.method.as_str(), "POST" | "PUT" | "PATCH");
    if !writes || !(200..300).contains(&exchange.response.status) {
        return None;
    }
    let (path, query) = request.split();
    let body = request.body().ok()?;
    if path.contains("/blue/rest/") && !path.contains("/search/") {
        return json_only(request.content_type(), &body);
    }
    let form = is_type(request.content_type(), "application/x-www-form-urlencoded");
    let fields = pairs(&String::from_utf8_lossy(&body)).filter(|_| form);
    let given: Vec<String> = [pairs(query), fields].into_iter().flatten().flatten().filter(|(name, _)| name == "json").map(|(_, json)| json).collect();
    if let Some(broken) = given.iter().find(|json| is_broken(json)) {
        return Some(format!("a form whose `json` is none was accepted: {broken}"));
    }
    let settles = path.ends_with("/wfapi/inputSubmit") || (path.contains("/input/") && path.ends_with("/proceed"));
    let multipart = is_type(request.content_type(), "multipart/form-data");
    (settles && given.is_empty() && !multipart).then(|| "an input was answered without its form".to_owned())
}

/// Jenkins' reader is lenient about quotes, but wants an object with an end.
fn is_broken(json: &str) -> bool {
    let wrong = serde_json::from_str::<Value>(json).err();
    wrong.is_some_and(|wrong| wrong.is_eof() || !json.trim_start().starts_with(['{', 'n']))
}

/// Blue Ocean takes JSON and nothing else (`JsonBody`, `ApiHead#getDynamic`).
fn json_only(content_type: &str, body: &[u8]) -> Option<String> {
    if !content_type.to_ascii_lowercase().contains("application/json") {
        return Some(format!("Blue Ocean accepted the type {content_type:?}, which it does not read"));
    }
    let wrong = serde_json::from_slice::<Value>(body).err().filter(|_| !body.is_empty())?;
    Some(format!("Blue Ocean accepted a body that is no JSON: {wrong}"))
}
