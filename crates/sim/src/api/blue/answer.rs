//! The forms of Blue Ocean's answers: a resource, a page of a list, its errors.

use crate::api::tree::Tree;
use crate::page::{self, Answer, add};
use crate::route::Call;
use crate::sim::Sim;
use serde_json::{Value, json};

/// How many entries a list shows unless told (`PagedResponse.DEFAULT_LIMIT`).
const LIMIT: usize = 100;

pub(super) fn link(href: &str) -> Value {
    json!({"_class": "io.jenkins.blueocean.rest.hal.Link", "href": href})
}

/// An error of its own schema (`ServiceException`).
pub(super) fn error(status: u16, message: &str) -> Answer {
    errors(status, message, &[])
}

/// The same with fields: message, code, field.
pub(super) fn errors(status: u16, message: &str, fields: &[(String, &str, &str)]) -> Answer {
    let entry = |(message, code, field): &(String, &str, &str)| {
        format!("{{\n    \"message\" : {},\n    \"code\" : {},\n    \"field\" : {}\n  }}", json!(message), json!(code), json!(field))
    };
    let list = fields.iter().map(entry).collect::<Vec<_>>().join(", ");
    let list = if list.is_empty() { "[ ]".to_owned() } else { format!("[ {list} ]") };
    // Jackson's pretty printer.
    page::plain_json(status, "application/json", &format!("{{\n  \"message\" : {},\n  \"code\" : {status},\n  \"errors\" : {list}\n}}", json!(message)))
}

/// No such route, or not for this verb: a page; nothing at all for verbs other than GET, HEAD and POST.
pub(super) fn missing(call: &Call<'_>) -> Answer {
    match call.request.method().as_str() {
        "PUT" | "DELETE" | "PATCH" => page::empty(404, None),
        _ => call.not_found(),
    }
}

/// The body as JSON; none if it is not an object.
pub(super) fn body(call: &Call<'_>) -> Option<Value> {
    serde_json::from_slice::<Value>(call.request.body()).ok().filter(Value::is_object)
}

/// A bean, cut by `tree`. Its actions are shown only then (`ActionProxiesImpl`).
pub(super) fn resource(sim: &mut Sim, call: &Call<'_>, bean: &Value) -> Answer {
    if call.query("jsonp").is_some() {
        return page::container(403, "jsonp forbidden; implement jenkins.security.SecureRequester", call.uri, call.accept);
    }
    let shown = match call.query("tree").filter(|t| !t.trim().is_empty()) {
        Some(tree) => Tree::parse(&tree).map(|t| t.apply(bean)),
        None => Some(bean.clone()),
    };
    let depth = call.query("depth").is_none_or(|d| d.parse::<u32>().is_ok());
    let (Some(shown), true) = (shown, depth) else { return call.oops(sim) };
    let text = if call.query("pretty").as_deref() == Some("true") { serde_json::to_string_pretty(&shown).unwrap_or_default() } else { shown.to_string() };
    let mut answer = page::plain_json(200, "application/json;charset=utf-8", &text);
    add(&mut answer, "X-Jenkins", &sim.world.version);
    add(&mut answer, "X-Jenkins-Session", "5e551041");
    answer
}

/// `start` and `limit`; negative ones count as absent, others than numbers are an error.
fn window(call: &Call<'_>) -> Option<(usize, usize)> {
    let number = |name: &str, default: usize| match call.query(name) {
        None => Some(default),
        Some(text) => text.trim().parse::<i64>().ok().map(|n| usize::try_from(n).unwrap_or(default)),
    };
    Some((number("start", 0)?, number("limit", LIMIT)?))
}

/// One page of a list, with a link to the next even if there is none.
pub(super) fn list(sim: &mut Sim, call: &Call<'_>, items: Vec<Value>) -> Answer {
    list_after(sim, call, Vec::new(), items)
}

/// The same with entries that come first on every page.
pub(super) fn list_after(sim: &mut Sim, call: &Call<'_>, always: Vec<Value>, items: Vec<Value>) -> Answer {
    let Some((start, limit)) = window(call) else { return call.oops(sim) };
    let shown: Vec<Value> = always.into_iter().chain(items.into_iter().skip(start).take(limit)).collect();
    let mut answer = resource(sim, call, &Value::Array(shown));
    if answer.status() == 200 {
        // Pairs without exactly one `=` are dropped.
        let kept = |p: &&str| p.matches('=').count() == 1 && !p.starts_with("start=") && !p.starts_with("limit=");
        let query: String = call.request.uri().query().unwrap_or_default().split('&').filter(kept).map(|p| format!("{p}&")).collect();
        add(&mut answer, "Link", &format!("<{}?{query}start={}&limit={limit}>; rel=\"next\"", call.uri, start.saturating_add(limit)));
    }
    answer
}
