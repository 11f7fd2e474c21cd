//! Runs the checks side by side and tells them in order.

use super::bench::{Bench, NO_INPUTS};
use super::checks;
use super::halt::Halt;
use super::verdict::{Unmet, Verdict};
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// How many checks run at a time: they wait most of their time.
const WORKERS: usize = 8;

/// What a check needs of the server beside core and Pipeline.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    Core,
    Wfapi,
    Blue,
    GraphView,
    Inputs,
    Password,
    Multibranch,
}

/// One check.
pub struct Check {
    pub group: &'static str,
    pub name: &'static str,
    pub needs: Needs,
    pub run: fn(&Bench) -> Verdict,
}

impl Check {
    /// Why this server cannot be asked that.
    fn lacking(&self, bench: &Bench) -> Option<&'static str> {
        let features = &bench.features;
        let (there, why) = match self.needs {
            Needs::Core => (true, ""),
            Needs::Wfapi => (features.wfapi, "this server has no Pipeline REST API"),
            Needs::Blue => (features.blue, "this server has no Blue Ocean"),
            Needs::GraphView => (features.graph_view, "this server has no Pipeline Graph View"),
            Needs::Inputs => (features.inputs, NO_INPUTS),
            Needs::Password => (bench.options.password.is_some(), "no --password was given"),
            Needs::Multibranch => (bench.options.multibranch.is_some(), "no --multibranch was given"),
        };
        (!there).then_some(why)
    }

    fn verdict(&self, bench: &Bench) -> Verdict {
        if let Some(why) = self.lacking(bench) {
            return Err(Unmet::Skipped(why.to_owned()));
        }
        catch_unwind(AssertUnwindSafe(|| (self.run)(bench))).unwrap_or_else(|_| Err(Unmet::Failed("the check itself panicked".to_owned())))
    }
}

/// How many ended how.
pub struct Tally {
    passed: usize,
    failed: usize,
    /// Why.
    skipped: Vec<String>,
    begin: Instant,
}

/// Runs every check that is wanted.
pub fn run(bench: &Bench, halt: &Halt) -> Tally {
    let wanted = |check: &Check| bench.options.only.as_ref().is_none_or(|only| format!("{}: {}", check.group, check.name).contains(only.as_str()));
    let checks: Vec<Check> = checks::all().into_iter().filter(wanted).collect();
    let mut tally = Tally { passed: 0, failed: 0, skipped: Vec::new(), begin: Instant::now() };
    let next = AtomicUsize::new(0);
    let (tell, told) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            let (tell, next, checks) = (tell.clone(), &next, &checks);
            scope.spawn(move || {
                while let Some((index, check)) = take(next, checks).filter(|_| !halt.called()) {
                    let begin = Instant::now();
                    let verdict = check.verdict(bench);
                    // What an interruption has cut off tells nothing.
                    if halt.called() || tell.send((index, verdict, begin.elapsed())).is_err() {
                        return;
                    }
                }
            });
        }
        drop(tell);
        in_order(told, |index, verdict, took| tally.tell(bench, &checks[index], &verdict, took));
    });
    tally
}

fn take<'a>(next: &AtomicUsize, checks: &'a [Check]) -> Option<(usize, &'a Check)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    checks.get(index).map(|check| (index, check))
}

/// Tells what came as soon as everything before it was told.
fn in_order(told: mpsc::Receiver<(usize, Verdict, Duration)>, mut tell: impl FnMut(usize, Verdict, Duration)) {
    let (mut early, mut next) = (BTreeMap::new(), 0);
    for (index, verdict, took) in told {
        early.insert(index, (verdict, took));
        while let Some((verdict, took)) = early.remove(&next) {
            tell(next, verdict, took);
            next += 1;
        }
    }
    // After an interruption there are gaps.
    for (index, (verdict, took)) in early {
        tell(index, verdict, took);
    }
}

impl Tally {
    fn tell(&mut self, bench: &Bench, check: &Check, verdict: &Verdict, took: Duration) {
        let said = match verdict {
            Ok(()) => {
                self.passed += 1;
                "ok".to_owned()
            }
            Err(Unmet::Failed(why)) => {
                self.failed += 1;
                format!("FAILED: {}", bench.options.redact(why).replace('\n', "\\n"))
            }
            Err(Unmet::Skipped(why)) => {
                let why = bench.options.redact(why);
                self.skipped.push(why.clone());
                format!("skipped: {why}")
            }
        };
        println!("{}: {} ... {said} ({:.1} s)", check.group, check.name, took.as_secs_f64());
    }

    /// An error if anything failed, was not reached, or (where it is known what the server lacks) was skipped
    /// for another reason.
    pub fn judge(&self, lacks: Option<&[&str]>, interrupted: bool) -> Result<()> {
        if interrupted {
            bail!("interrupted");
        }
        if self.failed > 0 {
            bail!("{} checks failed", self.failed);
        }
        if self.passed + self.skipped.len() == 0 {
            bail!("no check was run");
        }
        let unexpected = lacks.and_then(|lacks| self.skipped.iter().find(|why| !lacks.contains(&why.as_str())));
        if let Some(why) = unexpected {
            bail!("a check was skipped ({why}), but this server is known to have that");
        }
        Ok(())
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { passed, failed, skipped, begin } = self;
        let skipped = skipped.len();
        write!(f, "conform: {passed} passed, {failed} failed, {skipped} skipped ({:.1} s)", begin.elapsed().as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_early_is_told_later() {
        let (tell, told) = mpsc::channel();
        for index in [2, 0, 1, 4] {
            tell.send((index, Ok(()), Duration::ZERO)).expect("a receiver");
        }
        drop(tell);
        let mut order = Vec::new();
        in_order(told, |index, _, _| order.push(index));
        assert_eq!(order, [0, 1, 2, 4]);
    }

    #[test]
    fn what_is_not_well_is_an_error() {
        let tally =
            |passed, failed, skipped: &[&str]| Tally { passed, failed, skipped: skipped.iter().map(|s| (*s).to_owned()).collect(), begin: Instant::now() };
        assert!(tally(1, 0, &[]).judge(Some(&[]), false).is_ok());
        assert!(tally(1, 0, &["why"]).judge(None, false).is_ok());
        assert!(tally(1, 0, &["why"]).judge(Some(&["why"]), false).is_ok());
        assert!(tally(1, 0, &["why", "else"]).judge(Some(&["why"]), false).is_err());
        assert!(tally(1, 1, &[]).judge(None, false).is_err());
        assert!(tally(1, 0, &[]).judge(None, true).is_err());
        assert!(tally(0, 0, &[]).judge(None, false).is_err());
    }
}
