//! Recorded exchanges, and what they name.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub struct Exchange {
    pub name: String,
    pub value: Value,
}

impl Exchange {
    pub fn text(&self, path: &[&str]) -> &str {
        path.iter().fold(&self.value, |v, p| &v[*p]).as_str().unwrap_or_default()
    }

    pub fn path(&self) -> &str {
        self.text(&["request", "path"])
    }

    pub fn method(&self) -> &str {
        self.text(&["request", "method"])
    }

    pub fn status(&self) -> u64 {
        self.value["response"]["status"].as_u64().unwrap_or_default()
    }

    pub fn body(&self) -> Option<Value> {
        serde_json::from_str(self.text(&["response", "body"])).ok()
    }

    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        let list = self.value["response"]["headers"].as_array().into_iter().flatten();
        list.filter_map(|h| Some((h[0].as_str()?, h[1].as_str()?)))
    }

    /// The runs that are over in its answer.
    pub fn ended(&self) -> BTreeSet<(String, u32, String)> {
        let mut runs = BTreeSet::new();
        if let Some(body) = self.body().filter(|_| self.status() == 200 && self.method() == "GET") {
            ended(&body, &mut runs);
        }
        runs
    }

    /// The runs that its URL and its answer name: they have to be there.
    pub fn runs(&self) -> BTreeSet<(String, u32)> {
        let mut runs: BTreeSet<(String, u32)> = run_of(self.path()).into_iter().collect();
        if let Some(body) = self.body().filter(|_| self.status() == 200) {
            named(&body, &mut runs);
        }
        runs
    }
}

/// Runs that are over in a body, with their results.
fn ended(value: &Value, runs: &mut BTreeSet<(String, u32, String)>) {
    if let Value::Array(list) = value {
        list.iter().for_each(|v| ended(v, runs));
    }
    let Value::Object(map) = value else { return };
    let result = match (value["state"].as_str(), value["status"].as_str()) {
        (Some("FINISHED"), _) => value["result"].as_str(),
        (None, Some(status)) if !matches!(status, "IN_PROGRESS" | "PAUSED_PENDING_INPUT" | "NOT_EXECUTED") => Some(status),
        (None, None) if value["building"] == false => value["result"].as_str(),
        _ => None,
    };
    let href = value["_links"]["self"]["href"]
        .as_str()
        .or_else(|| value["url"].as_str())
        .filter(|h| !h.contains("/nodes/") && !h.contains("/steps/") && !h.contains("/execution/"));
    if let (Some(result), Some((job, number))) = (result, href.and_then(run_of)) {
        runs.insert((job, number, result.to_owned()));
    }
    ["latestRun", "item"].iter().filter_map(|n| map.get(*n)).for_each(|v| ended(v, runs));
}

/// The runs of all links in a body, but for those that are still to come.
fn named(value: &Value, runs: &mut BTreeSet<(String, u32)>) {
    match value {
        Value::Object(map) if map.get("_class").and_then(Value::as_str).is_some_and(|c| c.contains(".Queued")) => {}
        Value::Object(map) => map.iter().for_each(|(name, value)| match (name.as_str(), value) {
            ("href" | "url", Value::String(href)) => runs.extend(run_of(href)),
            _ => named(value, runs),
        }),
        Value::Array(list) => list.iter().for_each(|v| named(v, runs)),
        _ => {}
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/recordings")
}

pub fn load(scenario: &str) -> Vec<Exchange> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(root().join(scenario)).expect("recordings").map(|e| e.expect("a file").path()).collect();
    files.sort();
    let read = |file: PathBuf| {
        let text = std::fs::read_to_string(&file).expect("a recording");
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        Exchange { name, value: serde_json::from_str(&text).expect("JSON") }
    };
    files.into_iter().map(read).collect()
}

/// Job and run that a path names, core's or Blue Ocean's.
pub fn run_of(path: &str) -> Option<(String, u32)> {
    let (names, number) = job_and_rest(path)?;
    Some((names.join("/"), number?.parse().ok()?))
}

fn job_and_rest(path: &str) -> Option<(Vec<String>, Option<&str>)> {
    let path = path.split('?').next()?;
    let blue = path.contains("/blue/rest/");
    let words: &[&str] = if blue { &["pipelines", "branches"] } else { &["job"] };
    let (mut names, mut parts) = (Vec::new(), path.split('/').skip_while(|p| !words.contains(p)).peekable());
    while parts.next_if(|p| words.contains(p)).is_some() {
        names.extend(parts.next().filter(|n| !n.is_empty()).map(decode));
    }
    let number = if blue { parts.next_if(|p| *p == "runs").and_then(|_| parts.next()) } else { parts.next() };
    Some((names, number))
}

/// The first job or folder that a path names; none if it names nothing that anybody has.
pub fn job_of(path: &str) -> Option<String> {
    let name = job_and_rest(path)?.0.into_iter().next()?;
    let odd = name == "nope" || name == "RELEASE" || name.contains(';') || name.contains("rel%") || name.starts_with("release");
    let deep = !path.contains("/blue/rest/") && path.matches("/job/").count() != 1;
    (!odd && !deep).then_some(name)
}

pub fn decode(text: &str) -> String {
    let mut out = Vec::new();
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let mut digit = || bytes.next().and_then(|b| char::from(b).to_digit(16)).unwrap_or_default();
        out.push(if byte == b'%' { u8::try_from(digit() * 16 + digit()).unwrap_or_default() } else { byte });
    }
    String::from_utf8_lossy(&out).into_owned()
}
