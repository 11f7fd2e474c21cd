//! The Pipeline REST API (pipeline-rest-api plugin, `com.cloudbees.workflow.rest`), called wfapi after its URL.

#[cfg(feature = "full")]
mod artifacts;
#[cfg(feature = "full")]
mod changesets;
mod describe;
mod input_submit;
#[cfg(feature = "full")]
mod job;
mod next_pending_input_action;
#[cfg(feature = "full")]
mod node;
#[cfg(feature = "full")]
mod node_log;
mod pending_input_actions;
#[cfg(feature = "full")]
mod runs;

#[cfg(feature = "full")]
pub use artifacts::{ReadWfapiArtifacts, WfapiArtifact};
#[cfg(feature = "full")]
pub use changesets::{ReadWfapiChangesets, WfapiChangeset};
pub use describe::{Describe, Described};
pub use input_submit::InputSubmit;
#[cfg(feature = "full")]
pub use job::{ReadWfapiJob, WfapiJob};
pub use next_pending_input_action::{NextPendingInputAction, PendingInputAction};
#[cfg(feature = "full")]
pub use node::{Node, ReadWfapiNode, WfapiNode};
#[cfg(feature = "full")]
pub use node_log::{LogSegment, NodeLog, ReadWfapiNodeLog};
#[cfg(feature = "full")]
pub(crate) use pending_input_actions::drop_secrets;
pub use pending_input_actions::{PendingInputActions, PendingInputs};
#[cfg(feature = "full")]
pub use runs::ReadWfapiRuns;
