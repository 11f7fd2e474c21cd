//! Two decisions at the same moment: only outcomes that Jenkins is known to give.

use super::Listed;
use crate::conform::bench::Bench;
use crate::conform::runner::Needs::{Inputs, Wfapi};
use crate::conform::verdict::{Verdict, failed, has, holds};
use bellpull::{Error, Method};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

pub const CHECKS: &[Listed] = &[
    (Inputs, "two approvals", two_approvals),
    (Wfapi, "two approvals by the stage view's route", two_approvals_by_wfapi),
    (Inputs, "an approval and a rejection", approve_and_abort),
    (Inputs, "two rejections", two_aborts),
];

/// Lets two requests out together.
#[derive(Default)]
struct Gate(AtomicUsize);

impl Gate {
    /// Waits for the other one; not for ever, since it may have been refused before.
    fn pass(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
        let begin = Instant::now();
        while self.0.load(Ordering::SeqCst) < 2 && begin.elapsed() < Duration::from_secs(20) {
            std::thread::yield_now();
        }
    }
}

type Both = [Result<Value, Error>; 2];

/// Sends both decisions in the same moment, each after its first look.
fn race(bench: &Bench, decisions: [(&str, &str); 2]) -> Verdict<(String, u64, Both)> {
    let (job, run, _) = bench.paused("input id: 'race', message: 'Who is first?'\necho 'went on'", 1)?;
    let gate = Gate::default();
    let decide = |(op, route): (&str, &str)| {
        let mut operation = json!({"op": op, "job": job, "run": run, "input": "Race"});
        if op == "approve" {
            operation["route"] = json!(route);
        }
        bench.caller.run_seen(operation, &mut |request| {
            if request.method == Method::Post {
                gate.pass();
            }
        })
    };
    let both = std::thread::scope(|scope| {
        let other = scope.spawn(|| decide(decisions[1]));
        let first = decide(decisions[0]);
        let lost = || Err(Error::new(bellpull::Code::Cancelled, "the other decision panicked"));
        [first, other.join().unwrap_or_else(|_| lost())]
    });
    Ok((job, run, both))
}

/// The word of a decision's end: its outcome, or the code of its refusal.
fn word(answer: &Result<Value, Error>) -> String {
    match answer {
        Ok(settled) => settled["outcome"].as_str().unwrap_or_default().to_owned(),
        Err(error) => error.code().as_str().to_owned(),
    }
}

/// Each end is one of these, and at least one was accepted.
fn ends(both: &Both, allowed: [&[&str]; 2]) -> Verdict<[String; 2]> {
    let words = [word(&both[0]), word(&both[1])];
    for (word, allowed) in words.iter().zip(allowed) {
        if !allowed.contains(&word.as_str()) {
            return failed(allowed.join(" or "), format!("{words:?} ({both:?})"));
        }
    }
    holds(both.iter().any(Result::is_ok), "that one was accepted", format!("{words:?}"))?;
    Ok(words)
}

const APPROVED: &[&str] = &["approved", "settled", "input_already_settled", "run_finished"];

fn approvals(bench: &Bench, route: &str) -> Verdict {
    let (job, run, both) = race(bench, [("approve", route), ("approve", route)])?;
    ends(&both, [APPROVED, APPROVED])?;
    has(&bench.success(&job, run)?, "went on")
}

fn two_approvals(bench: &Bench) -> Verdict {
    approvals(bench, "auto")
}

fn two_approvals_by_wfapi(bench: &Bench) -> Verdict {
    approvals(bench, "wfapi")
}

fn approve_and_abort(bench: &Bench) -> Verdict {
    let (job, run, both) = race(bench, [("approve", "auto"), ("abort", "")])?;
    let allowed = ["superseded", "settled", "input_already_settled", "run_finished"];
    let words = ends(&both, [&[&["approved"], &allowed[..]].concat(), &[&["aborted"], &allowed[..]].concat()])?;
    let view = bench.over(&job, run)?;
    let result = view["result"].as_str().unwrap_or_default();
    // What is told as taken has to be what happened.
    match result {
        "SUCCESS" => holds(words[1] != "aborted", "no rejection told as taken after SUCCESS", format!("{words:?}")),
        "ABORTED" => holds(words[0] != "approved", "no approval told as taken after ABORTED", format!("{words:?}")),
        other => failed("SUCCESS or ABORTED", other),
    }
}

fn two_aborts(bench: &Bench) -> Verdict {
    let allowed: &[&str] = &["aborted", "input_already_settled", "run_finished"];
    let (job, run, both) = race(bench, [("abort", ""), ("abort", "")])?;
    ends(&both, [allowed, allowed])?;
    let view = bench.over(&job, run)?;
    holds(view["result"] == "ABORTED", "the result ABORTED", &view["result"])
}
