//! What a machine says as JSON, for hosts in other languages. The bytes of a body go beside it.

use crate::http::Request;
use crate::json::{quote, write};
use crate::machine::Output;
use crate::text::text;
use alloc::string::String;

/// How the text of an outcome begins.
pub(crate) const DONE: &str = "{\"output\":\"done\",\"outcome\":";

impl Output {
    /// As JSON, without white space. It is written as it is: a value built for it would be the dearest part of a small request.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        match self {
            Self::Send(request) => write_request(request, &mut out),
            Self::Wait { until } => out.push_str(&text!("{\"output\":\"wait\",\"until\":", *until)),
            Self::Event(event) => {
                out.push_str("{\"output\":\"event\",\"event\":");
                write(event, &mut out);
            }
            Self::Done(Ok(outcome)) => {
                out.push_str(DONE);
                write(outcome, &mut out);
            }
            Self::Done(Err(error)) => {
                out.push_str("{\"output\":\"failed\",\"error\":");
                write(&error.to_json(), &mut out);
            }
            Self::AwaitingResponse => out.push_str("{\"output\":\"awaiting_response\""),
        }
        out.push('}');
        out
    }
}

fn write_request(request: &Request, out: &mut String) {
    out.reserve(320);
    out.push_str("{\"output\":\"send\",\"request\":{\"method\":\"");
    out.push_str(request.method.as_str());
    out.push_str("\",\"url\":");
    quote(&request.url, out);
    out.push_str(",\"headers\":[");
    for (number, (name, value)) in request.headers.iter().enumerate() {
        out.push_str(if number == 0 { "[" } else { ",[" });
        quote(name, out);
        out.push(',');
        quote(value, out);
        out.push(']');
    }
    out.push_str("],\"cookies\":\"");
    out.push_str(request.cookies.as_str());
    out.push_str(if request.stream { "\",\"stream\":true" } else { "\",\"stream\":false" });
    out.push_str(if request.pieces { ",\"pieces\":true}" } else { ",\"pieces\":false}" });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Code, Error};
    use crate::json::Value;

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
            assert_eq!(output.to_text(), shape);
        }
        assert!(failed.to_text().starts_with(r#"{"output":"failed","error":{"code":"cancelled","message":"over""#));
    }
}
