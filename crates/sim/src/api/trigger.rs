//! `build` and `buildWithParameters`, with their order of checks (`ParameterizedJobMixIn`).

use crate::page::{self, Answer};
use crate::route::Call;
use crate::scenario::{JobKind, Parameter};
use crate::sim::Sim;
use crate::world::parameter::{Given, from_field, from_form};
use crate::world::queue::{Cause, Taken};
use serde_json::Value;

fn not_buildable(sim: &mut Sim, call: &Call<'_>, name: &str) -> Answer {
    let short = name.rsplit('/').next().unwrap_or(name).to_owned();
    page::page(&sim.dress(call.visitor), 409, "Jenkins [Jenkins]", &format!("<h1>Oops!</h1><p>{} is not buildable</p>", page::escape(&short)), &[])
}

/// Permission and verb; none if both are right. A token that fits takes the place of both, one that does not
/// is refused to everybody (`BuildAuthorizationToken#checkPermission`).
fn refused(sim: &mut Sim, call: &Call<'_>, name: &str) -> Option<Answer> {
    match by_token(sim, call, name) {
        Some(true) => return None,
        Some(false) if call.user().is_some() => return Some(call.forbidden(sim, "Invalid token")),
        _ => {}
    }
    if !sim.world.may(call.user(), "Job/Build") {
        return Some(call.denied(sim, "Job/Build", "hudson.model.Item.Build"));
    }
    (!call.is_post()).then(|| {
        let dress = sim.dress(call.visitor);
        page::page(&dress, 405, "Form post required [Jenkins]", "<p>You must use POST method to trigger builds.</p>", &[("Allow", "POST")])
    })
}

/// Whether the job's token was given; none if it has none, or none was sent.
fn by_token(sim: &Sim, call: &Call<'_>, name: &str) -> Option<bool> {
    let token = sim.world.jobs.get(name)?.definition.trigger_token.as_deref()?;
    call.form.get("token").map(|given| given == token)
}

/// Why a run is asked for: with a token it is a remote host, whoever is signed in.
fn cause(sim: &Sim, call: &Call<'_>, name: &str) -> Cause {
    match by_token(sim, call, name) {
        Some(true) => Cause::Remote { addr: "127.0.0.1".to_owned(), note: call.form.get("cause").map(str::to_owned) },
        _ => sim.world.user_cause(call.user()),
    }
}

/// `TimeDuration`: milliseconds unless suffixed; read as whole seconds. Negative ones count as none at all.
fn delay(call: &Call<'_>) -> Result<Option<u64>, ()> {
    let Some(text) = call.form.get("delay") else { return Ok(None) };
    let text = text.trim();
    let seconds = text.strip_suffix("secs").or_else(|| text.strip_suffix("sec"));
    let (number, unit) = seconds.map_or((text, 1), |s| (s, 1000));
    let number = number.trim().parse::<i64>().map_err(|_| ())?;
    Ok(Some(u64::try_from(number).unwrap_or(0).saturating_mul(unit) / 1000 * 1000))
}

pub(crate) fn build(sim: &mut Sim, call: &Call<'_>, name: &str) -> Answer {
    let Some(job) = sim.world.jobs.get(name) else { return call.not_found() };
    let (kind, disabled, definitions) = (job.definition.kind, job.definition.disabled, job.definition.parameters.clone());
    if kind == JobKind::Multibranch {
        return page::empty(302, Some(&call.absolute(sim, &super::show::job_path(name))));
    }
    if disabled {
        return not_buildable(sim, call, name);
    }
    if !definitions.is_empty() && !call.is_post() {
        let dress = sim.dress(call.visitor);
        return page::page(&dress, 405, "Jenkins [Jenkins]", "<p>This build requires parameters:</p>", &[]);
    }
    if let Some(answer) = refused(sim, call, name) {
        return answer;
    }
    let Ok(delay) = delay(call) else { return call.oops(sim) };
    if definitions.is_empty() {
        let cause = cause(sim, call, name);
        let (Taken::New(id) | Taken::Merged(id)) = sim.world.enqueue_for(name, vec![cause], Vec::new(), delay);
        return page::empty(201, Some(&call.absolute(sim, &format!("queue/item/{id}/"))));
    }
    build_json(sim, call, name, &definitions, delay)
}

fn build_json(sim: &mut Sim, call: &Call<'_>, name: &str, definitions: &[Parameter], delay: Option<u64>) -> Answer {
    let form = match json_field(call) {
        Ok(form) => form,
        Err(Some(message)) => return page::container(400, message, call.uri, call.accept),
        Err(None) => return call.oops(sim),
    };
    let newer = !sim.world.version.starts_with("2.277");
    let Ok(values) = from_form(definitions, &form, &call.form.files, newer) else { return call.oops(sim) };
    let user = call.visitor.user.clone();
    let home = call.absolute(sim, &super::show::job_path(name));
    match sim.world.enqueue(name, user.as_deref(), values, delay) {
        // Merged: schedule() yields null, which looks like a refusal.
        Taken::Merged(_) => page::empty(302, Some(&home)),
        Taken::New(id) => {
            let status = form.get("statusCode").and_then(|s| s.as_str().map_or_else(|| s.as_u64(), |t| t.parse().ok())).and_then(|s| u16::try_from(s).ok());
            let redirect = form.get("redirectTo").and_then(Value::as_str).unwrap_or_default();
            // An unsafe URL makes Jenkins fall back to the queue item.
            let unsafe_url = redirect.starts_with("//") || redirect.contains("://");
            let location = if unsafe_url { call.absolute(sim, &format!("queue/item/{id}/")) } else { home };
            page::empty(status.unwrap_or(201), Some(&location))
        }
    }
}

/// The `json` field of a structured form (`RequestImpl#getSubmittedForm`): a message for a 400, or none for a 500.
pub(crate) fn json_field(call: &Call<'_>) -> Result<Value, Option<&'static str>> {
    let nothing = call.form.fields.is_empty();
    match call.form.get("json") {
        None | Some("") if nothing => Err(Some("Nothing is submitted")),
        None | Some("") => Err(Some("This page expects a form submission")),
        Some(text) => serde_json::from_str::<Value>(text).ok().filter(Value::is_object).ok_or(None),
    }
}

pub(crate) fn build_with_parameters(sim: &mut Sim, call: &Call<'_>, name: &str) -> Answer {
    if let Some(answer) = refused(sim, call, name) {
        return answer;
    }
    let Some(job) = sim.world.jobs.get(name) else { return call.not_found() };
    let (disabled, definitions) = (job.definition.disabled, job.definition.parameters.clone());
    if disabled {
        return not_buildable(sim, call, name);
    }
    if definitions.is_empty() {
        if sim.world.version.starts_with("2.277") {
            return call.oops(sim);
        }
        return page::container(400, &format!("{name} is not parameterized"), call.uri, call.accept);
    }
    let Ok(delay) = delay(call) else { return call.oops(sim) };
    let mut values: Vec<Given> = Vec::new();
    for parameter in &definitions {
        if call.form.twice(&parameter.name) {
            return call.oops(sim);
        }
        if parameter.kind == "file" && call.form.files.contains(&parameter.name) {
            values.push(Given { name: parameter.name.clone(), kind: parameter.kind.clone(), value: Value::from(parameter.name.clone()) });
            continue;
        }
        match from_field(parameter, call.form.get(&parameter.name)) {
            Ok(value) => values.extend(value),
            Err(_) => return call.oops(sim),
        }
    }
    let cause = cause(sim, call, name);
    let (id, status) = match sim.world.enqueue_for(name, vec![cause], values, delay) {
        Taken::New(id) => (id, 201),
        Taken::Merged(id) => (id, sim.world.merged_status),
    };
    page::empty(status, Some(&call.absolute(sim, &format!("queue/item/{id}/"))))
}
