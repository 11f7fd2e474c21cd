//! The pages on which people settle inputs (`InputAction/index.jelly`, `InputStepExecution/{index,dialog,parameter-form}.jelly`).

use crate::page::{self, Answer, add, escape};
use crate::route::Call;
use crate::scenario::Parameter;
use crate::sim::Sim;
use crate::world::input::Execution;
use crate::world::parameter::default_of;
use serde_json::Value;

/// All pending inputs of a run.
pub(super) fn all(sim: &mut Sim, call: &Call<'_>, name: &str, number: u32) -> Answer {
    if !call.uri.ends_with('/') {
        return page::empty(302, Some(&call.redirect(sim)));
    }
    let forms: String = sim.world.run(name, number).into_iter().flat_map(|r| &r.executions).map(|e| titled(e, sim.world.plugins.input_export)).collect();
    let short = name.rsplit('/').next().unwrap_or(name);
    page::page(&sim.dress(call.visitor), 200, &format!("Paused for Input : {} #{number} [Jenkins]", escape(short)), &forms, &[])
}

/// One by itself: a fragment that does not say what it is.
pub(super) fn one(sim: &Sim, call: &Call<'_>, execution: &Execution) -> Answer {
    if !call.uri.ends_with('/') {
        return page::empty(302, Some(&call.redirect(sim)));
    }
    let mut answer = page::empty(200, None);
    *answer.body_mut() = titled(execution, sim.world.plugins.input_export).into_bytes();
    answer
}

/// The same for the dialog of newer versions.
pub(super) fn dialog(execution: &Execution) -> Answer {
    let mut answer = page::empty(200, None);
    // Its first character does not arrive (`input-read/014-kinds-dialog`).
    add(&mut answer, "X-Dialog-Title", &execution.message.chars().skip(1).collect::<String>());
    add(&mut answer, "Cache-Control", "no-cache,no-store,must-revalidate");
    add(&mut answer, "Content-Type", "text/html;charset=utf-8");
    *answer.body_mut() = form(execution, true).into_bytes();
    answer
}

fn titled(execution: &Execution, newer: bool) -> String {
    format!("<h1>{}</h1>{}", escape(&execution.message), form(execution, newer))
}

fn form(execution: &Execution, newer: bool) -> String {
    let (id, step) = (escape(&execution.id), &execution.step);
    let parameters: String = step.parameters.iter().map(|p| parameter(p, newer)).collect();
    let button = |name: &str, caption: &str| format!("<input name=\"{name}\" type=\"submit\" value=\"{}\" class=\"submit-button primary \">", escape(caption));
    let buttons = button("proceed", step.ok.as_deref().unwrap_or("Proceed")) + &button("abort", step.cancel.as_deref().unwrap_or("Abort"));
    let buttons = if newer { format!("<div id=\"bottom-sticker\"><div class=\"bottom-sticker-inner\">{buttons}</div></div>") } else { buttons };
    format!(
        "<form method=\"post\" autocomplete=\"off\" name=\"{id}\" action=\"{id}/submit\"><div width=\"100%\">{parameters}<div class=\"tr\"><div colspan=\"4\">{buttons}</div></div></div></form>"
    )
}

fn parameter(parameter: &Parameter, newer: bool) -> String {
    let name = escape(&parameter.name);
    let default = default_of(parameter);
    let text = escape(default.as_str().unwrap_or_default());
    let field = match parameter.kind.as_str() {
        "boolean" if default == Value::Bool(true) => "<input name=\"value\" checked=\"true\" type=\"checkbox\" class=\"  \">".to_owned(),
        "boolean" => "<input name=\"value\" type=\"checkbox\" class=\"  \">".to_owned(),
        "text" => format!("<textarea name=\"value\" class=\"setting-input   \">{text}</textarea>"),
        "choice" => {
            let options: String = parameter.choices.iter().map(|c| escape(c)).map(|c| format!("<option value=\"{c}\">{c}</option>")).collect();
            format!("<select name=\"value\">{options}</select>")
        }
        // Newer versions keep a default secret.
        "password" if newer => {
            "<input name=\"value\" type=\"hidden\" class=\"complex-password-field hidden-password-field setting-input \" value=\"&lt;DEFAULT&gt;\">".to_owned()
        }
        "password" => "<input name=\"value\" checkMethod=\"post\" type=\"password\" class=\"setting-input \" value=\"\">".to_owned(),
        "run" => "<select name=\"runId\"></select>".to_owned(),
        "file" => "<input name=\"file\" type=\"file\">".to_owned(),
        _ => format!("<input name=\"value\" type=\"text\" class=\"setting-input   \" value=\"{text}\">"),
    };
    format!(
        "<div class=\"tr form-group\"><div class=\"setting-name help-sibling\">{name}</div><div class=\"setting-main\"><div name=\"parameter\"><input name=\"name\" type=\"hidden\" value=\"{name}\">{field}</div></div></div><div class=\"tr\"><div class=\"setting-description\">{}</div></div>",
        escape(&parameter.description)
    )
}
