//! Logs: as they grow, whole, resumed.

use super::Listed;
use crate::conform::bench::Bench;
use crate::conform::recipe::Recipe;
use crate::conform::runner::Needs::Core;
use crate::conform::verdict::{Verdict, has, holds, number, same, text};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

pub const CHECKS: &[Listed] = &[
    (Core, "while it grows, piece by piece", growing),
    (Core, "not followed", not_followed),
    (Core, "single pieces until the end", pieces),
    (Core, "resumed where a piece ended", resumed),
    (Core, "from beyond the end", beyond),
    (Core, "5 000 lines", many_lines),
    (Core, "letters of the world", unicode),
];

/// A log that grows for as long as it takes to read several pieces of it, however slowly this server answers.
fn growing_job(bench: &Bench) -> Verdict<(String, u64)> {
    let (begin, quick) = (Instant::now(), Duration::from_millis(300));
    bench.run(json!({"op": "who_am_i"}))?;
    let lines = 10 + begin.elapsed().saturating_sub(quick).as_millis() / 75;
    let script = format!("for (int i = 0; i < {lines}; i++) {{\n  echo \"line ${{i}}: äöü €\"\n  sleep(time: 500, unit: 'MILLISECONDS')\n}}\necho 'the end'");
    bench.started(&script)
}

/// All log events of an operation, and its outcome.
fn followed(bench: &Bench, operation: Value) -> Verdict<(Vec<Value>, Value)> {
    let mut pieces = Vec::new();
    let outcome = bench.caller.watch(operation, &mut |event| {
        if event["event"] == "log" {
            pieces.push(event.clone());
        }
    })?;
    Ok((pieces, outcome))
}

fn joined(pieces: &[Value]) -> String {
    pieces.iter().filter_map(|p| p["text"].as_str()).collect()
}

fn growing(bench: &Bench) -> Verdict {
    let (job, run) = growing_job(bench)?;
    let (pieces, outcome) = followed(bench, json!({"op": "log", "job": job, "run": run}))?;
    same("complete", &outcome["complete"], true)?;
    holds(pieces.len() > 2, "several pieces", pieces.len())?;
    holds(pieces.windows(2).all(|w| w[0]["end"] == w[1]["start"]), "pieces that follow each other", json!(pieces))?;
    let whole = bench.success(&job, run)?;
    has(&whole, "line 9: äöü €\n")?;
    holds(joined(&pieces) == whole, format!("the whole log {whole}"), joined(&pieces))
}

fn not_followed(bench: &Bench) -> Verdict {
    let (job, run) = bench.started("echo 'so far'\nsleep 600")?;
    bench.logged(&job, run, "so far")?;
    let (pieces, outcome) = followed(bench, json!({"op": "log", "job": job, "run": run, "follow": false}))?;
    same("complete", &outcome["complete"], false)?;
    has(&joined(&pieces), "so far")?;
    bench.stop(&job, run)
}

fn pieces(bench: &Bench) -> Verdict {
    let (job, run) = growing_job(bench)?;
    let (mut start, mut text_so_far, mut grew) = (0, String::new(), 0);
    let read = |start: u64| bench.run(json!({"op": "progressive_text", "job": job, "run": run, "start": start}));
    loop {
        let piece = read(start)?;
        same("start", &piece["start"], start)?;
        text_so_far.push_str(text(&piece, "text")?);
        let end = number(&piece, "end")?;
        grew += u32::from(end > start);
        start = end;
        if piece["more"] != json!(true) {
            break;
        }
        std::thread::sleep(Duration::from_millis(400));
    }
    holds(grew > 2, "a log that grew in steps", grew)?;
    let whole = bench.log(&job, run)?;
    has(&whole, "the end")?;
    holds(text_so_far == whole, format!("the whole log {whole}"), text_so_far)
}

fn resumed(bench: &Bench) -> Verdict {
    let (job, run) = growing_job(bench)?;
    let (pieces, _) = followed(bench, json!({"op": "log", "job": job, "run": run}))?;
    holds(pieces.len() > 2, "several pieces", pieces.len())?;
    let (rest, outcome) = followed(bench, json!({"op": "log", "job": job, "run": run, "start": pieces[1]["end"]}))?;
    same("complete", &outcome["complete"], true)?;
    holds(joined(&rest) == joined(&pieces[2..]), format!("the rest {}", joined(&pieces[2..])), joined(&rest))
}

fn beyond(bench: &Bench) -> Verdict {
    let (job, run) = bench.started("echo 'short'")?;
    let whole = bench.success(&job, run)?;
    let size = bench.run(json!({"op": "log", "job": job, "run": run}))?;
    let piece = bench.run(json!({"op": "progressive_text", "job": job, "run": run, "start": number(&size, "size")? + 5_000}))?;
    same("start", &piece["start"], 0)?;
    same("more", &piece["more"], false)?;
    holds(piece["text"] == whole.as_str(), format!("the whole log {whole}"), &piece["text"])
}

fn many_lines(bench: &Bench) -> Verdict {
    let lines: String = (0..5_000).map(|i| format!("line {i} of many\n")).collect();
    let job = bench.job(&Recipe::new("echo \"${params.T}\"\necho 'the end'").text("T", ""))?;
    let run = bench.start(&job, json!({"T": lines}))?;
    let whole = bench.success(&job, run)?;
    has(&whole, &lines)?;
    let (pieces, _) = followed(bench, json!({"op": "log", "job": job, "run": run}))?;
    let came = joined(&pieces);
    holds(came == whole, format!("{} bytes", whole.len()), format!("{} bytes", came.len()))
}

fn unicode(bench: &Bench) -> Verdict {
    let (job, run) = bench.started("echo 'Ελληνικά עברית 日本語 🚀 é'\necho '<b>not & markup</b>'")?;
    let whole = bench.success(&job, run)?;
    has(&whole, "Ελληνικά עברית 日本語 🚀 é\n")?;
    has(&whole, "<b>not & markup</b>\n")?;
    let piece = bench.run(json!({"op": "progressive_text", "job": job, "run": run}))?;
    holds(piece["text"] == whole.as_str(), format!("the whole log {whole}"), &piece["text"])
}
