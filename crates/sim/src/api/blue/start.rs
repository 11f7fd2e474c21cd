//! Starting runs, and making pipelines (`RunContainerImpl#create`, `AbstractPipelineCreateRequest`).

use super::answer::{body, error, errors, missing, resource};
use super::run_bean;
use crate::page::Answer;
use crate::route::Call;
use crate::scenario::Parameter;
use crate::sim::Sim;
use crate::world::parameter::{Given, from_element, from_field};
use crate::world::queue::{Cause, Taken};
use serde_json::Value;

/// What came instead of values: the message of a 400, or (none) an uncaught exception.
pub(super) type Refused = Option<String>;

/// The answer to it.
pub(super) fn refusal(sim: &mut Sim, call: &Call<'_>, refused: Refused) -> Answer {
    refused.map_or_else(|| call.oops(sim), |message| error(400, &message))
}

/// Starts a run. Whether the job is disabled is not asked: its item just never becomes a run.
pub(super) fn start(sim: &mut Sim, call: &Call<'_>, name: &str) -> Answer {
    if !sim.world.may(call.user(), "Job/Build") {
        return call.denied(sim, "Job/Build", "hudson.model.Item.Build");
    }
    let Some(job) = sim.world.jobs.get(name) else { return missing(call) };
    let (definitions, disabled) = (job.definition.parameters.clone(), job.definition.disabled);
    let values = match values(call, &definitions) {
        Ok(values) => values,
        Err(refused) => return refusal(sim, call, refused),
    };
    let cause = sim.world.user_cause(call.user());
    let bean = enqueue(sim, name, vec![cause], values);
    if let Some(id) = bean["queueId"].as_str().and_then(|id| id.parse().ok()).filter(|_| disabled) {
        sim.world.cancel(id);
    }
    resource(sim, call, &bean)
}

/// Without a quiet period, which also ends that of an item that waits.
pub(super) fn enqueue(sim: &mut Sim, name: &str, causes: Vec<Cause>, values: Vec<Given>) -> Value {
    let (Taken::New(id) | Taken::Merged(id)) = sim.world.enqueue_for(name, causes, values, Some(0));
    sim.world.item(id).map_or(Value::Null, |item| run_bean::queued(sim, item))
}

fn values(call: &Call<'_>, definitions: &[Parameter]) -> Result<Vec<Given>, Refused> {
    if definitions.is_empty() {
        return Ok(Vec::new());
    }
    let body = body(call).ok_or(None)?;
    let given = body.get("parameters").ok_or_else(|| Some("This is parameterized job, requires parameters".to_owned()))?;
    let mut values = elements(definitions, given, "parameters.name is required element")?;
    for parameter in definitions.iter().filter(|p| !given_names(given).contains(&p.name.as_str())) {
        let default = from_field(parameter, None).map_err(|_| None)?;
        values.push(default.ok_or_else(|| Some(format!("Missing parameter: {}", parameter.name)))?);
    }
    Ok(values)
}

fn given_names(given: &Value) -> Vec<&str> {
    list(given).into_iter().filter_map(|e| e.get("name")?.as_str()).collect()
}

/// A lone object counts as a list of one.
fn list(given: &Value) -> Vec<&Value> {
    given.as_array().map_or_else(|| vec![given], |list| list.iter().collect())
}

/// The values of `parameters`, for runs and for inputs, which word the lack of a name differently.
pub(super) fn elements(definitions: &[Parameter], given: &Value, nameless: &str) -> Result<Vec<Given>, Refused> {
    let mut values: Vec<Given> = Vec::new();
    for element in list(given) {
        let Some(name) = element.get("name").and_then(Value::as_str) else {
            return Err(Some(nameless.to_owned()));
        };
        if !definitions.iter().any(|p| p.name == name) {
            return Err(Some(format!("No such parameter definition: {name}")));
        }
        let value = from_element(definitions, element, &[]).map_err(|_| None)?;
        values.retain(|v| v.name != value.name);
        values.push(value);
    }
    Ok(values)
}

/// Starting a multibranch project looks for branches; what is told of it looks like a run.
pub(super) fn index(sim: &mut Sim, call: &Call<'_>, project: &str) -> Answer {
    if !sim.world.may(call.user(), "Job/Build") {
        return call.denied(sim, "Job/Build", "hudson.model.Item.Build");
    }
    let id = sim.world.next_item;
    sim.world.next_item += 1;
    let cause = sim.world.user_cause(call.user());
    let bean = run_bean::queued_as(sim, project, 1, id, &[cause], Some("Finished waiting"), "QueuedBlueRun");
    resource(sim, call, &bean)
}

const GIT: &str = "io.jenkins.blueocean.blueocean_git_pipeline.GitPipelineCreateRequest";

/// Making a pipeline gets as far as its refusals: there is no repository to look into.
pub(super) fn create(sim: &mut Sim, call: &Call<'_>) -> Answer {
    let Some(body) = body(call) else { return call.oops(sim) };
    let text = |name: &str| body.get(name).and_then(Value::as_str).filter(|t| !t.is_empty());
    let (name, class) = (text("name"), text("$class"));
    let fields = [("name", name.is_none()), ("$class", class.is_none())];
    let lacking: Vec<_> = fields.iter().filter(|(_, lacks)| *lacks).map(|(field, _)| (format!("{field} is required"), "MISSING", *field)).collect();
    let (Some(name), Some(class)) = (name, class) else { return errors(400, "Failed to create Git pipeline", &lacking) };
    if class != GIT {
        return call.oops(sim);
    }
    if !sim.world.may(call.user(), "Job/Create") {
        return error(403, &format!("User {} doesn't have Job create permission", call.user().unwrap_or("anonymous")));
    }
    let uri = body.get("scmConfig").and_then(|c| c.get("uri")).and_then(Value::as_str).filter(|u| !u.is_empty());
    let mut fields = vec![match uri {
        Some(uri) => (format!("org.eclipse.jgit.api.errors.TransportException: {uri}: not found."), "INVALID", "scmConfig.uri"),
        None => ("scmConfig.uri is required".to_owned(), "MISSING", "scmConfig.uri"),
    }];
    if crate::route::child(&sim.world, "", name).is_some() {
        fields.push((format!("{name} already exists"), "ALREADY_EXISTS", "name"));
    }
    errors(400, "Failed to create pipeline", &fields)
}
