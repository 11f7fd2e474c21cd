//! The simulation is held to what a real Jenkins answered: the same request, in an equivalent state, gets the
//! same status, header names and shape of body.

mod properties;
mod recordings;
mod shape;
