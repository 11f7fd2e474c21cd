//! A listener on real time: a thin shell around [`Sim::handle`].
//!
//! Paths below the context path go to the simulation; others are static files, so that a page and its
//! Jenkins share one origin. With `control`, tests can inject faults and read what was asked.

mod control;
mod files;

use crate::fault::Delivery;
use crate::sim::{SERVER, Sim};
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::net::TcpListener;

/// How to listen.
#[derive(Debug, Clone)]
pub struct Options {
    /// The address; loopback unless told otherwise.
    pub host: IpAddr,
    /// The port; 0 takes a free one.
    pub port: u16,
    /// A folder to serve beside the context path.
    pub static_dir: Option<PathBuf>,
    /// `Content-Security-Policy` of the static files.
    pub csp: Option<String>,
    /// Whether tests may inject faults. Only on a loopback address.
    pub control: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { host: IpAddr::V4(Ipv4Addr::LOCALHOST), port: 0, static_dir: None, csp: None, control: false }
    }
}

/// Requests larger than this are refused.
const BODY_LIMIT: usize = 64 << 20;

struct Shared {
    sim: Mutex<Sim>,
    options: Options,
    /// Milliseconds that tests have added to the clock.
    ahead: Mutex<u64>,
}

impl Shared {
    fn sim(&self) -> MutexGuard<'_, Sim> {
        self.sim.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> u64 {
        let ahead = *self.ahead.lock().unwrap_or_else(PoisonError::into_inner);
        let millis = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_millis());
        u64::try_from(millis).unwrap_or(u64::MAX).saturating_add(ahead)
    }
}

/// Serves until the future is dropped; tells its address and context path when it is ready.
///
/// # Errors
/// A text that says why it cannot listen.
pub async fn serve(sim: Sim, options: Options, ready: impl FnOnce(SocketAddr, &str)) -> Result<(), String> {
    if options.control && !options.host.is_loopback() {
        return Err("--control is for loopback addresses only".to_owned());
    }
    let wanted = SocketAddr::new(options.host, options.port);
    let listener = TcpListener::bind(wanted).await.map_err(|e| format!("cannot listen on {wanted}: {e}"))?;
    let address = listener.local_addr().map_err(|e| e.to_string())?;
    ready(address, sim.context());
    let shared = Arc::new(Shared { sim: Mutex::new(sim), options, ahead: Mutex::new(0) });
    loop {
        // A connection that broke while it was accepted says nothing about the next one.
        let Ok((stream, _)) = listener.accept().await else { continue };
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            let service = service_fn(move |request| answer(Arc::clone(&shared), request));
            // An error here is a client that went away, or an answer that a fault has dropped.
            let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

type Out = http::Response<BoxBody<Bytes, std::io::Error>>;

fn whole(body: Vec<u8>) -> BoxBody<Bytes, std::io::Error> {
    Full::new(Bytes::from(body)).map_err(|never| match never {}).boxed()
}

/// A body that breaks off before its first byte. The answer is begun all the same: when a reused connection
/// closes without one, Chromium sends the request again by itself, POSTs included.
#[derive(Default)]
struct Broken {
    /// The head has been written out.
    begun: bool,
}

impl Body for Broken {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        if !std::mem::replace(&mut self.begun, true) {
            // A body that is not ready lets the head go out.
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(std::io::Error::other("a fault drops this answer"))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(1)
    }
}

async fn answer(shared: Arc<Shared>, request: http::Request<Incoming>) -> Result<Out, std::io::Error> {
    let (parts, body) = request.into_parts();
    let body = Limited::new(body, BODY_LIMIT).collect().await.map_err(|e| std::io::Error::other(e.to_string()))?;
    let request = http::Request::from_parts(parts, body.to_bytes().to_vec());
    let path = request.uri().path().to_owned();
    if shared.options.control && path.starts_with("/_sim/") {
        return Ok(control::answer(&shared, &request));
    }
    let context = shared.sim().context().to_owned();
    let inside = path.strip_prefix(&context).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let stored = shared.sim().is_for_store(&request);
    if let Some(dir) = shared.options.static_dir.as_ref().filter(|_| !stored && (!inside || context.is_empty())) {
        return Ok(files::answer(dir, &path, shared.options.csp.as_deref()).await);
    }
    let now = shared.now();
    let response = shared.sim().handle(now, &request);
    match response.extensions().get::<Delivery>() {
        Some(Delivery::Lost) => return Ok(http::Response::new(Broken::default().boxed())),
        Some(Delivery::After(millis)) => tokio::time::sleep(Duration::from_millis(*millis)).await,
        None => {}
    }
    let mut response = response.map(whole);
    response.headers_mut().insert("Server", http::HeaderValue::from_static(SERVER));
    Ok(response)
}

fn plain(status: u16, content_type: &str, body: Vec<u8>) -> Out {
    let mut response = http::Response::new(whole(body));
    *response.status_mut() = http::StatusCode::from_u16(status).unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR);
    if let Ok(value) = http::HeaderValue::from_str(content_type) {
        response.headers_mut().insert("Content-Type", value);
    }
    response
}
