//! The simulation is held to what a real Jenkins answered: the same request, in an equivalent state, gets the
//! same status, header names and shape of body.

mod compare;
mod create;
mod exchange;
mod graph_view;
mod jenkinsfile;
mod pages;
mod play;
mod properties;
mod recordings;
mod server;
mod shape;
mod surface;
