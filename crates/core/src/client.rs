//! A client: one server, one way to sign in, and the session that its operations share.

use crate::credentials::{Credentials, Secret, Session};
use crate::error::{Code, Error, Result};
use crate::fields::Fields;
use crate::json::Value;
use crate::machine::Machine;
use crate::operation;
use crate::server::Server;
use crate::text::text;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use spin::{Mutex, MutexGuard};

/// Answers larger than this are refused unless the client is told otherwise.
pub const BODY_LIMIT: usize = 16 << 20;

/// One server and one way to sign in. Cheap to clone; clones share the session.
///
/// ```
/// use bellpull::{Client, Output};
/// use serde_json::json;
/// let client = Client::new(json!({
///     "url": "https://ci.example.com/jenkins",
///     "credentials": {"kind": "token", "user": "releaser", "token": "11aa"},
/// }))?;
/// let mut machine = client.start(json!({"op": "who_am_i"}))?;
/// let Output::Send(request) = machine.poll_output(0) else { panic!("a request comes first") };
/// assert_eq!(request.url, "https://ci.example.com/jenkins/whoAmI/api/json");
/// # Ok::<(), bellpull::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Client(Arc<Shared>);

#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) server: Server,
    pub(crate) credentials: Credentials,
    headers: HeaderList,
    pub(crate) body_limit: usize,
    session: Mutex<Session>,
}

struct HeaderList(Vec<(String, Secret)>);

impl core::fmt::Debug for HeaderList {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(n, _)| n)).finish()
    }
}

impl Client {
    /// Reads `{url, credentials?, headers?, maxBodyBytes?}`. Without credentials the browser's cookies are used.
    ///
    /// # Errors
    /// `invalid_url`, `invalid_credentials`, or `invalid_operation` for an unknown or mistyped field.
    pub fn new(config: impl Into<Value>) -> Result<Self> {
        let config = config.into();
        let fields = Fields::of(&config, "client")?;
        fields.only(&["url", "credentials", "headers", "maxBodyBytes"])?;
        let credentials = match fields.get("credentials") {
            Some(given) => read_credentials(given)?,
            None => Credentials::Browser,
        };
        credentials.check()?;
        Ok(Self(Arc::new(Shared {
            server: Server::parse(fields.text("url")?)?,
            credentials,
            headers: read_headers(&fields)?,
            body_limit: fields.optional_int("maxBodyBytes")?.map_or(BODY_LIMIT, |n| usize::try_from(n).unwrap_or(usize::MAX)),
            session: Mutex::default(),
        })))
    }

    /// Starts an operation, given as data.
    ///
    /// # Errors
    /// `invalid_operation` and the codes of bad names and values. Nothing is sent here.
    pub fn start(&self, operation: impl Into<Value>) -> Result<Machine> {
        operation::start(&self.0, &operation.into())
    }

    /// The server.
    #[must_use]
    pub fn server(&self) -> &Server {
        &self.0.server
    }

    #[cfg(test)]
    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.0
    }
}

impl Shared {
    pub(crate) fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock()
    }

    pub(crate) fn extra_headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.0.iter().map(|(n, v)| (n.as_str(), v.expose()))
    }
}

#[cfg(feature = "full")]
const KINDS: &str = "token, password, bearer, browser, anonymous";
#[cfg(not(feature = "full"))]
const KINDS: &str = "browser, anonymous";

fn read_credentials(given: &Value) -> Result<Credentials> {
    let bad = |e: Error| e.recoded(Code::InvalidCredentials, text!("The credentials need a kind (", KINDS, ") and its fields."));
    read_kind(given).map_err(bad)
}

fn read_kind(given: &Value) -> Result<Credentials> {
    let fields = Fields::of(given, "credentials")?;
    match fields.text("kind")? {
        "browser" => fields.only(&["kind"]).map(|()| Credentials::Browser),
        "anonymous" => fields.only(&["kind"]).map(|()| Credentials::Anonymous),
        #[cfg(feature = "full")]
        kind => read_secret(&fields, kind),
        #[cfg(not(feature = "full"))]
        _ => Err(fields.wrong("kind", KINDS)),
    }
}

/// The kinds that hold a secret, which no page should.
#[cfg(feature = "full")]
fn read_secret(fields: &Fields<'_>, kind: &str) -> Result<Credentials> {
    let user = || fields.text("user").map(String::from);
    let secret = |name: &str| fields.text(name).map(Secret::new);
    match kind {
        "token" => {
            fields.only(&["kind", "user", "token"])?;
            Ok(Credentials::Token { user: user()?, token: secret("token")? })
        }
        "password" => {
            fields.only(&["kind", "user", "password"])?;
            Ok(Credentials::Password { user: user()?, password: secret("password")? })
        }
        "bearer" => {
            fields.only(&["kind", "token"])?;
            Ok(Credentials::Bearer { token: secret("token")? })
        }
        _ => Err(fields.wrong("kind", KINDS)),
    }
}

fn read_headers(fields: &Fields<'_>) -> Result<HeaderList> {
    let Some(given) = fields.get("headers") else { return Ok(HeaderList(Vec::new())) };
    let map = given.as_object().ok_or_else(|| fields.wrong("headers", "an object of names and texts"))?;
    let mut headers = Vec::new();
    for (name, value) in map {
        let value = value.as_str().filter(|v| !crate::text::has_control(v));
        let token = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
        match value {
            Some(value) if token => headers.push((name.clone(), Secret::new(value))),
            _ => return Err(fields.wrong("headers", "an object of header names and texts without line breaks")),
        }
    }
    Ok(HeaderList(headers))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::testing::json;

    #[test]
    fn wrong_configurations_are_refused_without_showing_secrets() {
        for (config, code) in [
            (json!({}), Code::InvalidOperation),
            (json!({"url": 5}), Code::InvalidOperation),
            (json!({"url": "x"}), Code::InvalidUrl),
            (json!({"url": "http://h", "tokn": "geheim"}), Code::InvalidOperation),
            (json!({"url": "http://h", "credentials": {"kind": "token", "user": "u"}}), Code::InvalidCredentials),
            (json!({"url": "http://h", "credentials": {"kind": "token", "user": "u", "token": "geheim", "password": "geheim"}}), Code::InvalidCredentials),
            (json!({"url": "http://h", "credentials": {"kind": "magic"}}), Code::InvalidCredentials),
            (json!({"url": "http://h", "headers": {"X": "geheim\r\nY: 1"}}), Code::InvalidOperation),
        ] {
            let error = Client::new(&config).expect_err("refused");
            assert_eq!(error.code(), code, "{config}");
            assert!(!error.to_string().contains("geheim"), "{error}");
        }
    }

    #[test]
    fn debug_shows_no_secret() {
        let client =
            Client::new(json!({"url": "http://h", "credentials": {"kind": "token", "user": "u", "token": "geheim"}, "headers": {"X-Proxy": "geheim"}}));
        let shown = format!("{client:?}");
        assert!(shown.contains("X-Proxy") && !shown.contains("geheim"), "{shown}");
    }
}
