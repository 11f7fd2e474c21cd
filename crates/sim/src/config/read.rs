//! XML to definitions. What is not known is passed over, as XStream does for classes that are not installed.

use super::{Configured, FOLDER, FREESTYLE, FolderTexts, PARAMETERS, PARAMETERS_PROPERTY, PIPELINE, SINGLE_PROPERTY};
use crate::scenario::{JobDefinition, JobKind, Parameter, Step};
use roxmltree::{Document, Node};
use serde_json::Value;

/// Reads a configuration for a job or folder of this full name.
///
/// # Errors
/// Tells what is wrong.
pub(crate) fn read(xml: &str, name: &str) -> Result<Configured, String> {
    let document = Document::parse(xml).map_err(|e| e.to_string())?;
    let root = document.root_element();
    let kind = match root.tag_name().name() {
        FOLDER => return Ok(Configured::Folder(FolderTexts { display_name: text(root, "displayName"), description: text(root, "description") })),
        PIPELINE => JobKind::Pipeline,
        FREESTYLE => JobKind::Freestyle,
        other => return Err(format!("CannotResolveClassException: {other}")),
    };
    let properties = child(root, "properties");
    let flag = |name: &str| text(root, name).as_deref() == Some("true");
    let shells = child(root, "builders").into_iter().flat_map(|b| b.children()).filter(|n| n.has_tag_name("hudson.tasks.Shell"));
    let script = shells.filter_map(|s| text(s, "command")).map(|sh| Step::Sh { sh, millis: 0 });
    Ok(Configured::Job(Box::new(JobDefinition {
        name: name.to_owned(),
        kind,
        display_name: text(root, "displayName"),
        description: text(root, "description"),
        disabled: flag("disabled"),
        quiet_millis: text(root, "quietPeriod").and_then(|q| q.parse::<u64>().ok()).map_or(0, |q| q.saturating_mul(1_000)),
        // Freestyle projects have a field of their own, which is off unless it is there.
        single: match kind {
            JobKind::Freestyle => !flag("concurrentBuild"),
            _ => properties.is_some_and(|p| child(p, SINGLE_PROPERTY).is_some()),
        },
        next_number: 1,
        parameters: properties.and_then(|p| child(p, PARAMETERS_PROPERTY)).and_then(|p| child(p, "parameterDefinitions")).map(parameters).unwrap_or_default(),
        script: if kind == JobKind::Freestyle { script.collect() } else { Vec::new() },
        jenkinsfile: child(root, "definition").and_then(|d| text(d, "script")),
        trigger_token: text(root, "authToken"),
        ..JobDefinition::default()
    })))
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    node.children().find(|n| n.has_tag_name(name))
}

/// The text of an element; none if there is no such element or nothing in it.
fn text(node: Node<'_, '_>, name: &str) -> Option<String> {
    let element = node.children().find(|n| n.has_tag_name(name))?;
    let text: String = element.descendants().filter(Node::is_text).filter_map(|n| n.text()).collect();
    (!text.is_empty()).then_some(text)
}

fn parameters(list: Node<'_, '_>) -> Vec<Parameter> {
    list.children().filter_map(parameter).collect()
}

fn parameter(node: Node<'_, '_>) -> Option<Parameter> {
    let (_, kind) = PARAMETERS.iter().find(|(class, _)| node.has_tag_name(*class))?;
    let choices = node.children().find(|n| n.has_tag_name("choices"));
    let default = text(node, "defaultValue");
    Some(Parameter {
        kind: (*kind).to_owned(),
        name: text(node, "name")?,
        description: text(node, "description").unwrap_or_default(),
        default: if *kind == "boolean" { default.map(|d| Value::Bool(d == "true")) } else { default.map(Value::from) },
        choices: choices
            .into_iter()
            .flat_map(|c| c.descendants())
            .filter(|n| n.has_tag_name("string"))
            .map(|n| n.text().unwrap_or_default().to_owned())
            .collect(),
        trim: text(node, "trim").as_deref() == Some("true"),
    })
}
