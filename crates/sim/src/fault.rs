//! Faults on demand: what goes wrong between a client and a server.

use crate::page::{self, Answer, Dress};
use serde::Deserialize;

/// A fault that hits matching requests.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fault {
    /// Only this verb.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub method: Option<String>,
    /// Only paths (with query) that contain this.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub path_contains: String,
    /// How many requests it hits; 1 by default.
    #[serde(default = "once")]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub times: u32,
    /// How many matching requests pass before.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<_>"))]
    pub after: u32,
    /// What goes wrong.
    pub kind: FaultKind,
}

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// This status with an "Oops" page; the request is not carried out.
    Status(u16),
    /// A redirect to a single sign-on.
    LoginRedirect,
    /// Jenkins' login page with status 200.
    LoginPage,
    /// A portal's page with status 200.
    Html,
    /// The crumb is refused.
    CrumbRefused,
    /// "Please wait while Jenkins is getting ready".
    Starting,
    /// The request is carried out; half of the body comes back.
    Truncate,
    /// The request is carried out; no answer comes back.
    LostAnswer,
    /// The request never arrives.
    LostRequest,
    /// The answer takes this many milliseconds more.
    Slow(u64),
}

/// How an answer is delivered; an extension of the response that a listener or test honours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// Drop the connection instead of answering.
    Lost,
    /// Wait before answering.
    After(u64),
}

fn once() -> u32 {
    1
}

impl Fault {
    /// Whether it hits; counts down.
    pub(crate) fn hits(&mut self, method: &str, path: &str) -> bool {
        let matches = self.method.as_deref().is_none_or(|m| m.eq_ignore_ascii_case(method)) && path.contains(&self.path_contains);
        if !matches || self.times == 0 {
            return false;
        }
        if self.after > 0 {
            self.after -= 1;
            return false;
        }
        self.times -= 1;
        true
    }
}

impl FaultKind {
    /// The answer that takes the place of the server's own, if the request is not carried out.
    pub(crate) fn instead(&self, dress: &Dress, uri: &str, accept: &str) -> Option<Answer> {
        match self {
            Self::Status(status) => Some(page::oops(dress, *status)),
            Self::LoginRedirect => Some(page::empty(302, Some("https://sso.example.com/authorize?client_id=jenkins"))),
            Self::LoginPage => {
                Some(page::page(dress, 200, "Sign in [Jenkins]", "<form action=\"j_spring_security_check\"><input name=\"j_password\"></form>", &[]))
            }
            Self::Html => Some(page::page(dress, 200, "Company portal", "<p>Welcome</p>", &[])),
            Self::CrumbRefused => Some(page::container(403, "No valid crumb was included in the request", uri, accept)),
            Self::Starting => Some(page::starting()),
            Self::LostRequest => Some(lost(page::empty(200, None))),
            Self::Truncate | Self::LostAnswer | Self::Slow(_) => None,
        }
    }

    /// What becomes of the server's own answer.
    pub(crate) fn alter(&self, mut answer: Answer) -> Answer {
        match self {
            Self::Truncate => {
                let half = answer.body().len() / 2;
                answer.body_mut().truncate(half);
                answer
            }
            Self::LostAnswer => lost(answer),
            Self::Slow(millis) => {
                answer.extensions_mut().insert(Delivery::After(*millis));
                answer
            }
            _ => answer,
        }
    }
}

fn lost(mut answer: Answer) -> Answer {
    answer.extensions_mut().insert(Delivery::Lost);
    answer
}
