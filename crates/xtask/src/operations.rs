//! `docs/operations.md`: what is written about each operation, and what proves it.

use crate::process::root;
use crate::replay::proof::{Proof, proofs};
use anyhow::Result;
use bellpull::operation::{Needs, Spec, specs};

const HEAD: &str = "# Operations

Generated from crates/core by `cargo xtask codegen`; not to be edited. An operation is an object with `op` and its fields. Fields and
outcomes with their documentation are in `pkg/src/generated/types.ts`. What today's servers do differently from the published pages stands
at the top of each operation's file in `crates/core/src/api` and `crates/core/src/flow`.

**Errors** are those of `bellpull::Code`, by the table in `crates/core/src/classify.rs`. Any operation may end in `network`, `timed_out`,
`login_required`, `credentials_rejected`, `sso_redirect`, `proxy_answer`, `server_starting`, `server_error`, `bad_response`, `body_too_large`, `cancelled`, and in
`invalid_operation` or `invalid_job_name` before anything is sent; the column names the refusals that were recorded for it.
**Proof** is an answer of a real Jenkins in `tests/recordings` that the operation is held to, and how many there are; of a flow, a folder that it
was played from. Without one it was read from the server's sources and runs against the simulator.
";

const GROUPS: &[(Needs, &str, &str)] = &[
    (Needs::Core, "Flows and Jenkins' core", ""),
    (Needs::InputStep, "The input step", "The plugin Pipeline: Input Step."),
    (Needs::Wfapi, "The Pipeline REST API", "The plugin Pipeline: REST API (wfapi), which comes with the stage view."),
    (Needs::GraphView, "The Pipeline Graph View", "Its addresses were moved twice; the one that a server has is found and remembered."),
    (Needs::BlueOcean, "Blue Ocean", ""),
    (Needs::Jwt, "Blue Ocean's tokens", "The plugin JWT for Blue Ocean."),
];

pub fn page() -> Result<String> {
    let proofs = proofs(&root().join("tests/recordings"))?;
    let mut out = HEAD.to_owned();
    for (needs, title, about) in GROUPS {
        let about = if about.is_empty() { String::new() } else { format!("{about}\n\n") };
        out += &format!(
            "\n## {title}\n\n{about}| operation | what it does | request | fields | outcome | answered by | errors | proof |\n|---|---|---|---|---|---|---|---|\n"
        );
        let rows = specs().into_iter().filter(|spec| spec.needs == *needs);
        out.extend(rows.map(|spec| row(&spec, proofs.get(spec.op))));
    }
    Ok(out)
}

fn row(spec: &Spec, proof: Option<&Proof>) -> String {
    let mut fields: Vec<String> = spec.fields.iter().flat_map(|g| g.iter()).map(|f| format!("`{}{}`", f.name, if f.required { "" } else { "?" })).collect();
    fields.dedup();
    let request = if spec.method.is_empty() { spec.path.to_owned() } else { format!("{} `{}`", spec.method, spec.path) };
    let refusals: Vec<String> = proof.into_iter().flat_map(|p| &p.refusals).map(|code| format!("`{code}`")).collect();
    let proven = proof.and_then(|p| Some(format!("`{}` ({})", p.example.as_ref()?, p.count)));
    // Refusals alone prove that it is told what it may not.
    let proven = proven.or_else(|| proof.map(|p| format!("refusals ({})", p.count))).unwrap_or_else(|| "sources".to_owned());
    let cells = [
        format!("`{}`", spec.op),
        spec.doc.trim().to_owned(),
        request,
        fields.join(" "),
        format!("`{}`", spec.outcome),
        format!("`{}`", spec.source),
        refusals.join(" "),
        proven,
    ];
    format!("| {} |\n", cells.map(|cell| cell.replace('|', "\\|")).join(" | "))
}
