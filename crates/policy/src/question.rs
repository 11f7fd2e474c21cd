//! What is asked, and what is known.

use crate::policy::Verb;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Somebody who is signed in at the host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// The id, as Jenkins knows it where submitters are named.
    pub id: String,
    /// The name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub name: Option<String>,
    /// The groups, as the host tells.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub groups: Vec<String>,
}

/// What somebody wants to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Question {
    /// Who asks.
    pub person: Person,
    /// What for.
    pub verb: Verb,
    /// The job's full name.
    pub job: String,
    /// The input's id, for approve and abort.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub input: Option<String>,
    /// The values that were given, by name.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    #[cfg_attr(feature = "ts", ts(optional, type = "Record<string, unknown>"))]
    pub parameters: Map<String, Value>,
    /// What the person says about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub comment: Option<String>,
}

/// What the gateway knows when it is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Facts {
    /// Milliseconds since 1970.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub now: u64,
    /// Minutes east of Greenwich at this time, by the names of zones.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, type = "Record<string, number>"))]
    pub offsets: BTreeMap<String, i64>,
    /// All who started the run; nobody if that is not known.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub started_by: Vec<String>,
    /// Who may answer the input, by id or group, as its author wrote; none if everybody may.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub submitters: Option<Vec<String>>,
    /// Whether nobody tells who may answer the input; then it is answered by nobody.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub submitters_unknown: bool,
    /// Who has approved this input before, for a quorum.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub votes: Vec<Vote>,
}

/// An approval that was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Vote {
    /// Whose.
    pub person: String,
    /// The rule that counted it. It counts for no other one.
    pub rule: String,
}

impl Facts {
    /// Nothing but the time.
    #[must_use]
    pub fn at(now: u64) -> Self {
        Self { now, offsets: BTreeMap::new(), started_by: Vec::new(), submitters: None, submitters_unknown: false, votes: Vec::new() }
    }
}
