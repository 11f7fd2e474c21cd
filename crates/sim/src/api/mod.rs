//! What answers the URLs.

mod actions;
mod artifact;
mod bean;
pub(crate) mod blue;
pub(crate) mod configure;
mod graph_view;
pub(crate) mod input;
mod input_page;
pub(crate) mod job;
pub(crate) mod jwt;
mod node;
pub(crate) mod queue;
pub(crate) mod root;
pub(crate) mod run;
pub(crate) mod show;
pub(crate) mod store;
pub(crate) mod tree;
pub(crate) mod trigger;
pub(crate) mod view;
pub(crate) mod wfapi;
