//! Something fails at each step of each flow: a typed error with a remedy or the true outcome, and never a
//! second POST or a panic.

use crate::pair::{FAULTS, Pair, token};
use bellpull_sim::{Fault, FaultKind, Scenario};
use serde_json::{Value, json};

fn flows(run: &Value) -> Vec<Value> {
    let of_run = |op: &str| json!({"op": op, "job": "release", "run": run});
    let mut approve = of_run("approve");
    approve["input"] = json!("Proceed-to-prod");
    let mut abort = approve.clone();
    abort["op"] = json!("abort");
    let mut follow = of_run("follow");
    follow["untilPaused"] = json!(true);
    let mut log = of_run("log");
    log["follow"] = json!(false);
    vec![
        json!({"op": "trigger", "job": "declarative", "parameters": {"TAG": "v7"}}),
        json!({"op": "describe", "job": "kinds"}),
        of_run("inputs"),
        follow,
        log,
        approve,
        abort,
    ]
}

/// How often each POST was sent and carried out.
fn effects(pair: &Pair) -> usize {
    pair.sim.requests().iter().filter(|r| r.method == "POST" && matches!(r.status, 200..=399) && !r.path.contains("j_spring")).count()
}

#[test]
fn at_each_step_of_each_flow() {
    let password = json!({"kind": "password", "user": "releaser", "password": "password-2-"});
    let (mut errors, mut outcomes) = (0, 0);
    for credentials in [token("releaser"), password] {
        for kind in FAULTS {
            for after in 0..6 {
                for flow in 0..7 {
                    let mut pair = Pair::with(Scenario::builtin(), &credentials);
                    let run = pair.paused("release");
                    pair.sim.add_fault(Fault { method: None, path_contains: String::new(), times: 1, after, kind: kind.clone() });
                    let operation = flows(&run)[flow].clone();
                    match pair.run(operation.clone()) {
                        Ok(_) => outcomes += 1,
                        Err(error) => {
                            errors += 1;
                            assert!(!error.code().remedy().is_empty() && !error.message().is_empty(), "{operation} {kind:?}");
                        }
                    }
                    assert!(effects(&pair) <= 1, "{operation} {kind:?} at {after}: {:?}", pair.sent);
                }
            }
        }
    }
    assert!(errors > 100 && outcomes > 100, "{errors} errors, {outcomes} outcomes");
}

#[test]
fn a_server_that_is_gone_is_told_in_the_end() {
    for operation in [json!({"op": "describe", "job": "kinds"}), json!({"op": "trigger", "job": "quick"}), json!({"op": "who_am_i"})] {
        let mut pair = Pair::new();
        pair.sim.add_fault(Fault { method: None, path_contains: String::new(), times: u32::MAX, after: 0, kind: FaultKind::LostRequest });
        assert_eq!(pair.fails(operation), "network");
        assert!(pair.events.iter().any(|e| e["event"] == "retrying") && pair.posts() == 0);
    }
}
