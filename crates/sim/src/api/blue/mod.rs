//! Blue Ocean's REST API below `/blue/rest/`, as release 1.24.4 answers it.

mod answer;
mod artifacts;
mod branches;
mod classes;
mod favorites;
mod inputs;
mod logs;
mod nodes;
mod pipelines;
mod queue;
mod run_bean;
mod runs;
mod scm;
mod search;
mod start;
mod steps;
mod tests;
mod users;

use crate::auth::{Visitor, jwt};
use crate::page::{self, Answer, add};
use crate::route::Call;
use crate::sim::Sim;
use answer::{error, link, list, missing, resource};
use serde_json::{Value, json};

/// Where the only organization's links begin.
pub(super) const ORG: &str = "/blue/rest/organizations/jenkins/";

/// Answers what is below `/blue/rest`, with what every answer has.
pub(crate) fn answer(sim: &mut Sim, call: &Call<'_>, rest: &[&str]) -> Answer {
    if !sim.world.plugins.jwt_authentication {
        return dressed(sim, call, rest);
    }
    // With JWT authentication on, cookies and Basic alone are nobody (`JwtAuthenticationToken`).
    let Some(user) = jwt::bearer(&sim.world, call.request) else {
        return error(401, "Unauthorized: Jwt token verification failed, no valid authentication instance found");
    };
    let visitor = Visitor { user, ..call.visitor.clone() };
    dressed(sim, &Call { visitor: &visitor, ..*call }, rest)
}

fn dressed(sim: &mut Sim, call: &Call<'_>, rest: &[&str]) -> Answer {
    if !sim.world.may(call.user(), "Overall/Read") {
        return error(403, "Forbidden");
    }
    let answer = routes(sim, call, rest);
    let mut answer = slash(sim, call, answer);
    add(&mut answer, "X-Blueocean-Refresher", "5e551041");
    let bare = rest.first() == Some(&"search") || answer.status() == 415 || (answer.status() == 404 && answer.body().is_empty());
    if !bare && !answer.headers().contains_key("cache-control") {
        add(&mut answer, "Cache-Control", "no-cache, no-store, no-transform");
    }
    answer
}

/// A resource without the last slash of its URL redirects there.
fn slash(sim: &Sim, call: &Call<'_>, answer: Answer) -> Answer {
    let json = answer.headers().get("content-type").is_some_and(|t| t.as_bytes().starts_with(b"application/json"));
    let lacks = verb(call) == "GET" && !call.uri.ends_with('/') && answer.status() == 200 && json;
    if lacks { page::empty(302, Some(&call.redirect(sim))) } else { answer }
}

pub(super) fn verb<'a>(call: &'a Call<'_>) -> &'a str {
    call.request.method().as_str()
}

fn routes(sim: &mut Sim, call: &Call<'_>, rest: &[&str]) -> Answer {
    if let ("GET", ["search"]) = (verb(call), rest) {
        return search::answer(sim, call);
    }
    // `ApiHead#getDynamic`: even without a body.
    let json = crate::form::header(call.request, "content-type").contains("application/json");
    if matches!(verb(call), "POST" | "PUT" | "PATCH") && !json {
        return error(415, "Content-Type: application/json required");
    }
    match (verb(call), rest) {
        ("GET", ["organizations"]) => list(sim, call, vec![organization()]),
        (_, ["organizations", org, tail @ ..]) if *org == "jenkins" => in_organization(sim, call, tail),
        (_, ["organizations", org, ..]) => error(404, &format!("Organization {} not found", crate::form::percent_decode(org).unwrap_or_default())),
        (_, ["users", tail @ ..]) => users::answer(sim, call, "/blue/rest/", tail),
        (_, ["classes", tail @ ..]) => classes::answer(sim, call, tail),
        _ => missing(call),
    }
}

fn in_organization(sim: &mut Sim, call: &Call<'_>, rest: &[&str]) -> Answer {
    match (verb(call), rest) {
        ("GET", []) => resource(sim, call, &organization()),
        ("DELETE", []) => error(501, "Not implemented yet"),
        ("GET", ["user"]) => users::current(sim, call),
        (_, ["users", tail @ ..]) => users::answer(sim, call, ORG, tail),
        (_, ["pipelines", tail @ ..]) => pipelines::answer(sim, call, "", tail),
        (_, ["scm", tail @ ..]) => scm::providers(sim, call, tail),
        _ => missing(call),
    }
}

fn organization() -> Value {
    json!({
        "_class": "io.jenkins.blueocean.service.embedded.rest.OrganizationImpl",
        "_links": {"pipelines": link(&format!("{ORG}pipelines/")), "self": link(ORG), "user": link(&format!("{ORG}user/")), "users": link(&format!("{ORG}users/"))},
        "displayName": "Jenkins", "name": "jenkins",
    })
}
