//! The Pipeline REST API (pipeline-rest-api plugin, `com.cloudbees.workflow.rest`), called wfapi after its URL.

mod describe;
mod input_submit;
mod next_pending_input_action;
mod pending_input_actions;

pub use describe::{Describe, Described, Stage, StageError};
pub use input_submit::InputSubmit;
pub use next_pending_input_action::{NextPendingInputAction, PendingInputAction};
pub use pending_input_actions::{PendingInputActions, PendingInputs};
