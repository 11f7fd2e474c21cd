//! What answers the URLs.

pub(crate) mod input;
pub(crate) mod job;
pub(crate) mod queue;
pub(crate) mod root;
pub(crate) mod run;
pub(crate) mod show;
pub(crate) mod tree;
pub(crate) mod trigger;
pub(crate) mod wfapi;
