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

use crate::api::Endpoint;
use crate::api::remote::ReadCrumb;
use crate::classify::{Subject, refusal};
use crate::credentials::{Credentials, CrumbState};
use crate::error::{Code, Error, Result};
use crate::http::{Method, Request, Response};
use crate::machine::Io;
use serde_json::json;

/// How long a single read is tried again, in milliseconds of waiting.
pub(crate) const SHORT_PATIENCE: u64 = 15_000;
/// How long a flow that somebody watches is tried again.
pub(crate) const LONG_PATIENCE: u64 = 600_000;
const FIRST_PAUSE: u64 = 500;
const LONGEST_PAUSE: u64 = 8_000;

impl Io {
    /// Sends a request with credentials, cookies and crumb. The answer may be a refusal.
    pub(crate) async fn send(&self, request: Request) -> Result<Response> {
        self.sign_in().await?;
        for renewal in 0.. {
            if request.method == Method::Post {
                self.obtain_crumb().await?;
            }
            let response = self.exchange_as_user(request.clone()).await?;
            if !self.renews(&response, renewal) {
                return Ok(response);
            }
            if renewal == 0 && response.status == 403 && refusal(&response, Subject::Server).code() == Code::CrumbRejected {
                self.client.session().crumb = CrumbState::Unknown;
            } else {
                self.client.session().forget();
                self.sign_in().await?;
            }
        }
        Err(Error::new(Code::CrumbRejected, "The session could not be renewed."))
    }

    /// Whether a refusal calls for a new crumb or session.
    fn renews(&self, response: &Response, renewal: u32) -> bool {
        let password = matches!(self.client.credentials, Credentials::Password { .. });
        if !matches!(response.status, 302 | 401 | 403) || renewal > 1 || (renewal == 1 && !password) {
            return false;
        }
        match refusal(response, Subject::Server).code() {
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
    pub(crate) async fn exchange_as_user(&self, mut request: Request) -> Result<Response> {
        for (name, value) in self.client.extra_headers() {
            request.set_header(name, value);
        }
        let credentials = &self.client.credentials;
        self.client.session().authorize(credentials, &mut request);
        let response = self.exchange(request).await?;
        self.client.session().absorb(credentials, &response);
        Ok(response)
    }

    /// Sends an endpoint's request once and reads its answer.
    pub(crate) async fn ask<E: Endpoint>(&self, endpoint: &E) -> Result<E::Output> {
        let response = self.send(endpoint.request(&self.client.server)).await?;
        endpoint.parse(&response)
    }

    /// Reads, and tries again while the failure looks transient. Only for requests that change nothing.
    pub(crate) async fn read<E: Endpoint>(&self, endpoint: &E, patience: u64) -> Result<E::Output> {
        let (mut waited, mut pause) = (0, FIRST_PAUSE);
        loop {
            let error = match self.ask(endpoint).await {
                Err(error) if error.is_transient() && waited < patience => error,
                other => return other,
            };
            let millis = error.retry_after_millis().unwrap_or(pause).max(pause);
            self.emit(json!({"event": "retrying", "code": error.code(), "message": error.message(), "inMillis": millis}));
            self.wait(millis).await;
            waited += millis;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }
}
