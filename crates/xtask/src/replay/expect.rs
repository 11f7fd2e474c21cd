//! Rule 3, refusals: the code that follows from status, headers and content type, read off the recordings
//! by this table and not by the core's.

use super::exchange::Exchange;

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

/// The statuses that are a success for an operation.
pub fn succeeds(op: &str, exchange: &Exchange) -> bool {
    let status = exchange.response.status;
    match op {
        "build" | "build_with_parameters" | "build_json" => matches!(status, 201 | 303),
        "cancel_queue_item" | "jwt_token" => status == 204,
        "blue_delete_favorites" => matches!(status, 200 | 204),
        "stop" | "submit_description" | "logout" | "input_submit" => status == 302 && !exchange.header("location").contains("/login"),
        "login" => status == 302 && !exchange.header("location").ends_with("/loginError"),
        _ => status == 200,
    }
}

/// The code that a refusal has to get.
pub fn code(op: &str, exchange: &Exchange) -> &'static str {
    let (status, family) = (exchange.response.status, family(op));
    let (error, text, location) = (exchange.header("x-error"), exchange.text(), exchange.header("location"));
    match status {
        302 if location.ends_with("/loginError") && op == "login" => "credentials_rejected",
        300..=399 if location.contains("/login") => "login_required",
        300..=399 if family == "trigger" => "trigger_refused",
        300..=399 => "redirected",
        400 if error.starts_with("This input has been already given") => "input_already_settled",
        400 if error.starts_with("You need to ") => "input_not_allowed",
        400 if family == "trigger" && text.contains("not parameterized") => "not_parameterized",
        // Blue Ocean puts the step's words into its own JSON.
        400 if text.contains("\"You need to ") => "input_not_allowed",
        400 if text.contains("does not have an Input with an id of") => "input_not_found",
        400 | 415 => "bad_request",
        401 => "credentials_rejected",
        403 if text.contains("No valid crumb") => "crumb_rejected",
        // Blue Ocean's own refusal is the same for nobody and for somebody who may not.
        403 if text.contains("\"code\" : 403") => "forbidden",
        403 if exchange.actor == "anonymous" || exchange.auth == "bearer" || text.contains("/login?from=") => "login_required",
        403 => "forbidden",
        404 if family == "input" => "input_not_found",
        404 if matches!(family, "queue" | "cancel") => "queue_item_gone",
        404 => "not_found",
        405 => "method_not_allowed",
        409 => "job_disabled",
        414 => "url_too_long",
        422 => "forbidden",
        500 if family == "cancel" => "queue_item_left",
        501 => "unsupported",
        503 => "server_starting",
        500..=599 => "server_error",
        // No exchange may end in bad_response for its status.
        _ => "(none: no endpoint answers with this status)",
    }
}
