//! How a client signs in, and the state that a session needs: cookies and the crumb that is bound to them.

#[cfg(feature = "full")]
use crate::encode::base64;
use crate::error::Result;
#[cfg(feature = "full")]
use crate::error::{Code, Error};
use crate::http::{Cookies, Method, Request, Response};
use crate::text::text;
use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use zeroize::Zeroizing;

/// Text that is never shown and is wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Keeps a secret.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("••••")
    }
}

/// Ways to sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Credentials {
    /// Basic with an API token: no cookies, no crumb (`ApiCrumbExclusion`).
    Token {
        /// The user's id.
        user: String,
        /// The API token.
        token: Secret,
    },
    /// The login form: a session of its own with crumb and cookies.
    Password {
        /// The user's id.
        user: String,
        /// The password.
        password: Secret,
    },
    /// The browser's cookies for this origin, with a crumb.
    Browser,
    /// A bearer token, read by a proxy, by a plugin or by Blue Ocean's JWT mode. POSTs still carry a crumb.
    Bearer {
        /// The token.
        token: Secret,
    },
    /// Nothing, or only the extra headers.
    Anonymous,
}

/// Those with a secret, which only the feature `full` can read.
#[cfg(feature = "full")]
impl Credentials {
    /// Refuses what cannot be sent.
    pub(crate) fn check(&self) -> Result<()> {
        let bad = |why: &str| Err(Error::new(Code::InvalidCredentials, text!("The credentials have ", why, ".")));
        let control = |text: &str| crate::text::has_control(text);
        match self {
            Self::Token { user, token: secret } | Self::Password { user, password: secret } => {
                if user.is_empty() || user.contains([':']) || control(user) {
                    return bad("an empty user, or one with a colon or control character");
                }
                if secret.expose().is_empty() || control(secret.expose()) {
                    return bad("an empty secret, or one with a control character");
                }
            }
            Self::Bearer { token } if token.expose().is_empty() || control(token.expose()) => {
                return bad("an empty token, or one with a control character");
            }
            _ => {}
        }
        Ok(())
    }

    fn authorization(&self) -> Option<String> {
        match self {
            Self::Token { user, token } => {
                let pair = Zeroizing::new(text!(user, ":", token.expose()));
                Some(text!("Basic ", base64(pair.as_bytes())))
            }
            Self::Bearer { token } => Some(text!("Bearer ", token.expose())),
            _ => None,
        }
    }

    /// As whom it signs in, where that is known.
    pub(crate) fn user(&self) -> Option<&str> {
        match self {
            Self::Token { user, .. } | Self::Password { user, .. } => Some(user),
            _ => None,
        }
    }
}

#[cfg(not(feature = "full"))]
#[allow(clippy::unused_self, clippy::unnecessary_wraps, reason = "stand in for those of credentials with a secret")]
impl Credentials {
    pub(crate) fn check(&self) -> Result<()> {
        Ok(())
    }

    fn authorization(&self) -> Option<String> {
        None
    }

    pub(crate) fn user(&self) -> Option<&str> {
        None
    }
}

impl Credentials {
    /// Whether a POST needs a crumb with these.
    #[must_use]
    pub fn needs_crumb(&self) -> bool {
        !matches!(self, Self::Token { .. })
    }
}

/// A crumb with the name of the header that carries it.
#[derive(Clone, PartialEq, Eq)]
pub struct Crumb {
    /// The header, usually `Jenkins-Crumb`.
    pub field: String,
    /// The value; bound to one user and one session.
    pub value: Secret,
}

impl fmt::Debug for Crumb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Crumb({})", self.field)
    }
}

/// What is known of the crumb.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum CrumbState {
    /// Not asked yet, or refused since.
    #[default]
    Unknown,
    /// The protection is off: the issuer answered 404.
    Off,
    /// To be sent with each POST.
    Known(Crumb),
}

/// The changing part of a client: cookies, crumb, whether the login form was passed.
/// Crumb and cookies live and die together (`DefaultCrumbIssuer#issueCrumb`).
#[derive(Clone, Default)]
pub struct Session {
    cookies: Vec<(String, Secret)>,
    /// The crumb, if known.
    pub crumb: CrumbState,
    /// The login form was passed and `whoAmI` confirmed it.
    pub signed_in: bool,
    /// An operation is about to pass the form; others wait for it.
    #[cfg(feature = "full")]
    pub signing_in: bool,
    /// How often it was begun anew: what an earlier session was refused says nothing of this one.
    pub number: u32,
    /// Which sources of stages the server does not have.
    #[cfg(feature = "full")]
    pub absent: Vec<crate::stage::StagesSource>,
    /// Where the Pipeline Graph View was found.
    #[cfg(feature = "full")]
    pub graph_view: Option<crate::api::graph_view::Generation>,
}

impl Session {
    /// Forgets everything, as after a restart of the server or a logout.
    pub fn forget(&mut self) {
        *self = Self {
            #[cfg(feature = "full")]
            signing_in: self.signing_in,
            number: self.number + 1,
            ..Self::default()
        };
    }

    /// Adds what these credentials need to a request: `Authorization`, cookies, crumb.
    pub fn authorize(&self, credentials: &Credentials, request: &mut Request) {
        if let Some(value) = credentials.authorization() {
            request.set_header("Authorization", value);
        }
        request.cookies = match credentials {
            Credentials::Browser | Credentials::Password { .. } => Cookies::Browser,
            _ => Cookies::Omit,
        };
        if !self.cookies.is_empty() && keeps_cookies(credentials) {
            let pairs: Vec<String> = self.cookies.iter().map(|(n, v)| text!(n, "=", v.expose())).collect();
            request.set_header("Cookie", crate::text::join(&pairs, "; "));
        }
        if request.method == Method::Post
            && credentials.needs_crumb()
            && let CrumbState::Known(crumb) = &self.crumb
        {
            request.set_header(&crumb.field, crumb.value.expose());
        }
    }

    /// Keeps the cookies of an answer. Token clients get cookies with every error page and must not
    /// keep them: beside a session of the same user the token loses its exemption from the crumb.
    pub fn absorb(&mut self, credentials: &Credentials, response: &Response) {
        if !keeps_cookies(credentials) {
            return;
        }
        for (name, value) in response.headers.iter().filter(|(n, _)| n.eq_ignore_ascii_case("set-cookie")).filter_map(|(_, v)| parse_cookie(v)) {
            self.cookies.retain(|(n, _)| *n != name);
            if let Some(value) = value {
                self.cookies.push((name, value));
            }
        }
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.cookies.iter().map(|(n, _)| n.as_str()).collect();
        write!(f, "Session {{ cookies: {names:?}, crumb: {:?}, signed_in: {} }}", self.crumb, self.signed_in)
    }
}

/// A crumb is bound to a session, an anonymous one too.
fn keeps_cookies(credentials: &Credentials) -> bool {
    matches!(credentials, Credentials::Password { .. } | Credentials::Bearer { .. } | Credentials::Anonymous)
}

/// Name and value of a `Set-Cookie`; no value means "delete".
fn parse_cookie(header: &str) -> Option<(String, Option<Secret>)> {
    let mut parts = header.split([';']);
    let (name, value) = parts.next()?.split_once(['='])?;
    let gone = value.trim().is_empty() || parts.any(|p| p.trim().eq_ignore_ascii_case("max-age=0"));
    let valid = !name.trim().is_empty() && !crate::text::has_control(header);
    valid.then(|| (name.trim().to_owned(), (!gone).then(|| Secret::new(value.trim()))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(cookie: &str) -> Response {
        Response { status: 200, headers: vec![("Set-Cookie".to_owned(), cookie.to_owned())], body: Vec::new() }
    }

    fn password() -> Credentials {
        Credentials::Password { user: "u".to_owned(), password: Secret::new("geheim") }
    }

    #[test]
    fn a_token_is_sent_alone_and_never_shown() {
        let token = Credentials::Token { user: "releaser".to_owned(), token: Secret::new("11aa") };
        let mut session = Session { crumb: CrumbState::Known(Crumb { field: "Jenkins-Crumb".to_owned(), value: Secret::new("c0de") }), ..Session::default() };
        session.absorb(&token, &answer("JSESSIONID=x; Path=/"));
        let mut request = Request::post("http://h/x".to_owned());
        session.authorize(&token, &mut request);
        assert_eq!(request.header("authorization"), Some("Basic cmVsZWFzZXI6MTFhYQ=="));
        assert_eq!((request.header("cookie"), request.header("jenkins-crumb"), request.cookies), (None, None, Cookies::Omit));
        assert!(!format!("{token:?} {session:?}").contains("11aa"));
    }

    #[test]
    fn a_session_keeps_replaces_and_drops_cookies_and_sends_the_crumb_with_posts_only() {
        let mut session = Session { crumb: CrumbState::Known(Crumb { field: "X-Crumb".to_owned(), value: Secret::new("c0de") }), ..Session::default() };
        session.absorb(&password(), &answer("JSESSIONID=a; Path=/jenkins; HttpOnly"));
        session.absorb(&password(), &answer("JSESSIONID=b; Path=/jenkins"));
        session.absorb(&password(), &answer("other=1"));
        session.absorb(&password(), &answer("other=; Max-Age=0"));
        let (mut get, mut post) = (Request::get("http://h/".to_owned()), Request::post("http://h/".to_owned()));
        session.authorize(&password(), &mut get);
        session.authorize(&password(), &mut post);
        assert_eq!((get.header("cookie"), get.header("x-crumb")), (Some("JSESSIONID=b"), None));
        assert_eq!(post.header("x-crumb"), Some("c0de"));
        assert!(!format!("{session:?}").contains("c0de"));
    }

    #[test]
    fn unsendable_credentials_are_refused() {
        let token = |user: &str, token: &str| Credentials::Token { user: user.to_owned(), token: Secret::new(token) };
        for bad in [token("", "x"), token("a:b", "x"), token("a", ""), token("a", "x\r\nX-Evil: 1"), Credentials::Bearer { token: Secret::new("") }] {
            assert_eq!(bad.check().expect_err("refused").code(), Code::InvalidCredentials);
        }
        assert!(token("a", "x").check().is_ok());
    }
}
