//! wfapi below a node of the flow graph (`FlowNodeAPI`).

use super::{base, stage, with_slash};
use crate::page::{self, Answer, escape};
use crate::route::Call;
use crate::sim::Sim;
use crate::world::node::{Label, Node};
use crate::world::run::Run;
use serde_json::{Value, json};

/// `FlowNodeLogExt.maxReturnChars`.
const LONGEST: usize = 10_240;

pub(crate) fn answer(sim: &Sim, call: &Call<'_>, run: &Run, node: &Node, rest: &[&str]) -> Answer {
    match rest {
        [] => with_slash(call).unwrap_or_else(|| page::wfapi_json(&describe(sim, base(call), run, node))),
        ["describe"] => page::wfapi_json(&describe(sim, base(call), run, node)),
        ["log"] => log(sim, call, run, node),
        _ => call.not_found(),
    }
}

fn describe(sim: &Sim, base: &str, run: &Run, node: &Node) -> Value {
    if matches!(node.label, Some(Label::Stage(_))) {
        return node.stage.and_then(|index| stage::bean(sim, base, run, index, true)).unwrap_or(Value::Null);
    }
    stage::node(sim, base, node, stage::ended(node))
}

fn log(sim: &Sim, call: &Call<'_>, run: &Run, node: &Node) -> Answer {
    let base = base(call);
    let raw = node.log.as_ref().map_or("", |l| l.raw());
    let tail = raw.as_bytes().get(raw.len().saturating_sub(LONGEST)..).unwrap_or_default();
    let html = html(sim, call, base, run, node, &String::from_utf8_lossy(tail));
    let mut bean = json!({
        "nodeId": node.id.to_string(), "nodeStatus": stage::ended(node), "length": raw.len().min(LONGEST), "hasMore": raw.len() > LONGEST,
        "consoleUrl": node.log.as_ref().map(|_| format!("{base}/execution/node/{}/log", node.id)),
    });
    if !html.is_empty() {
        bean["text"] = json!(html);
    }
    let mut answer = page::wfapi_json(&bean);
    // Written only with something to annotate.
    if !raw.is_empty() {
        page::add(&mut answer, "X-ConsoleAnnotator", "c2ltdWxhdGVk");
    }
    answer
}

/// Escaped, with the links that the input step puts into its log.
fn html(sim: &Sim, call: &Call<'_>, base: &str, run: &Run, node: &Node, text: &str) -> String {
    let id = run.executions.iter().find(|e| e.node == node.id).map(|e| crate::api::show::raw_encode(&e.id));
    let Some(id) = id else { return escape(text) };
    let own = call.absolute(sim, &format!("{}{}/input/{id}", crate::api::show::job_path(&run.job), run.number));
    let button = |verb: &str, caption: &str| format!("<a href='#' onclick=\"new Ajax.Request('{own}/{verb}'); return false\">{}</a>", escape(caption));
    let mut html = String::new();
    for line in text.lines() {
        match line.split_once(" or ") {
            Some((proceed, abort)) => html.push_str(&format!("{} or {}", button("proceedEmpty", proceed), button("abort", abort))),
            None if line == "Input requested" => html.push_str(&format!("<a href='{base}/input/'>{line}</a>")),
            None => html.push_str(&escape(line)),
        }
        html.push('\n');
    }
    html
}
