//! Inputs: listed before they are answered, and answered before the run goes on.

use super::super::shown::shown;
use super::Step;

/// An accepted answer is to an input that was listed, if a list was read since the last answer.
pub fn listed_before(steps: &[Step<'_>]) -> Result<(), String> {
    for (place, answer) in steps.iter().enumerate().filter(|(_, s)| s.settles()) {
        let of_run = |s: &&Step<'_>| s.run == answer.run && answer.run.is_some() && s.succeeds();
        let before = steps[..place].iter().rev().filter(of_run).take_while(|s| !s.exchange.writes());
        let Some(listing) = before.into_iter().find(|s| !s.listed.is_empty()) else { continue };
        let (id, ids) = (&answer.operation["input"], &listing.listed);
        // The first alone tells nothing of the others, but is itself still to be answered then.
        let waits_still = listing.op() == "next_pending_input_action"
            && steps[place + 1..].iter().filter(of_run).any(|s| s.listed.contains(&ids[0]) || (s.settles() && s.operation["input"] == ids[0]));
        if !ids.contains(id) && !waits_still {
            return Err(format!("{}: the input {id} is answered, and {} lists {ids:?}", answer.exchange.file, listing.exchange.file));
        }
    }
    Ok(())
}

/// A run that was paused and succeeds was let go on, by an accepted answer to each input that waited.
pub fn answered(steps: &[Step<'_>]) -> Result<(), String> {
    for (place, pause) in steps.iter().enumerate().filter(|(_, s)| s.run.is_some() && s.succeeds() && is_paused(s)) {
        let after = || steps[place..].iter().filter(|s| s.run == pause.run);
        let Some(done) = after().filter(|s| s.succeeds()).find(|s| matches!(s.end, Some("success" | "unstable"))) else { continue };
        let ids = &pause.listed;
        let open = ids.iter().find(|id| !after().any(|s| s.settles() && s.operation["input"] == **id));
        let nobody = ids.is_empty() && !after().any(Step::settles);
        if open.is_some() || nobody {
            let which = open.map(|id| format!(" {id}")).unwrap_or_default();
            return Err(format!("{}: the input{which} waits, and {} shows success, but nothing between answers it", pause.exchange.file, done.exchange.file));
        }
    }
    Ok(())
}

fn is_paused(step: &Step<'_>) -> bool {
    let paused = match step.op() {
        "wfapi_describe" => shown(&step.exchange.text()) == Some("paused"),
        "blue_run" => step.exchange.json().is_some_and(|body| body["state"] == "PAUSED"),
        _ => false,
    };
    paused || !step.listed.is_empty()
}
