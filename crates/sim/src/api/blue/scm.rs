//! Providers of sources, without credentials for any; and the content of a git source (`AbstractScm`, `ScmContent`).

use super::answer::{body, error, errors, link, list, missing, resource};
use super::{ORG, pipelines, verb};
use crate::page::Answer;
use crate::route::Call;
use crate::sim::Sim;
use base64::Engine as _;
use serde_json::{Value, json};

/// Id, class, URL; the enterprise's URL would have to be asked for.
const PROVIDERS: &[(&str, &str, Option<&str>)] = &[
    ("git", "blueocean_git_pipeline.GitScm", Some("")),
    ("github-enterprise", "blueocean_github_pipeline.GithubEnterpriseScm", None),
    ("github", "blueocean_github_pipeline.GithubScm", Some("https://api.github.com")),
];

fn provider((id, class, uri): &(&str, &str, Option<&str>)) -> Value {
    let own = format!("{ORG}scm/{id}/");
    let below = |name: &str| link(&format!("{own}{name}/"));
    let mut bean = json!({
        "_class": format!("io.jenkins.blueocean.{class}"), "_links": {"servers": below("servers"), "organizations": below("organizations"), "self": link(&own)},
        "id": id,
    });
    // What throws is left out.
    if let Some(uri) = uri {
        bean["credentialId"] = Value::Null;
        bean["uri"] = json!(uri);
    }
    bean
}

pub(super) fn providers(sim: &mut Sim, call: &Call<'_>, rest: &[&str]) -> Answer {
    if let ("GET", []) = (verb(call), rest) {
        return list(sim, call, PROVIDERS.iter().map(provider).collect());
    }
    let Some((found, tail)) = rest.split_first().and_then(|(id, tail)| Some((PROVIDERS.iter().find(|p| p.0 == *id)?, tail))) else {
        return missing(call);
    };
    let needs_url = found.2.is_none() && call.query("apiUrl").is_none_or(|u| u.is_empty());
    match (verb(call), tail) {
        ("GET", []) if needs_url => error(400, "apiUrl is required parameter"),
        ("GET", []) => resource(sim, call, &provider(found)),
        // Its server is out of reach.
        ("PUT", ["validate"]) if found.0 == "github" => match body(call).and_then(|b| b.get("accessToken").cloned()) {
            Some(_) => errors(400, "Invalid apiUrl", &[("api.github.com".to_owned(), "INVALID", "apiUrl")]),
            None => error(400, "accessToken is required"),
        },
        ("GET" | "POST", ["organizations", ..]) if found.0.starts_with("github") => {
            error(400, &format!("Credential id: github not found for user {}", call.user().unwrap_or("anonymous")))
        }
        _ => missing(call),
    }
}

/// Files of a multibranch project's source; nothing can be written.
pub(super) fn content(sim: &mut Sim, call: &Call<'_>, name: &str, rest: &[&str]) -> Answer {
    let project = if pipelines::is_multibranch(sim, name) { sim.world.jobs.get(name) } else { pipelines::project(&sim.world, name) };
    let Some(source) = project.and_then(|p| p.definition.source.clone()) else { return missing(call) };
    let user = call.user().unwrap_or("anonymous").to_owned();
    if !sim.world.may(call.user(), "Job/Configure") {
        return error(403, &format!("User {user} must have Job configure permission to access content"));
    }
    match (verb(call), rest) {
        ("GET", ["content"]) => {
            let path = call.query("path");
            // Without a branch it is master, even below another one; and what is not there is answered all the same.
            let branch = call.query("branch").unwrap_or_else(|| "master".to_owned());
            let exists = project_has(sim, name, &branch);
            let text = path.as_ref().and_then(|p| source.files.get(p)).filter(|_| exists);
            let mut content = json!({
                "_class": "io.jenkins.blueocean.rest.impl.pipeline.scm.GitContent", "autoCreateBranch": true, "branch": branch, "commitId": "",
                "message": "sha", "name": path, "owner": user, "path": path, "repo": source.url, "sha": "", "size": 0, "sourceBranch": branch,
            });
            if let Some(text) = text {
                content["base64Data"] = json!(base64::engine::general_purpose::STANDARD.encode(text));
            }
            resource(sim, call, &json!({"_class": "io.jenkins.blueocean.blueocean_git_pipeline.GitFile", "content": content}))
        }
        ("PUT", ["content"]) => call.oops(sim),
        _ => missing(call),
    }
}

fn project_has(sim: &Sim, name: &str, branch: &str) -> bool {
    let project = if pipelines::is_multibranch(sim, name) { name } else { name.rsplit_once('/').map_or(name, |(p, _)| p) };
    crate::route::child(&sim.world, project, branch).is_some()
}
