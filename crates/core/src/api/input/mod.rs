//! The input step's own URLs (pipeline-input-step plugin, `InputStepExecution`).
//!
//! Going on is `proceed` with every declared parameter or `proceedEmpty`; rejecting is `abort`. The form
//! endpoint of the step's own page is not used: without one certain field it aborts the run and still
//! answers as if all were well.

mod abort;
mod proceed;
mod proceed_empty;

pub use abort::InputAbort;
pub use proceed::InputProceed;
pub use proceed_empty::InputProceedEmpty;
