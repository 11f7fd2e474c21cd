//! The recordings' format: one request and its answer in a file.

use super::home;
use anyhow::{Context as _, Result};
use base64::Engine as _;
use bellpull::{Request, Response};
use serde::Deserialize;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Debug, Clone, Deserialize)]
pub struct Exchange {
    #[serde(skip)]
    pub file: String,
    /// The context path, where the folder tells it.
    #[serde(skip)]
    pub context: Option<String>,
    #[serde(rename = "as", default)]
    pub actor: String,
    #[serde(default)]
    pub auth: String,
    pub request: Asked,
    pub response: Answered,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
    pub method: String,
    pub path: String,
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    body: Option<String>,
    body_encoding: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Answered {
    pub status: u16,
    #[serde(default)]
    pub reason: Option<String>,
    #[serde(default)]
    pub headers: Vec<(String, String)>,
    body: Option<String>,
    body_encoding: Option<String>,
    #[serde(default)]
    pub body_truncated: bool,
}

impl Asked {
    /// A request that was built, as it would be recorded.
    pub fn of(request: &Request) -> Self {
        let path = request.url.strip_prefix(ORIGIN).unwrap_or(&request.url).to_owned();
        let body = (!request.body.is_empty()).then(|| base64::engine::general_purpose::STANDARD.encode(&request.body));
        let body_encoding = body.is_some().then(|| "base64".to_owned());
        Self { method: request.method.as_str().to_owned(), path, headers: request.headers.iter().cloned().collect(), body, body_encoding }
    }

    pub fn body(&self) -> Result<Vec<u8>> {
        bytes(self.body.as_deref(), self.body_encoding.as_deref())
    }

    pub fn content_type(&self) -> &str {
        self.header("content-type").unwrap_or_default()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
    }

    /// Path and query.
    pub fn split(&self) -> (&str, &str) {
        self.path.split_once('?').unwrap_or((&self.path, ""))
    }
}

impl Exchange {
    pub fn response(&self) -> Result<Response> {
        let body = bytes(self.response.body.as_deref(), self.response.body_encoding.as_deref())?;
        Ok(Response { status: self.response.status, headers: self.response.headers.clone(), body })
    }

    /// The context path in front of the recorded path.
    pub fn context(&self) -> Option<&str> {
        self.context.as_deref().or_else(|| home::context(&self.request.path))
    }

    pub fn header(&self, name: &str) -> &str {
        self.response.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map_or("", |(_, v)| v)
    }

    /// The queue item that the answer leads to.
    pub fn queue_item(&self) -> Option<u64> {
        self.header("location").trim_end_matches('/').rsplit_once("/queue/item/")?.1.parse().ok()
    }

    /// The answer's body as text.
    pub fn text(&self) -> Cow<'_, str> {
        let text = self.response.body.as_deref().unwrap_or_default();
        match self.response.body_encoding {
            None => Cow::Borrowed(text),
            Some(_) => self.response().map(|r| Cow::Owned(String::from_utf8_lossy(&r.body).into_owned())).unwrap_or_default(),
        }
    }

    /// The answer's body as JSON, if it is some.
    pub fn json(&self) -> Option<Value> {
        serde_json::from_str(&self.text()).ok()
    }

    pub fn is_post(&self) -> bool {
        self.request.method == "POST"
    }

    /// Whether it is meant to change something.
    pub fn writes(&self) -> bool {
        matches!(self.request.method.as_str(), "POST" | "PUT" | "DELETE" | "PATCH")
    }
}

fn bytes(text: Option<&str>, encoding: Option<&str>) -> Result<Vec<u8>> {
    let text = text.unwrap_or_default();
    match encoding {
        Some("base64") => base64::engine::general_purpose::STANDARD.decode(text).context("a body is no Base64"),
        Some(other) => anyhow::bail!("unknown bodyEncoding {other:?}"),
        None => Ok(text.as_bytes().to_vec()),
    }
}

/// Where the recordings are taken to come from: the machines are given this as their base.
pub const ORIGIN: &str = "http://127.0.0.1:8081";

/// A folder of exchanges, in order.
#[derive(Debug)]
pub struct Scenario {
    pub name: String,
    pub exchanges: Vec<Exchange>,
}

impl Scenario {
    /// Whether it is a whole story.
    pub fn is_flow(&self) -> bool {
        self.name.rsplit('/').next().is_some_and(|folder| folder.starts_with("flow-"))
    }
}

/// All scenarios in or below a folder.
pub fn load(dir: &Path) -> Result<Vec<Scenario>> {
    // A folder's own name tells whether it is a flow, and `.` has none.
    let dir = dir.canonicalize().with_context(|| format!("{} cannot be read", dir.display()))?;
    let mut found = Vec::new();
    walk(&dir, &mut found)?;
    found.sort_by(|a, b| a.name.cmp(&b.name));
    anyhow::ensure!(!found.is_empty(), "{} holds no recordings (NNN-name.json)", dir.display());
    home::settle(&mut found.iter_mut().map(|s| s.exchanges.as_mut_slice()).collect::<Vec<_>>());
    Ok(found)
}

fn walk(dir: &Path, found: &mut Vec<Scenario>) -> Result<()> {
    let entries = std::fs::read_dir(dir).with_context(|| format!("{} cannot be read", dir.display()))?;
    let mut paths: Vec<PathBuf> = entries.map(|e| e.map(|e| e.path())).collect::<std::io::Result<_>>()?;
    paths.sort_by_key(|path| in_order(path));
    let mut exchanges = Vec::new();
    for path in paths {
        if path.is_dir() {
            walk(&path, found)?;
        } else if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json")) {
            exchanges.extend(read(&path)?);
        }
    }
    if !exchanges.is_empty() {
        let parts: Vec<_> = dir.components().rev().take(2).map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
        let name = parts.into_iter().rev().collect::<Vec<_>>().join("/");
        found.push(Scenario { name, exchanges });
    }
    Ok(())
}

/// By number, then by name: `1000-x` comes after `999-x`.
fn in_order(path: &Path) -> (u64, String) {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let digits = name.find(|c: char| !c.is_ascii_digit()).unwrap_or(name.len());
    (name[..digits].parse().unwrap_or(u64::MAX), name)
}

/// A recording; none for JSON that is something else and has no number in its name.
fn read(path: &Path) -> Result<Option<Exchange>> {
    let file = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let recording = serde_json::from_str::<Exchange>(&text);
    if recording.is_err() && !file.starts_with(|c: char| c.is_ascii_digit()) && !text.contains("\"request\"") {
        return Ok(None);
    }
    let recording = recording.with_context(|| format!("{} is no recording", path.display()))?;
    Ok(Some(Exchange { file, ..recording }))
}
