//! The flows: several requests that belong together, run as one [`crate::Machine`].
//!
//! - [`describe`]: a job, ready to make a form of
//! - [`trigger`]: from the click to the run's number
//! - [`follow`]: a run until it is over
//! - [`inputs`]: what waits for a person
//! - [`settle`]: approve or abort it
//! - `log`: a run's log as it grows (feature `full`)

pub(crate) mod call;
pub mod describe;
pub mod follow;
pub mod inputs;
#[cfg(feature = "full")]
pub mod log;
pub mod settle;
#[cfg(feature = "full")]
pub(crate) mod sign_in;
pub mod trigger;
