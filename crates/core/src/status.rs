//! One vocabulary of states over core (`building` + `result`), wfapi and what comes later, keeping the raw word.

use crate::json::{shape, words};
use alloc::borrow::ToOwned as _;
use alloc::string::String;

/// The word of a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename_all = "snake_case"))]
pub enum StatusWord {
    /// In the queue.
    Queued,
    /// Nothing ran (yet): wfapi's `NOT_EXECUTED`, which a healthy run shows for a moment at its start.
    NotExecuted,
    /// At work, or waiting for an agent.
    Running,
    /// Waiting for input.
    Paused,
    /// Over, well.
    Success,
    /// Over, with failed tests or the like.
    Unstable,
    /// Over, failed (`FAILURE` in core, `FAILED` in wfapi).
    Failure,
    /// Over, stopped or rejected.
    Aborted,
    /// Over without having been built.
    NotBuilt,
    /// A word that this version does not know, or none.
    Unknown,
}

words!(StatusWord {
    Queued: "queued",
    NotExecuted: "not_executed",
    Running: "running",
    Paused: "paused",
    Success: "success",
    Unstable: "unstable",
    Failure: "failure",
    Aborted: "aborted",
    NotBuilt: "not_built",
    Unknown: "unknown"
});

/// A status: our word and Jenkins' own.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Status {
    /// The word of the common vocabulary.
    pub word: StatusWord,
    /// Jenkins' word, if it gave one.
    pub raw: Option<String>,
}

shape!(Status { word, raw });

impl Status {
    fn new(word: StatusWord, raw: &str) -> Self {
        Self { word, raw: Some(raw.to_owned()) }
    }

    /// From core's `building` and `result`; the result counts once the run is no longer building,
    /// since it may be set before the end.
    #[must_use]
    pub fn from_core(building: Option<bool>, result: Option<&str>) -> Self {
        if building == Some(true) {
            return Self { word: StatusWord::Running, raw: result.map(str::to_owned) };
        }
        let Some(raw) = result else { return Self { word: StatusWord::Unknown, raw: None } };
        let word = match raw {
            "SUCCESS" => StatusWord::Success,
            "UNSTABLE" => StatusWord::Unstable,
            "FAILURE" => StatusWord::Failure,
            "ABORTED" => StatusWord::Aborted,
            "NOT_BUILT" => StatusWord::NotBuilt,
            _ => StatusWord::Unknown,
        };
        Self::new(word, raw)
    }

    /// From wfapi's `StatusExt`.
    #[must_use]
    pub fn from_wfapi(raw: Option<&str>) -> Self {
        let Some(raw) = raw else { return Self { word: StatusWord::Unknown, raw: None } };
        let word = match raw {
            "NOT_EXECUTED" => StatusWord::NotExecuted,
            "IN_PROGRESS" => StatusWord::Running,
            "PAUSED_PENDING_INPUT" => StatusWord::Paused,
            "SUCCESS" => StatusWord::Success,
            "UNSTABLE" => StatusWord::Unstable,
            "FAILED" => StatusWord::Failure,
            "ABORTED" => StatusWord::Aborted,
            _ => StatusWord::Unknown,
        };
        Self::new(word, raw)
    }

    /// From the words of the Pipeline Graph View (`PipelineState`; upper case before version 230).
    #[cfg(feature = "full")]
    #[must_use]
    pub fn from_graph_view(raw: Option<&str>) -> Self {
        let Some(raw) = raw else { return Self { word: StatusWord::Unknown, raw: None } };
        let word = match raw.to_ascii_lowercase().as_str() {
            "queued" => StatusWord::Queued,
            "running" => StatusWord::Running,
            "paused" => StatusWord::Paused,
            "skipped" | "not_built" => StatusWord::NotBuilt,
            "success" => StatusWord::Success,
            "unstable" => StatusWord::Unstable,
            "failure" => StatusWord::Failure,
            "aborted" => StatusWord::Aborted,
            _ => StatusWord::Unknown,
        };
        Self::new(word, raw)
    }

    /// From Blue Ocean's `state` and, once that is `FINISHED`, `result`.
    #[cfg(feature = "full")]
    #[must_use]
    pub fn from_blue_ocean(state: Option<&str>, result: Option<&str>) -> Self {
        match (state, result) {
            (Some("FINISHED") | None, Some(_)) => Self::from_core(Some(false), result),
            (Some(raw), _) => Self::from_graph_view(Some(raw)),
            (None, None) => Self { word: StatusWord::Unknown, raw: None },
        }
    }

    /// Whether a run of this status is over. `NotExecuted` does not tell.
    #[must_use]
    pub fn is_over(&self) -> bool {
        use StatusWord::{Aborted, Failure, NotBuilt, Success, Unstable};
        matches!(self.word, Success | Unstable | Failure | Aborted | NotBuilt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_both_sources() {
        assert_eq!(Status::from_core(Some(true), Some("FAILURE")).word, StatusWord::Running);
        assert_eq!(Status::from_core(Some(false), Some("FAILURE")).word, StatusWord::Failure);
        assert_eq!(Status::from_wfapi(Some("FAILED")).word, StatusWord::Failure);
        assert_eq!(Status::from_wfapi(Some("NEW_WORD")), Status { word: StatusWord::Unknown, raw: Some("NEW_WORD".to_owned()) });
        for (raw, word) in [("paused", StatusWord::Paused), ("SUCCESS", StatusWord::Success), ("skipped", StatusWord::NotBuilt), ("new", StatusWord::Unknown)] {
            assert_eq!(Status::from_graph_view(Some(raw)), Status { word, raw: Some(raw.to_owned()) });
        }
        for (state, result, word) in [
            (Some("RUNNING"), Some("UNKNOWN"), StatusWord::Running),
            (Some("PAUSED"), Some("UNKNOWN"), StatusWord::Paused),
            (Some("FINISHED"), Some("UNSTABLE"), StatusWord::Unstable),
            (Some("SKIPPED"), Some("NOT_BUILT"), StatusWord::NotBuilt),
            (None, None, StatusWord::Unknown),
        ] {
            assert_eq!(Status::from_blue_ocean(state, result).word, word, "{state:?} {result:?}");
        }
        assert!(!Status::from_wfapi(Some("NOT_EXECUTED")).is_over());
    }
}
