//! Downloads of a run's artifacts (`DirectoryBrowserSupport`).

use crate::api::store;
use crate::form::{header, percent_decode};
use crate::page::{self, Answer, add};
use crate::route::Call;
use crate::scenario::ArtifactFile;
use crate::sim::Sim;
use crate::world::time;

/// The policy under which a file is shown.
const SANDBOX: &str = "sandbox; default-src 'none'; img-src 'self'; style-src 'self';";

pub(super) fn answer(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32, rest: &[&str]) -> Answer {
    let Some(run) = sim.world.run(name, number) else { return call.not_found() };
    let changed = run.end.unwrap_or(run.start);
    let parts: Option<Vec<String>> = rest.iter().map(|p| percent_decode(p)).collect();
    let Some(parts) = parts else { return call.not_found() };
    let (path, view) = match parts.as_slice() {
        [path @ .., last] if last.starts_with('*') && last.ends_with('*') => (path.join("/"), last.trim_matches('*').to_owned()),
        path => (path.join("/"), String::new()),
    };
    if path.split('/').any(|p| p == "..") {
        return call.oops(sim);
    }
    if let Some(file) = run.artifacts.iter().find(|a| a.path == path) {
        return match &sim.world.artifact_host {
            Some(host) => store::redirect(call, host, name, number, file),
            None => download(call, file, changed, view == "view"),
        };
    }
    let prefix = if path.is_empty() { String::new() } else { format!("{path}/") };
    let inside: Vec<String> = run.artifacts.iter().filter_map(|a| a.path.strip_prefix(&prefix)).map(str::to_owned).collect();
    match view.as_str() {
        _ if inside.is_empty() && !path.is_empty() => call.not_found(),
        "plain" => page::text(inside.iter().map(|n| format!("{n}\n")).collect(), &[]),
        "" => {
            let items: String = inside.iter().map(|n| format!("<a href=\"{0}\">{0}</a>", page::escape(n))).collect();
            page::page(&sim.dress(call.visitor), 200, "Artifacts [Jenkins]", &items, &[])
        }
        _ => call.not_found(),
    }
}

pub(super) fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, end)| end) {
        Some("txt" | "log") => "text/plain",
        Some("html") => "text/html",
        Some("xml") => "application/xml",
        Some("json") => "application/json",
        Some("png") => "image/png",
        Some("zip" | "jar") => "application/zip",
        _ => "application/octet-stream",
    }
}

fn download(call: &Call<'_>, file: &ArtifactFile, changed: u64, view: bool) -> Answer {
    let at = time::http(changed);
    let unchanged = header(call.request, "if-modified-since") == at;
    let mut answer = page::empty(if unchanged { 304 } else { 200 }, None);
    if view {
        add(&mut answer, "Content-Disposition", &format!("inline; filename={}", file.name()));
    } else {
        ["Content-Security-Policy", "X-WebKit-CSP", "X-Content-Security-Policy"].iter().for_each(|n| add(&mut answer, n, SANDBOX));
    }
    if unchanged {
        return answer;
    }
    let content = file.content();
    for (name, value) in [("Last-Modified", at.as_str()), ("Expires", &at), ("Accept-Ranges", "bytes"), ("Content-Type", content_type(&file.path))] {
        add(&mut answer, name, value);
    }
    match range(header(call.request, "range"), content.len()) {
        Some((from, to)) => {
            *answer.status_mut() = http::StatusCode::PARTIAL_CONTENT;
            add(&mut answer, "Content-Range", &format!("bytes {from}-{to}/{}", content.len()));
            *answer.body_mut() = content.get(from..=to).unwrap_or_default().to_vec();
        }
        None => *answer.body_mut() = content,
    }
    answer
}

/// `bytes=FROM-TO`, `bytes=FROM-`; what cannot be satisfied counts as none.
pub(super) fn range(text: &str, size: usize) -> Option<(usize, usize)> {
    let (from, to) = text.strip_prefix("bytes=")?.split_once('-')?;
    let from = from.parse::<usize>().ok()?;
    let to = if to.is_empty() { size.checked_sub(1)? } else { to.parse::<usize>().ok()?.min(size.checked_sub(1)?) };
    (from <= to).then_some((from, to))
}
