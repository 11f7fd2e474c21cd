//! A simulated Jenkins: pure `handle(now, request) -> response` over a world that moves with virtual time.
//!
//! It plays a controller well enough to develop, test and demonstrate against, offline: users and
//! permissions, crumbs bound to sessions, a queue with quiet period and merging, Pipelines as scripts with
//! stages, pauses and inputs, and error pages in Jenkins' dresses. It is held to recorded answers of a
//! real server, and shares no code with the client that is tested against it.
//!
//! ```
//! use bellpull_sim::Sim;
//! let mut sim = Sim::builtin();
//! let request = http::Request::get("/jenkins/whoAmI/api/json").body(Vec::new()).expect("a request");
//! let response = sim.handle(1_700_000_000_000, &request);
//! assert_eq!(response.status(), 200);
//! assert!(String::from_utf8_lossy(response.body()).contains(r#""anonymous":true"#));
//! ```

mod api;
mod auth;
mod config;
mod fault;
mod form;
mod groovy;
#[cfg(feature = "listener")]
pub mod listener;
mod page;
mod route;
mod scenario;
mod sim;
#[cfg(feature = "ts")]
mod typescript;
mod world;

pub use fault::{Delivery, Fault, FaultKind};
pub use scenario::{
    ArtifactFile, Branch, Changes, Commit, Compiled, GraphView, InputStep, JobDefinition, JobKind, Parameter, Plugins, Scenario, Source, Step, TestCase,
    TestStatus, User, View, Wrong,
};
pub use sim::{SERVER, Seen, Sim};
#[cfg(feature = "ts")]
pub use typescript::typescript;
