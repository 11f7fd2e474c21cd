//! What a recording says twice and in two ways: then no server has sent it, or somebody has changed it since.

use super::exchange::Exchange;
use super::form::is_type;
use serde_json::Value;

const REASONS: &[(u16, &[&str])] = &[
    (200, &["OK"]),
    (201, &["Created"]),
    (202, &["Accepted"]),
    (204, &["No Content"]),
    (206, &["Partial Content"]),
    (301, &["Moved Permanently"]),
    (302, &["Found", "Moved Temporarily"]),
    (303, &["See Other"]),
    (304, &["Not Modified"]),
    (400, &["Bad Request"]),
    (401, &["Unauthorized"]),
    (403, &["Forbidden"]),
    (404, &["Not Found"]),
    (405, &["Method Not Allowed"]),
    (409, &["Conflict"]),
    (415, &["Unsupported Media Type"]),
    (429, &["Too Many Requests"]),
    (500, &["Server Error", "Internal Server Error"]),
    (501, &["Not Implemented"]),
    (502, &["Bad Gateway"]),
    (503, &["Service Unavailable"]),
    (504, &["Gateway Timeout", "Gateway Time-out"]),
];

/// The first thing that does not agree with another.
pub fn contradiction(exchange: &Exchange) -> Option<String> {
    let problem = reason(exchange).or_else(|| page(exchange)).or_else(|| location(exchange)).or_else(|| body(exchange))?;
    Some(format!("the recording contradicts itself: {problem}"))
}

/// The reason of another status. One that is no status' own may be anybody's words.
fn reason(exchange: &Exchange) -> Option<String> {
    let (status, said) = (exchange.response.status, exchange.response.reason.as_deref()?);
    let has = |reasons: &[&str]| reasons.iter().any(|r| r.eq_ignore_ascii_case(said));
    let own = REASONS.iter().any(|(of, reasons)| *of == status && has(reasons));
    let (other, _) = REASONS.iter().find(|(_, reasons)| !own && has(reasons))?;
    Some(format!("status {status} with the reason of {other}, {said:?}"))
}

/// Error pages of the container and of Blue Ocean name the status.
fn page(exchange: &Exchange) -> Option<String> {
    let status = exchange.response.status;
    let named = if is_type(exchange.header("content-type"), "application/json") {
        let body = exchange.json()?;
        let number = |name: &str| body[name].as_u64().or_else(|| body[name].as_str()?.parse().ok());
        let resource = ["_class", "_links", "proceedUrl"].iter().any(|of| body.get(of).is_some()) || body.as_array().is_some_and(|list| !list.is_empty());
        if status >= 400 && resource {
            return Some(format!("status {status} with what a success is answered with"));
        }
        let (container, blue) = (body.get("servlet").is_some(), body["errors"].is_array() && body["message"].is_string());
        number(if container { "status" } else { "code" }).filter(|_| container || blue)?
    } else if is_type(exchange.header("content-type"), "text/html") {
        let text = exchange.text();
        let title = text.split_once("<title>Error ")?.1;
        title.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()?
    } else {
        return None;
    };
    (named != u64::from(status)).then(|| format!("status {status} with a page that says {named}"))
}

fn location(exchange: &Exchange) -> Option<String> {
    let status = exchange.response.status;
    let says_where = matches!(status, 301 | 302 | 303 | 307 | 308) || (status == 201 && exchange.text().is_empty());
    (says_where && exchange.header("location").is_empty()).then(|| format!("status {status} without a `Location`"))
}

fn body(exchange: &Exchange) -> Option<String> {
    if exchange.request.method == "HEAD" || exchange.response.body_truncated {
        return None;
    }
    let text = exchange.text();
    let length: Option<u64> = exchange.header("content-length").trim().parse().ok();
    match (length, text.is_empty()) {
        (Some(length), true) if length > 0 && exchange.response.status != 304 => return Some(format!("a `Content-Length` of {length} and no body")),
        (Some(0), false) => return Some("a `Content-Length` of 0 and a body".to_owned()),
        _ => {}
    }
    if matches!(exchange.response.status, 204 | 304) && !text.is_empty() {
        return Some(format!("status {} with a body", exchange.response.status));
    }
    let json = is_type(exchange.header("content-type"), "application/json") && !text.is_empty();
    let wrong = serde_json::from_str::<Value>(&text).err().filter(|_| json)?;
    Some(format!("the type of JSON with a body that is none: {wrong}"))
}
