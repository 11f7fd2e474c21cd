//! Names against the paths that were recorded: read from a path and built again, they give the same bytes.

use bellpull::{JobPath, Server, encode};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn recordings(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).expect("recordings") {
        let path = entry.expect("a file").path();
        if path.is_dir() {
            recordings(&path, found);
        } else if path.extension().is_some_and(|e| e == "json") {
            found.push(path);
        }
    }
}

/// The `job/NAME` pairs at the front of a recorded path that was answered.
fn job_paths() -> Vec<String> {
    let mut files = Vec::new();
    recordings(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/recordings"), &mut files);
    let mut paths = Vec::new();
    for file in files {
        let exchange: Value = serde_json::from_str(&std::fs::read_to_string(file).expect("a recording")).expect("JSON");
        let path = exchange["request"]["path"].as_str().expect("a path").split('?').next().unwrap_or_default();
        let answered = exchange["response"]["status"].as_u64().is_some_and(|s| s < 300);
        let Some(below) = path.strip_prefix("/jenkins/").filter(|p| answered && p.starts_with("job/")) else { continue };
        let parts: Vec<&str> = below.split('/').collect();
        let pairs = parts.chunks(2).take_while(|pair| pair.len() == 2 && pair[0] == "job").count();
        paths.push(parts[..pairs * 2].join("/"));
    }
    paths.sort();
    paths.dedup();
    paths
}

/// Spelled otherwise than a client should: encoded more, less or in lower case; Jenkins takes them all the same.
const SPELLED_OTHERWISE: &[&str] = &[
    "job/Ops%20Team/job/caf%C3%A9%20%281%29%20%7E%20%27q%27",
    "job/Ops%20Team/job/caf%c3%a9%20(1)%20~%20'q'",
    "job/multi/job/feature%252fux-1",
    "job/multi/job/feature%2Fux-1",
    "job/multi/job/bug%2F50%2525-off",
    "job/nope/job/..",
];

#[test]
fn recorded_paths_are_built_byte_for_byte() {
    let server = Server::parse("http://127.0.0.1:8081/jenkins").expect("a server");
    let paths = job_paths();
    assert!(paths.len() > 40, "only {} paths", paths.len());
    for path in paths.iter().filter(|p| !SPELLED_OTHERWISE.contains(&p.as_str()) && !p.contains("..")) {
        let job = JobPath::from_url(&server, &server.url(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
        assert_eq!(job.url_path(), *path);
        assert_eq!(JobPath::from_full_name(&job.full_name()).map(|j| j.url_path()), Ok(path.clone()));
    }
}

#[test]
fn other_spellings_decode_to_the_same_name() {
    let segment = |path: &str| encode::decode(path.rsplit('/').next().unwrap_or_default());
    assert_eq!(segment(SPELLED_OTHERWISE[0]), segment(SPELLED_OTHERWISE[1]));
    assert_eq!(encode::path_segment(&segment(SPELLED_OTHERWISE[0]).unwrap_or_default()), "caf%C3%A9%20(1)%20~%20'q'");
}
