//! What a machine says as JSON, for hosts in other languages. The bytes of a body go beside it.

use crate::http::{Cookies, Request};
use crate::json::{ToJson, Value, json, write};
use crate::machine::Output;
use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

/// How the text of an outcome begins.
pub(crate) const DONE: &str = "{\"output\":\"done\",\"outcome\":";

impl Output {
    /// As JSON, without white space. An outcome, which may be large, is not copied for it.
    #[must_use]
    pub fn to_text(&self) -> String {
        let Self::Done(Ok(outcome)) = self else { return self.to_json().to_text() };
        let mut out = DONE.to_owned();
        write(outcome, &mut out);
        out.push('}');
        out
    }
}

impl ToJson for Output {
    fn to_json(&self) -> Value {
        match self {
            Self::Send(request) => json!({"output": "send", "request": request}),
            Self::Wait { until } => json!({"output": "wait", "until": until}),
            Self::Event(event) => json!({"output": "event", "event": event}),
            Self::Done(Ok(outcome)) => json!({"output": "done", "outcome": outcome}),
            Self::Done(Err(error)) => json!({"output": "failed", "error": error.to_json()}),
            Self::AwaitingResponse => json!({"output": "awaiting_response"}),
        }
    }
}

impl ToJson for Request {
    fn to_json(&self) -> Value {
        let headers: Vec<[&str; 2]> = self.headers.iter().map(|(name, value)| [name.as_str(), value.as_str()]).collect();
        let cookies = match self.cookies {
            Cookies::Omit => "omit",
            Cookies::Browser => "browser",
        };
        json!({"method": self.method.as_str(), "url": self.url, "headers": headers, "cookies": cookies, "stream": self.stream, "pieces": self.pieces})
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Code, Error};

    #[test]
    fn each_output_has_its_word() {
        let request = Request::post("http://h/x".to_owned()).with_header("Accept", "a/b");
        let failed = Output::Done(Err(Error::new(Code::Cancelled, "over")));
        for (output, shape) in [
            (
                Output::Send(request),
                r#"{"output":"send","request":{"method":"POST","url":"http://h/x","headers":[["Accept","a/b"]],"cookies":"omit","stream":false,"pieces":false}}"#,
            ),
            (Output::Wait { until: 7 }, r#"{"output":"wait","until":7}"#),
            (Output::Event(Value::Null), r#"{"output":"event","event":null}"#),
            (Output::Done(Ok(Value::Bool(true))), r#"{"output":"done","outcome":true}"#),
            (Output::AwaitingResponse, r#"{"output":"awaiting_response"}"#),
        ] {
            assert_eq!(output.to_json().to_text(), shape);
            assert_eq!(output.to_text(), shape);
        }
        assert!(failed.to_json().to_text().starts_with(r#"{"output":"failed","error":{"code":"cancelled","message":"over""#));
    }
}
