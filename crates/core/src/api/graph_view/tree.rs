//! The stages of a run as a tree: `GET …/N/stages/tree` (`PipelineGraphApi#createTree`). Only what has started is
//! in it. Before version 439 times were sentences, before 230 ids were numbers.

use super::{Generation, GraphEndpoint, unwrapped};
use crate::api::resource;
use crate::error::Result;
use crate::fields::Read as _;
use crate::http::Response;
use crate::json::Value;
use crate::stage::Stage;
use crate::status::Status;
use crate::text::text;
use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

resource! {
    /// The stages of a run as a tree. Times are milliseconds since 1970, durations milliseconds.
    GraphTree {
        /// Whether its execution is over; no proof that the run is.
        complete: truth "complete",
        /// The stages, each with its `children`.
        stages: list "stages",
    }
}

impl GraphTree {
    /// The stages and branches, each after what it is in. Placeholders and the block around branches are left out.
    #[must_use]
    pub fn flat(&self) -> Vec<Stage> {
        let mut out = Vec::new();
        flatten(self.stages(), None, &mut out);
        out
    }
}

fn flatten(entries: &[Value], parent: Option<&str>, out: &mut Vec<Stage>) {
    for entry in entries {
        // A number before version 230.
        let id = entry.string("id").or_else(|| entry.number("id").map(|id| text!(id)));
        let shown = !matches!(entry.text("type"), Some("PARALLEL_BLOCK" | "PIPELINE_START")) && entry.truth("placeholder") != Some(true);
        if let Some(id) = id.clone().filter(|_| shown) {
            out.push(stage(entry, id, parent));
        }
        flatten(entry.list("children"), id.as_deref().filter(|_| shown).or(parent), out);
    }
}

fn stage(entry: &Value, id: String, parent: Option<&str>) -> Stage {
    Stage {
        id,
        name: entry.string("name").unwrap_or_default(),
        parent: parent.map(str::to_owned),
        branch: entry.text("type") == Some("PARALLEL"),
        status: Status::from_graph_view(entry.text("state")),
        start_time_millis: entry.number("startTimeMillis").unwrap_or_default(),
        duration_millis: entry.number("totalDurationMillis").unwrap_or_default(),
        pause_duration_millis: entry.number("pauseDurationMillis").unwrap_or_default(),
        error: None,
    }
}

/// Reads the stages of a run as a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadGraphTree;

impl GraphEndpoint for ReadGraphTree {
    fn place(&self, _: Generation) -> Option<String> {
        Some("tree".to_owned())
    }

    fn read(&self, response: &Response) -> Result<Value> {
        unwrapped(response)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::graph_view::request;
    use crate::api::testing::{answer, run, server, wire};
    use crate::status::StatusWord;

    #[test]
    fn request_and_answer() {
        let place = ReadGraphTree.place(Generation::Stages).expect("a place");
        assert_eq!(wire(&request(&server(), &run(), Generation::Stages, &place, false)).0, "GET /jenkins/job/Ops%20Team/job/deploy/42/stages/tree");
        assert_eq!(
            wire(&request(&server(), &run(), Generation::PipelineOverview, &place, false)).0,
            "GET /jenkins/job/Ops%20Team/job/deploy/42/pipeline-overview/tree"
        );
        let tree =
            ReadGraphTree.read(&answer(200, &[], r#"{"status":"ok","data":{"complete":true,"stages":[{"id":"6"}],"new":1}}"#)).map(GraphTree).expect("a tree");
        let nested = r#"{"status":"ok","data":{"complete":false,"stages":[{"id":"4","name":"Build","state":"success","type":"STAGE","startTimeMillis":5,"totalDurationMillis":7,"children":[
            {"id":"9","name":"Parallel","type":"PARALLEL_BLOCK","state":"running","children":[{"id":"11","name":"L","type":"PARALLEL","state":"paused","children":[]}]}]},
            {"id":2,"name":"Old","state":"SUCCESS","type":"STAGE","startTimeMillis":"Started 2 min ago"},{"id":"3","name":"System Generated","placeholder":true,"type":"PIPELINE_START"}]}}"#;
        let flat = ReadGraphTree.read(&answer(200, &[], nested)).map(GraphTree).expect("a tree").flat();
        let seen: Vec<_> = flat.iter().map(|s| (s.id.as_str(), s.parent.as_deref(), s.branch, s.status.word, s.duration_millis)).collect();
        let success = StatusWord::Success;
        assert_eq!(seen, [("4", None, false, success, 7), ("11", Some("4"), true, StatusWord::Paused, 0), ("2", None, false, success, 0)]);
        assert_eq!((tree.complete(), tree.stages().len(), tree.0.get("new").is_some()), (Some(true), 1, true));
    }
}
