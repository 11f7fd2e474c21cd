//! Definitions to XML, for jobs that did not come as XML or have changed since.

use super::{FOLDER, FREESTYLE, FolderTexts, PARAMETERS, PARAMETERS_PROPERTY, PIPELINE, SINGLE_PROPERTY};
use crate::page::escape;
use crate::scenario::{JobDefinition, JobKind, Parameter, Step};

const HEAD: &str = "<?xml version='1.1' encoding='UTF-8'?>\n";

/// A folder's configuration.
pub(crate) fn folder(texts: &FolderTexts) -> String {
    let texts = [element("displayName", texts.display_name.as_deref()), element("description", texts.description.as_deref())].concat();
    format!("{HEAD}<{FOLDER}>{texts}<properties/></{FOLDER}>")
}

/// A job's configuration, as far as it is simulated.
pub(crate) fn job(definition: &JobDefinition) -> String {
    let root = if definition.kind == JobKind::Freestyle { FREESTYLE } else { PIPELINE };
    let quiet = (definition.quiet_millis > 0).then(|| (definition.quiet_millis / 1_000).to_string());
    let mut body = [element("description", definition.description.as_deref()), element("displayName", definition.display_name.as_deref())].concat();
    body += &properties(definition);
    if definition.kind == JobKind::Freestyle {
        let shells = definition.script.iter().filter_map(|s| if let Step::Sh { sh, .. } = s { Some(sh) } else { None });
        let shells: String = shells.map(|sh| format!("<hudson.tasks.Shell>{}</hudson.tasks.Shell>", element("command", Some(sh)))).collect();
        body += &format!("{}<builders>{shells}</builders>", element("concurrentBuild", Some(&(!definition.single).to_string())));
    } else if let Some(script) = &definition.jenkinsfile {
        let script = element("script", Some(script));
        body += &format!("<definition class=\"org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition\">{script}<sandbox>true</sandbox></definition>");
    }
    body += &[
        element("quietPeriod", quiet.as_deref()),
        element("authToken", definition.trigger_token.as_deref()),
        element("disabled", Some(&definition.disabled.to_string())),
    ]
    .concat();
    format!("{HEAD}<{root}>{body}</{root}>")
}

fn element(name: &str, text: Option<&str>) -> String {
    text.map(|t| format!("<{name}>{}</{name}>", escape(t))).unwrap_or_default()
}

fn properties(definition: &JobDefinition) -> String {
    let mut inside = String::new();
    if definition.single && definition.kind == JobKind::Pipeline {
        inside += &format!("<{SINGLE_PROPERTY}/>");
    }
    if !definition.parameters.is_empty() {
        let list: String = definition.parameters.iter().map(parameter).collect();
        inside += &format!("<{PARAMETERS_PROPERTY}><parameterDefinitions>{list}</parameterDefinitions></{PARAMETERS_PROPERTY}>");
    }
    format!("<properties>{inside}</properties>")
}

fn parameter(parameter: &Parameter) -> String {
    let Some((class, kind)) = PARAMETERS.iter().find(|(_, kind)| *kind == parameter.kind) else { return String::new() };
    // Who may read a configuration is not told its secrets.
    let default = parameter.default.as_ref().filter(|_| *kind != "password");
    let default = default.map(|d| d.as_str().map_or_else(|| d.to_string(), str::to_owned));
    let description = Some(parameter.description.as_str()).filter(|d| !d.is_empty());
    let choices: String = parameter.choices.iter().map(|c| element("string", Some(c))).collect();
    let rest = match *kind {
        "choice" => format!("<choices class=\"java.util.Arrays$ArrayList\"><a class=\"string-array\">{choices}</a></choices>"),
        "string" => element("trim", Some(&parameter.trim.to_string())),
        _ => String::new(),
    };
    let texts = [element("name", Some(&parameter.name)), element("description", description), element("defaultValue", default.as_deref())].concat();
    format!("<{class}>{texts}{rest}</{class}>")
}
