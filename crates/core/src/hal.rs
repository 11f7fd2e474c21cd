//! Links of HAL resources (`_links`) and other addresses in answers, rebased on the configured base.
//!
//! Each API writes them in another way: wfapi with the context path, Blue Ocean without it and with names that
//! are not encoded, core as absolute addresses by the URL that the server is configured with. A link is taken
//! apart here and built again on the client's own base; one that leads to another host, climbs out, or is no
//! place of these APIs is refused. So no credential follows an address out of an answer.

use crate::api::Endpoint;
use crate::api::declare::Answer;
use crate::classify::Subject;
use crate::encode::path_segment;
use crate::error::{Code, Error, Result};
use crate::fields::Read as _;
use crate::http::{Request, Response};
use crate::json::Value;
use crate::server::{Server, is_dot_segment};
use crate::text::{self, text};
use alloc::borrow::ToOwned as _;
use alloc::string::String;
use core::marker::PhantomData;

/// What a relation leads to, where that is known: its name, and its type in TypeScript. A type that ends in
/// `[]` is a list.
pub const RELATIONS: &[(&str, &str)] = &[
    ("artifacts", "(BlueArtifact | WfapiArtifact)[]"),
    ("blueTestSummary", "Record<string, unknown>"),
    ("branches", "BluePipeline[]"),
    ("changeSet", "BlueChange[]"),
    ("changesets", "WfapiChangeset[]"),
    ("favorites", "BlueFavorite[]"),
    ("log", "BlueLog | NodeLog"),
    ("nextPendingInputAction", "Record<string, unknown> | null"),
    ("nextRun", "BlueRun"),
    ("nodes", "BlueNode[]"),
    ("pendingInputActions", "Record<string, unknown>[]"),
    ("pipelines", "BluePipeline[]"),
    ("prevRun", "BlueRun"),
    ("queue", "BlueQueueItem[]"),
    ("runs", "(BlueRun | Described)[]"),
    ("stdErr", "BlueLog"),
    ("stdOut", "BlueLog"),
    ("steps", "BlueStep[]"),
    ("tests", "BlueTest[]"),
    ("user", "BlueUser"),
    ("users", "BlueUser[]"),
];

/// The first segments of the places that may be followed.
const PLACES: [&str; 4] = ["job", "blue", "queue", "view"];

/// The address of a relation of a resource, or of a link object, or a text itself.
#[must_use]
pub fn href<'a>(link: &'a Value, relation: Option<&str>) -> Option<&'a str> {
    let link = match relation {
        Some(relation) => link.get("_links").and_then(|links| links.get(relation)).unwrap_or(link),
        None => link,
    };
    link.as_str().or_else(|| link.text("href"))
}

/// The path below the base, encoded, with its query.
///
/// ```
/// # use bellpull::{Server, hal::rebase};
/// let server = Server::parse("https://proxy.example.com/ci")?;
/// // wfapi on a server whose own context path is /jenkins; Blue Ocean, which writes none and does not encode:
/// assert_eq!(rebase(&server, "/jenkins/job/x/5/wfapi/describe")?, "job/x/5/wfapi/describe");
/// assert_eq!(rebase(&server, "/blue/rest/organizations/jenkins/pipelines/Ops Team/")?, "blue/rest/organizations/jenkins/pipelines/Ops%20Team/");
/// assert_eq!(rebase(&server, "https://evil.example.com/job/x/").unwrap_err().code().as_str(), "link_outside_server");
/// # Ok::<(), bellpull::Error>(())
/// ```
///
/// # Errors
/// `link_outside_server` when it leads elsewhere.
pub fn rebase(server: &Server, href: &str) -> Result<String> {
    let outside = || Error::new(Code::LinkOutsideServer, "The link leads out of the configured server.");
    if text::has_control(href) || href.contains(['\\']) {
        return Err(outside());
    }
    let (address, query) = match href.split(['#']).next().unwrap_or_default().split_once(['?']) {
        Some((address, query)) => (address, Some(query)),
        None => (href.split(['#']).next().unwrap_or_default(), None),
    };
    let path = server.host_path(address).ok_or_else(outside)?;
    let below = below_context(server, path).ok_or_else(outside)?;
    if below.split(['/']).any(is_dot_segment) {
        return Err(outside());
    }
    let encoded = text::join(below.split(['/']).map(keep_encoded), "/");
    Ok(match query {
        Some(query) if query.bytes().all(|b| b.is_ascii_graphic()) => text!(encoded, "?", query),
        Some(_) => return Err(outside()),
        None => encoded,
    })
}

/// The place that a link leads to, as an endpoint whose answer is read as `R`.
///
/// ```
/// # use bellpull::{Response, Server, Value, json};
/// use bellpull::api::{Endpoint, blueocean::BlueNode, declare::List};
/// use bellpull::hal::Linked;
/// let server = Server::parse("https://ci.example.com/jenkins")?;
/// let run = json::parse(br#"{"_links":{"nodes":{"href":"/blue/rest/organizations/jenkins/pipelines/x/runs/5/nodes/"}}}"#).expect("JSON");
/// let nodes = Linked::<List<BlueNode>>::of(&server, &run, "nodes")?;
/// assert_eq!(nodes.request(&server).url, "https://ci.example.com/jenkins/blue/rest/organizations/jenkins/pipelines/x/runs/5/nodes/");
/// let answer = Response { status: 200, headers: vec![], body: br#"[{"id":"6","displayName":"Build"}]"#.to_vec() };
/// assert_eq!(nodes.parse(&answer)?.0[0].display_name(), Some("Build"));
/// # Ok::<(), bellpull::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked<R> {
    path: String,
    read_as: PhantomData<fn() -> R>,
}

impl<R: Answer> Linked<R> {
    /// The place of a relation.
    ///
    /// # Errors
    /// `link_outside_server`, and `invalid_operation` if the resource has no such link.
    pub fn of(server: &Server, resource: &Value, relation: &str) -> Result<Self> {
        let path = crate::flow::link::place(server, resource, Some(relation))?;
        Ok(Self { path, read_as: PhantomData })
    }
}

impl<R: Answer> Endpoint for Linked<R> {
    type Output = R;
    const NAME: &'static str = "follow_link";

    fn request(&self, server: &Server) -> Request {
        server.get(&self.path)
    }

    fn parse(&self, response: &Response) -> Result<R> {
        R::read(response, Subject::Server)
    }
}

/// The part of a path from the first place of these APIs on: what is in front is the configured context path, or
/// that of the server behind a proxy.
fn below_context<'a>(server: &Server, path: &'a str) -> Option<&'a str> {
    let own = path.strip_prefix(server.context_path()).and_then(|rest| rest.strip_prefix('/'));
    if let Some(own) = own.filter(|own| PLACES.contains(&own.split(['/']).next().unwrap_or_default())) {
        return Some(own);
    }
    let mut rest = path.strip_prefix('/')?;
    loop {
        let (first, behind) = rest.split_once(['/'])?;
        if PLACES.contains(&first) {
            return Some(rest);
        }
        if first.is_empty() || is_dot_segment(first) {
            return None;
        }
        rest = behind;
    }
}

/// Encodes what Blue Ocean leaves raw, and leaves what is encoded.
fn keep_encoded(segment: &str) -> String {
    let mut parts = segment.split(['%']);
    let mut out = path_segment(parts.next().unwrap_or_default());
    for part in parts {
        let encoded = part.get(..2).is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
        out.push_str(if encoded { "%" } else { "%25" });
        out.push_str(&path_segment(part));
    }
    out
}

/// A page of core becomes the same place's JSON.
pub(crate) fn readable(path: &str) -> String {
    let page = path.split(['/']).next() != Some("blue") && path.ends_with('/') && !path.contains(['?']);
    if page { text!(path, "api/json") } else { path.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::testing::json;
    use proptest::prelude::*;

    #[test]
    fn links_of_each_api() {
        let (jenkins, root) = (Server::parse("http://ci:8080/jenkins").expect("valid"), Server::parse("http://ci").expect("valid"));
        for (server, link, path) in [
            (&jenkins, "/jenkins/job/x/5/execution/node/6/wfapi/describe", "job/x/5/execution/node/6/wfapi/describe"),
            (
                &jenkins,
                "/blue/rest/organizations/jenkins/pipelines/multi/branches/feature%252Fux-1/runs/2/steps/",
                "blue/rest/organizations/jenkins/pipelines/multi/branches/feature%252Fux-1/runs/2/steps/",
            ),
            (&jenkins, "http://ci:8080/jenkins/job/Ops%20Team/", "job/Ops%20Team/"),
            (&jenkins, "https://CI:8080/jenkins/queue/item/5/", "queue/item/5/"),
            (&root, "/jenkins/view/Ops%20view/job/x/", "view/Ops%20view/job/x/"),
            (&root, "/blue/rest/search/?q=type:run;a:b", "blue/rest/search/?q=type:run;a:b"),
            (&root, "/job/100%/a;b é/", "job/100%25/a%3Bb%20%C3%A9/"),
        ] {
            assert_eq!(rebase(server, link).as_deref(), Ok(path), "{link}");
        }
        assert_eq!(readable("job/x/5/"), "job/x/5/api/json");
        assert_eq!(readable("blue/rest/x/"), "blue/rest/x/");
    }

    #[test]
    fn links_that_lead_elsewhere() {
        let server = Server::parse("http://ci:8080/jenkins").expect("valid");
        for link in [
            "https://evil.example.com/jenkins/job/x/",
            "//evil.example.com/job/x/",
            "http://ci:8081/jenkins/job/x/",
            "http://ci:8080@evil.example.com/job/x/",
            "/jenkins/job/../../script",
            "/jenkins/job/%2e%2e/%2E%2E/script",
            "/jenkins/job/x/..;/",
            "/jenkins/scriptText",
            "/jenkins/manage/",
            "/../job/x/",
            "job/x/",
            "javascript:alert(1)",
            "/job/a\\..\\b/",
            "/job/a\nb/",
            "",
        ] {
            let result = rebase(&server, link);
            assert!(result.as_ref().map_or(true, |path| path == "job/x/..%3B/"), "{link}: {result:?}");
        }
    }

    #[test]
    fn relations_and_bare_links() {
        let run = json!({"_links": {"nodes": {"href": "/blue/rest/x/nodes/"}}});
        assert_eq!(
            (href(&run, Some("nodes")), href(&json!({"href": "/a"}), None), href(&json!("/b"), Some("nodes"))),
            (Some("/blue/rest/x/nodes/"), Some("/a"), Some("/b"))
        );
        assert_eq!((href(&run, Some("steps")), href(&json!(5), None)), (None, None));
    }

    proptest! {
        #[test]
        fn whatever_is_followed_is_below_the_base(link in "(http://ci:8080|//x)?(/jenkins)?/(job|blue|view)?/?[\\PC]{0,30}") {
            let server = Server::parse("http://ci:8080/jenkins").expect("valid");
            if let Ok(path) = rebase(&server, &link) {
                prop_assert!(PLACES.contains(&path.split(['/', '?']).next().unwrap_or_default()));
                prop_assert!(server.path_below(&server.url(&path)).is_some());
                prop_assert!(path.bytes().all(|b| b.is_ascii_graphic()));
            }
        }
    }
}
