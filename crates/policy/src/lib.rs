//! Who may do what, as data, decided without any I/O.
//!
//! Behind a service account Jenkins sees that account alone: who clicked, and whether they may, is for the
//! gateway in front of it to decide. Here is how it decides. A [`Policy`] is a list of rules; what no rule
//! allows is refused. It is checked when it is read, and a [`Policy::decide`] gives one [`Decision`] with the rule
//! that made it and a sentence for people.
//!
//! ```text
//! a deny rule that fits ──► refused
//!      │ none
//! the first allow rule of which every condition holds ──► allowed (with its stamp, fixed values, quorum)
//!      │ none
//! the rule that came furthest ──► refused, with what it lacks          no rule is about this ──► no_rule
//! ```
//!
//! ```
//! use bellpull_policy::{Facts, Policy, Question};
//! let policy = Policy::parse(r#"{"rules": [{
//!     "name": "release team ships", "jobs": [{"folder": "Ops Team"}], "verbs": ["describe", "approve"], "who": [{"group": "release"}],
//!     "selfApproval": "forbidden"
//! }]}"#)?;
//! let question = |person: &str| -> Question {
//!     serde_json::from_value(serde_json::json!({
//!         "person": {"id": person, "groups": ["release"]}, "verb": "approve", "job": "Ops Team/deploy", "input": "Ship"
//!     })).expect("a question")
//! };
//! let facts = Facts { started_by: vec!["ann".to_owned()], ..Facts::at(1_795_000_000_000) };
//! assert_eq!(policy.decide(&question("ben"), &facts).rule.as_deref(), Some("release team ships"));
//! assert_eq!(policy.decide(&question("ann"), &facts).code.as_str(), "self_approval");
//! # Ok::<(), bellpull_policy::Invalid>(())
//! ```

mod check;
mod decide;
mod glob;
mod policy;
mod question;
mod window;

pub use check::Invalid;
pub use decide::{Decision, DecisionCode};
pub use policy::{Comment, Effect, JobPattern, ParameterRule, Policy, Rule, SelfApproval, Stamp, Verb, Who};
pub use question::{Facts, Person, Question, Vote};
pub use window::{Day, Window};
