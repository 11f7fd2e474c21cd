//! From a URL to what answers it, with the checks that come before: sign-in, visibility, permissions.

use crate::api;
use crate::auth::Visitor;
use crate::form::{Form, percent_decode};
use crate::page::{self, Answer};
use crate::sim::Sim;
use crate::world::World;
use http::{Method, Request};

/// A request with what is known about it.
#[derive(Clone, Copy)]
pub(crate) struct Call<'a> {
    pub(crate) request: &'a Request<Vec<u8>>,
    pub(crate) visitor: &'a Visitor,
    pub(crate) form: &'a Form,
    pub(crate) segments: &'a [String],
    pub(crate) uri: &'a str,
    pub(crate) accept: &'a str,
}

impl Call<'_> {
    pub(crate) fn user(&self) -> Option<&str> {
        self.visitor.user.as_deref()
    }

    pub(crate) fn is_post(&self) -> bool {
        self.request.method() == Method::POST
    }

    pub(crate) fn query(&self, name: &str) -> Option<String> {
        crate::form::pairs(self.request.uri().query().unwrap_or_default()).into_iter().find(|(n, _)| n == name).map(|(_, v)| v)
    }

    pub(crate) fn not_found(&self) -> Answer {
        page::container(404, "Not Found", self.uri, self.accept)
    }

    /// An absolute URL of this server, built from the request's own headers as Stapler does.
    pub(crate) fn absolute(&self, sim: &Sim, below: &str) -> String {
        let header = |name| Some(crate::form::header(self.request, name)).filter(|v: &&str| !v.is_empty());
        let host = header("x-forwarded-host").or_else(|| header("host")).unwrap_or("127.0.0.1:8081");
        let scheme = header("x-forwarded-proto").unwrap_or("http");
        format!("{scheme}://{host}{}/{below}", sim.world.context)
    }

    /// The URL of a job below the base: as the caller spelled it if the request is for that job (`AbstractItem#getUrl`).
    pub(crate) fn job_url(&self, sim: &Sim, name: &str) -> String {
        let parts: Vec<&str> = self.segments.iter().map(String::as_str).collect();
        let view = if parts.first() == Some(&"view") { 2 } else { 0 };
        let own = walk(&sim.world, parts.get(view..).unwrap_or_default()).filter(|(own, _)| own == name);
        let spelled = own.and_then(|(_, rest)| parts.get(..parts.len() - rest.len())).filter(|p| !p.is_empty());
        let below = spelled.map_or_else(|| api::show::job_path(name), |p| format!("{}/", p.join("/")));
        self.absolute(sim, &below)
    }

    /// This URL with the slash that it lacks, its query kept (Stapler's index redirect).
    pub(crate) fn redirect(&self, sim: &Sim) -> String {
        let below = self.uri.strip_prefix(&sim.world.context).unwrap_or(self.uri).trim_start_matches('/');
        let query = self.request.uri().query().map(|q| format!("?{q}")).unwrap_or_default();
        self.absolute(sim, &format!("{below}/{query}"))
    }

    /// 403: the login page for anonymous visitors (bare for XHR), "Access Denied" for others.
    pub(crate) fn denied(&self, sim: &mut Sim, shown: &str, class: &str) -> Answer {
        let dress = sim.dress(self.visitor);
        match self.user() {
            Some(user) => page::access_denied(&dress, user, shown, class),
            None if crate::form::header(self.request, "x-requested-with") == "XMLHttpRequest" => page::container(403, "Forbidden", self.uri, self.accept),
            None => page::please_log_in(&dress, self.uri),
        }
    }

    /// 403 without a word about the permission (a plain `AccessDeniedException`).
    pub(crate) fn forbidden(&self, sim: &mut Sim, why: &str) -> Answer {
        page::page(&sim.dress(self.visitor), 403, "Jenkins", &format!("<h1>Access Denied</h1><p class=\"error\">{}</p>", page::escape(why)), &[])
    }

    /// The index page of something, which redirects to itself with a slash.
    pub(crate) fn index(&self, sim: &mut Sim, what: &str) -> Answer {
        if !self.uri.ends_with('/') {
            return page::empty(302, Some(&self.redirect(sim)));
        }
        page::page(&sim.dress(self.visitor), 200, &format!("{what} [Jenkins]"), &format!("<h1>{what}</h1>"), &[])
    }

    /// The page that asks for a POST.
    pub(crate) fn post_required(&self, sim: &mut Sim) -> Answer {
        let dress = sim.dress(self.visitor);
        page::page(&dress, 405, "Form post required [Jenkins]", "<p>This URL requires POST</p>", &[])
    }

    pub(crate) fn oops(&self, sim: &mut Sim) -> Answer {
        page::oops(&sim.dress(self.visitor), 500)
    }
}

/// Answers a request.
pub(crate) fn dispatch(sim: &mut Sim, call: &Call<'_>) -> Answer {
    let parts: Vec<&str> = call.segments.iter().map(String::as_str).collect();
    match parts.as_slice() {
        ["whoAmI", "api", "json"] => return api::root::who_am_i(sim, call),
        ["whoAmI"] => return page::page(&sim.dress(call.visitor), 200, "Who Am I [Jenkins]", "<h1>Who Am I?</h1>", &[]),
        ["login"] => return api::root::login_page(sim, call),
        ["loginError"] => return page::page(&sim.dress(call.visitor), 401, "Sign in [Jenkins]", "<p>Invalid username or password</p>", &[]),
        ["j_spring_security_check"] => return api::root::login(sim, call),
        ["logout"] => return api::root::logout(sim, call),
        ["blue", "rest", rest @ ..] if sim.world.plugins.blue_ocean => return api::blue::answer(sim, call, rest),
        ["jwt-auth", rest @ ..] if sim.world.plugins.jwt => return api::jwt::answer(sim, call, rest),
        _ => {}
    }
    if !sim.world.may(call.user(), "Overall/Read") {
        return call.denied(sim, "Overall/Read", "hudson.model.Hudson.Read");
    }
    match parts.as_slice() {
        ["api", "json"] => api::root::root(sim, call),
        ["me", "api", "json"] => api::root::me(sim, call),
        ["crumbIssuer", "api", "json"] => api::root::crumb(sim, call),
        ["crumbIssuer", "api", "xml"] => api::root::crumb_xml(sim, call),
        ["queue", rest @ ..] => api::queue::queue(sim, call, rest),
        ["job", ..] => job(sim, call, &parts),
        ["quietDown"] => api::root::quiet_down(sim, call, true),
        ["cancelQuietDown"] => api::root::quiet_down(sim, call, false),
        ["view", _, "job", ..] => job(sim, call, parts.get(2..).unwrap_or_default()),
        ["createItem"] | ["view", _, "createItem"] => api::configure::create(sim, call, ""),
        ["view", name, rest @ ..] => api::view::view(sim, call, name, rest),
        [] => page::page(&sim.dress(call.visitor), 200, "Dashboard [Jenkins]", "<h1>Jenkins</h1>", &[]),
        _ => call.not_found(),
    }
}

/// Walks `job/NAME` pairs: the full name and what is below; none if there is no such job.
fn walk<'a>(world: &World, parts: &'a [&'a str]) -> Option<(String, &'a [&'a str])> {
    let (mut name, mut rest) = (String::new(), parts);
    while let ["job", segment, tail @ ..] = rest {
        name = child(world, &name, &percent_decode(segment)?)?;
        rest = tail;
    }
    Some((name, rest))
}

fn job(sim: &mut Sim, call: &Call<'_>, parts: &[&str]) -> Answer {
    let Some((name, rest)) = walk(&sim.world, parts) else { return call.not_found() };
    if !sim.world.may(call.user(), "Job/Read") {
        // Whoever may only discover it has to sign in as somebody else (`AbstractItem#getTarget`).
        let discovers = sim.world.may(call.user(), "Job/Discover") && call.user().is_some();
        return if discovers { call.forbidden(sim, "Please login to access job") } else { call.not_found() };
    }
    if let Some(answer) = api::configure::common(sim, call, &name, rest) {
        return answer;
    }
    if !sim.world.jobs.contains_key(&name) {
        return api::job::folder(sim, call, &name, rest);
    }
    match rest {
        [number, tail @ ..] => match run_number(&sim.world, &name, number) {
            Some(number) => api::run::run(sim, call, &name, number, tail),
            None => api::job::job(sim, call, &name, rest),
        },
        [] => api::job::job(sim, call, &name, rest),
    }
}

/// The full name of a child, found without regard to case; a branch's decoded name finds it too.
pub(crate) fn child(world: &World, folder: &str, name: &str) -> Option<String> {
    let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let below = world.names().filter_map(|full| full.strip_prefix(&prefix));
    let names: Vec<&str> = below.map(|rest| rest.split('/').next().unwrap_or(rest)).collect();
    let exact = names.iter().find(|n| n.eq_ignore_ascii_case(name));
    let found = exact.or_else(|| names.iter().find(|n| percent_decode(n).as_deref() == Some(name)))?;
    Some(format!("{prefix}{found}"))
}

/// A number, or a permalink that stands for one.
fn run_number(world: &World, job: &str, segment: &str) -> Option<u32> {
    if let Ok(number) = segment.parse::<u32>() {
        return Some(number);
    }
    world.jobs.get(job)?.permalink(segment).map(|r| r.number)
}
