//! Creating, changing and deleting jobs and folders (`ItemGroupMixIn`, `AbstractItem`).

use crate::api::show::job_path;
use crate::config;
use crate::form::header;
use crate::page::{self, Answer};
use crate::route::{Call, child};
use crate::scenario::JobKind;
use crate::sim::Sim;
use http::Method;

/// `POST createItem?name=…` on the root or a folder (`ItemGroupMixIn#createTopLevelItem`).
pub(crate) fn create(sim: &mut Sim, call: &Call<'_>, folder: &str) -> Answer {
    if !call.is_post() {
        return call.post_required(sim);
    }
    if !sim.world.may(call.user(), "Job/Create") {
        return call.denied(sim, "Job/Create", "hudson.model.Item.Create");
    }
    match create_checked(sim, call, folder) {
        Ok(answer) => answer,
        Err(reason) => page::failure(&sim.dress(call.visitor), &reason),
    }
}

fn create_checked(sim: &mut Sim, call: &Call<'_>, folder: &str) -> Result<Answer, String> {
    let kind = header(call.request, "content-type");
    let mode = call.form.get("mode");
    if kind.is_empty() && mode != Some("copy") {
        return Err("No Content-Type header set".to_owned());
    }
    let name = call.form.get("name").ok_or("Query parameter 'name' is required")?;
    check_name(name)?;
    let name = name.trim();
    if child(&sim.world, folder, name).is_some() {
        return Err(format!("A job already exists with the name ‘{name}’"));
    }
    let full = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let is_xml = kind.starts_with("application/xml") || kind.starts_with("text/xml");
    let xml = match mode {
        Some("copy") => copied(sim, folder, call.form.get("from").unwrap_or_default())?,
        _ if is_xml => String::from_utf8_lossy(call.request.body()).into_owned(),
        None => return Err("No mode given".to_owned()),
        Some(mode) => config::empty(mode).ok_or_else(|| format!("No item type ‘{mode}’ is known"))?,
    };
    let Ok(configured) = config::read(&xml, &full) else { return Ok(call.oops(sim)) };
    sim.world.add(&full, configured, xml);
    if is_xml && mode != Some("copy") {
        return Ok(page::empty(200, None));
    }
    Ok(page::empty(302, Some(&call.absolute(sim, &format!("{}configure", job_path(&full))))))
}

/// The configuration of another job: of the same folder, or by its full name.
fn copied(sim: &Sim, folder: &str, from: &str) -> Result<String, String> {
    if from.is_empty() {
        return Err("Specify which job to copy".to_owned());
    }
    let below = (!from.starts_with('/')).then(|| child(&sim.world, folder, from)).flatten();
    let full = from.trim_start_matches('/').split('/').try_fold(String::new(), |at, name| child(&sim.world, &at, name));
    below.or(full).and_then(|name| sim.world.config(&name)).ok_or_else(|| format!("No such job: {from}"))
}

/// `Jenkins#checkGoodName`.
fn check_name(name: &str) -> Result<(), String> {
    if name.is_empty() {
        return Err("No name is specified".to_owned());
    }
    if matches!(name.trim(), "." | "..") {
        return Err(format!("“{}” is not an allowed name", name.trim()));
    }
    for c in name.chars() {
        if c.is_control() {
            let shown: String = name.chars().map(|c| if c.is_control() { format!("\\u{};", u32::from(c)) } else { c.to_string() }).collect();
            return Err(format!("No control code is allowed: {shown}"));
        }
        if "?*/\\%!@#$^&|<>[]:;".contains(c) {
            return Err(format!("‘{c}’ is an unsafe character"));
        }
    }
    if name.trim().ends_with('.') {
        return Err("A name cannot end with ‘.’".to_owned());
    }
    Ok(())
}

/// What jobs and folders have in common; none if it is something else.
pub(crate) fn common(sim: &mut Sim, call: &Call<'_>, name: &str, rest: &[&str]) -> Option<Answer> {
    match rest {
        // Without the slash it is led to the one with it, as every index is.
        [] if call.request.method() == Method::DELETE && call.uri.ends_with('/') => Some(delete(sim, call, name, |_, _| page::empty(204, None))),
        ["doDelete"] if !call.is_post() => Some(call.post_required(sim)),
        ["doDelete"] => Some(delete(sim, call, name, |sim, parent| {
            let below = if parent.is_empty() { String::new() } else { job_path(parent) };
            page::empty(302, Some(&call.absolute(sim, &below)))
        })),
        ["config.xml"] => Some(config_xml(sim, call, name)),
        _ => None,
    }
}

/// `AbstractItem#delete`: what is below goes too.
fn delete(sim: &mut Sim, call: &Call<'_>, name: &str, answer: impl FnOnce(&Sim, &str) -> Answer) -> Answer {
    if !sim.world.may(call.user(), "Job/Delete") {
        return call.denied(sim, "Job/Delete", "hudson.model.Item.Delete");
    }
    sim.world.delete(name);
    answer(sim, name.rsplit_once('/').map_or("", |(parent, _)| parent))
}

/// `AbstractItem#doConfigDotXml`.
fn config_xml(sim: &mut Sim, call: &Call<'_>, name: &str) -> Answer {
    let method = call.request.method();
    let configures = sim.world.may(call.user(), "Job/Configure");
    let reads = configures || sim.world.may(call.user(), "Job/ExtendedRead");
    match *method {
        Method::GET | Method::POST if !(configures || reads && *method == Method::GET) => call.denied(sim, "Job/Configure", "hudson.model.Item.Configure"),
        Method::GET => match sim.world.config(name) {
            Some(xml) => page::plain_json(200, "application/xml", &xml),
            None => call.not_found(),
        },
        Method::POST => {
            let xml = String::from_utf8_lossy(call.request.body()).into_owned();
            let configured = config::read(&xml, name);
            // A job stays of its kind.
            if configured.ok().is_some_and(|c| sim.world.change(name, c, xml)) { page::empty(200, None) } else { call.oops(sim) }
        }
        _ => page::container(400, "Bad Request", call.uri, call.accept),
    }
}

/// `POST disable` and `enable` (`ParameterizedJobMixIn#doDisable`).
pub(crate) fn enable(sim: &mut Sim, call: &Call<'_>, name: &str, enabled: bool) -> Answer {
    if sim.world.jobs.get(name).is_none_or(|j| j.definition.kind == JobKind::Multibranch) {
        return call.not_found();
    }
    if !call.is_post() {
        return call.post_required(sim);
    }
    if !sim.world.may(call.user(), "Job/Configure") {
        return call.denied(sim, "Job/Configure", "hudson.model.Item.Configure");
    }
    sim.world.enable(name, enabled);
    page::empty(302, Some(&call.absolute(sim, &job_path(name))))
}
