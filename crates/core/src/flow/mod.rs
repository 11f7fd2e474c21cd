//! The flows: several requests that belong together, run as one [`crate::Machine`].
//!
//! - [`describe`]: a job, ready to make a form of
//! - [`trigger`]: from the click to the run's number
//! - [`follow`]: a run until it is over
//! - [`inputs`]: what waits for a person
//! - [`settle`]: approve or abort it
//! - [`capabilities`]: what a server has (feature `full`)
//! - `link`, `list`: following a link, reading a list to its end (feature `full`)
//! - `download`: a file of a run (feature `full`)
//! - `log`: a run's log as it grows (feature `full`)

pub(crate) mod call;
#[cfg(feature = "full")]
pub mod capabilities;
pub mod describe;
#[cfg(feature = "full")]
pub(crate) mod download;
pub mod follow;
#[cfg(feature = "full")]
pub(crate) mod graph;
pub mod inputs;
#[cfg(feature = "full")]
pub mod left;
#[cfg(feature = "full")]
pub(crate) mod link;
#[cfg(feature = "full")]
pub(crate) mod list;
#[cfg(feature = "full")]
pub mod log;
pub mod settle;
#[cfg(feature = "full")]
pub(crate) mod sign_in;
#[cfg(feature = "full")]
pub mod steps;
pub mod trigger;
