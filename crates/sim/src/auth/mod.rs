//! Who is asking: Basic with token or password, sessions of the login form, and the crumb bound to them.

pub(crate) mod jwt;

use crate::form::{Form, header};
use crate::world::World;
use base64::Engine as _;
use http::Request;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The sessions of a server.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    users: BTreeMap<String, Option<String>>,
    count: u64,
}

/// Who sent a request, and how that is known.
#[derive(Debug, Clone, Default)]
pub(crate) struct Visitor {
    /// None is anonymous.
    pub(crate) user: Option<String>,
    /// Authenticated in this request by an API token: no crumb needed.
    pub(crate) by_token: bool,
    /// The session cookie, if it is known.
    pub(crate) session: Option<String>,
}

impl Sessions {
    /// Makes a session.
    pub(crate) fn open(&mut self, user: Option<String>) -> String {
        self.count += 1;
        let id = format!("node0sim{:024}.node0", self.count);
        self.users.insert(id.clone(), user);
        id
    }

    /// Signs a user in to a session; false if there is no such session.
    pub(crate) fn sign_in(&mut self, session: &str, user: &str) -> bool {
        self.users.get_mut(session).is_some_and(|u| {
            *u = Some(user.to_owned());
            true
        })
    }

    pub(crate) fn close(&mut self, session: &str) {
        self.users.remove(session);
    }

    /// Who is asking; `Err` is a 401.
    pub(crate) fn visitor(&self, world: &World, request: &Request<Vec<u8>>) -> Result<Visitor, ()> {
        let session = cookie(request).filter(|s| self.users.contains_key(s));
        let signed_in = session.as_ref().and_then(|s| self.users.get(s).cloned().flatten());
        let authorization = header(request, "authorization");
        let basic = authorization.get(..6).filter(|s| s.eq_ignore_ascii_case("basic ")).and_then(|_| authorization.get(6..));
        let Some(basic) = basic else { return Ok(Visitor { user: signed_in, by_token: false, session }) };
        let decoded = base64::engine::general_purpose::STANDARD.decode(basic.trim()).ok().and_then(|b| String::from_utf8(b).ok());
        let (name, secret) = decoded.as_deref().and_then(|d| d.split_once(':')).ok_or(())?;
        // BasicHeaderProcessor#authenticationIsRequired: skipped when the session already is that user.
        if signed_in.as_deref().is_some_and(|u| u.eq_ignore_ascii_case(name)) {
            return Ok(Visitor { user: signed_in, by_token: false, session });
        }
        let user = world.user(name).ok_or(())?;
        if secret != user.token && secret != user.password {
            return Err(());
        }
        Ok(Visitor { user: Some(user.id.clone()), by_token: secret == user.token, session })
    }
}

fn cookie(request: &Request<Vec<u8>>) -> Option<String> {
    let cookies = request.headers().get_all("cookie").iter().filter_map(|v| v.to_str().ok());
    cookies.flat_map(|c| c.split(';')).filter_map(|c| c.trim().split_once('=')).find(|(n, _)| n.starts_with("JSESSIONID")).map(|(_, v)| v.to_owned())
}

/// The crumb of a user in a session (`DefaultCrumbIssuer#issueCrumb`).
pub(crate) fn crumb(user: Option<&str>, session: &str) -> String {
    let text = format!("{};{session};salt of the simulation", user.unwrap_or("anonymous"));
    Sha256::digest(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
}

/// Whether a POST passes the crumb filter.
pub(crate) fn passes(world: &World, visitor: &Visitor, request: &Request<Vec<u8>>, form: &Form) -> bool {
    if !world.csrf || visitor.by_token || request.method() != http::Method::POST {
        return true;
    }
    // In multipart the crumb has to be in a header or the URL: the filter does not parse the body.
    let multipart = header(request, "content-type").starts_with("multipart/");
    let given = Some(header(request, "jenkins-crumb")).filter(|c| !c.is_empty()).or_else(|| form.get("Jenkins-Crumb").filter(|_| !multipart));
    let wanted = visitor.session.as_deref().map(|s| crumb(visitor.user.as_deref(), s));
    wanted.is_some() && given == wanted.as_deref()
}
