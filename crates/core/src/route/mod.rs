//! Which of the ways that a server offers is taken: sources of stages and of inputs.

#[cfg(feature = "full")]
pub(crate) mod blue;
pub(crate) mod stages;
