//! The recordings' format: one request and its answer in a file.

use anyhow::{Context as _, Result};
use base64::Engine as _;
use bellpull::Response;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Debug, Clone, Deserialize)]
pub struct Exchange {
    #[serde(skip)]
    pub file: String,
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
    pub headers: Vec<(String, String)>,
    body: Option<String>,
    body_encoding: Option<String>,
}

impl Asked {
    pub fn body(&self) -> Result<Vec<u8>> {
        bytes(self.body.as_deref(), self.body_encoding.as_deref())
    }

    pub fn content_type(&self) -> &str {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case("content-type")).map_or("", |(_, v)| v)
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

    pub fn header(&self, name: &str) -> &str {
        self.response.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map_or("", |(_, v)| v)
    }

    pub fn text(&self) -> &str {
        self.response.body.as_deref().unwrap_or_default()
    }

    pub fn is_post(&self) -> bool {
        self.request.method == "POST"
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

/// Jenkins writes its own address as the request's `Host` had it, so a folder's is read off the queue items
/// that it names, and the default stands in for it.
pub(super) fn move_home(exchanges: &mut [Exchange]) {
    let own = exchanges.iter().find_map(|e| {
        let (scheme, rest) = e.header("location").split_once("://").filter(|_| e.header("location").contains("/queue/item/"))?;
        Some(format!("{scheme}://{}", rest.split('/').next()?))
    });
    let Some(own) = own else { return };
    let headers = exchanges.iter_mut().flat_map(|e| &mut e.response.headers);
    for (_, value) in headers.filter(|(name, _)| name.eq_ignore_ascii_case("location")) {
        if let Some(path) = value.strip_prefix(&own).filter(|p| p.is_empty() || p.starts_with('/')) {
            *value = format!("{ORIGIN}{path}");
        }
    }
}

/// A folder of exchanges, in order.
#[derive(Debug)]
pub struct Scenario {
    pub name: String,
    pub exchanges: Vec<Exchange>,
}

/// All scenarios in or below a folder.
pub fn load(dir: &Path) -> Result<Vec<Scenario>> {
    let mut found = Vec::new();
    walk(dir, &mut found)?;
    found.sort_by(|a, b| a.name.cmp(&b.name));
    anyhow::ensure!(!found.is_empty(), "{} holds no recordings (NNN-name.json)", dir.display());
    Ok(found)
}

fn walk(dir: &Path, found: &mut Vec<Scenario>) -> Result<()> {
    let entries = std::fs::read_dir(dir).with_context(|| format!("{} cannot be read", dir.display()))?;
    let mut paths: Vec<PathBuf> = entries.map(|e| e.map(|e| e.path())).collect::<std::io::Result<_>>()?;
    paths.sort();
    let mut exchanges = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            walk(&path, found)?;
        } else if name.ends_with(".json") && name.starts_with(|c: char| c.is_ascii_digit()) {
            let text = std::fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
            let mut exchange: Exchange = serde_json::from_str(&text).with_context(|| format!("{} is no recording", path.display()))?;
            exchange.file = name.trim_end_matches(".json").to_owned();
            exchanges.push(exchange);
        }
    }
    if !exchanges.is_empty() {
        let parts: Vec<_> = dir.components().rev().take(2).map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
        let name = parts.into_iter().rev().collect::<Vec<_>>().join("/");
        move_home(&mut exchanges);
        found.push(Scenario { name, exchanges });
    }
    Ok(())
}
