//! Requests and responses as plain data: what a host has to send, and what it hands back.
//!
//! The core never opens a connection. A host (browser, Node, C, a test) takes a [`Request`], sends it
//! **without following redirects**, and returns a [`Response`]. Redirects are answers here: Jenkins
//! says "stopped", "merged" and "please sign in" with a 302.

use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// The verb of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads; may be repeated.
    Get,
    /// Writes; never repeated without reading first.
    Post,
    /// Writes, in Blue Ocean; needs no crumb (`CrumbFilter` looks at POST alone).
    Put,
    /// Removes, in Blue Ocean; needs no crumb.
    Delete,
}

impl Method {
    /// The verb as it stands on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// What a host does about cookies of its own (a browser's jar).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cookies {
    /// Send none and keep none. An API token beside a session cookie loses its exemption from the
    /// crumb (`BasicHeaderProcessor#authenticationIsRequired`), so token mode omits them.
    #[default]
    Omit,
    /// Use the browser's cookies for this origin (`credentials: "same-origin"`).
    Browser,
}

impl Cookies {
    /// As hosts in other languages are told.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Omit => "omit",
            Self::Browser => "browser",
        }
    }
}

/// A request to be sent as it is: absolute URL, headers in order, body bytes.
///
/// `Debug` shows neither header values that carry a credential nor the body.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The verb.
    pub method: Method,
    /// Absolute URL, already percent-encoded. Hosts must not normalise it: `%252F` has to arrive as such.
    pub url: String,
    /// Headers in order; names in canonical case.
    pub headers: Vec<(String, String)>,
    /// The body; empty means none (`Content-Length: 0` for a POST).
    pub body: Vec<u8>,
    /// What to do about the host's own cookies.
    pub cookies: Cookies,
    /// The answer may be large. A host that can hand it on as a stream keeps the body of a 2xx, reports the
    /// answer with an empty one and the header [`crate::classify::BODY_KEPT`], and gives the stream with the outcome.
    pub stream: bool,
    /// The answer may be handed in piece by piece: the head of a 2xx by [`crate::Feed::Head`], then its bytes
    /// as they come by `Piece`, then `End`. A host that does not do so hands it in whole.
    pub pieces: bool,
}

impl Request {
    /// A GET of `url`.
    #[must_use]
    pub fn get(url: String) -> Self {
        Self { method: Method::Get, url, headers: Vec::new(), body: Vec::new(), cookies: Cookies::Omit, stream: false, pieces: false }
    }

    /// A POST to `url` without a body.
    #[must_use]
    pub fn post(url: String) -> Self {
        Self { method: Method::Post, ..Self::get(url) }
    }

    /// Adds a header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// Sets body and `Content-Type`.
    #[must_use]
    pub fn with_body(mut self, body: Body) -> Self {
        if let Some(content_type) = body.content_type {
            self.headers.push(("Content-Type".to_owned(), content_type));
        }
        self.body = body.bytes;
        self
    }

    /// The first header of that name, whatever its case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        find_header(&self.headers, name)
    }

    /// Sets a header, replacing one of the same name.
    pub fn set_header(&mut self, name: &str, value: impl Into<String>) {
        self.headers.retain(|(n, _)| !n.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.into()));
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<&str> = self.headers.iter().map(|(n, _)| n.as_str()).collect();
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("url", &self.url)
            .field("headers", &headers)
            .field("body_bytes", &self.body.len())
            .field("cookies", &self.cookies)
            .field("stream", &self.stream)
            .finish()
    }
}

/// A body with its content type.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// The value of `Content-Type`, if there is a body.
    pub content_type: Option<String>,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// What came back. Header values are decoded as ISO-8859-1, as they come from the wire.
#[derive(Clone, PartialEq, Eq)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// Headers in order, with repetitions.
    pub headers: Vec<(String, String)>,
    /// The body, decompressed and de-chunked.
    pub body: Vec<u8>,
}

impl Response {
    /// The first header of that name, whatever its case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        find_header(&self.headers, name)
    }

    /// The media type without parameters, in lower case; empty if none was sent.
    #[must_use]
    pub fn media_type(&self) -> String {
        let value = self.header("content-type").unwrap_or_default();
        value.split([';']).next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// The body as text; bytes that are not UTF-8 become U+FFFD.
    #[must_use]
    pub fn text(&self) -> alloc::borrow::Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<&str> = self.headers.iter().map(|(n, _)| n.as_str()).collect();
        f.debug_struct("Response").field("status", &self.status).field("headers", &headers).field("body_bytes", &self.body.len()).finish()
    }
}

fn find_header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_secret() {
        let request = Request::post("http://j/".to_owned())
            .with_header("Authorization", "Basic c2VjcmV0")
            .with_body(Body { content_type: None, bytes: b"PASS=hunter2".to_vec() });
        let shown = format!("{request:?}");
        assert!(shown.contains("Authorization"));
        assert!(!shown.contains("c2VjcmV0") && !shown.contains("hunter2"), "{shown}");
    }

    #[test]
    fn headers_are_found_in_any_case_and_media_type_loses_its_parameters() {
        let response = Response { status: 200, headers: vec![("Content-Type".to_owned(), "Application/JSON;charset=utf-8".to_owned())], body: Vec::new() };
        assert_eq!(response.media_type(), "application/json");
        assert_eq!(response.header("CONTENT-type"), Some("Application/JSON;charset=utf-8"));
    }
}
