//! Branches of an existing multibranch project, those with odd names first.

use super::Listed;
use crate::conform::bench::Bench;
use crate::conform::runner::Needs::Multibranch;
use crate::conform::verdict::{Verdict, each, holds, number, same, skipped};
use bellpull::Code;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

pub const CHECKS: &[Listed] = &[(Multibranch, "one run of each, followed and ended", runs), (Multibranch, "by Blue Ocean", by_blue)];

/// A branch may do real work.
const PATIENCE: Duration = Duration::from_secs(60);

/// The branches that can be built, at most three.
fn chosen(bench: &Bench) -> Verdict<(String, Vec<String>)> {
    let project = bench.options.multibranch.clone().unwrap_or_default();
    let read = bench.run(json!({"op": "job", "job": project, "tree": "jobs[name,buildable]"}))?;
    let buildable: Vec<Value> = read["jobs"].as_array().into_iter().flatten().filter(|j| j["buildable"] == json!(true)).cloned().collect();
    let mut names: Vec<String> = each(&json!(buildable), "name").as_array().into_iter().flatten().filter_map(|n| n.as_str().map(decode)).collect();
    names.sort_by_key(|name| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    names.truncate(3);
    if names.is_empty() { skipped(format!("the project {project} has no branch that can be built")) } else { Ok((project, names)) }
}

/// A branch as git names it, from its job's name.
fn decode(name: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), name.as_bytes());
    while let [first, after @ ..] = rest {
        let hex = (*first == b'%').then(|| after.get(..2)).flatten().and_then(|h| std::str::from_utf8(h).ok()).and_then(|h| u8::from_str_radix(h, 16).ok());
        bytes.push(hex.unwrap_or(*first));
        rest = if hex.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn runs(bench: &Bench) -> Verdict {
    let (project, branches) = chosen(bench)?;
    for branch in &branches {
        let described = bench.run(json!({"op": "describe", "job": project, "branch": branch}))?;
        same("buildable", &described["buildable"], true)?;
        let started = bench.run(json!({"op": "trigger", "job": project, "branch": branch, "delaySeconds": 0, "patienceMillis": 60_000}))?;
        if started["run"].is_null() {
            bench.run(json!({"op": "cancel_queue_item", "id": started["queueId"]}))?;
            return skipped(format!("the branch {branch} did not start within a minute"));
        }
        ended(bench, &project, branch, number(&started, "run")?)?;
    }
    Ok(())
}

/// Waits until the run is over or paused, or for a while; then ends it.
fn ended(bench: &Bench, project: &str, branch: &str, run: u64) -> Verdict {
    let of = |op: &str| json!({"op": op, "job": project, "branch": branch, "run": run});
    let begin = Instant::now();
    loop {
        let state = match bench.run(of("inputs")) {
            // Whether it waits cannot be told here, so it is ended at once.
            Err(error) if error.code() == Code::InputsUnreadable => {
                bench.run(of("stop"))?;
                break;
            }
            other => other?,
        };
        if state["building"] != json!(true) {
            break;
        }
        if let Some(input) = state["inputs"].get(0) {
            let mut abort = of("abort");
            abort["input"] = input["id"].clone();
            abort["fingerprint"] = input["fingerprint"].clone();
            same("outcome", &bench.run(abort)?["outcome"], "aborted")?;
            break;
        }
        if begin.elapsed() > PATIENCE {
            bench.run(of("stop"))?;
            break;
        }
        std::thread::sleep(Duration::from_millis(300));
    }
    let view = bench.run(of("follow"))?;
    same("building", &view["building"], false)?;
    holds(view["result"].is_string(), "a result", &view["result"])?;
    let log = bench.run(of("console_text"))?;
    holds(log["text"].as_str().is_some_and(|t| !t.is_empty()), "a log", &log)
}

fn by_blue(bench: &Bench) -> Verdict {
    if !bench.features.blue {
        return skipped("this server has no Blue Ocean");
    }
    let (project, branches) = chosen(bench)?;
    let all = bench.run(bench.blue(json!({"op": "blue_branches", "job": project, "limit": 10_000})))?;
    let listed: Vec<String> = all.as_array().into_iter().flatten().filter_map(|b| b["name"].as_str().map(decode)).collect();
    for branch in &branches {
        holds(listed.contains(branch), format!("the branch {branch} in the list"), json!(listed))?;
        let read = bench.run(bench.blue(json!({"op": "blue_pipeline", "job": project, "branch": branch})))?;
        let name = read["name"].as_str().map(decode).unwrap_or_default();
        holds(name == *branch, format!("the branch {branch}"), &read["name"])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_of_jobs_become_names_of_branches() {
        assert_eq!(super::decode("feature%2Fux-1"), "feature/ux-1");
        assert_eq!(super::decode("bug%2F50%25-off"), "bug/50%-off");
        assert_eq!(super::decode("100%"), "100%");
    }
}
