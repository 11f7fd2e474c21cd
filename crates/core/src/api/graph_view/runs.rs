//! The newest ten runs of a job: `GET …/multi-pipeline-graph/runs` (`MultiPipelineGraphViewAction#getRuns`). A running one that
//! is unstable already reads so: `result` is no proof that it is over.

use super::unwrapped;
use crate::api::declare::{Answer, List, endpoint};
use crate::api::resource;
use crate::classify::{Subject, not_json};
use crate::error::Result;
use crate::http::Response;
use crate::json::Value;
use alloc::string::String;

resource! {
    /// A run as the Pipeline Graph View lists it. Before version 458 only `id` and `displayName`.
    GraphRun {
        /// Its number, as text.
        id: text "id",
        /// `#N` or what somebody set.
        display_name: text "displayName",
        /// When it started, in milliseconds since 1970.
        timestamp: number "timestamp",
        /// How long it took, in milliseconds; 0 while it runs.
        duration: number "duration",
        /// How many changes it has.
        changes_count: number "changesCount",
        /// The plugin's word.
        result: text "result",
    }
}

/// A list in the plugin's wrapper.
#[derive(Debug, Clone, PartialEq)]
pub struct Wrapped(pub List<GraphRun>);

crate::json::transparent!(Wrapped);

impl Answer for Wrapped {
    fn read(response: &Response, _: Subject) -> Result<Self> {
        match unwrapped(response)? {
            Value::Array(runs) => Ok(Self(List(runs.into_iter().map(GraphRun).collect()))),
            _ => Err(not_json(response, &"it is no list")),
        }
    }
}

endpoint! {
    /// The newest ten runs of a job.
    ReadGraphRuns "graph_runs": get "job/JOB/multi-pipeline-graph/runs", GraphView, "MultiPipelineGraphViewAction#getRuns", Job -> Wrapped as "GraphRun[]"
    {
        /// Which job.
        job: job,
    }
}

impl ReadGraphRuns {
    fn path(&self) -> String {
        self.job.below("multi-pipeline-graph/runs")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{answer, sends};
    use crate::json::testing::json;

    #[test]
    fn request_and_answer() {
        assert_eq!(sends(&json!({"op": "graph_runs", "job": "a/b"})), "GET /jenkins/job/a/job/b/multi-pipeline-graph/runs");
        let body = r#"{"status":"ok","data":[{"id":"5","displayName":"nightly","result":"running"}]}"#;
        let Wrapped(List(runs)) = Wrapped::read(&answer(200, &[], body), Subject::Job).expect("runs");
        assert_eq!((runs.len(), runs[0].result()), (1, Some("running")));
    }
}
