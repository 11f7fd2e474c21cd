//! The browser's fetch and timers as a transport.

use bellpull::{Cookies, Lost, Method, Request, Response, Transport};
use gloo_net::http::{Headers, RequestBuilder};
use gloo_timers::future::TimeoutFuture;
use std::future::Future as _;
use std::pin::pin;
use std::task::Poll;
use web_sys::{AbortSignal, RequestCache, RequestCredentials, RequestRedirect, ResponseType};

/// How long one answer may take; a body is granted a slow line besides. As in the script that drives the
/// small wasm file.
const PATIENCE_MILLIS: usize = 60_000;
const BYTES_PER_MILLISECOND: usize = 20;

pub(crate) struct Browser {
    pub(crate) signal: Option<AbortSignal>,
}

impl Transport for Browser {
    async fn send(&self, request: Request) -> Result<Response, Lost> {
        let patience = PATIENCE_MILLIS + request.body.len() / BYTES_PER_MILLISECOND;
        let mut limit = TimeoutFuture::new(u32::try_from(patience).unwrap_or(u32::MAX));
        let mut fetching = pin!(fetch(request, self.signal.as_ref()));
        std::future::poll_fn(|context| match fetching.as_mut().poll(context) {
            Poll::Ready(answer) => Poll::Ready(answer.map_err(|e| Lost::new(e.to_string()))),
            Poll::Pending => pin!(&mut limit).poll(context).map(|()| Err(Lost { timed_out: true, ..Lost::new("the time limit was reached") })),
        })
        .await
    }

    async fn sleep(&self, millis: u64) {
        TimeoutFuture::new(u32::try_from(millis).unwrap_or(u32::MAX)).await;
    }

    fn now(&self) -> u64 {
        js_sys::Date::now() as u64
    }
}

async fn fetch(request: Request, signal: Option<&AbortSignal>) -> Result<Response, gloo_net::Error> {
    let headers = Headers::new();
    for (name, value) in &request.headers {
        headers.append(name, value);
    }
    let credentials = match request.cookies {
        Cookies::Omit => RequestCredentials::Omit,
        Cookies::Browser => RequestCredentials::SameOrigin,
    };
    let method = match request.method {
        Method::Get => gloo_net::http::Method::GET,
        Method::Post => gloo_net::http::Method::POST,
        Method::Put => gloo_net::http::Method::PUT,
        Method::Delete => gloo_net::http::Method::DELETE,
    };
    // Redirects are answers: Jenkins says "stopped" and "please sign in" with them.
    let builder = RequestBuilder::new(&request.url)
        .method(method)
        .headers(headers)
        .credentials(credentials)
        .redirect(RequestRedirect::Manual)
        .cache(RequestCache::NoStore)
        .abort_signal(signal);
    let built = if request.body.is_empty() { builder.build()? } else { builder.body(js_sys::Uint8Array::from(request.body.as_slice()))? };
    let response = built.send().await?;
    if response.type_() == ResponseType::Opaqueredirect {
        let headers = vec![(bellpull::classify::OPAQUE_REDIRECT.to_owned(), "1".to_owned())];
        return Ok(Response { status: 302, headers, body: Vec::new() });
    }
    let headers = response.headers().entries().collect();
    Ok(Response { status: response.status(), headers, body: response.binary().await? })
}
