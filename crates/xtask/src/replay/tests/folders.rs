//! Folders as others make them.

use super::{counts, exchange, read};
use crate::process::root;
use serde_json::json;

/// Writes recordings of these names, and gives the names in the order in which they are loaded, by scenario.
fn loaded(folder: &str, files: &[(&str, &str)]) -> anyhow::Result<Vec<(String, Vec<String>)>> {
    let dir = root().join("target/replay-tests").join(folder);
    let _ = std::fs::remove_dir_all(&dir);
    for (name, text) in files {
        let file = dir.join(name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, text).expect("a file");
    }
    let scenarios = exchange::load(&dir.join("."))?;
    Ok(scenarios.into_iter().map(|s| (s.name, s.exchanges.into_iter().map(|e| e.file).collect())).collect())
}

const RECORDING: &str = r#"{"request":{"method":"GET","path":"/jenkins/api/json","later":1},"response":{"status":200},"later":[]}"#;

#[test]
fn files_are_in_the_order_of_their_numbers_and_need_none() {
    let files = ["1000-a.json", "999-b.json", "10-c.json", "2-d.json", "end.json"].map(|name| (name, RECORDING));
    assert_eq!(loaded("order", &files).expect("a folder")[0].1, ["2-d", "10-c", "999-b", "1000-a", "end"]);
}

#[test]
fn folders_within_folders_and_what_is_no_recording() {
    let files = [("deep/er/flow-x/001-a.json", RECORDING), ("002-b.json", RECORDING), ("package.json", "{\"name\":\"x\"}"), ("notes.txt", "{")];
    let loaded = loaded("deep", &files).expect("a folder");
    assert_eq!(loaded.iter().map(|(name, files)| (name.as_str(), files.len())).collect::<Vec<_>>(), [("er/flow-x", 1), ("replay-tests/deep", 1)]);
}

#[test]
fn a_recording_that_is_cut_short_is_named() {
    for name in ["003-c.json", "c.json"] {
        let error = loaded("cut", &[(name, &RECORDING[..60])]).expect_err("cut");
        assert!(format!("{error:#}").contains(name), "{error:#}");
    }
}

#[test]
fn the_context_path_is_what_the_folder_has_in_common() {
    let root = json!({"mode": "NORMAL"});
    let folder = |context: &str| {
        let at = |path: &str| read(&format!("{context}{path}"), &root);
        vec![
            read(&format!("{context}/job/x/api/json"), &json!({"name": "x"})),
            at("/api/json"),
            at("/computer/api/json"),
            at("/user/ann/api/json"),
            at("/people/"),
        ]
    };
    // The nodes and a user are no root, though nothing else in their paths tells it.
    for context in ["", "/jenkins", "/tools/login/ci", "/job-server"] {
        assert_eq!(counts("made", folder(context)), (2, 0, 1, 2), "{context}");
    }
}
