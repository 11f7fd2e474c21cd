//! The simulation is held to what a real Jenkins answered: the same request, in an equivalent state, gets the
//! same status, header names and shape of body.

mod compare;
mod exchange;
mod graph_view;
mod play;
mod properties;
mod recordings;
mod shape;
mod surface;
