//! The base URL: one place from which every URL is built, and against which every URL of an answer is checked.

use crate::error::{Code, Error, Result};
#[cfg(feature = "full")]
use crate::http::{Body, Method};
use crate::http::{Request, Response};
#[cfg(feature = "full")]
use crate::json::Value;
use crate::text::{self, text};
use alloc::borrow::ToOwned as _;
use alloc::string::String;
use core::fmt;

/// Where Jenkins lives: scheme, authority and context path.
///
/// ```
/// let server = bellpull::Server::parse("https://ci.example.com/jenkins/")?;
/// assert_eq!(server.url("whoAmI/api/json"), "https://ci.example.com/jenkins/whoAmI/api/json");
/// assert_eq!(server.context_path(), "/jenkins");
/// # Ok::<(), bellpull::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Server {
    origin: String,
    context: String,
}

impl Server {
    /// Reads a base URL. Trailing slashes are dropped.
    ///
    /// # Errors
    /// `invalid_url` for anything but an http(s) URL, and for a user part, query, fragment, blank,
    /// control character or dot segment. The URL is not repeated in the error if it holds a user part.
    pub fn parse(url: &str) -> Result<Self> {
        let url = url.trim();
        if url.is_empty() {
            return Err(bad("is empty"));
        }
        if url.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\\') {
            return Err(bad("holds a blank, control character or backslash"));
        }
        let (scheme, rest) = text::split_once(url, "://").ok_or_else(|| bad("has no scheme (http:// or https://)"))?;
        let scheme = scheme.to_ascii_lowercase();
        if scheme != "http" && scheme != "https" {
            return Err(bad("is neither http nor https"));
        }
        let (authority, path) = authority_and_path(rest);
        if authority.contains(['@']) {
            return Err(bad("holds a user part; give credentials apart from the URL"));
        }
        if url.contains(['?']) || url.contains(['#']) {
            return Err(bad("holds a query or fragment"));
        }
        if !valid_authority(authority) {
            return Err(bad("has no valid host and port"));
        }
        let context = path.trim_end_matches(['/']);
        if context.split(['/']).skip(1).any(|s| s.is_empty() || is_dot_segment(s)) {
            return Err(bad("holds an empty or dot segment"));
        }
        Ok(Self { origin: text!(scheme, "://", authority.to_ascii_lowercase()), context: context.to_owned() })
    }

    /// Scheme, host and port.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The context path, `""` or `/jenkins`.
    #[must_use]
    pub fn context_path(&self) -> &str {
        &self.context
    }

    /// An absolute URL from a path relative to the base, already encoded, without leading slash.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        text!(self.origin, self.context, "/", path)
    }

    /// A GET that asks for data. `Accept` makes the container's own error pages JSON
    /// (Jetty's error handler), which is shorter to read than their HTML.
    pub(crate) fn get(&self, path: &str) -> Request {
        Request::get(self.url(path)).with_header("Accept", "application/json")
    }

    /// A POST of a write.
    pub(crate) fn post(&self, path: &str) -> Request {
        Request::post(self.url(path)).with_header("Accept", "application/json")
    }

    /// A request with a JSON body. Blue Ocean refuses writes without this content type, even empty ones (`ApiHead#getDynamic`).
    #[cfg(feature = "full")]
    pub(crate) fn send_json(&self, method: Method, path: &str, body: &Value) -> Request {
        let body = Body { content_type: Some("application/json".to_owned()), bytes: body.to_text().into_bytes() };
        Request { method, ..self.get(path) }.with_body(body)
    }

    /// Makes a `Location` on this host relative to it, so that what reads the answer can tell Jenkins' own
    /// redirects from those to another host.
    pub fn localise(&self, response: &mut Response) {
        let own = text::split_once(&self.origin, "://").map_or("", |(_, a)| a);
        for (_, value) in response.headers.iter_mut().filter(|(n, _)| n.eq_ignore_ascii_case("location")) {
            let path = text::split_once(value, "://").and_then(|(_, rest)| {
                let (authority, path) = authority_and_path(rest);
                authority.eq_ignore_ascii_case(own).then(|| if path.is_empty() { "/".to_owned() } else { path.to_owned() })
            });
            if let Some(path) = path {
                *value = path;
            }
        }
    }

    /// The path of an absolute URL on this host, or of one that begins with its path; none when it leads elsewhere.
    pub(crate) fn host_path<'a>(&self, url: &'a str) -> Option<&'a str> {
        match text::split_once(url, "://") {
            Some((_, rest)) => {
                let (authority, path) = authority_and_path(rest);
                let own = text::split_once(&self.origin, "://").map_or("", |(_, a)| a);
                authority.eq_ignore_ascii_case(own).then_some(path)
            }
            None => (!url.starts_with("//")).then_some(url),
        }
    }

    /// The path below the base of an absolute or host-relative URL, without leading slash and query;
    /// `None` when it leads elsewhere. Schemes are not compared: Jenkins behind a TLS proxy writes http.
    #[must_use]
    pub fn path_below(&self, url: &str) -> Option<String> {
        let url = url.split(['?', '#']).next().unwrap_or_default();
        let below = self.host_path(url)?.strip_prefix(&self.context)?.strip_prefix('/')?;
        (!below.split(['/']).any(is_dot_segment)).then(|| below.to_owned())
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Server({}{})", self.origin, self.context)
    }
}

/// `.` and `..`, plain or percent-encoded: URL parsers resolve all of these.
pub(crate) fn is_dot_segment(segment: &str) -> bool {
    matches!(text::replace(&segment.to_ascii_lowercase(), "%2e", ".").as_str(), "." | "..")
}

fn bad(why: &str) -> Error {
    Error::new(Code::InvalidUrl, text!("The base URL ", why, "."))
}

/// What is behind `://`, cut where the path begins.
fn authority_and_path(rest: &str) -> (&str, &str) {
    let at = rest.find(['/']).unwrap_or(rest.len());
    (rest.get(..at).unwrap_or_default(), rest.get(at..).unwrap_or_default())
}

fn valid_authority(authority: &str) -> bool {
    let (host, port) = match authority.strip_prefix('[') {
        Some(v6) => match v6.split_once([']']) {
            Some((host, port)) => (host, port.strip_prefix(':').or(port.is_empty().then_some(""))),
            None => return false,
        },
        None => match authority.split_once([':']) {
            Some((host, port)) => (host, Some(port)),
            None => (authority, Some("")),
        },
    };
    let host_ok = !host.is_empty()
        && host.chars().all(|c| !c.is_ascii() || c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_') || (c == ':' && authority.starts_with('[')));
    host_ok && port.is_some_and(|p| p.is_empty() || (p.parse::<u16>().is_ok() && p.bytes().all(|b| b.is_ascii_digit())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn good_urls() {
        for (given, origin, context) in [
            ("http://127.0.0.1:8081/jenkins", "http://127.0.0.1:8081", "/jenkins"),
            ("HTTPS://CI.Example.com", "https://ci.example.com", ""),
            ("http://[::1]:8080/a/b//", "http://[::1]:8080", "/a/b"),
        ] {
            let server = Server::parse(given).expect(given);
            assert_eq!((server.origin(), server.context_path()), (origin, context));
        }
    }

    #[test]
    fn bad_urls_are_invalid_url_and_do_not_repeat_a_password() {
        for given in [
            "",
            "jenkins",
            "ftp://x/",
            "http://",
            "http:///x",
            "http://h:99999/",
            "http://h:x/",
            "http://a b/",
            "http://h/?q",
            "http://h/#f",
            "http://h/a/../b",
            "http://h/%2e%2E/b",
            "http://h//x",
            "http://[::1/",
            "http://u:geheim@h/",
        ] {
            let error = Server::parse(given).expect_err(given);
            assert_eq!(error.code(), Code::InvalidUrl, "{given}");
            assert!(!error.to_string().contains("geheim"));
        }
    }

    #[test]
    fn paths_below_the_base() {
        let server = Server::parse("https://ci/jenkins").expect("valid");
        assert_eq!(server.path_below("http://ci/jenkins/queue/item/3/").as_deref(), Some("queue/item/3/"));
        assert_eq!(server.path_below("/jenkins/job/x/?a=b").as_deref(), Some("job/x/"));
        for outside in ["http://evil/jenkins/queue/item/3/", "//ci/jenkins/x", "/other/job/x", "/jenkinsx/y", "/jenkins/a/../../b", "/jenkins/%2e%2e/b"] {
            assert_eq!(server.path_below(outside), None, "{outside}");
        }
    }

    proptest! {
        #[test]
        fn parsing_anything_does_not_panic(url in "\\PC*") {
            if let Ok(server) = Server::parse(&url) {
                prop_assert!(server.url("x").starts_with("http"));
                let _ = server.path_below(&url);
            }
        }
    }
}
