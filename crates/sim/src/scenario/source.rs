//! What comes from a repository: the files of a multibranch project, and the commits of runs.

use serde::Deserialize;
use std::collections::BTreeMap;

/// Where a multibranch project has its sources.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Source {
    /// The repository.
    pub url: String,
    /// Files with their text, the same in every branch.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub files: BTreeMap<String, String>,
}

/// What came with a run.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Changes {
    /// The run's number.
    pub run: u32,
    /// The commits, oldest first.
    pub commits: Vec<Commit>,
}

/// A commit.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Commit {
    /// Its hash.
    pub id: String,
    /// Who wrote it.
    pub author: String,
    /// The author's address.
    pub email: String,
    /// The whole message.
    pub message: String,
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// What it touches.
    pub paths: Vec<String>,
}
