//! One error type with stable codes: what happened, what Jenkins said, and what to do next.
//!
//! How an answer becomes a code is in [`crate::classify`].

#[cfg(feature = "full")]
use crate::json::ToJson as _;
use crate::json::{Value, json, words};
use alloc::borrow::ToOwned as _;
use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;

pub(crate) use crate::code::Code;

/// Whether the server may have carried out the request that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// Certainly not.
    No,
    /// Unknown: the answer was lost.
    Maybe,
    /// It was answered.
    Yes,
}

words!(Sent { No: "no", Maybe: "maybe", Yes: "yes" });

/// An error: code, message, status and text of Jenkins. Never holds a credential.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(Box<Detail>);

#[derive(Clone, PartialEq, Eq)]
struct Detail {
    code: Code,
    message: String,
    status: Option<u16>,
    jenkins: Option<String>,
    parameter: Option<String>,
    retry_after_millis: Option<u64>,
    sent: Sent,
    #[cfg(feature = "full")]
    fields: alloc::vec::Vec<FieldError>,
}

/// What Blue Ocean says of one field of a request (`ErrorMessage.Error`).
#[cfg(feature = "full")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FieldError {
    /// The field, such as `scmConfig.uri`.
    pub field: String,
    /// `MISSING`, `ALREADY_EXISTS`, `INVALID`, `NOT_FOUND`.
    pub code: String,
    /// What is wrong with it, as text.
    pub message: String,
}

#[cfg(feature = "full")]
crate::json::shape!(FieldError { field, code, message });

/// What Jenkins said is cut at this many characters.
const SAID_LIMIT: usize = 500;

impl Error {
    /// An error found before anything was sent.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self(Box::new(Detail {
            code,
            message: message.into(),
            status: None,
            jenkins: None,
            parameter: None,
            retry_after_millis: None,
            sent: Sent::No,
            #[cfg(feature = "full")]
            fields: alloc::vec::Vec::new(),
        }))
    }

    /// An error that follows from an answer of this status.
    #[must_use]
    pub fn answered(code: Code, status: u16, message: impl Into<String>) -> Self {
        let mut error = Self::new(code, message);
        error.0.status = Some(status);
        error.0.sent = Sent::Yes;
        error
    }

    /// Adds what Jenkins said, cut to a readable length.
    #[must_use]
    pub fn with_said(mut self, said: &str) -> Self {
        let said = said.trim();
        if !said.is_empty() {
            self.0.jenkins = Some(said.chars().take(SAID_LIMIT).collect());
        }
        self
    }

    /// Names the parameter at fault.
    #[must_use]
    pub fn with_parameter(mut self, name: &str) -> Self {
        self.0.parameter = Some(name.to_owned());
        self
    }

    /// Says whether the request may have been carried out.
    #[must_use]
    pub fn with_sent(mut self, sent: Sent) -> Self {
        self.0.sent = sent;
        self
    }

    /// When the server wants to be asked again.
    #[must_use]
    pub fn with_retry_after(mut self, millis: Option<u64>) -> Self {
        self.0.retry_after_millis = millis;
        self
    }

    /// Adds what was said of single fields.
    #[cfg(feature = "full")]
    #[must_use]
    pub(crate) fn with_fields(mut self, fields: alloc::vec::Vec<FieldError>) -> Self {
        self.0.fields = fields;
        self
    }

    /// What Blue Ocean said of single fields of the request.
    #[cfg(feature = "full")]
    #[must_use]
    pub fn fields(&self) -> &[FieldError] {
        &self.0.fields
    }

    /// The same facts under another code, where a flow knows better what they mean.
    #[must_use]
    pub fn recoded(mut self, code: Code, message: impl Into<String>) -> Self {
        self.0.code = code;
        self.0.message = message.into();
        self
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// One sentence on what happened.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The HTTP status, if there was an answer.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// What Jenkins said (`X-Error`, the page's message), as text.
    #[must_use]
    pub fn said(&self) -> Option<&str> {
        self.0.jenkins.as_deref()
    }

    /// The parameter at fault.
    #[must_use]
    pub fn parameter(&self) -> Option<&str> {
        self.0.parameter.as_deref()
    }

    /// Whether the request may have been carried out.
    #[must_use]
    pub fn sent(&self) -> Sent {
        self.0.sent
    }

    /// How long the server asked to be left alone, in milliseconds (`Retry-After`).
    #[must_use]
    pub fn retry_after_millis(&self) -> Option<u64> {
        self.0.retry_after_millis
    }

    /// A GET that failed so may be tried again.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        matches!(self.code(), Code::Network | Code::TimedOut | Code::ServerStarting | Code::TooManyRequests)
            || (self.code() == Code::ServerError && matches!(self.status(), Some(502 | 504)))
    }

    /// The shape that crosses to other languages.
    #[must_use]
    pub fn to_json(&self) -> Value {
        #[allow(unused_mut, reason = "a button's operations are told nothing of single fields")]
        let mut shape = json!({
            "code": self.code(),
            "message": self.message(),
            "status": self.status(),
            "jenkins": self.said(),
            "remedy": self.code().remedy(),
            "parameter": self.parameter(),
            "sent": self.sent(),
        });
        #[cfg(feature = "full")]
        if let Some(map) = shape.as_object_mut() {
            map.insert("fields", self.0.fields.to_json());
        }
        shape
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.message())?;
        if let Some(status) = self.status() {
            write!(f, " (HTTP {status})")?;
        }
        if let Some(said) = self.said() {
            write!(f, " Jenkins said: {said}")?;
        }
        write!(f, " {}", self.code().remedy())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Error({self})")
    }
}

impl core::error::Error for Error {}

/// The result of everything that can fail here.
pub type Result<T, E = Error> = core::result::Result<T, E>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn display_tells_code_status_words_and_remedy() {
        let error = Error::answered(Code::InputNotAllowed, 400, "refused").with_said("You need to be x to submit this.");
        let shown = error.to_string();
        for part in ["input_not_allowed", "HTTP 400", "You need to be x", "submitters"] {
            assert!(shown.contains(part), "{shown}");
        }
    }
}
