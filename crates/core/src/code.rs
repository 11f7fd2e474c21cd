//! The codes of errors, with what to do about each.
//!
//! They are the same strings in Rust, TypeScript, C and the gateway's answers. They are never renamed;
//! numbers are never given out twice.

use crate::json::{ToJson, Value};
use core::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident $text:literal $number:literal $remedy:literal;)*) => {
        /// What went wrong, as a stable code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// All codes, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code as text, the same in every language.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The code as a number, for C.
            #[must_use]
            pub fn number(self) -> u32 {
                match self { $(Self::$variant => $number,)* }
            }

            /// What the reader can do about it.
            #[must_use]
            pub fn remedy(self) -> &'static str {
                match self { $(Self::$variant => $remedy,)* }
            }
        }
    };
}

codes! {
    /// The base URL is not an http(s) URL, or carries a user, query or fragment.
    InvalidUrl "invalid_url" 1 "Give the root URL of Jenkins, such as https://ci.example.com/jenkins, without user, query or fragment.";
    /// An empty or traversing job name, or a URL that is not one of a job on this server.
    InvalidJobName "invalid_job_name" 2 "Give the job's full name with folders (Folder/job), its segments, or its URL on this server.";
    /// The operation is unknown or one of its fields has the wrong type.
    InvalidOperation "invalid_operation" 3 "Correct the named field of the operation.";
    /// Credentials that cannot be sent (an empty user, a line break in a token).
    InvalidCredentials "invalid_credentials" 4 "Correct the credentials given to the client.";
    /// A value was given for a parameter that is not declared.
    ParameterUnknown "parameter_unknown" 5 "Remove the value, or declare the parameter in the job or the input step. Names are case-sensitive.";
    /// A declared parameter has neither a value nor a default.
    ParameterMissing "parameter_missing" 6 "Give a value for the named parameter.";
    /// A value is not allowed for its parameter, for example a choice outside its list.
    ParameterInvalid "parameter_invalid" 7 "Correct the named value: a choice must be one of its list, a run is written job#number.";
    /// A kind of parameter that this way of sending cannot carry.
    ParameterUnsupported "parameter_unsupported" 8 "Answer this one in Jenkins itself, or give the value as raw JSON if you know the plugin's form.";
    /// No answer came: connection refused, reset, DNS, TLS or CORS.
    Network "network" 9 "Check that Jenkins can be reached from here. A page on another origin cannot call Jenkins: use the gateway or a reverse proxy.";
    /// No answer or no progress within the time allowed.
    TimedOut "timed_out" 10 "Try again; read the state first, since the request may have been carried out.";
    /// There is no such thing, or this user may not see it (Jenkins answers 404 for both).
    NotFound "not_found" 11 "Check the name and number, and that this user may read the job.";
    /// Signed in, but without the permission that Jenkins names.
    Forbidden "forbidden" 12 "Ask for the permission that Jenkins names, or sign in as somebody who has it.";
    /// Nobody is signed in, or the session has ended.
    LoginRequired "login_required" 13 "Sign in to Jenkins again, or use an API token.";
    /// User, password or API token is wrong.
    CredentialsRejected "credentials_rejected" 14 "Check the user's id and make a new API token in Jenkins (user menu, Security).";
    /// The crumb was refused, also after it was fetched anew.
    CrumbRejected "crumb_rejected" 15 "Let the session cookie go with the crumb, or use an API token, which needs none. A proxy may drop cookies or the crumb header.";
    /// Jenkins or a proxy redirected to a sign-in of its own.
    SsoRedirect "sso_redirect" 16 "Sign in through the browser first, or use an API token on a path that the single sign-on leaves alone.";
    /// HTML came where data was due; it does not look like Jenkins.
    ProxyAnswer "proxy_answer" 17 "A proxy, firewall or portal answered in place of Jenkins. Check the base URL and its context path.";
    /// The answer is not what this endpoint promises (truncated or malformed data).
    BadResponse "bad_response" 18 "Try again; if it stays, a proxy alters the answers or this version of Jenkins is not supported.";
    /// The answer is larger than the limit given to the client.
    BodyTooLarge "body_too_large" 19 "Ask for less (`tree`), or raise the client's limit.";
    /// Jenkins failed with a page of its own (Oops).
    ServerError "server_error" 20 "Look up the logging id in Jenkins' log. If values were sent, one of them may be illegal.";
    /// Jenkins is starting, or a proxy finds it down.
    ServerStarting "server_starting" 21 "Wait until Jenkins is up. Sessions do not survive a restart, pending inputs do.";
    /// A limit of requests was reached.
    TooManyRequests "too_many_requests" 22 "Wait before the next request.";
    /// The endpoint wants another verb.
    MethodNotAllowed "method_not_allowed" 23 "Use this crate's operations; a proxy may have changed the verb.";
    /// The request line is too long.
    UrlTooLong "url_too_long" 24 "Send fewer values in the URL.";
    /// A redirect where none was due.
    Redirected "redirected" 25 "Give the base URL that Jenkins answers on without redirecting (scheme, host and context path).";
    /// The job is disabled or cannot be built now.
    JobDisabled "job_disabled" 26 "Enable the job in Jenkins.";
    /// Values were given for a job without parameters.
    NotParameterized "not_parameterized" 27 "Trigger the job without parameters.";
    /// Jenkins' queue took no new item: merged with a waiting one, or refused.
    TriggerRefused "trigger_refused" 28 "Look at the job's queue: an equal item may be waiting already.";
    /// The answer to a trigger was lost, and no trace of it was found.
    TriggerUnconfirmed "trigger_unconfirmed" 29 "Look at the job before triggering again: the run may have been queued.";
    /// The queue item is no longer known (kept five minutes) and no run was found for it.
    QueueItemGone "queue_item_gone" 30 "Look for the run in the job's list.";
    /// The queue item has left the queue already and cannot be cancelled.
    QueueItemLeft "queue_item_left" 31 "Stop the run instead.";
    /// There is no such pending input in this run.
    InputNotFound "input_not_found" 32 "Read the run's pending inputs again. Ids are exact, and Jenkins capitalises their first letter.";
    /// Somebody or something has settled this input before.
    InputAlreadySettled "input_already_settled" 33 "Nothing is left to do; read the run to see the outcome.";
    /// This user may not answer the input.
    InputNotAllowed "input_not_allowed" 34 "Ask one of the submitters that the input names.";
    /// Several pending inputs share this id, so an answer could reach the wrong one.
    InputAmbiguous "input_ambiguous" 35 "Answer in Jenkins, and give each input step an id of its own.";
    /// The pending input is not the one that was seen.
    InputChanged "input_changed" 36 "Show the input again and let the person decide anew.";
    /// This server offers no way to read pending inputs.
    InputsUnreadable "inputs_unreadable" 37 "Update the input step plugin (466 or newer) or install Pipeline: REST API.";
    /// The answer to an approval or abort was lost or disagrees with what was read back.
    ApprovalUnconfirmed "approval_unconfirmed" 38 "Read the run before deciding again: the decision may have been taken.";
    /// The run is over.
    RunFinished "run_finished" 39 "Nothing can be answered or stopped any more.";
    /// Jenkins refused the request as malformed.
    BadRequest "bad_request" 40 "See what Jenkins said. Semicolons in names are not accepted by Jenkins.";
    /// A link of an answer leads to another host or climbs out of the base.
    LinkOutsideServer "link_outside_server" 41 "Follow it yourself, without credentials, if you trust it.";
    /// The server lacks the endpoint or plugin.
    Unsupported "unsupported" 42 "Install or update the plugin that is named.";
    /// The caller gave up (AbortSignal, dropped machine).
    Cancelled "cancelled" 43 "Nothing; the caller asked for it. A request in flight may still be carried out.";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl ToJson for Code {
    fn to_json(&self) -> Value {
        self.as_str().to_json()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn codes_and_numbers_are_unique_and_every_code_has_a_remedy() {
        let texts: HashSet<_> = Code::ALL.iter().map(|c| c.as_str()).collect();
        let numbers: HashSet<_> = Code::ALL.iter().map(|c| c.number()).collect();
        assert_eq!((texts.len(), numbers.len()), (Code::ALL.len(), Code::ALL.len()));
        for code in Code::ALL {
            assert!(code.remedy().len() > 15, "{code}");
            assert!(code.as_str().bytes().all(|b| b.is_ascii_lowercase() || b == b'_'), "{code}");
        }
    }
}
