//! What a run archives, by each who tells it. Needs an executor, for a workspace.

use super::Listed;
use crate::conform::bench::Bench;
use crate::conform::runner::Needs::{Blue, Core, Wfapi};
use crate::conform::verdict::{Verdict, each, holds, list, refused, same, skipped};
use base64::Engine as _;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

pub const CHECKS: &[Listed] = &[
    (Core, "by the run's tree", by_core),
    (Core, "downloaded", downloaded),
    (Wfapi, "by the Pipeline REST API", by_wfapi),
    (Blue, "by Blue Ocean", by_blue),
    (Core, "none", none),
];

const ARCHIVE: &str = "node {
  writeFile file: 'out/report one.txt', text: 'a report'
  writeFile file: 'dist/app+1.bin', text: '0123456789'
  archiveArtifacts artifacts: 'out/report one.txt'
  archiveArtifacts artifacts: 'dist/app+1.bin'
}";
const PATHS: [&str; 2] = ["dist/app+1.bin", "out/report one.txt"];
/// An idle executor takes a run within moments.
const PATIENCE: Duration = Duration::from_secs(90);

fn archived(bench: &Bench) -> Verdict<(String, u64)> {
    let (job, run) = bench.started(ARCHIVE)?;
    let begin = Instant::now();
    while bench.run(json!({"op": "run", "job": job, "run": run, "tree": "building"}))?["building"] != json!(false) {
        if begin.elapsed() > PATIENCE {
            bench.stop(&job, run)?;
            return skipped(format!("no executor had finished the run within {} s", PATIENCE.as_secs()));
        }
        std::thread::sleep(Duration::from_millis(300));
    }
    bench.success(&job, run)?;
    Ok((job, run))
}

fn sorted(list: &Value, name: &str) -> Value {
    let mut names: Vec<String> = each(list, name).as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect();
    names.sort();
    json!(names)
}

fn by_core(bench: &Bench) -> Verdict {
    let (job, run) = archived(bench)?;
    let tree = bench.run(json!({"op": "run", "job": job, "run": run, "tree": "artifacts[fileName,relativePath]"}))?;
    same("paths", &sorted(&tree["artifacts"], "relativePath"), json!(PATHS))?;
    same("names", &sorted(&tree["artifacts"], "fileName"), json!(["app+1.bin", "report one.txt"]))
}

fn by_wfapi(bench: &Bench) -> Verdict {
    let (job, run) = archived(bench)?;
    let read = bench.run(json!({"op": "wfapi_artifacts", "job": job, "run": run}))?;
    same("names", &sorted(&read, "name"), json!(["app+1.bin", "report one.txt"]))?;
    let sizes: u64 = list(&read)?.iter().filter_map(|a| a["size"].as_u64()).sum();
    holds(sizes == 18, "18 bytes in all", &read)
}

fn by_blue(bench: &Bench) -> Verdict {
    let (job, run) = archived(bench)?;
    let read = bench.run(bench.blue(json!({"op": "blue_artifacts", "job": job, "run": run})))?;
    same("paths", &sorted(&read, "path"), json!(PATHS))
}

fn downloaded(bench: &Bench) -> Verdict {
    let (job, run) = archived(bench)?;
    for (path, content) in [("out/report one.txt", "a report"), ("dist/app+1.bin", "0123456789")] {
        let file = bench.run(json!({"op": "artifact", "job": job, "run": run, "path": path}))?;
        same("the file's name", &file["name"], path.rsplit('/').next().unwrap_or_default())?;
        same("its content", &file["base64"], base64::engine::general_purpose::STANDARD.encode(content))?;
    }
    refused(bench.run(json!({"op": "artifact", "job": job, "run": run, "path": "out/not there.txt"})), &["not_found"]).map(|_| ())
}

fn none(bench: &Bench) -> Verdict {
    let (job, run) = bench.started("echo 'nothing to keep'")?;
    bench.success(&job, run)?;
    let tree = bench.run(json!({"op": "run", "job": job, "run": run, "tree": "artifacts[fileName,relativePath]"}))?;
    same("artifacts", &tree["artifacts"], json!([]))
}
