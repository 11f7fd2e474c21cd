//! Static files beside the simulation.

use super::{Out, plain};
use std::path::{Component, Path};

/// A file of this folder; a path that leads out of it is not found.
pub(super) async fn answer(dir: &Path, path: &str, csp: Option<&str>) -> Out {
    let decoded = crate::form::percent_decode(path.trim_start_matches('/')).unwrap_or_default();
    let relative = Path::new(&decoded);
    if relative.components().any(|c| !matches!(c, Component::Normal(_))) {
        return plain(404, "text/plain", b"not found".to_vec());
    }
    let mut file = dir.join(relative);
    if file.is_dir() {
        file = file.join("index.html");
    }
    let Ok(body) = tokio::fs::read(&file).await else { return plain(404, "text/plain", b"not found".to_vec()) };
    let mut answer = plain(200, content_type(&file), body);
    answer.headers_mut().insert("Cache-Control", http::HeaderValue::from_static("no-store"));
    if let Some(value) = csp.and_then(|c| http::HeaderValue::from_str(c).ok()) {
        answer.headers_mut().insert("Content-Security-Policy", value);
    }
    answer
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|e| e.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
