//! The remote access API of Jenkins' core: server, jobs, queue, runs, logs, signing in.

mod build;
mod build_json;
mod build_with_parameters;
mod cancel_queue_item;
mod console_text;
mod crumb;
mod halt;
mod job;
mod login;
mod progressive_text;
#[cfg(feature = "full")]
mod queue;
mod queue_item;
mod root;
mod run;
mod who_am_i;

pub use build::{Build, Triggered};
pub use build_json::BuildJson;
pub use build_with_parameters::BuildWithParameters;
pub use cancel_queue_item::CancelQueueItem;
pub use console_text::{ConsoleText, Text};
pub use crumb::{CrumbIssuer, ReadCrumb};
pub use halt::{Halt, HaltVerb};
pub use job::{Job, ReadJob};
pub use login::{Login, LoginPage, Logout};
pub use progressive_text::{LogChunk, ProgressiveText};
#[cfg(feature = "full")]
pub use queue::{Queue, ReadQueue};
pub use queue_item::{QueueItem, QueueState, ReadQueueItem};
pub use root::{ReadRoot, Root};
pub use run::{Cause, ReadRun, Run};
pub use who_am_i::{ReadWhoAmI, WhoAmI};
