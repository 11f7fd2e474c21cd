//! The one table from an answer to an error code, and the reading of data that must be JSON.
//!
//! Jenkins answers the same refusal in several dresses: the container's error pages follow `Accept`
//! (HTML or JSON with string values), its own pages stay HTML, an input step's refusal is 400 with the
//! reason in `X-Error`, an uncaught exception is a 500 "Oops". Texts are English constants where they
//! are matched at all; localised words are never relied on.
//!
//! | status | sign | code |
//! |---|---|---|
//! | 3xx | `Location` is the login page | `login_required` |
//! | 3xx | another host, or hidden by the browser | `sso_redirect` |
//! | 3xx | a trigger | `trigger_refused` |
//! | 3xx | else | `redirected` |
//! | 400 | a trigger: "is not parameterized" | `not_parameterized` |
//! | 400 | `X-Error: This input has been already given` | `input_already_settled` |
//! | 400 | `X-Error: You need to …` | `input_not_allowed` |
//! | 400 | Blue Ocean's JSON with the step's words | `input_not_allowed`, `input_not_found` |
//! | 400, 415 | else | `bad_request` |
//! | 401 | | `credentials_rejected` |
//! | 403 | "No valid crumb" | `crumb_rejected` |
//! | 403 | user header says anonymous, the login page's script, or the container's bare `Forbidden` | `login_required` |
//! | 403 | else | `forbidden` |
//! | 404 | by [`Subject`] | `not_found`, `input_not_found`, `queue_item_gone` |
//! | 405, 409, 413, 414, 422, 429 | | `method_not_allowed`, `job_disabled`, `body_too_large`, `url_too_long`, `forbidden`, `too_many_requests` |
//! | 500 | cancelling a queue item | `queue_item_left` |
//! | 501 | | `unsupported` |
//! | 503 | | `server_starting` |
//! | 5xx | | `server_error` |
//! | 200 | HTML with Jenkins' login form | `login_required` |
//! | 200 | other HTML | `proxy_answer` |
//! | 200 | not JSON | `bad_response` |

use crate::error::{Code, Error, Result};
use crate::http::Response;
use crate::json::Value;
use crate::text::{self, Part, text};
use alloc::borrow::ToOwned as _;
use alloc::string::String;

/// Set by a browser host on a redirect that fetch hides (`redirect: "manual"` shows no `Location`).
pub const OPAQUE_REDIRECT: &str = "x-bellpull-opaque-redirect";

/// Set by a host that kept the body of an answer as a stream: `here`, or `elsewhere` if a redirect that the
/// host followed by itself led to another host.
pub const BODY_KEPT: &str = "x-bellpull-body-kept";

/// What a request was about; decides what a 404 means and how errors are worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The server itself.
    Server,
    /// A job.
    Job,
    /// A run.
    Run,
    /// A pending input.
    Input,
    /// A queue item.
    QueueItem,
    /// The cancelling of a queue item.
    CancelQueueItem,
    /// The triggering of a job.
    Trigger,
    /// A file of a run.
    #[cfg(feature = "full")]
    File,
}

impl Subject {
    fn missing(self) -> (Code, &'static str) {
        match self {
            Self::Server => (Code::NotFound, "There is no such page at this base URL."),
            Self::Job | Self::Trigger => (Code::NotFound, "There is no such job, or this user may not see it."),
            #[cfg(feature = "full")]
            Self::File => (Code::NotFound, "There is no such file, or this user may not see it."),
            Self::Run => (Code::NotFound, "There is no such run, or this user may not see it."),
            Self::Input => (Code::InputNotFound, "No input with this id is pending in this run."),
            Self::QueueItem | Self::CancelQueueItem => {
                (Code::QueueItemGone, "The queue item is unknown: it never was, left the queue more than five minutes ago, or is not visible.")
            }
        }
    }
}

/// The error that a refusing answer stands for.
#[must_use]
pub fn refusal(response: &Response, subject: Subject) -> Error {
    let status = response.status;
    let (code, message) = match status {
        300..=399 => redirect(response, subject),
        400 if subject == Subject::Trigger && text::contains(&response.text(), "is not parameterized") => {
            (Code::NotParameterized, "The job has no parameters.")
        }
        400 => bad_request(response),
        401 => (Code::CredentialsRejected, "Jenkins refused the user, password or token."),
        403 => forbidden(response),
        404 => subject.missing(),
        405 => (Code::MethodNotAllowed, "Jenkins wants another verb here."),
        409 => (Code::JobDisabled, "The job cannot be built: it is disabled or held off."),
        413 => (Code::BodyTooLarge, "The request is larger than the server takes."),
        414 => (Code::UrlTooLong, "The URL is longer than the server takes."),
        422 => (Code::Forbidden, "This user may not do that."),
        429 => (Code::TooManyRequests, "The server asks to be left alone for a while."),
        500 if subject == Subject::CancelQueueItem => (Code::QueueItemLeft, "The queue item has left the queue already."),
        501 => (Code::Unsupported, "The server does not offer this."),
        503 => (Code::ServerStarting, "Jenkins is starting or down."),
        402..=499 => (Code::BadRequest, "Jenkins refused the request."),
        500 | 502 | 504..=599 => (Code::ServerError, "Jenkins failed while answering."),
        _ => (Code::BadResponse, "The answer has a status that is not expected here."),
    };
    let error = Error::answered(code, status, message).with_said(&said(response)).with_retry_after(retry_after(response));
    #[cfg(feature = "full")]
    let error = error.with_fields(field_errors(response));
    error
}

/// `errors` of Blue Ocean's refusals.
#[cfg(feature = "full")]
fn field_errors(response: &Response) -> alloc::vec::Vec<crate::error::FieldError> {
    use crate::fields::Read as _;
    let page = if response.media_type() == "application/json" { crate::json::parse(&response.body).unwrap_or_default() } else { Value::Null };
    let of = |e: &Value, name: &str| e.string(name).unwrap_or_default();
    page.list("errors").iter().map(|e| crate::error::FieldError { field: of(e, "field"), code: of(e, "code"), message: of(e, "message") }).collect()
}

fn redirect(response: &Response, subject: Subject) -> (Code, &'static str) {
    let location = response.header("location").unwrap_or_default();
    let path = location.split(['?', '#']).next().unwrap_or_default().trim_end_matches(['/']);
    if path.ends_with("/login") || path.ends_with("/loginError") || path.ends_with("/securityRealm/commenceLogin") {
        (Code::LoginRequired, "Jenkins asks to sign in.")
    } else if response.header(OPAQUE_REDIRECT).is_some() || !same_page_host(location) {
        (Code::SsoRedirect, "A sign-in or proxy redirected the request instead of answering it.")
    } else if subject == Subject::Trigger {
        // ParameterizedJobMixIn#doBuild and _doBuild: merged and refused look alike; a folder scans itself.
        (Code::TriggerRefused, "Jenkins named no new queue item: an equal one waits already, or the queue refused it.")
    } else {
        (Code::Redirected, "The request was redirected where an answer was due.")
    }
}

/// Jenkins' own redirects are recognised by the header that all its pages carry or by a relative
/// `Location`; an absolute one cannot be told from another host's without the base.
fn same_page_host(location: &str) -> bool {
    !text::contains(location, "://") && !location.starts_with("//")
}

fn bad_request(response: &Response) -> (Code, &'static str) {
    match response.header("x-error") {
        Some(text) if text.starts_with("This input has been already given") => (Code::InputAlreadySettled, "Somebody has answered this input before."),
        Some(text) if text.starts_with("You need to ") => (Code::InputNotAllowed, "This user may not answer the input."),
        _ => blue_input(response),
    }
}

/// Blue Ocean puts the words of the input step into JSON of its own.
#[cfg(feature = "full")]
fn blue_input(response: &Response) -> (Code, &'static str) {
    match container_message(response) {
        Some(text) if text.starts_with("You need to ") => (Code::InputNotAllowed, "This user may not answer the input."),
        Some(message) if text::contains(&message, "does not have an Input with an id of") => {
            (Code::InputNotFound, "No input with this id is pending in this run.")
        }
        _ => (Code::BadRequest, "Jenkins refused the request."),
    }
}

#[cfg(not(feature = "full"))]
fn blue_input(_: &Response) -> (Code, &'static str) {
    (Code::BadRequest, "Jenkins refused the request.")
}

fn forbidden(response: &Response) -> (Code, &'static str) {
    let page = response.text();
    if text::contains(&page, "No valid crumb") {
        return (Code::CrumbRejected, "The crumb is missing, expired or of another session.");
    }
    let anonymous = response.header("x-you-are-authenticated-as") == Some("anonymous");
    let login_page = text::contains(&page, "/login?from=") && response.header("x-required-permission").is_none();
    // The container's page: anonymous XHR requests get it in place of the login page.
    // Blue Ocean says the same word to nobody and to somebody who may not, with a `code` beside it.
    let container = container_message(response).as_deref() == Some("Forbidden") && !text::contains(&page, "\"code\"");
    if anonymous || login_page || container {
        (Code::LoginRequired, "Nobody is signed in, or the session has ended.")
    } else {
        (Code::Forbidden, "This user lacks the permission.")
    }
}

fn retry_after(response: &Response) -> Option<u64> {
    let seconds: u64 = response.header("retry-after")?.trim().parse().ok()?;
    Some(seconds.min(3600) * 1000)
}

/// What Jenkins said, as text: `X-Error`, the JSON page's message, or a known place of an HTML page.
/// A page is never quoted whole: Jenkins writes the crumb into it.
#[must_use]
pub fn said(response: &Response) -> String {
    if let Some(text) = response.header("x-error") {
        return text.to_owned();
    }
    if let Some(text) = container_message(response) {
        return text;
    }
    let page = response.text();
    if response.media_type() != "text/html" {
        return String::new();
    }
    missing_permission(&page)
        .or_else(|| between(&page, "Logging ID=", &['<', ' ', '\n', '"']).map(|id| text!("Oops, logging id ", id)))
        .or_else(|| between(&page, "<title>", &['<']).map(str::to_owned))
        .map(|t| text::unescape(t.trim()))
        .unwrap_or_default()
}

/// `message` of the container's error page in JSON, or `MESSAGE` of its HTML.
fn container_message(response: &Response) -> Option<String> {
    if response.media_type() == "application/json" {
        let page: Value = crate::json::parse(&response.body).ok()?;
        return page.get("message")?.as_str().map(str::to_owned);
    }
    let page = response.text();
    between(&page, "<th>MESSAGE:</th><td>", &['<']).map(|t| text::unescape(t.trim()))
}

/// `USER is missing the GROUP/NAME permission`: the sentence around its middle.
fn missing_permission(page: &str) -> Option<String> {
    let (front, behind) = text::split_once(page, MISSING)?;
    let ends: &[char] = &['<', '>', '\n'];
    let user = front.rsplit(ends).next().unwrap_or_default();
    let permission = behind.split(ends).next().unwrap_or_default();
    Some(text!(user, MISSING, permission))
}

const MISSING: &str = " is missing the ";

fn between<'a>(page: &'a str, from: &str, until: &[char]) -> Option<&'a str> {
    let (_, rest) = text::split_once(page, from)?;
    let found = rest.split(until).next()?;
    (found.len() < rest.len()).then_some(found)
}

/// The answer's JSON, if it is a success; else the error that it stands for.
///
/// # Errors
/// By the table of this module.
pub fn json(response: &Response, subject: Subject) -> Result<Value> {
    if !(200..300).contains(&response.status) {
        return Err(refusal(response, subject));
    }
    crate::json::parse(&response.body).map_err(|e| not_json(response, &e))
}

/// The error of a successful answer that is not what was promised.
pub(crate) fn not_json(response: &Response, why: &dyn Part) -> Error {
    if response.media_type() == "text/html" {
        return html(response);
    }
    Error::answered(Code::BadResponse, response.status, text!("The answer is no valid JSON: ", why, "."))
}

/// The error of an HTML page that came with status 200 in place of data.
#[must_use]
pub fn html(response: &Response) -> Error {
    let page = response.text();
    let (code, message) = if text::contains(&page, "j_spring_security_check") || text::contains(&page, "name=\"j_password\"") {
        (Code::LoginRequired, "Jenkins' login page came instead of data.")
    } else {
        (Code::ProxyAnswer, "An HTML page came instead of data.")
    };
    Error::answered(code, response.status, message).with_said(&said(response))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Response {
        let headers = headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        Response { status, headers, body: body.as_bytes().to_vec() }
    }

    fn code(status: u16, headers: &[(&str, &str)], body: &str) -> &'static str {
        refusal(&answer(status, headers, body), Subject::Run).code().as_str()
    }

    #[test]
    fn redirects_are_told_apart() {
        assert_eq!(code(302, &[("Location", "http://h/jenkins/login?from=%2F")], ""), "login_required");
        assert_eq!(code(302, &[("Location", "https://sso.example.com/auth?x=1")], ""), "sso_redirect");
        assert_eq!(code(302, &[(OPAQUE_REDIRECT, "1")], ""), "sso_redirect");
        assert_eq!(code(302, &[("Location", "/jenkins/job/x/")], ""), "redirected");
    }

    #[test]
    fn refusals_of_inputs_are_400_with_the_reason_in_a_header() {
        let error = refusal(&answer(400, &[("X-Error", "You need to be admin to submit this.")], "<html>"), Subject::Input);
        assert_eq!((error.code(), error.said()), (Code::InputNotAllowed, Some("You need to be admin to submit this.")));
        assert_eq!(code(400, &[("X-Error", "This input has been already given")], ""), "input_already_settled");
        assert_eq!(code(400, &[], ""), "bad_request");
    }

    #[test]
    fn what_blue_ocean_says_of_single_fields() {
        let body = r#"{"message":"Failed to create Git pipeline","code":400,"errors":[{"message":"name is required","code":"MISSING","field":"name"}]}"#;
        let error = refusal(&answer(400, &[("Content-Type", "application/json")], body), Subject::Server);
        assert_eq!((error.fields()[0].field.as_str(), error.fields()[0].code.as_str()), ("name", "MISSING"));
        assert_eq!(error.to_json().get("fields").and_then(Value::as_array).map(<[Value]>::len), Some(1));
    }

    #[test]
    fn forbidden_login_and_crumb() {
        assert_eq!(code(403, &[], "<title>Error 403 No valid crumb was included in the request</title>"), "crumb_rejected");
        assert_eq!(code(403, &[("X-You-Are-Authenticated-As", "anonymous")], ""), "login_required");
        assert_eq!(code(403, &[("Content-Type", "application/json")], r#"{"message":"Forbidden","status":"403"}"#), "login_required");
        let page = answer(403, &[("Content-Type", "text/html"), ("X-Required-Permission", "x")], "<p>viewer is missing the Job/Build permission</p>");
        let error = refusal(&page, Subject::Job);
        assert_eq!((error.code(), error.said()), (Code::Forbidden, Some("viewer is missing the Job/Build permission")));
    }

    #[test]
    fn pages_in_place_of_data() {
        let html = [("Content-Type", "text/html;charset=utf-8")];
        let login = json(&answer(200, &html, "<form action='j_spring_security_check'>"), Subject::Run).expect_err("page");
        let proxy = json(&answer(200, &html, "<title>Portal</title><b data-crumb-value=\"c0de\">"), Subject::Run).expect_err("page");
        assert_eq!((login.code(), proxy.code(), proxy.said()), (Code::LoginRequired, Code::ProxyAnswer, Some("Portal")));
        assert!(!proxy.to_string().contains("c0de"));
        let cut = json(&answer(200, &[("Content-Type", "application/json")], "{\"a\":"), Subject::Run).expect_err("cut");
        assert_eq!(cut.code(), Code::BadResponse);
    }

    proptest! {
        #[test]
        fn any_answer_gives_a_value_or_an_error(status in 100u16..999, body in proptest::collection::vec(any::<u8>(), 0..200), kind in "(text/html|application/json|\\PC{0,9})") {
            let response = Response { status, headers: vec![("Content-Type".to_owned(), kind)], body };
            let _ = json(&response, Subject::Job);
            prop_assert!(!refusal(&response, Subject::Input).to_string().is_empty());
        }
    }
}
