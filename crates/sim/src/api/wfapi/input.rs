//! Pending inputs as wfapi shows them (`PendingInputActionsExt`).

use crate::api::show::raw_encode;
use crate::scenario::Parameter;
use crate::world::input::Execution;
use crate::world::parameter::{default_of, type_name};
use serde_json::{Value, json};

/// Older versions write the id as it is (`input-read/073-odd-id-wfapi` of both variants).
pub(super) fn action(base: &str, execution: &Execution, escapes: bool) -> Value {
    let id = &execution.id;
    let (in_query, in_path) = if escapes { (form_encode(id), raw_encode(id)) } else { (id.clone(), id.clone()) };
    json!({
        "id": execution.id, "proceedText": execution.step.ok.as_deref().unwrap_or("Proceed"), "message": execution.message,
        "inputs": execution.step.parameters.iter().map(definition).collect::<Vec<_>>(),
        "proceedUrl": format!("{base}/wfapi/inputSubmit?inputId={in_query}"),
        "abortUrl": format!("{base}/input/{in_path}/abort"), "redirectApprovalUrl": format!("{base}/input/"),
    })
}

/// Shows the default of a password in clear text, as the real one does.
fn definition(parameter: &Parameter) -> Value {
    let definition = match parameter.kind.as_str() {
        "choice" => json!({"defaultVal": default_of(parameter), "choices": parameter.choices}),
        "string" | "text" | "boolean" | "password" => json!({"defaultVal": default_of(parameter)}),
        _ => json!({}),
    };
    json!({"type": type_name(&parameter.kind), "name": parameter.name, "description": parameter.description, "definition": definition})
}

/// `java.net.URLEncoder`.
fn form_encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, b| {
        match b {
            b' ' => out.push('+'),
            _ if b.is_ascii_alphanumeric() || b".-*_".contains(&b) => out.push(char::from(b)),
            _ => out.push_str(&format!("%{b:02X}")),
        }
        out
    })
}
