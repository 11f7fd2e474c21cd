//! Who asks whom.

use super::Listed;
use crate::conform::bench::Bench;
use crate::conform::runner::Needs::Core;
use crate::conform::verdict::{Verdict, holds, lacks, refused, same, same_user, skipped, text};
use serde_json::json;

pub const CHECKS: &[Listed] = &[
    (Core, "the token's user", user),
    (Core, "the server and its version", root),
    (Core, "a crumb, without its secret", crumb),
    (Core, "a wrong token is rejected", wrong_token),
    (Core, "a wrong token triggers nothing", wrong_token_triggers_nothing),
    (Core, "nobody signed in", anonymous),
    (Core, "a wrong base path", wrong_base),
    (Core, "nobody listens", nobody_listens),
];

fn user(bench: &Bench) -> Verdict {
    let who = bench.run(json!({"op": "who_am_i"}))?;
    same_user("the user", &who["name"], &bench.options.user)?;
    same("anonymous", &who["anonymous"], false)
}

fn root(bench: &Bench) -> Verdict {
    let root = bench.run(json!({"op": "root"}))?;
    holds(["NORMAL", "EXCLUSIVE"].contains(&text(&root, "mode")?), "a mode NORMAL or EXCLUSIVE", &root["mode"])?;
    if bench.features.version.is_none() {
        return skipped("no X-Jenkins header arrives, so the version is not known");
    }
    let version = text(&root, "version")?;
    holds(version.starts_with(|c: char| c.is_ascii_digit()), "a version that begins with a digit", version)
}

fn crumb(bench: &Bench) -> Verdict {
    let answer = bench.run(json!({"op": "crumb"}));
    if !bench.features.crumbs {
        return refused(answer, &["not_found"]).map(|_| ());
    }
    let crumb = answer?;
    holds(!text(&crumb, "crumbRequestField")?.is_empty(), "the name of a header", &crumb)?;
    same("crumb", &crumb["crumb"], json!(null))
}

fn wrong_token(bench: &Bench) -> Verdict {
    let wrong = "11ffffffffffffffffffffffffffffffff";
    let caller = bench.somebody(&json!({"kind": "token", "user": bench.options.user, "token": wrong}))?;
    let error = refused(caller.run(json!({"op": "who_am_i"})), &["credentials_rejected"])?;
    lacks(&format!("{error} {error:?}"), wrong)
}

fn wrong_token_triggers_nothing(bench: &Bench) -> Verdict {
    let job = bench.pipeline("echo 'never'")?;
    let caller = bench.somebody(&json!({"kind": "token", "user": bench.options.user, "token": "11ffffffffffffffffffffffffffffffff"}))?;
    refused(caller.run(json!({"op": "trigger", "job": job})), &["credentials_rejected"])?;
    refused(caller.run(json!({"op": "build", "job": job})), &["credentials_rejected"])?;
    untouched(bench, &job)
}

/// No run of the job was started or waits.
pub fn untouched(bench: &Bench, job: &str) -> Verdict {
    let read = bench.run(json!({"op": "job", "job": job}))?;
    same("nextBuildNumber", &read["nextBuildNumber"], 1)?;
    same("inQueue", &read["inQueue"], false)
}

fn anonymous(bench: &Bench) -> Verdict {
    let who = bench.anonymous()?.run(json!({"op": "who_am_i"}))?;
    same("anonymous", &who["anonymous"], true)
}

fn wrong_base(bench: &Bench) -> Verdict {
    let nowhere = bench.at(&format!("{}/no-such-place", bench.options.url.trim_end_matches('/')))?;
    refused(nowhere.run(json!({"op": "root"})), &["not_found"])?;
    refused(nowhere.run(json!({"op": "who_am_i"})), &["not_found"]).map(|_| ())
}

fn nobody_listens(bench: &Bench) -> Verdict {
    let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).map_err(anyhow::Error::from)?.port();
    let error = refused(bench.here(&format!("http://127.0.0.1:{port}/"))?.run(json!({"op": "build", "job": "x"})), &["network"])?;
    holds(error.sent() == bellpull::Sent::No, "a request that was certainly not sent", format!("{:?}", error.sent()))
}
