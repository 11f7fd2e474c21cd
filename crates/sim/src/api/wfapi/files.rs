//! Change sets and artifacts (`ChangeSetExt`, `BuildArtifactExt`).

use crate::api::show::raw_encode;
use crate::world::run::Run;
use serde_json::{Value, json};

/// One set for each checkout that brought something.
pub(super) fn changesets(base: &str, run: &Run) -> Value {
    if run.commits.is_empty() {
        return json!([]);
    }
    let changes = format!("{base}/changes");
    let commits: Vec<Value> = run
        .commits
        .iter()
        .map(|c| {
            // The author is resolved only if a system property says so.
            json!({
                "commitId": c.id, "authorJenkinsId": "", "message": c.message.lines().next().unwrap_or_default(),
                "timestamp": c.at, "consoleUrl": format!("{changes}#{}", c.id),
            })
        })
        .collect();
    json!([{"kind": "git", "commitCount": commits.len(), "commits": commits, "consoleUrl": changes}])
}

pub(super) fn artifacts(base: &str, run: &Run) -> Value {
    let bean = |(at, file): (usize, &crate::scenario::ArtifactFile)| {
        let path = file.path.split('/').map(raw_encode).collect::<Vec<_>>().join("/");
        json!({"id": format!("n{}", at + 1), "name": file.name(), "path": path, "url": format!("{base}/artifact/{path}"), "size": file.content().len()})
    };
    run.artifacts.iter().enumerate().map(bean).collect()
}
