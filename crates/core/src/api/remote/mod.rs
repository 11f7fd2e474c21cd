//! The remote access API of Jenkins' core: server, jobs, queue, runs, logs, signing in.

mod build;
mod build_json;
mod build_with_parameters;
mod cancel_queue_item;
mod console_text;
mod crumb;
#[cfg(feature = "full")]
mod download;
#[cfg(feature = "full")]
mod flow_graph;
mod halt;
mod job;
mod login;
#[cfg(feature = "full")]
mod me;
mod progressive_text;
#[cfg(feature = "full")]
mod queue;
mod queue_item;
mod root;
mod run;
#[cfg(feature = "full")]
mod submit_description;
#[cfg(feature = "full")]
mod view;
mod who_am_i;

#[cfg(feature = "full")]
pub use build::RemoteToken;
pub use build::{Build, Triggered};
pub use build_json::BuildJson;
pub use build_with_parameters::BuildWithParameters;
pub use cancel_queue_item::CancelQueueItem;
pub use console_text::{ConsoleText, Text};
pub use crumb::{CrumbIssuer, ReadCrumb};
#[cfg(feature = "full")]
pub use download::{Download, RunFile};
#[cfg(feature = "full")]
pub use flow_graph::ReadFlowGraph;
pub use halt::{Halt, HaltVerb};
pub use job::{Job, ReadJob};
pub use login::{Login, LoginPage, Logout};
#[cfg(feature = "full")]
pub use me::{ReadMe, User};
pub use progressive_text::{LogChunk, ProgressiveText};
#[cfg(feature = "full")]
pub use queue::{Queue, ReadQueue};
pub use queue_item::{QueueItem, QueueState, ReadQueueItem};
pub use root::{ReadRoot, Root};
pub use run::{Cause, ReadRun, Run};
#[cfg(feature = "full")]
pub use submit_description::SubmitDescription;
#[cfg(feature = "full")]
pub use view::{ReadView, View};
pub use who_am_i::{ReadWhoAmI, WhoAmI};
