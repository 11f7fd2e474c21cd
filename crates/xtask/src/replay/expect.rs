//! Rule 3, refusals: the code that follows from status, headers and content type, read off the recordings
//! by this table and not by the core's.

use super::exchange::{Exchange, ORIGIN};
use super::graph;

/// The family of an operation, as far as its refusals differ.
fn family(op: &str) -> &'static str {
    match op {
        "build" | "build_with_parameters" | "build_json" => "trigger",
        "cancel_queue_item" => "cancel",
        "queue_item" | "blue_queue_item" => "queue",
        "blue_delete_queue_item" => "queue",
        "input_proceed" | "input_proceed_empty" | "input_submit" | "input_abort" | "wfapi_input_submit" => "input",
        _ => "",
    }
}

/// Where a redirect leads.
#[derive(PartialEq)]
enum Leads {
    /// To a sign-in of Jenkins.
    Login,
    /// To another host.
    Elsewhere,
    Here,
}

fn leads(exchange: &Exchange) -> Leads {
    let location = exchange.header("location");
    let path = location.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let own = location.strip_prefix(ORIGIN).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if ["/login", "/loginError", "/securityRealm/commenceLogin"].iter().any(|page| path.ends_with(page)) {
        Leads::Login
    } else if !own && (location.contains("://") || location.starts_with("//")) {
        Leads::Elsewhere
    } else {
        Leads::Here
    }
}

/// A redirect to another host.
pub fn leads_elsewhere(exchange: &Exchange) -> bool {
    (300..=399).contains(&exchange.response.status) && leads(exchange) == Leads::Elsewhere
}

/// The statuses that are a success for an operation.
pub fn succeeds(op: &str, exchange: &Exchange) -> bool {
    let status = exchange.response.status;
    match op {
        "build" | "build_with_parameters" | "build_json" => matches!(status, 201 | 303),
        "cancel_queue_item" | "jwt_token" => status == 204,
        "blue_delete_favorites" => matches!(status, 200 | 204),
        "stop" | "submit_description" | "input_submit" => status == 302 && (leads(exchange) == Leads::Here || sends_back(exchange)),
        "logout" => status == 302,
        "login" => status == 302 && !exchange.header("location").ends_with("/loginError"),
        op if op.starts_with("graph_") => status == 200 && graph::refusal(op, exchange).is_none(),
        _ => status == 200,
    }
}

/// To the page that the request came from, or to one of the run: Jenkins writes its address as a proxy named it.
fn sends_back(exchange: &Exchange) -> bool {
    let location = exchange.header("location");
    let place = exchange.request.split().0.strip_prefix(exchange.context().unwrap_or_default()).unwrap_or_default();
    let run = place.split("/input/").next().unwrap_or_default().trim_end_matches("stop").trim_end_matches("submitDescription").trim_end_matches('/');
    let referer = exchange.request.header("referer").unwrap_or_default();
    leads(exchange) == Leads::Elsewhere && (referer.ends_with(location) || format!("{location}/").contains(&format!("{run}/")))
}

/// The code that a refusal has to get.
pub fn code(op: &str, exchange: &Exchange) -> &'static str {
    let (status, family) = (exchange.response.status, family(op));
    let (error, text, location) = (exchange.header("x-error"), exchange.text(), exchange.header("location"));
    match status {
        200 if op.starts_with("graph_") => graph::refusal(op, exchange).unwrap_or_default(),
        302 if location.ends_with("/loginError") && op == "login" => "credentials_rejected",
        300..=399 if leads(exchange) == Leads::Login => "login_required",
        300..=399 if leads(exchange) == Leads::Elsewhere => "sso_redirect",
        300..=399 if family == "trigger" => "trigger_refused",
        300..=399 => "redirected",
        400 if error.starts_with("This input has been already given") => "input_already_settled",
        400 if error.starts_with("You need to ") => "input_not_allowed",
        400 if family == "trigger" && text.contains("not parameterized") => "not_parameterized",
        // Blue Ocean puts the step's words into its own JSON.
        400 if text.contains("\"You need to ") => "input_not_allowed",
        400 if text.contains("does not have an Input with an id of") => "input_not_found",
        401 => "credentials_rejected",
        403 if text.contains("No valid crumb") => "crumb_rejected",
        // Blue Ocean's own refusal is the same for nobody and for somebody who may not.
        403 if exchange.json().is_some_and(|body| body["code"] == 403) => "forbidden",
        403 if exchange.actor == "anonymous" || exchange.auth == "bearer" || text.contains("/login?from=") => "login_required",
        403 => "forbidden",
        404 if family == "input" => "input_not_found",
        404 if matches!(family, "queue" | "cancel") => "queue_item_gone",
        404 => "not_found",
        405 => "method_not_allowed",
        409 => "job_disabled",
        413 => "body_too_large",
        414 => "url_too_long",
        422 => "forbidden",
        429 => "too_many_requests",
        400..=499 => "bad_request",
        500 if family == "cancel" => "queue_item_left",
        501 => "unsupported",
        503 => "server_starting",
        500..=599 => "server_error",
        // No exchange may end in bad_response for its status.
        _ => "(none: no endpoint answers with this status)",
    }
}
