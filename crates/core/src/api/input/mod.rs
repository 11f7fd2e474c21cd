//! The input step's own URLs (pipeline-input-step plugin, `InputStepExecution`).
//!
//! Going on is `proceed` with every declared parameter or `proceedEmpty`; rejecting is `abort`. The form
//! of the step's own page is used by no flow: without one certain field it aborts the run and still answers
//! as if all were well.

mod abort;
mod page;
mod proceed;
mod proceed_empty;
#[cfg(feature = "full")]
mod submit;

pub use abort::InputAbort;
pub use page::InputPage;
pub use proceed::InputProceed;
pub use proceed_empty::InputProceedEmpty;
#[cfg(feature = "full")]
pub use submit::InputSubmitForm;
