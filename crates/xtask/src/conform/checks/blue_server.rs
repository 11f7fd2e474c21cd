//! Blue Ocean: the server, its users, its pipelines, favorites, classes, search.

use super::Listed;
use super::inputs::oddly_named;
use crate::conform::bench::Bench;
use crate::conform::recipe::Recipe;
use crate::conform::runner::Needs::Blue;
use crate::conform::verdict::{Verdict, each, find, holds, list, refused, same, same_user, text};
use serde_json::json;

pub const CHECKS: &[Listed] = &[
    (Blue, "organizations", organizations),
    (Blue, "the user who asks", current_user),
    (Blue, "users", users),
    (Blue, "pipelines of a folder, page by page", pipelines),
    (Blue, "a pipeline with its parameters", pipeline),
    (Blue, "paths with odd names", odd_paths),
    (Blue, "a favorite, set and removed", favorite),
    (Blue, "enabled and disabled", enable),
    (Blue, "classes and what they can", classes),
    (Blue, "search", search),
    (Blue, "what is not there", missing),
];

fn organizations(bench: &Bench) -> Verdict {
    let all = bench.run(json!({"op": "blue_organizations"}))?;
    let name = text(&all[0], "name")?;
    same("name", &bench.run(json!({"op": "blue_organization", "organization": name}))?["name"], name)?;
    refused(bench.run(json!({"op": "blue_organization", "organization": "no-such-place"})), &["not_found"]).map(|_| ())
}

fn current_user(bench: &Bench) -> Verdict {
    let me = bench.run(bench.blue(json!({"op": "blue_current_user"})))?;
    same_user("id", &me["id"], &bench.features.user)?;
    let may = &me["permission"];
    holds(may["administrator"].is_boolean(), "what the user may do", &me)?;
    if let Some(administrator) = bench.features.administrator {
        same("administrator", &may["administrator"], administrator)?;
    }
    Ok(())
}

fn users(bench: &Bench) -> Verdict {
    let me = bench.features.user.as_str();
    same_user("id", &bench.run(json!({"op": "blue_user", "user": me}))?["id"], me)?;
    same_user("id", &bench.run(bench.blue(json!({"op": "blue_user", "user": me})))?["id"], me)?;
    let some = bench.run(json!({"op": "blue_users", "limit": 1}))?;
    holds(list(&some)?.len() == 1, "one user", &some)?;
    holds(some[0]["id"].is_string(), "a user with an id", &some)
}

fn pipelines(bench: &Bench) -> Verdict {
    let folder = "paged";
    bench.site.folder(&[], folder)?;
    for name in ["a 1", "b 2", "c 3"] {
        bench.site.job(&[folder], name, &Recipe::new("echo 'x'"))?;
    }
    let read =
        |start: u64, limit: u64| bench.run(bench.blue(json!({"op": "blue_pipelines", "folder": [bench.site.folder, folder], "start": start, "limit": limit})));
    same("all", &each(&read(0, 100)?, "name"), json!(["a 1", "b 2", "c 3"]))?;
    same("the first page", &each(&read(0, 2)?, "name"), json!(["a 1", "b 2"]))?;
    same("the second page", &each(&read(2, 2)?, "name"), json!(["c 3"]))?;
    let folder = bench.run(bench.blue(json!({"op": "blue_pipeline", "job": format!("{}/{folder}", bench.site.folder)})))?;
    same("numberOfPipelines", &folder["numberOfPipelines"], 3)
}

fn pipeline(bench: &Bench) -> Verdict {
    let job = bench.job(&Recipe::new("echo 'x'").string("S", "a default").choice("C", &["first", "b & c"]))?;
    let read = bench.run(bench.blue(json!({"op": "blue_pipeline", "job": job})))?;
    same("fullName", &read["fullName"], job.clone())?;
    same("latestRun", &read["latestRun"], json!(null))?;
    same("its parameters", &each(&read["parameters"], "name"), json!(["S", "C"]))?;
    same("choices", &find(&read["parameters"], "name", "C")?["choices"], json!(["first", "b & c"]))?;
    let run = bench.start(&job, json!({}))?;
    bench.success(&job, run)?;
    let again = bench.run(bench.blue(json!({"op": "blue_pipeline", "job": job})))?;
    same("the latest run", &again["latestRun"]["id"], run.to_string())
}

fn odd_paths(bench: &Bench) -> Verdict {
    let job = oddly_named(bench, "Ops Team blue", &Recipe::new("echo 'x'"))?;
    let read = bench.run(bench.blue(json!({"op": "blue_pipeline", "job": job})))?;
    same("name", &read["name"], job.rsplit('/').next().unwrap_or_default())?;
    let started = bench.run(bench.blue(json!({"op": "blue_start", "job": job})))?;
    let run = bench.run_of_blue_item(&started)?;
    bench.success(&job, run)?;
    same("id", &bench.run(bench.blue(json!({"op": "blue_run", "job": job, "run": run})))?["id"], run.to_string())
}

fn favorite(bench: &Bench) -> Verdict {
    let job = bench.pipeline("echo 'x'")?;
    let me = bench.features.user.as_str();
    let mine = |job: &str| -> Verdict<bool> {
        let all = bench.run(json!({"op": "blue_favorites", "user": me, "limit": 10_000}))?;
        Ok(list(&all)?.iter().any(|f| f["item"]["fullName"] == job))
    };
    let set = |favorite: bool| bench.run(bench.blue(json!({"op": "blue_set_favorite", "job": job, "favorite": favorite})));
    same("the favorite", &set(true)?["item"]["fullName"], job.clone())?;
    holds(mine(&job)?, "the pipeline among the favorites", "not there")?;
    same("one favorite", &bench.run(json!({"op": "blue_favorite", "user": me, "job": job}))?["item"]["fullName"], job.clone())?;
    set(false)?;
    holds(!mine(&job)?, "the pipeline no longer among the favorites", "still there")
}

fn enable(bench: &Bench) -> Verdict {
    let job = bench.pipeline("echo 'it ran'")?;
    bench.run(bench.blue(json!({"op": "blue_disable", "job": job})))?;
    refused(bench.run(json!({"op": "trigger", "job": job})), &["job_disabled"])?;
    same("disabled", &bench.run(bench.blue(json!({"op": "blue_pipeline", "job": job})))?["disabled"], true)?;
    bench.run(bench.blue(json!({"op": "blue_enable", "job": job})))?;
    let run = bench.start(&job, json!({}))?;
    bench.success(&job, run).map(|_| ())
}

fn classes(bench: &Bench) -> Verdict {
    let name = "io.jenkins.blueocean.rest.impl.pipeline.PipelineImpl";
    let wanted = "io.jenkins.blueocean.rest.model.BluePipeline";
    let one = bench.run(json!({"op": "blue_class", "class": name}))?;
    holds(list(&one["classes"])?.iter().any(|c| c == wanted), wanted, &one)?;
    let several = bench.run(json!({"op": "blue_classes", "classes": [name]}))?;
    holds(list(&several["map"][name]["classes"])?.iter().any(|c| c == wanted), wanted, &several)
}

fn search(bench: &Bench) -> Verdict {
    let job = bench.pipeline("echo 'x'")?;
    let found = bench.run(json!({"op": "blue_search", "type": "pipeline", "pipeline": format!("*{}*", bench.site.folder), "limit": 10_000}))?;
    holds(list(&found)?.iter().any(|p| p["fullName"] == job.as_str()), format!("{job} among the pipelines"), format!("{} others", list(&found)?.len()))
}

fn missing(bench: &Bench) -> Verdict {
    let job = bench.pipeline("echo 'x'")?;
    refused(bench.run(bench.blue(json!({"op": "blue_pipeline", "job": format!("{job} not")}))), &["not_found"])?;
    refused(bench.run(bench.blue(json!({"op": "blue_run", "job": job, "run": 7}))), &["not_found"]).map(|_| ())
}
