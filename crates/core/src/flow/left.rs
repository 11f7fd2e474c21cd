//! What a run brought and left: its commits and its artifacts, as core's `api/json` of the run tells both.
//!
//! ```text
//! GET …/N/api/json?tree=artifacts[…] ──► done {artifacts}
//! GET …/N/api/json?tree=changeSets[…],changeSet[…] ──► done {changes}
//! ```
//!
//! A Pipeline has several change sets, a freestyle job one of another name. Sizes are not told by core.
//!
//! ```
//! use bellpull::{Client, Feed, Output, Response};
//! use serde_json::json;
//! let client = Client::new(json!({"url": "http://ci/j", "credentials": {"kind": "token", "user": "u", "token": "t"}}))?;
//! let mut machine = client.start(json!({"op": "artifacts", "job": "release", "run": 5}))?;
//! let Output::Send(_) = machine.poll_output(0) else { unreachable!() };
//! let body = r#"{"artifacts":[{"fileName":"app one.zip","relativePath":"out/app one.zip"}]}"#.into();
//! machine.handle_input(Feed::Response(Response { status: 200, headers: vec![], body }));
//! let Output::Done(Ok(outcome)) = machine.poll_output(0) else { unreachable!() };
//! assert_eq!(outcome["artifacts"][0]["url"], "http://ci/j/job/release/5/artifact/out/app%20one.zip");
//! # Ok::<(), bellpull::Error>(())
//! ```

use crate::api::Projection;
use crate::api::remote::{ReadRun, Run, RunFile};
use crate::error::Result;
use crate::fields::Read as _;
use crate::flow::call::SHORT_PATIENCE;
use crate::ids::RunId;
use crate::json::{Value, shape};
use crate::machine::Io;
use alloc::string::String;
use alloc::vec::Vec;

/// A file that a run has archived.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct LeftFile {
    /// Its path below the archive's root, as the operation `artifact` takes it.
    pub path: String,
    /// The last name of it.
    pub name: String,
    /// Where it is, on the configured base; empty for a path that cannot be asked for.
    pub url: String,
}

shape!(LeftFile { path, name, url });

/// What a run has archived.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Artifacts {
    /// The files.
    pub artifacts: Vec<LeftFile>,
}

shape!(Artifacts { artifacts });

/// A commit.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename_all = "camelCase"))]
pub struct Change {
    /// Its id, as the source control writes it.
    pub id: Option<String>,
    /// The first line of its message.
    pub message: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// When, in milliseconds since 1970.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub time_millis: Option<u64>,
}

shape!(Change { id, message, author, time_millis });

/// The commits that came with a run.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Changes {
    /// The commits, in Jenkins' order.
    pub changes: Vec<Change>,
}

shape!(Changes { changes });

/// What the run has archived so far.
pub(crate) async fn artifacts(io: Io, run: RunId) -> Result<Artifacts> {
    let read = read(&io, &run, "artifacts[fileName,relativePath]").await?;
    let file = |value: &Value| {
        let path = value.string("relativePath")?;
        let name = value.string("fileName").unwrap_or_else(|| path.clone());
        let request = RunFile::Artifact(path.clone()).request(&io.client.server, &run);
        Some(LeftFile { path, name, url: request.map(|r| r.url).unwrap_or_default() })
    };
    Ok(Artifacts { artifacts: read.0.list("artifacts").iter().filter_map(file).collect() })
}

/// The commits of each checkout.
pub(crate) async fn changes(io: Io, run: RunId) -> Result<Changes> {
    const ITEMS: &str = "changeSets[items[commitId,msg,timestamp,author[fullName]]],changeSet[items[commitId,msg,timestamp,author[fullName]]]";
    let read = read(&io, &run, ITEMS).await?;
    let one = read.0.get("changeSet");
    let items = read.0.list("changeSets").iter().chain(one).flat_map(|set| set.list("items"));
    Ok(Changes { changes: items.map(change).collect() })
}

fn change(value: &Value) -> Change {
    Change {
        id: value.string("commitId"),
        message: value.string("msg").unwrap_or_default(),
        author: value.get("author").and_then(|a| a.string("fullName")),
        // -1 of source controls that do not know.
        time_millis: value.number("timestamp").filter(|t| *t > 0),
    }
}

async fn read(io: &Io, run: &RunId, tree: &str) -> Result<Run> {
    io.read(&ReadRun { run: run.clone(), projection: Projection::tree(tree) }, SHORT_PATIENCE).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::testing::json;

    #[test]
    fn commits_of_any_source_control() {
        let told = change(&json!({"commitId": "6e1e", "msg": "Fix", "timestamp": 5, "author": {"fullName": "Ada"}}));
        assert_eq!((told.id.as_deref(), told.author.as_deref(), told.time_millis), (Some("6e1e"), Some("Ada"), Some(5)));
        let bare = change(&json!({"timestamp": -1}));
        assert_eq!((bare.id, bare.message.as_str(), bare.author, bare.time_millis), (None, "", None, None));
    }
}
