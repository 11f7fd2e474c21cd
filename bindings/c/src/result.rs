//! Generated from the core's codes by `cargo xtask codegen`. Do not edit.

use bellpull::Code;
use std::ffi::CStr;

/// What a function says. Numbers below 1000 are the core's codes, the same as in every other language; from 1001 on
/// they tell that the library was used in a wrong way. Numbers are never given out twice.
#[repr(u32)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum jenkins_result {
    /// `ok`. Nothing is wrong.
    Ok = 0,
    /// `invalid_url`. Give the root URL of Jenkins, such as https://ci.example.com/jenkins, without user, query or fragment.
    InvalidUrl = 1,
    /// `invalid_job_name`. Give the job's full name with folders (Folder/job), its segments, or its URL on this server.
    InvalidJobName = 2,
    /// `invalid_operation`. Correct the named field of the operation.
    InvalidOperation = 3,
    /// `invalid_credentials`. Correct the credentials given to the client.
    InvalidCredentials = 4,
    /// `parameter_unknown`. Remove the value, or declare the parameter in the job or the input step. Names are case-sensitive.
    ParameterUnknown = 5,
    /// `parameter_missing`. Give a value for the named parameter.
    ParameterMissing = 6,
    /// `parameter_invalid`. Correct the named value: a choice must be one of its list, a run is written job#number.
    ParameterInvalid = 7,
    /// `parameter_unsupported`. Answer this one in Jenkins itself, or give the value as raw JSON if you know the plugin's form.
    ParameterUnsupported = 8,
    /// `network`. Check that Jenkins can be reached from here. A page on another origin cannot call Jenkins: use the gateway or a reverse proxy.
    Network = 9,
    /// `timed_out`. Try again; read the state first, since the request may have been carried out.
    TimedOut = 10,
    /// `not_found`. Check the name and number, and that this user may read the job.
    NotFound = 11,
    /// `forbidden`. Ask for the permission that Jenkins names, or sign in as somebody who has it.
    Forbidden = 12,
    /// `login_required`. Sign in to Jenkins again, or use an API token.
    LoginRequired = 13,
    /// `credentials_rejected`. Check the user's id and make a new API token in Jenkins (user menu, Security).
    CredentialsRejected = 14,
    /// `crumb_rejected`. Let the session cookie go with the crumb, or use an API token, which needs none. A proxy may drop cookies or the crumb header.
    CrumbRejected = 15,
    /// `sso_redirect`. Sign in through the browser first, or use an API token on a path that the single sign-on leaves alone.
    SsoRedirect = 16,
    /// `proxy_answer`. A proxy, firewall or portal answered in place of Jenkins. Check the base URL and its context path.
    ProxyAnswer = 17,
    /// `bad_response`. Try again; if it stays, a proxy alters the answers or this version of Jenkins is not supported.
    BadResponse = 18,
    /// `body_too_large`. Ask for less (`tree`), or raise the client's limit.
    BodyTooLarge = 19,
    /// `server_error`. Look up the logging id in Jenkins' log. If values were sent, one of them may be illegal.
    ServerError = 20,
    /// `server_starting`. Wait until Jenkins is up. Sessions do not survive a restart, pending inputs do.
    ServerStarting = 21,
    /// `too_many_requests`. Wait before the next request.
    TooManyRequests = 22,
    /// `method_not_allowed`. Use this crate's operations; a proxy may have changed the verb.
    MethodNotAllowed = 23,
    /// `url_too_long`. Send fewer values in the URL.
    UrlTooLong = 24,
    /// `redirected`. Give the base URL that Jenkins answers on without redirecting (scheme, host and context path).
    Redirected = 25,
    /// `job_disabled`. Enable the job in Jenkins.
    JobDisabled = 26,
    /// `not_parameterized`. Trigger the job without parameters.
    NotParameterized = 27,
    /// `trigger_refused`. Look at the job's queue: an equal item may be waiting already.
    TriggerRefused = 28,
    /// `trigger_unconfirmed`. Look at the job before triggering again: the run may have been queued.
    TriggerUnconfirmed = 29,
    /// `queue_item_gone`. Look for the run in the job's list.
    QueueItemGone = 30,
    /// `queue_item_left`. Stop the run instead.
    QueueItemLeft = 31,
    /// `input_not_found`. Read the run's pending inputs again. Ids are exact, and Jenkins capitalises their first letter.
    InputNotFound = 32,
    /// `input_already_settled`. Nothing is left to do; read the run to see the outcome.
    InputAlreadySettled = 33,
    /// `input_not_allowed`. Ask one of the submitters that the input names.
    InputNotAllowed = 34,
    /// `input_ambiguous`. Answer in Jenkins, and give each input step an id of its own.
    InputAmbiguous = 35,
    /// `input_changed`. Show the input again and let the person decide anew.
    InputChanged = 36,
    /// `inputs_unreadable`. Update the input step plugin (466 or newer) or install Pipeline: REST API.
    InputsUnreadable = 37,
    /// `approval_unconfirmed`. Read the run before deciding again: the decision may have been taken.
    ApprovalUnconfirmed = 38,
    /// `run_finished`. Nothing can be answered or stopped any more.
    RunFinished = 39,
    /// `bad_request`. See what Jenkins said. Semicolons in names are not accepted by Jenkins.
    BadRequest = 40,
    /// `link_outside_server`. Follow it yourself, without credentials, if you trust it.
    LinkOutsideServer = 41,
    /// `unsupported`. Install or update the plugin that is named.
    Unsupported = 42,
    /// `cancelled`. Nothing; the caller asked for it. A request in flight may still be carried out.
    Cancelled = 43,
    /// `null_parameter`. Give what is asked for; a pointer is null.
    NullParameter = 1001,
    /// `invalid_utf8`. Give texts in UTF-8.
    InvalidUtf8 = 1002,
    /// `wrong_order`. Do what the machine said last, and report that.
    WrongOrder = 1003,
    /// `busy`. Call a machine from one thread at a time.
    Busy = 1004,
    /// `too_large`. Texts have at most 256 MiB, bytes that are handed in at once 1 GiB.
    TooLarge = 1005,
    /// `not_a_handle`. Use what `new` and `start` gave, until it is freed; it may have been freed before.
    NotAHandle = 1006,
    /// `invalid_value`. Give a number or flag that the function's page names.
    InvalidValue = 1007,
    /// `abi_mismatch`. Compile the program with the header of this library, or load the library of that header.
    AbiMismatch = 1008,
    /// `panicked`. This is a defect of the library: report it. The machine can only be freed.
    Panicked = 1009,
}

/// Each result with its code and remedy.
pub(crate) const NAMES: &[(u32, &CStr, &CStr)] = &[
    (0, c"ok", c"Nothing is wrong."),
    (1, c"invalid_url", c"Give the root URL of Jenkins, such as https://ci.example.com/jenkins, without user, query or fragment."),
    (2, c"invalid_job_name", c"Give the job's full name with folders (Folder/job), its segments, or its URL on this server."),
    (3, c"invalid_operation", c"Correct the named field of the operation."),
    (4, c"invalid_credentials", c"Correct the credentials given to the client."),
    (5, c"parameter_unknown", c"Remove the value, or declare the parameter in the job or the input step. Names are case-sensitive."),
    (6, c"parameter_missing", c"Give a value for the named parameter."),
    (7, c"parameter_invalid", c"Correct the named value: a choice must be one of its list, a run is written job#number."),
    (8, c"parameter_unsupported", c"Answer this one in Jenkins itself, or give the value as raw JSON if you know the plugin's form."),
    (9, c"network", c"Check that Jenkins can be reached from here. A page on another origin cannot call Jenkins: use the gateway or a reverse proxy."),
    (10, c"timed_out", c"Try again; read the state first, since the request may have been carried out."),
    (11, c"not_found", c"Check the name and number, and that this user may read the job."),
    (12, c"forbidden", c"Ask for the permission that Jenkins names, or sign in as somebody who has it."),
    (13, c"login_required", c"Sign in to Jenkins again, or use an API token."),
    (14, c"credentials_rejected", c"Check the user's id and make a new API token in Jenkins (user menu, Security)."),
    (15, c"crumb_rejected", c"Let the session cookie go with the crumb, or use an API token, which needs none. A proxy may drop cookies or the crumb header."),
    (16, c"sso_redirect", c"Sign in through the browser first, or use an API token on a path that the single sign-on leaves alone."),
    (17, c"proxy_answer", c"A proxy, firewall or portal answered in place of Jenkins. Check the base URL and its context path."),
    (18, c"bad_response", c"Try again; if it stays, a proxy alters the answers or this version of Jenkins is not supported."),
    (19, c"body_too_large", c"Ask for less (`tree`), or raise the client's limit."),
    (20, c"server_error", c"Look up the logging id in Jenkins' log. If values were sent, one of them may be illegal."),
    (21, c"server_starting", c"Wait until Jenkins is up. Sessions do not survive a restart, pending inputs do."),
    (22, c"too_many_requests", c"Wait before the next request."),
    (23, c"method_not_allowed", c"Use this crate's operations; a proxy may have changed the verb."),
    (24, c"url_too_long", c"Send fewer values in the URL."),
    (25, c"redirected", c"Give the base URL that Jenkins answers on without redirecting (scheme, host and context path)."),
    (26, c"job_disabled", c"Enable the job in Jenkins."),
    (27, c"not_parameterized", c"Trigger the job without parameters."),
    (28, c"trigger_refused", c"Look at the job's queue: an equal item may be waiting already."),
    (29, c"trigger_unconfirmed", c"Look at the job before triggering again: the run may have been queued."),
    (30, c"queue_item_gone", c"Look for the run in the job's list."),
    (31, c"queue_item_left", c"Stop the run instead."),
    (32, c"input_not_found", c"Read the run's pending inputs again. Ids are exact, and Jenkins capitalises their first letter."),
    (33, c"input_already_settled", c"Nothing is left to do; read the run to see the outcome."),
    (34, c"input_not_allowed", c"Ask one of the submitters that the input names."),
    (35, c"input_ambiguous", c"Answer in Jenkins, and give each input step an id of its own."),
    (36, c"input_changed", c"Show the input again and let the person decide anew."),
    (37, c"inputs_unreadable", c"Update the input step plugin (466 or newer) or install Pipeline: REST API."),
    (38, c"approval_unconfirmed", c"Read the run before deciding again: the decision may have been taken."),
    (39, c"run_finished", c"Nothing can be answered or stopped any more."),
    (40, c"bad_request", c"See what Jenkins said. Semicolons in names are not accepted by Jenkins."),
    (41, c"link_outside_server", c"Follow it yourself, without credentials, if you trust it."),
    (42, c"unsupported", c"Install or update the plugin that is named."),
    (43, c"cancelled", c"Nothing; the caller asked for it. A request in flight may still be carried out."),
    (1001, c"null_parameter", c"Give what is asked for; a pointer is null."),
    (1002, c"invalid_utf8", c"Give texts in UTF-8."),
    (1003, c"wrong_order", c"Do what the machine said last, and report that."),
    (1004, c"busy", c"Call a machine from one thread at a time."),
    (1005, c"too_large", c"Texts have at most 256 MiB, bytes that are handed in at once 1 GiB."),
    (1006, c"not_a_handle", c"Use what `new` and `start` gave, until it is freed; it may have been freed before."),
    (1007, c"invalid_value", c"Give a number or flag that the function's page names."),
    (1008, c"abi_mismatch", c"Compile the program with the header of this library, or load the library of that header."),
    (1009, c"panicked", c"This is a defect of the library: report it. The machine can only be freed."),
];

/// The result for a code of the core.
pub(crate) fn of(code: Code) -> jenkins_result {
    match code {
        Code::InvalidUrl => jenkins_result::InvalidUrl,
        Code::InvalidJobName => jenkins_result::InvalidJobName,
        Code::InvalidOperation => jenkins_result::InvalidOperation,
        Code::InvalidCredentials => jenkins_result::InvalidCredentials,
        Code::ParameterUnknown => jenkins_result::ParameterUnknown,
        Code::ParameterMissing => jenkins_result::ParameterMissing,
        Code::ParameterInvalid => jenkins_result::ParameterInvalid,
        Code::ParameterUnsupported => jenkins_result::ParameterUnsupported,
        Code::Network => jenkins_result::Network,
        Code::TimedOut => jenkins_result::TimedOut,
        Code::NotFound => jenkins_result::NotFound,
        Code::Forbidden => jenkins_result::Forbidden,
        Code::LoginRequired => jenkins_result::LoginRequired,
        Code::CredentialsRejected => jenkins_result::CredentialsRejected,
        Code::CrumbRejected => jenkins_result::CrumbRejected,
        Code::SsoRedirect => jenkins_result::SsoRedirect,
        Code::ProxyAnswer => jenkins_result::ProxyAnswer,
        Code::BadResponse => jenkins_result::BadResponse,
        Code::BodyTooLarge => jenkins_result::BodyTooLarge,
        Code::ServerError => jenkins_result::ServerError,
        Code::ServerStarting => jenkins_result::ServerStarting,
        Code::TooManyRequests => jenkins_result::TooManyRequests,
        Code::MethodNotAllowed => jenkins_result::MethodNotAllowed,
        Code::UrlTooLong => jenkins_result::UrlTooLong,
        Code::Redirected => jenkins_result::Redirected,
        Code::JobDisabled => jenkins_result::JobDisabled,
        Code::NotParameterized => jenkins_result::NotParameterized,
        Code::TriggerRefused => jenkins_result::TriggerRefused,
        Code::TriggerUnconfirmed => jenkins_result::TriggerUnconfirmed,
        Code::QueueItemGone => jenkins_result::QueueItemGone,
        Code::QueueItemLeft => jenkins_result::QueueItemLeft,
        Code::InputNotFound => jenkins_result::InputNotFound,
        Code::InputAlreadySettled => jenkins_result::InputAlreadySettled,
        Code::InputNotAllowed => jenkins_result::InputNotAllowed,
        Code::InputAmbiguous => jenkins_result::InputAmbiguous,
        Code::InputChanged => jenkins_result::InputChanged,
        Code::InputsUnreadable => jenkins_result::InputsUnreadable,
        Code::ApprovalUnconfirmed => jenkins_result::ApprovalUnconfirmed,
        Code::RunFinished => jenkins_result::RunFinished,
        Code::BadRequest => jenkins_result::BadRequest,
        Code::LinkOutsideServer => jenkins_result::LinkOutsideServer,
        Code::Unsupported => jenkins_result::Unsupported,
        Code::Cancelled => jenkins_result::Cancelled,
        // A code that this file was not made for; the check of generated files tells.
        _ => jenkins_result::Panicked,
    }
}
