//! Decoding of what requests carry, apart from the core's encoders.

use serde_json::Value;
use std::collections::BTreeMap;
use std::str::FromStr;

/// One field or part: its bytes, its file name and type if it is a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Field {
    pub name: String,
    pub bytes: Vec<u8>,
    pub file: Option<(String, String)>,
}

impl Field {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// The fields of a form body; none if it is no form.
pub fn fields(content_type: &str, body: &[u8]) -> Option<Vec<Field>> {
    if body.is_empty() {
        return Some(Vec::new());
    }
    if is_type(content_type, "application/x-www-form-urlencoded") {
        let pairs = pairs(&String::from_utf8_lossy(body))?;
        return Some(pairs.into_iter().map(|(name, value)| Field { name, bytes: value.into_bytes(), file: None }).collect());
    }
    let boundary = Some(content_type).filter(|kind| is_type(kind, "multipart/form-data"))?.split("boundary=").nth(1)?;
    let boundary = boundary.split(';').next().unwrap_or_default().trim().trim_matches('"');
    let mut out = Vec::new();
    let delimiter = format!("--{boundary}");
    for part in split(body, delimiter.as_bytes()).into_iter().skip(1) {
        let Some(at) = find(part, b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&part[..at]).into_owned();
        let bytes = part[at + 4..].strip_suffix(b"\r\n").unwrap_or(&part[at + 4..]).to_vec();
        let kind =
            head.lines().filter_map(|l| l.split_once(':')).find(|(n, _)| n.eq_ignore_ascii_case("content-type")).map_or("", |(_, kind)| kind.trim()).to_owned();
        let file = attribute(&head, "filename").map(|name| (name, kind));
        out.push(Field { name: attribute(&head, "name")?, bytes, file });
    }
    Some(out)
}

fn attribute(head: &str, name: &str) -> Option<String> {
    let marker = format!(" {name}=\"");
    let rest = &head[head.find(&marker)? + marker.len()..];
    Some(rest[..rest.find('"')?].to_owned())
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

/// Name and value pairs; none if malformed.
pub fn pairs(text: &str) -> Option<Vec<(String, String)>> {
    let decode = |s: &str| decode(&s.replace('+', " "));
    text.split('&').filter(|p| !p.is_empty()).map(|p| p.split_once('=').unwrap_or((p, ""))).map(|(n, v)| Some((decode(n)?, decode(v)?))).collect()
}

/// The same, if no name is there twice.
pub fn once(text: &str) -> Option<Vec<(String, String)>> {
    let pairs = pairs(text)?;
    let twice = pairs.iter().enumerate().any(|(at, (name, _))| pairs[..at].iter().any(|(earlier, _)| earlier == name));
    (!twice).then_some(pairs)
}

/// Decodes `%XX` once.
pub fn decode(text: &str) -> Option<String> {
    let (mut out, mut bytes) = (Vec::new(), text.bytes());
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digit = |b: Option<u8>| b.and_then(|b| char::from(b).to_digit(16));
            out.push(u8::try_from(digit(bytes.next())? * 16 + digit(bytes.next())?).ok()?);
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).ok()
}

/// A name from a path, if it is spelled as a client should: encoded once, and nothing that a client refuses to put into a URL.
pub fn name(raw: &str) -> Option<String> {
    decode(raw).filter(|name| segment(name) == raw && fits(name))
}

/// Whether a client puts this name into a URL at all.
pub fn fits(name: &str) -> bool {
    let dots = name.to_ascii_lowercase().replace("%2e", ".");
    !name.is_empty() && !matches!(dots.as_str(), "." | "..") && !name.chars().any(char::is_control)
}

/// A branch from a path: its job's name, which is the branch encoded once for the sake of directories.
pub fn branch(raw: &str) -> Option<String> {
    let job = decode(raw).filter(|job| segment(job) == raw)?;
    let branch = decode(&job)?;
    let encoded: String = match branch.as_str() {
        "." => "%2E".to_owned(),
        ".." => "%2E.".to_owned(),
        _ => branch.chars().map(|c| if "#%/?[\\]".contains(c) { format!("%{:02X}", u32::from(c)) } else { c.to_string() }).collect(),
    };
    (encoded == job && !branch.is_empty() && !branch.chars().any(char::is_control)).then_some(branch)
}

/// A number that is written as it is said: no sign, no zeros in front.
pub fn number<N: FromStr + ToString>(text: &str) -> Option<N> {
    text.parse().ok().filter(|number: &N| number.to_string() == text)
}

/// Whether a content type is of this kind, which is given in small letters.
pub fn is_type(content_type: &str, kind: &str) -> bool {
    content_type.get(..kind.len()).is_some_and(|front| front.eq_ignore_ascii_case(kind))
}

/// One path segment as a client should write it: RFC 3986 `pchar`, without `;`.
pub fn segment(name: &str) -> String {
    let keep = |b: u8| b.is_ascii_alphanumeric() || b"-._~!$&'()*+,=:@".contains(&b);
    name.bytes().map(|b| if keep(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// What two requests carry, in a form that can be compared: order aside, `json` by its value.
pub fn comparable(query: &str, content_type: &str, body: &[u8]) -> Option<BTreeMap<String, Vec<String>>> {
    let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in pairs(query)? {
        // The parts of Blue Ocean's search are pairs in themselves.
        let mut parts: Vec<&str> = value.split(';').collect();
        parts.sort_unstable();
        let value = if name == "q" { parts.join(";") } else { value };
        out.entry(format!("?{name}")).or_default().push(value);
    }
    if is_type(content_type, "application/json") && !body.is_empty() {
        let mut body: Value = serde_json::from_slice(body).ok()?;
        if let Some(list) = body.get_mut("parameters").and_then(Value::as_array_mut) {
            list.sort_by_key(Value::to_string);
        }
        out.insert("the body".to_owned(), vec![body.to_string()]);
        return Some(out);
    }
    for field in renamed(fields(content_type, body)?) {
        let shown = match (&field.file, field.name.as_str()) {
            (Some((name, kind)), _) => format!("file {name} {kind} {:?}", field.bytes),
            (None, "json") => serde_json::from_slice::<Value>(&field.bytes).map(normal).ok()?.to_string(),
            (None, _) => field.text(),
        };
        out.entry(field.name).or_default().push(shown);
    }
    out.values_mut().for_each(|v| v.sort());
    Some(out)
}

/// A part with a file has any name; it counts by the parameter that refers to it.
fn renamed(mut fields: Vec<Field>) -> Vec<Field> {
    let form = fields.iter().find(|f| f.name == "json").and_then(|f| serde_json::from_slice::<Value>(&f.bytes).ok());
    let Some(mut form) = form else { return fields };
    for element in form.get_mut("parameter").and_then(Value::as_array_mut).into_iter().flatten() {
        let (Some(part), Some(name)) = (element["file"].as_str().map(str::to_owned), element["name"].as_str().map(str::to_owned)) else { continue };
        let fresh = format!("file of {name}");
        element["file"] = Value::from(fresh.clone());
        fields.iter_mut().filter(|f| f.name == part).for_each(|f| f.name.clone_from(&fresh));
    }
    fields.iter_mut().filter(|f| f.name == "json").for_each(|f| f.bytes = form.to_string().into_bytes());
    fields
}

/// An absent list of values is an empty one; their order does not matter.
fn normal(mut form: Value) -> Value {
    if let Some(map) = form.as_object_mut() {
        let list = map.entry("parameter").or_insert_with(|| Value::Array(Vec::new()));
        if let Some(list) = list.as_array_mut() {
            list.sort_by_key(Value::to_string);
        }
    }
    form
}
