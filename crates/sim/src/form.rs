//! What came with a request: path segments, query, form fields, multipart parts.

use http::Request;

/// The fields of a body.
#[derive(Debug, Default)]
pub(crate) struct Form {
    pub(crate) fields: Vec<(String, String)>,
    /// Names of the parts that carry a file.
    pub(crate) files: Vec<String>,
    /// Whether the body was a form at all.
    pub(crate) is_form: bool,
}

impl Form {
    /// Reads the body by its content type; query fields come first.
    pub(crate) fn of(request: &Request<Vec<u8>>) -> Self {
        let mut form = Self { fields: pairs(request.uri().query().unwrap_or_default()), ..Self::default() };
        let content_type = header(request, "content-type");
        if content_type.starts_with("application/x-www-form-urlencoded") {
            form.is_form = true;
            form.fields.extend(pairs(&String::from_utf8_lossy(request.body())));
        } else if let Some((_, boundary)) = content_type.split_once("boundary=") {
            form.is_form = true;
            form.multipart(request.body(), boundary.split(';').next().unwrap_or_default().trim_matches('"'));
        }
        form
    }

    fn multipart(&mut self, body: &[u8], boundary: &str) {
        let delimiter = format!("--{boundary}");
        for part in split(body, delimiter.as_bytes()) {
            let Some(at) = find(part, b"\r\n\r\n") else { continue };
            let head = String::from_utf8_lossy(&part[..at]).into_owned();
            let content = part[at + 4..].strip_suffix(b"\r\n").unwrap_or(&part[at + 4..]);
            let Some(name) = attribute(&head, "name") else { continue };
            if attribute(&head, "filename").is_some() {
                self.files.push(name);
            } else if name == "json" || head.to_ascii_lowercase().contains("charset=utf-8") {
                self.fields.push((name, String::from_utf8_lossy(content).into_owned()));
            } else {
                // Without a charset of its own a text part is read as ISO-8859-1.
                self.fields.push((name, content.iter().map(|b| char::from(*b)).collect()));
            }
        }
    }

    /// The first field of that name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// Whether a field came more than once.
    pub(crate) fn twice(&self, name: &str) -> bool {
        self.fields.iter().filter(|(n, _)| n == name).count() > 1
    }
}

fn attribute(head: &str, name: &str) -> Option<String> {
    let marker = format!(" {name}=\"");
    let rest = &head[head.find(&marker)? + marker.len()..];
    Some(rest[..rest.find('"')?].replace("%22", "\""))
}

fn split<'a>(body: &'a [u8], delimiter: &[u8]) -> Vec<&'a [u8]> {
    let (mut parts, mut rest) = (Vec::new(), body);
    while let Some(at) = find(rest, delimiter) {
        parts.push(&rest[..at]);
        rest = &rest[at + delimiter.len()..];
    }
    parts
}

fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|w| w == needle)
}

/// A header's value, or nothing.
pub(crate) fn header<'a>(request: &'a Request<Vec<u8>>, name: &str) -> &'a str {
    request.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
}

/// Name and value pairs of a query or urlencoded body.
pub(crate) fn pairs(text: &str) -> Vec<(String, String)> {
    let decode = |s: &str| percent_decode(&s.replace('+', " ")).unwrap_or_default();
    text.split('&').filter(|p| !p.is_empty()).map(|p| p.split_once('=').unwrap_or((p, ""))).map(|(n, v)| (decode(n), decode(v))).collect()
}

/// Decodes `%XX` once; none if malformed.
pub(crate) fn percent_decode(text: &str) -> Option<String> {
    let (mut out, mut bytes) = (Vec::new(), text.bytes());
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let high = char::from(bytes.next()?).to_digit(16)?;
        let low = char::from(bytes.next()?).to_digit(16)?;
        out.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multipart_text_is_latin1_unless_it_says_otherwise() {
        let body = "--B\r\nContent-Disposition: form-data; name=\"A\"\r\n\r\né\r\n--B\r\nContent-Disposition: form-data; name=\"C\"\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\né\r\n--B\r\nContent-Disposition: form-data; name=\"F\"; filename=\"f\"\r\n\r\nx\r\n--B--\r\n";
        let request = Request::post("/x").header("content-type", "multipart/form-data; boundary=B").body(body.as_bytes().to_vec()).expect("a request");
        let form = Form::of(&request);
        assert_eq!((form.get("A"), form.get("C")), (Some("Ã©"), Some("é")));
        assert_eq!(form.files, ["F"]);
    }
}
