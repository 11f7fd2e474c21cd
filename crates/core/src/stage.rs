//! A run's stages, alike from each source that tells them.
//!
//! | source | stages | branches of `parallel` | nesting | times |
//! |---|---|---|---|---|
//! | Pipeline Graph View | yes | yes | yes | yes (numbers since version 439) |
//! | wfapi | yes | those that are stages as well | no | yes |
//! | Blue Ocean | yes | yes | no | yes |
//! | core's flow graph | yes | yes | yes | no |
//!
//! Ids are flow node ids and agree, but for a branch whose only child is a stage of the same name: wfapi has
//! the inner stage, the others the branch.

use crate::json::{shape, words};
use crate::status::Status;
use alloc::string::String;

/// Where stages were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename_all = "snake_case"))]
pub enum StagesSource {
    /// The Pipeline Graph View.
    GraphView,
    /// The Pipeline REST API.
    Wfapi,
    /// Blue Ocean.
    BlueOcean,
    /// Core's own flow graph, which has no times.
    FlowGraph,
}

words!(StagesSource { GraphView: "graph_view", Wfapi: "wfapi", BlueOcean: "blue_ocean", FlowGraph: "flow_graph" });

/// A stage.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename_all = "camelCase"))]
pub struct Stage {
    /// The flow node's id.
    pub id: String,
    /// The label.
    pub name: String,
    /// The stage or branch that it is in, where the source tells; null at the top.
    pub parent: Option<String>,
    /// Whether it is a branch of `parallel`, which runs beside the others of its parent. Of wfapi and Blue Ocean's lists a branch has no parent.
    pub branch: bool,
    /// Its status.
    pub status: Status,
    /// When it started, in milliseconds since 1970; 0 if it never did.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub start_time_millis: u64,
    /// How long it took so far, in milliseconds.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub duration_millis: u64,
    /// How long of this it was paused.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub pause_duration_millis: u64,
    /// Why it failed.
    pub error: Option<StageError>,
}

shape!(Stage { id, name, parent, branch, status, start_time_millis, duration_millis, pause_duration_millis, error });

/// Why a stage failed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct StageError {
    /// The exception's message.
    pub message: Option<String>,
    /// The exception's Java class.
    #[cfg_attr(feature = "ts", ts(rename = "type"))]
    pub type_name: String,
}

shape!(StageError { message, type_name as "type" });
