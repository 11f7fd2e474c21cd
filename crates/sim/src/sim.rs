//! The simulated server: a world, its sessions, faults, and a record of what was asked.

use crate::api::store;
use crate::auth::{Sessions, Visitor, passes};
use crate::fault::{Delivery, Fault};
use crate::form::{Form, header};
use crate::page::{self, Answer, Dress};
use crate::route;
use crate::scenario::{Scenario, User};
use crate::world::World;
use http::Request;
use serde::Serialize;

/// A request that was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Seen {
    /// The verb.
    pub method: String,
    /// Path and query as sent.
    pub path: String,
    /// The status of the answer; 0 if the request never arrived.
    pub status: u16,
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// The `Host` header, which tells Jenkins and an artifact store apart.
    pub host: String,
    /// Whether an `Authorization` header came along.
    pub authorization: bool,
    /// Whether a cookie came along.
    pub cookie: bool,
}

/// What the `Server` header says; whoever delivers an answer adds it.
pub const SERVER: &str = "Jetty(9.4.39.v20210325)";

/// Jetty takes no longer request line.
const LONGEST_URI: usize = 8_100;

/// A simulated Jenkins.
#[derive(Debug)]
pub struct Sim {
    pub(crate) world: World,
    pub(crate) sessions: Sessions,
    faults: Vec<Fault>,
    seen: Vec<Seen>,
}

impl Sim {
    /// A server as the scenario describes it.
    #[must_use]
    pub fn new(scenario: Scenario) -> Self {
        Self { world: World::new(scenario), sessions: Sessions::default(), faults: Vec::new(), seen: Vec::new() }
    }

    /// The built-in scenario.
    #[must_use]
    pub fn builtin() -> Self {
        Self::new(Scenario::builtin())
    }

    /// The context path.
    #[must_use]
    pub fn context(&self) -> &str {
        &self.world.context
    }

    /// The name of the store of artifacts, if there is one.
    #[must_use]
    pub fn artifact_host(&self) -> Option<&str> {
        self.world.artifact_host.as_deref()
    }

    /// Who may sign in.
    #[must_use]
    pub fn users(&self) -> &[User] {
        &self.world.users
    }

    /// Lets something go wrong.
    pub fn add_fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// Nothing goes wrong any more.
    pub fn clear_faults(&mut self) {
        self.faults.clear();
    }

    /// What was asked so far.
    #[must_use]
    pub fn requests(&self) -> &[Seen] {
        &self.seen
    }

    /// Forgets what was asked.
    pub fn clear_requests(&mut self) {
        self.seen.clear();
    }

    /// Starts a run with this number, as the administrator, unless there is one already; for tests that need a
    /// certain state. False if there is no such job, or the run cannot start now.
    pub fn start_run(&mut self, now: u64, job: &str, number: u32) -> bool {
        self.world.advance(now);
        if self.world.run(job, number).is_some() {
            return true;
        }
        let Some(target) = self.world.jobs.get_mut(job) else { return false };
        target.next_number = number;
        let values = target.definition.parameters.iter().filter_map(|p| crate::world::parameter::from_field(p, None).ok().flatten()).collect();
        self.world.enqueue(job, Some("admin"), values, Some(0));
        self.world.advance(now);
        self.world.run(job, number).is_some()
    }

    /// Gives the next queue item this id.
    pub fn set_next_queue_id(&mut self, id: u64) {
        self.world.next_item = id;
    }

    /// Opens a session in which this user is signed in, and gives its cookie as `name=value`; none if there is no such user.
    pub fn sign_in(&mut self, user: &str) -> Option<String> {
        let id = self.world.user(user)?.id.clone();
        Some(format!("JSESSIONID={}", self.sessions.open(Some(id))))
    }

    /// Ends all sessions, as a restart does. Runs and pending inputs survive.
    pub fn drop_sessions(&mut self) {
        self.sessions = Sessions::default();
    }

    /// Answers a request at this time (milliseconds since 1970, never going back). A [`Delivery`] among
    /// the answer's extensions says that it is to be lost or delayed.
    pub fn handle(&mut self, now: u64, request: &Request<Vec<u8>>) -> Answer {
        self.world.advance(now);
        let path = request.uri().path_and_query().map_or("/", http::uri::PathAndQuery::as_str).to_owned();
        let kind = self.faults.iter_mut().find_map(|f| f.hits(request.method().as_str(), &path).then(|| f.kind.clone()));
        let dress = Dress { version: self.world.version.clone(), context: self.world.context.clone(), session: None };
        let instead = kind.as_ref().and_then(|k| k.instead(&dress, request.uri().path(), header(request, "accept")));
        let arrived = instead.is_none();
        let mut answer = match (instead, &kind) {
            (Some(answer), _) => answer,
            (None, Some(kind)) => kind.alter(self.answer(request)),
            (None, None) => self.answer(request),
        };
        if request.method() == http::Method::HEAD {
            answer.body_mut().clear();
        }
        let lost = !arrived && answer.extensions().get::<Delivery>() == Some(&Delivery::Lost);
        let status = if lost { 0 } else { answer.status().as_u16() };
        let came = |name: &str| request.headers().contains_key(name);
        self.seen.push(Seen {
            method: request.method().as_str().to_owned(),
            path,
            status,
            at: self.world.now,
            host: header(request, "host").to_owned(),
            authorization: came("authorization"),
            cookie: came("cookie"),
        });
        answer
    }

    /// Whether a request is for the store of artifacts, which has a host name of its own.
    #[must_use]
    pub fn is_for_store(&self, request: &Request<Vec<u8>>) -> bool {
        store::is_for(self, request)
    }

    fn answer(&mut self, request: &Request<Vec<u8>>) -> Answer {
        if self.is_for_store(request) {
            return store::answer(self, request);
        }
        let uri = request.uri().path().to_owned();
        let accept = header(request, "accept").to_owned();
        let Some(below) = uri.strip_prefix(&self.world.context.clone()) else {
            return page::outside(page::container(404, "Not Found", &uri, &accept));
        };
        if request.uri().path_and_query().is_some_and(|p| p.as_str().len() > LONGEST_URI) {
            return page::bad_message(414, "URI Too Long");
        }
        if crate::form::percent_decode(&uri).is_none() {
            return page::bad_message(400, "Bad Request");
        }
        if below.is_empty() {
            return page::outside(page::empty(302, Some(&format!("{}/", self.world.context))));
        }
        if uri.contains(';') {
            return page::outside(page::container(400, "Semicolons are not allowed in the request URI", &uri, &accept));
        }
        let Ok(visitor) = self.sessions.visitor(&self.world, request) else {
            return page::container(401, "Unauthorized", &uri, &accept);
        };
        let form = Form::of(request);
        let login = below == "/j_spring_security_check";
        if !login && !passes(&self.world, &visitor, request, &form) {
            return page::container(403, "No valid crumb was included in the request", &uri, &accept);
        }
        let segments: Vec<String> = below.split('/').filter(|s| !s.is_empty()).map(str::to_owned).collect();
        route::dispatch(self, &route::Call { request, visitor: &visitor, form: &form, segments: &segments, uri: &uri, accept: &accept })
    }

    /// The headers of a page for this visitor; a new session unless there is one.
    pub(crate) fn dress(&mut self, visitor: &Visitor) -> Dress {
        let session = visitor.session.is_none().then(|| self.sessions.open(None));
        Dress { version: self.world.version.clone(), context: self.world.context.clone(), session }
    }
}
