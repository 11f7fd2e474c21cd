//! The flows against the simulated server, on virtual time; each rule of the product that starts with
//! "never" has a test here that fails when it is broken.

mod answers;
mod approve;
mod encodings;
mod follow;
mod losses;
mod models;
mod mutate;
mod never;
mod operations;
mod pair;
mod refusals;
mod routes;
mod together;
mod trigger;
mod watch;
