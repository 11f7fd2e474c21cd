//! Signing in by password: session, crumb, and their end.

use super::Listed;
use super::identity::untouched;
use crate::conform::bench::{Bench, NO_INPUTS};
use crate::conform::caller::Caller;
use crate::conform::runner::Needs::Password;
use crate::conform::verdict::{Verdict, has, holds, lacks, number, refused, same, same_user, skipped, text};
use bellpull::Method;
use serde_json::json;

pub const CHECKS: &[Listed] = &[
    (Password, "login tells who it is", login),
    (Password, "a crumb belongs to the session", crumb),
    (Password, "trigger, approve and reject", trigger_and_settle),
    (Password, "after the logout it signs in again", logout),
    (Password, "a session that was ended elsewhere is opened anew", ended_elsewhere),
    (Password, "a wrong password is rejected", wrong_password),
];

fn session(bench: &Bench) -> Verdict<Caller> {
    Ok(bench.somebody(&json!({"kind": "password", "user": bench.options.user, "password": bench.options.password}))?)
}

fn login(bench: &Bench) -> Verdict {
    let who = session(bench)?.run(json!({"op": "login"}))?;
    same_user("name", &who["name"], &bench.features.user)?;
    same("anonymous", &who["anonymous"], false)
}

fn crumb(bench: &Bench) -> Verdict {
    let caller = session(bench)?;
    let answer = caller.run(json!({"op": "crumb"}));
    if !bench.features.crumbs {
        return refused(answer, &["not_found"]).map(|_| ());
    }
    let header = text(&answer?, "crumbRequestField")?.to_owned();
    let mut sent = Vec::new();
    let job = bench.pipeline("echo 'it ran'")?;
    caller.run_seen(json!({"op": "trigger", "job": job, "delaySeconds": 0}), &mut |request| {
        let has = |name: &str| request.header(name).is_some();
        sent.push((request.method, has("Cookie"), has("Authorization"), has(&header)));
    })?;
    holds(sent.iter().all(|(_, cookie, basic, _)| *cookie && !basic), "every request with the session's cookie alone", format!("{sent:?}"))?;
    let posts = sent.iter().filter(|(method, ..)| *method == Method::Post);
    holds(posts.clone().count() == 1 && posts.into_iter().all(|(.., crumb)| *crumb), "one POST, with a crumb", format!("{sent:?}"))?;
    has(&bench.success(&job, 1)?, "it ran")
}

fn trigger_and_settle(bench: &Bench) -> Verdict {
    if !bench.features.inputs {
        return skipped(NO_INPUTS);
    }
    let caller = session(bench)?;
    for (op, result) in [("approve", "SUCCESS"), ("abort", "ABORTED")] {
        let job = bench.pipeline("input id: 'gate', message: 'Go on?'\necho 'went on'")?;
        let outcome = caller.run(json!({"op": "trigger", "job": job, "delaySeconds": 0}))?;
        let run = number(&outcome, "run")?;
        bench.inputs(&job, run, 1)?;
        let settled = caller.run(json!({"op": op, "job": job, "run": run, "input": "Gate"}))?;
        same("outcome", &settled["outcome"], if op == "approve" { "approved" } else { "aborted" })?;
        same("result", &caller.run(json!({"op": "follow", "job": job, "run": run}))?["result"], result)?;
    }
    Ok(())
}

fn logout(bench: &Bench) -> Verdict {
    let caller = session(bench)?;
    caller.run(json!({"op": "login"}))?;
    same("accepted", &caller.run(json!({"op": "logout"}))?["accepted"], true)?;
    let mut paths = Vec::new();
    let who = caller.run_seen(json!({"op": "who_am_i"}), &mut |request| paths.push(request.url.clone()))?;
    same_user("name", &who["name"], &bench.features.user)?;
    holds(paths.len() > 1, "a new session", paths.join(", "))
}

fn ended_elsewhere(bench: &Bench) -> Verdict {
    let (caller, job) = (session(bench)?, bench.pipeline("echo 'it ran'")?);
    let mut cookie = String::new();
    for _ in 0..2 {
        let outcome = caller.run_seen(json!({"op": "trigger", "job": job, "delaySeconds": 0}), &mut |request| {
            cookie = request.header("Cookie").unwrap_or_default().to_owned();
        })?;
        bench.success(&job, number(&outcome, "run")?)?;
        bench.site.log_out(&cookie)?;
    }
    // Sent with the dead session's crumb, the second one was refused before it was sent anew: two runs, not three.
    same("nextBuildNumber", &bench.run(json!({"op": "job", "job": job}))?["nextBuildNumber"], 3)
}

fn wrong_password(bench: &Bench) -> Verdict {
    let wrong = "certainly-not-this-one";
    let job = bench.pipeline("echo 'never'")?;
    let caller = bench.somebody(&json!({"kind": "password", "user": bench.options.user, "password": wrong}))?;
    for operation in [json!({"op": "login"}), json!({"op": "trigger", "job": job})] {
        let error = refused(caller.run(operation), &["credentials_rejected", "login_required"])?;
        lacks(&format!("{error} {error:?}"), wrong)?;
    }
    untouched(bench, &job)
}
