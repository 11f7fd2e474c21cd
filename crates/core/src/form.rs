//! Bodies of forms: urlencoded, multipart, and the `json` field of Jenkins' structured forms.

use crate::encode::{base64, form_value};
use crate::http::Body;
use crate::json::{Map, Value, json};
use crate::text::{self, text};
use crate::value::{FileValue, Filled, PASSWORD_DEFAULT, ParameterValue};
use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// An urlencoded body of these pairs, in order.
pub(crate) fn urlencoded(pairs: &[(&str, &str)]) -> Body {
    let parts: Vec<String> = pairs.iter().map(|(n, v)| text!(form_value(n), "=", form_value(v))).collect();
    Body { content_type: Some("application/x-www-form-urlencoded".to_owned()), bytes: crate::text::join(&parts, "&").into_bytes() }
}

/// The body of a structured form: `json={"parameter":[…]}`, multipart if files come along.
pub(crate) fn structured(values: &[Filled], extra: &[(&str, &str)]) -> Body {
    let mut files = Vec::new();
    let elements: Vec<Value> = values.iter().map(|v| element(v, &mut files)).collect();
    let mut form = Map::new();
    form.insert("parameter", Value::Array(elements));
    for (name, value) in extra {
        form.insert(name, json!(value));
    }
    let text = Value::Object(form).to_text();
    if files.is_empty() {
        return urlencoded(&[("json", &text)]);
    }
    let mut parts = vec![Part::text("json", &text, "application/json; charset=UTF-8")];
    parts.extend(files.iter().enumerate().map(|(i, file)| Part::file(&text!("file", i), file)));
    multipart(&parts)
}

/// One element of `parameter`: the keys that each kind's `createValue(StaplerRequest2, JSONObject)` binds.
fn element<'a>(filled: &'a Filled, files: &mut Vec<&'a FileValue>) -> Value {
    let name = &filled.name;
    match &filled.value {
        ParameterValue::Text(text) => json!({"name": name, "value": text}),
        ParameterValue::Boolean(yes) => json!({"name": name, "value": yes}),
        ParameterValue::Password(secret) => json!({"name": name, "value": secret.expose()}),
        ParameterValue::PasswordDefault => json!({"name": name, "value": PASSWORD_DEFAULT}),
        ParameterValue::Run(run) => json!({"name": name, "runId": run}),
        ParameterValue::File(file) if filled.as_base64 => json!({"name": name, "base64": base64(&file.bytes)}),
        ParameterValue::File(file) => {
            files.push(file);
            json!({"name": name, "file": text!("file", files.len() - 1)})
        }
        ParameterValue::Raw(fields) => {
            let mut fields = fields.clone();
            fields.insert("name", json!(name));
            Value::Object(fields)
        }
    }
}

/// An element for an API that takes no files.
#[cfg(feature = "full")]
pub(crate) fn bare_element(filled: &Filled) -> Value {
    element(filled, &mut Vec::new())
}

/// The body of `buildWithParameters`: one field for each value; multipart if files come along.
/// A password's default and raw values have no form here; the caller has sorted them out.
pub(crate) fn plain(values: &[Filled]) -> Body {
    let text = |value: &ParameterValue| match value {
        ParameterValue::Text(t) | ParameterValue::Run(t) => Some(t.clone()),
        ParameterValue::Boolean(yes) => Some(text!(if *yes { "true" } else { "false" })),
        ParameterValue::Password(secret) => Some(secret.expose().to_owned()),
        ParameterValue::PasswordDefault | ParameterValue::File(_) | ParameterValue::Raw(_) => None,
    };
    if values.is_empty() {
        return Body::default();
    }
    let has_file = values.iter().any(|v| matches!(v.value, ParameterValue::File(_)));
    if !has_file {
        let pairs: Vec<(String, String)> = values.iter().filter_map(|v| Some((v.name.clone(), text(&v.value)?))).collect();
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        return urlencoded(&pairs);
    }
    let part = |v: &Filled| match &v.value {
        ParameterValue::File(file) => Some(Part::file(&v.name, file)),
        // Without a charset of its own a text part is read as ISO-8859-1.
        value => text(value).map(|t| Part::text(&v.name, &t, "text/plain; charset=UTF-8")),
    };
    multipart(&values.iter().filter_map(part).collect::<Vec<_>>())
}

struct Part {
    head: String,
    bytes: Vec<u8>,
}

impl Part {
    fn text(name: &str, text: &str, content_type: &str) -> Self {
        Self { head: text!("form-data; name=\"", quoted(name), "\"\r\nContent-Type: ", content_type), bytes: text.as_bytes().to_vec() }
    }

    fn file(name: &str, file: &FileValue) -> Self {
        let head = text!("form-data; name=\"", quoted(name), "\"; filename=\"", quoted(&file.name), "\"\r\nContent-Type: ", file.content_type);
        Self { head, bytes: file.bytes.clone() }
    }
}

/// As browsers write names into a part's header (WHATWG HTML, multipart/form-data encoding).
fn quoted(name: &str) -> String {
    let mut out = name.to_owned();
    for (char, escape) in [("\"", "%22"), ("\r", "%0D"), ("\n", "%0A")] {
        out = text::replace(&out, char, escape);
    }
    out
}

fn multipart(parts: &[Part]) -> Body {
    let boundary = boundary(parts);
    let mut bytes = Vec::new();
    for part in parts {
        bytes.extend_from_slice(text!("--", boundary, "\r\nContent-Disposition: ", part.head, "\r\n\r\n").as_bytes());
        bytes.extend_from_slice(&part.bytes);
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(text!("--", boundary, "--\r\n").as_bytes());
    Body { content_type: Some(text!("multipart/form-data; boundary=", boundary)), bytes }
}

/// A boundary that none of the parts contains: there is no randomness here, so it is counted up.
fn boundary(parts: &[Part]) -> String {
    let free = |candidate: &str| parts.iter().all(|p| text::find_bytes(&p.bytes, candidate.as_bytes()).is_none());
    let mut number = 0u32;
    loop {
        let candidate = text!("bellpull-part-", number);
        if free(&candidate) {
            return candidate;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credentials::Secret;

    fn text(body: &Body) -> String {
        String::from_utf8_lossy(&body.bytes).into_owned()
    }

    fn file(content: &str) -> ParameterValue {
        ParameterValue::File(FileValue { name: "my \"file\".txt".to_owned(), content_type: "text/plain".to_owned(), bytes: content.as_bytes().to_vec() })
    }

    #[test]
    fn each_kind_has_its_own_key() {
        let values = [
            Filled::new("S", ParameterValue::Text("a&b".to_owned())),
            Filled::new("B", ParameterValue::Boolean(false)),
            Filled::new("P", ParameterValue::PasswordDefault),
            Filled::new("Q", ParameterValue::Password(Secret::new("pw"))),
            Filled::new("R", ParameterValue::Run("j#3".to_owned())),
        ];
        let json = r#"{"parameter":[{"name":"S","value":"a&b"},{"name":"B","value":false},{"name":"P","value":"<DEFAULT>"},{"name":"Q","value":"pw"},{"name":"R","runId":"j#3"}]}"#;
        assert_eq!(text(&structured(&values, &[])), format!("json={}", form_value(json)));
        let some = [values[0].clone(), values[1].clone(), values[4].clone()];
        assert_eq!(text(&plain(&some)), "S=a%26b&B=false&R=j%233");
    }

    #[test]
    fn files_make_it_multipart_with_utf8_text_parts() {
        let body = plain(&[Filled::new("S", ParameterValue::Text("é".to_owned())), Filled::new("F", file("hello"))]);
        assert_eq!(body.content_type.as_deref(), Some("multipart/form-data; boundary=bellpull-part-0"));
        assert!(text(&body).contains("name=\"S\"\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\né\r\n"));
        assert!(text(&body).contains("name=\"F\"; filename=\"my %22file%22.txt\"\r\nContent-Type: text/plain\r\n\r\nhello\r\n--"));
        let body = structured(&[Filled::new("F", file("x"))], &[("redirectTo", "//")]);
        assert!(text(&body).contains(r#"{"parameter":[{"name":"F","file":"file0"}],"redirectTo":"//"}"#) && text(&body).contains("name=\"file0\""));
    }

    #[test]
    fn a_boundary_never_stands_in_a_file() {
        let body = plain(&[Filled::new("F", file("bellpull-part-0 bellpull-part-1"))]);
        assert_eq!(body.content_type.as_deref(), Some("multipart/form-data; boundary=bellpull-part-2"));
    }
}
