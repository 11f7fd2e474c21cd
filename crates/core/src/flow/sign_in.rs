//! Passing Jenkins' login form, for clients with a password.
//!
//! ```text
//! GET login (keeps the cookie) ──► POST the form ──► GET whoAmI ──named──► signed in
//!            ▲                                          │ anonymous, first time
//!            └──────────────── wait ◄───────────────────┘
//! ```
//!
//! Of several operations one passes the form, and the others wait for it: each GET of the login page may begin another session.
//!
//! The form answers 302 whether or not somebody is signed in now, and on a server that has just started
//! the session may not be complete when the answer is sent, so `whoAmI` has the last word.

use crate::api::Endpoint;
use crate::api::remote::{Login, LoginPage, Logout, ReadWhoAmI, WhoAmI};
use crate::client::Shared;
use crate::credentials::{Credentials, Secret};
use crate::error::{Code, Error, Result};
use crate::flow::call::Pending;
use crate::machine::Io;
use alloc::borrow::ToOwned as _;
use alloc::boxed::Box;

/// How long to leave a server alone that does not know the new session yet.
const SESSION_PAUSE: u64 = 500;

/// How long to wait before looking whether another operation has passed the form.
const TURN_PAUSE: u64 = 50;

/// The right to pass the form; given back when it is dropped, also by an operation that is given up.
struct Turn<'a>(&'a Shared);

impl<'a> Turn<'a> {
    fn take(client: &'a Shared) -> Option<Self> {
        let taken = core::mem::replace(&mut client.session().signing_in, true);
        (!taken).then(|| Self(client))
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.session().signing_in = false;
    }
}

impl Io {
    /// Makes sure that a password client has a session. Does nothing for others.
    pub(crate) fn sign_in(&self) -> Pending<'_, ()> {
        Box::pin(async move {
            let Credentials::Password { user, password } = &self.client.credentials else { return Ok(()) };
            loop {
                if self.client.session().signed_in {
                    return Ok(());
                }
                if let Some(_turn) = Turn::take(&self.client) {
                    return self.pass_form(user, password).await;
                }
                self.wait(TURN_PAUSE).await;
            }
        })
    }

    async fn pass_form(&self, user: &str, password: &Secret) -> Result<()> {
        let form = Login { user: user.to_owned(), password: password.clone() };
        for _ in 0..2 {
            self.client.session().forget();
            self.session_step(&LoginPage).await?;
            self.session_step(&form).await?;
            let who = self.session_step(&ReadWhoAmI).await?;
            if who.anonymous() == Some(false) {
                self.client.session().signed_in = true;
                return Ok(());
            }
            self.wait(SESSION_PAUSE).await;
        }
        Err(Error::new(Code::LoginRequired, "The login form was answered, but nobody is signed in.").with_sent(crate::Sent::Yes))
    }

    async fn session_step<E: Endpoint>(&self, endpoint: &E) -> Result<E::Output> {
        let response = self.exchange_as_user(endpoint.request(&self.client.server)).await?;
        endpoint.parse(&response)
    }
}

/// Signs in if need be, and says as whom.
pub(crate) async fn login(io: Io) -> Result<WhoAmI> {
    io.ask(&ReadWhoAmI).await
}

/// Ends the session and forgets cookies and crumb.
pub(crate) async fn logout(io: Io) -> Result<crate::api::Accepted> {
    let result = io.session_step(&Logout).await;
    io.client.session().forget();
    result
}
