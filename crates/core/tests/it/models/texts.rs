//! A machine says the same as text and as values, whichever way an outcome takes to become text.

use super::{changed, client};
use crate::models::recorded::recordings;
use crate::operations::operation;
use bellpull::{Feed, Output, Response};
use proptest::prelude::*;
use serde_json::Value;

/// Two machines with the same answers, in step; what they end with.
fn ends(op: &str, response: &Response) -> (String, String) {
    let start = || client().start(operation(op, &|_| false)).unwrap_or_else(|e| panic!("{op}: {e}"));
    let (mut values, mut texts) = (start(), start());
    for now in (0..).step_by(60_000).take(20) {
        let (output, (text, body)) = (values.poll_output(now), texts.poll_text(now));
        match output {
            Output::Done(_) => return (output.to_text(), text),
            Output::Send(ref request) => {
                assert_eq!((output.to_text(), &request.body), (text, &body), "{op}");
                values.handle_input(Feed::Response(response.clone()));
                texts.handle_input(Feed::Response(response.clone()));
            }
            other => assert_eq!(other.to_text(), text, "{op}"),
        }
    }
    panic!("{op} asks on and on")
}

fn same(op: &str, response: &Response) {
    let (values, texts) = ends(op, response);
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_else(|e| panic!("{op}: {e}\n{text}"));
    assert_eq!(read(&texts), read(&values), "{op}");
}

#[test]
fn all_recorded_answers() {
    let single = recordings().iter().filter(|r| bellpull::operation::names().contains(&r.op));
    let mut compared = 0;
    for recorded in single {
        same(recorded.op, &recorded.response);
        compared += 1;
    }
    assert!(compared > 1000, "of the recordings only {compared} are answers to an operation");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_answers((op, body) in changed(), cut in any::<prop::sample::Index>(), whole in any::<bool>()) {
        let mut bytes = body.to_string().into_bytes();
        if !whole {
            bytes.truncate(cut.index(bytes.len() + 1));
        }
        let headers = vec![("Content-Type".to_owned(), "application/json".to_owned())];
        same(op, &Response { status: 200, headers, body: bytes });
    }
}
