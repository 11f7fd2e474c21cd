//! Sending: one request, one answer, exactly as they are.

use anyhow::{Context as _, Result, bail};
use bellpull::{Lost, Method, Request, Response, Sent};
use std::time::Duration;
use ureq::http::{self, HeaderName, HeaderValue};
use ureq::tls::{PemItem, RootCerts, TlsConfig};

/// Longer than any answer takes that is still of use.
const TIME_LIMIT: Duration = Duration::from_secs(120);
const BODY_LIMIT: u64 = 64 << 20;

/// An HTTP client that follows no redirect, keeps no cookie and takes every status for an answer.
#[derive(Clone)]
pub struct Wire {
    agent: ureq::Agent,
}

impl Wire {
    /// A client that trusts the certificates of this file, or those of the public; on this machine without the proxy that the
    /// environment may name.
    pub fn new(here: bool, ca: Option<&str>) -> Result<Self> {
        let config = ureq::Agent::config_builder()
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_connect(Some(Duration::from_secs(15)))
            .timeout_global(Some(TIME_LIMIT));
        let config = if here { config.proxy(None) } else { config };
        let config = match ca {
            Some(file) => config.tls_config(TlsConfig::builder().root_certs(certificates(file)?).build()),
            None => config,
        };
        Ok(Self { agent: config.build().into() })
    }

    /// Sends once.
    pub fn send(&self, request: &Request) -> Result<Response, Lost> {
        let unsent = |message: String| Lost { sent: Sent::No, ..Lost::new(message) };
        let mut head = http::Request::builder().method(request.method.as_str()).uri(&request.url);
        // Without this header a server may compress.
        if request.header("Accept-Encoding").is_none() {
            head = head.header("Accept-Encoding", "identity");
        }
        for (name, value) in &request.headers {
            let name = HeaderName::try_from(name).map_err(|_| unsent("a header has no valid name".to_owned()))?;
            let value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| unsent(format!("the header {name} cannot be sent")))?;
            head = head.header(name, value);
        }
        let bad_url = |_| unsent("the URL cannot be sent".to_owned());
        let with_body = !request.body.is_empty() || matches!(request.method, Method::Post | Method::Put);
        let answer =
            if with_body { self.agent.run(head.body(request.body.as_slice()).map_err(bad_url)?) } else { self.agent.run(head.body(()).map_err(bad_url)?) };
        read(answer.map_err(|e| lost(&e))?)
    }
}

fn certificates(file: &str) -> Result<RootCerts> {
    let pem = std::fs::read(file).with_context(|| format!("--ca: {file} cannot be read"))?;
    let certificates = ureq::tls::parse_pem(&pem).filter_map(|item| match item {
        Ok(PemItem::Certificate(certificate)) => Some(certificate),
        _ => None,
    });
    let certificates: Vec<_> = certificates.collect();
    if certificates.is_empty() {
        bail!("--ca: {file} holds no PEM certificate");
    }
    Ok(RootCerts::new_with_certs(&certificates))
}

fn read(answer: http::Response<ureq::Body>) -> Result<Response, Lost> {
    let (head, mut body) = answer.into_parts();
    let latin1 = |value: &HeaderValue| value.as_bytes().iter().map(|b| char::from(*b)).collect();
    let headers = head.headers.iter().map(|(name, value)| (name.as_str().to_owned(), latin1(value))).collect();
    let body = body.with_config().limit(BODY_LIMIT).read_to_vec().map_err(|e| lost(&e))?;
    Ok(Response { status: head.status.as_u16(), headers, body })
}

/// These errors name hosts and sockets, never headers.
fn lost(error: &ureq::Error) -> Lost {
    let unsent = match error {
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed | ureq::Error::BadUri(_) => true,
        ureq::Error::Timeout(when) => matches!(when, ureq::Timeout::Resolve | ureq::Timeout::Connect),
        ureq::Error::Io(error) => error.kind() == std::io::ErrorKind::ConnectionRefused,
        _ => false,
    };
    let timed_out = matches!(error, ureq::Error::Timeout(_));
    // A certificate that is not trusted is met before the request is sent.
    let message = error.to_string();
    if message.contains("invalid peer certificate") {
        let hint = "; name the file of the authority that signed it with --ca";
        return Lost { sent: Sent::No, ..Lost::new(format!("{message}{hint}")) };
    }
    Lost { message, sent: if unsent { Sent::No } else { Sent::Maybe }, timed_out }
}
