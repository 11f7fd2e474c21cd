//! Sending one request with what its credentials need, and reading with patience.
//!
//! ```text
//! crumb known? ──no──► GET crumb issuer ─┐
//!      │ yes                             ▼
//!      └──────────────────────────► send once ──► answer
//!                 ▲                      │ 403 "No valid crumb", first time
//!                 └──── forget crumb ◄───┘
//! ```
//!
//! A request that was refused at the crumb filter was not carried out, so it alone may be sent again, once;
//! with a password session the session is renewed and it is sent a last time.

use crate::api::remote::ReadCrumb;
use crate::api::{Endpoint, SomeEndpoint};
use crate::classify::{Subject, refusal};
use crate::credentials::{Credentials, CrumbState};
use crate::error::{Code, Result, Sent};
use crate::http::{Method, Request, Response};
use crate::json::json;
use crate::machine::Io;
use alloc::boxed::Box;
use core::future::Future;
use core::pin::Pin;

/// How long a single read is tried again, in milliseconds of waiting.
pub(crate) const SHORT_PATIENCE: u64 = 15_000;
/// How long a flow that somebody watches is tried again.
pub(crate) const LONG_PATIENCE: u64 = 600_000;
const FIRST_PAUSE: u64 = 500;
const LONGEST_PAUSE: u64 = 8_000;

/// A future behind a pointer: the flows that await it stay small, in memory and in code.
pub(crate) type Pending<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// Signing in by password comes with the feature `full`; nobody else has a session to open.
#[cfg(not(feature = "full"))]
impl Io {
    #[allow(clippy::unused_async, reason = "stands in for the one that waits")]
    async fn sign_in(&self) -> Result<()> {
        Ok(())
    }
}

impl Io {
    /// Sends a request with credentials, cookies and crumb. The answer may be a refusal.
    pub(crate) fn send(&self, request: Request) -> Pending<'_, Response> {
        Box::pin(async move {
            self.sign_in().await?;
            let mut renewal = 0;
            loop {
                let number = self.client.session().number;
                if request.method == Method::Post {
                    let obtained = self.obtain_crumb().await;
                    // The issuer, too, is asked in a session, which may have ended; only a password opens another.
                    #[cfg(feature = "full")]
                    if let Err(error) = &obtained
                        && self.renews(error.code(), renewal)
                    {
                        self.renew_session(number).await?;
                        renewal += 1;
                        continue;
                    }
                    obtained?;
                }
                let response = self.exchange_as_user(request.clone()).await?;
                // A proxy says so of itself: Jenkins may be carrying it out.
                if request.method != Method::Get && matches!(response.status, 502 | 504) {
                    return Err(refusal(&response, Subject::Server).with_sent(Sent::Maybe));
                }
                // Nothing else calls for a renewal, and reading the reason of a refusal is work.
                if !matches!(response.status, 302 | 401 | 403) {
                    return Ok(response);
                }
                let code = refusal(&response, Subject::Server).code();
                if !self.renews(code, renewal) {
                    return Ok(response);
                }
                if renewal == 0 && code == Code::CrumbRejected {
                    self.client.session().crumb = CrumbState::Unknown;
                } else {
                    self.renew_session(number).await?;
                }
                renewal += 1;
            }
        })
    }

    /// Begins a new session, unless another operation has done so since the one of this number.
    async fn renew_session(&self, number: u32) -> Result<()> {
        let mut session = self.client.session();
        if session.number == number {
            session.forget();
        }
        drop(session);
        self.sign_in().await
    }

    /// Whether a refusal calls for a new crumb or session. Each is renewed once.
    fn renews(&self, code: Code, renewal: u32) -> bool {
        let password = matches!(self.client.credentials, Credentials::Password { .. });
        if renewal > 1 || (renewal == 1 && !password) {
            return false;
        }
        match code {
            Code::CrumbRejected => self.client.credentials.needs_crumb(),
            Code::LoginRequired => password,
            _ => false,
        }
    }

    async fn obtain_crumb(&self) -> Result<()> {
        let known = self.client.session().crumb != CrumbState::Unknown;
        if known || !self.client.credentials.needs_crumb() {
            return Ok(());
        }
        let request = ReadCrumb.request(&self.client.server);
        let crumb = ReadCrumb::crumb(&self.exchange_as_user(request).await?)?;
        self.client.session().crumb = crumb;
        Ok(())
    }

    /// Sends once, with what the session holds, and keeps the cookies that come back.
    pub(crate) fn exchange_as_user(&self, mut request: Request) -> Pending<'_, Response> {
        for (name, value) in self.client.extra_headers() {
            request.set_header(name, value);
        }
        self.client.session().authorize(&self.client.credentials, &mut request);
        Box::pin(async move {
            let response = self.exchange(request).await?;
            self.client.session().absorb(&self.client.credentials, &response);
            Ok(response)
        })
    }

    /// Sends an endpoint's request once and reads its answer.
    pub(crate) async fn ask<O>(&self, endpoint: &dyn SomeEndpoint<O>) -> Result<O> {
        let response = self.send(endpoint.question(&self.client.server)).await?;
        endpoint.answer(&response)
    }

    /// Reads an endpoint as plain data. One piece of code for all of them.
    #[cfg(feature = "full")]
    pub(crate) fn value<'a>(&'a self, endpoint: &'a dyn crate::operation::Single, patience: u64) -> Pending<'a, crate::json::Value> {
        Box::pin(async move {
            let response = self.fetch(endpoint.request(&self.client.server), patience).await?;
            endpoint.outcome(&response)
        })
    }

    /// Reads, and tries again while the failure looks transient. Only for requests that change nothing.
    pub(crate) async fn read<E: Endpoint>(&self, endpoint: &E, patience: u64) -> Result<E::Output> {
        let response = self.fetch(endpoint.request(&self.client.server), patience).await?;
        endpoint.parse(&response)
    }

    /// Sends a read until the answer is no transient failure, or patience ends.
    pub(crate) fn fetch(&self, request: Request, patience: u64) -> Pending<'_, Response> {
        Box::pin(async move {
            let (mut waited, mut pause) = (0, FIRST_PAUSE);
            loop {
                let answer = self.send(request.clone()).await;
                let error = match &answer {
                    Ok(response) if response.status < 429 => return answer,
                    Ok(response) => refusal(response, Subject::Server),
                    Err(error) => error.clone(),
                };
                let asked_to_wait = error.retry_after_millis().unwrap_or_default();
                if !error.is_transient() || waited >= patience || asked_to_wait > patience {
                    return answer;
                }
                let millis = asked_to_wait.max(pause);
                self.retrying(json!({"event": "retrying", "code": error.code(), "message": error.message(), "inMillis": millis}));
                self.wait(millis).await;
                waited += millis;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        })
    }
}
