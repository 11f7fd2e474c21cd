//! The `input` step with its parameters.

use super::compile::Arguments;
use super::operation::{Ask, Question};
use super::statement::{Argument, Call, Given};
use super::{Expr, Problem, Val};

pub(super) fn ask(call: &Call, target: Option<(bool, String)>) -> Result<Ask, Problem> {
    let mut given = Arguments::of(call);
    let ask = Ask {
        message: given.needed("message", true)?,
        id: given.optional("id", false)?,
        ok: given.optional("ok", false)?,
        cancel: given.optional("cancel", false)?,
        submitter: given.optional("submitter", false)?,
        submitter_parameter: given.optional("submitterParameter", false)?,
        questions: match given.given("parameters", false) {
            None => Vec::new(),
            Some(Argument { value: Given::Calls(calls), .. }) => calls.iter().map(question).collect::<Result<_, _>>()?,
            Some(Argument { value: Given::Plain(Expr::List(list)), .. }) if list.is_empty() => Vec::new(),
            Some(Argument { at, .. }) => return Err(Problem::new(*at, "the simulation knows a list of parameters like 'string(name: …)' only")),
        },
        target,
    };
    given.done(false)?;
    Ok(ask)
}

/// A definition by its symbol.
fn question(call: &Call) -> Result<Question, Problem> {
    let kind = match call.name.as_str() {
        "string" | "stringParam" => "string",
        "text" | "textParam" => "text",
        "booleanParam" => "boolean",
        "choice" | "choiceParam" => "choice",
        "password" | "nonStoredPasswordParam" => "password",
        "run" | "runParam" => "run",
        "credentials" => "credentials",
        "file" | "fileParam" => "file",
        other => return Err(Problem::new(call.at, format!("the simulation does not know the parameter '{other}'"))),
    };
    let mut given = Arguments::of(call);
    // Whose runs and which credentials are offered is always the same here.
    let passed_over: &[&str] = match kind {
        "run" => &["projectName", "filter"],
        "credentials" => &["credentialType", "required"],
        _ => &[],
    };
    for name in passed_over {
        given.optional(name, false)?;
    }
    let valued = matches!(kind, "string" | "text" | "boolean" | "password" | "credentials");
    let question = Question {
        kind,
        name: given.needed("name", false)?,
        default: if valued { given.optional("defaultValue", false)? } else { None },
        description: given.optional("description", false)?,
        choices: if kind == "choice" { Some(given.needed("choices", false)?) } else { None },
        trim: kind == "string" && given.literal("trim")?.is_some_and(|(trim, _)| *trim == Val::Bool(true)),
    };
    given.done(false)?;
    Ok(question)
}
