//! Bad input, by callers and by servers.

use crate::pair::Pair;
use bellpull::{Client, Feed, Output, Response};
use proptest::prelude::*;
use serde_json::{Value, json};

#[test]
fn bad_operations_are_refused_before_anything_is_sent() {
    let mut pair = Pair::new();
    for (operation, code) in [
        (json!({"op": "launch"}), "invalid_operation"),
        (json!({"op": "job"}), "invalid_operation"),
        (json!({"op": "job", "job": 5}), "invalid_operation"),
        (json!({"op": "job", "job": ""}), "invalid_job_name"),
        (json!({"op": "job", "job": "a/../b"}), "invalid_job_name"),
        (json!({"op": "job", "job": "https://evil.example.com/job/x/"}), "invalid_job_name"),
        (json!({"op": "run", "job": "quick", "run": 1, "dpeth": 1}), "invalid_operation"),
        (json!({"op": "approve", "job": "quick", "run": 1, "input": ""}), "input_not_found"),
        (json!({"op": "approve", "job": "quick", "run": 1, "input": "X", "route": "submit"}), "invalid_operation"),
        (json!({"op": "trigger", "job": "quick", "until": "done"}), "invalid_operation"),
        (json!([]), "invalid_operation"),
    ] {
        assert_eq!(pair.fails(operation.clone()), code, "{operation}");
    }
    assert!(pair.sent.is_empty());
}

#[test]
fn every_operation_of_the_table_can_be_started() {
    let client = crate::pair::client(&crate::pair::token("releaser"));
    for operation in operations() {
        let mut machine = client.start(&operation).unwrap_or_else(|e| panic!("{operation}: {e}"));
        assert!(matches!(machine.poll_output(0), Output::Send(_)), "{operation} begins with a request");
    }
}

/// An operation of the table with every field that it has, or with those that it must have.
fn of_table(spec: &bellpull::operation::Spec, whole: bool) -> Value {
    let mut operation = json!({"op": spec.op});
    for field in spec.fields.iter().flat_map(|group| group.iter()).filter(|f| whole || f.required) {
        operation[field.name] = match field.ts {
            "JobName" => json!("Ops Team/deploy"),
            "number" => json!(7),
            "boolean" => json!(true),
            "string[]" => json!(["a", "b"]),
            "Record<string, unknown>" | "ParameterInputs" => json!({"A": "1"}),
            "string" if field.name == "token" => json!("t"),
            "string" => json!("x/y"),
            "PendingInput" => continue,
            "ParameterDefinition[]" => json!([]),
            "unknown" => json!({"href": "/jenkins/job/x/"}),
            "ListOperation" => json!({"op": "blue_runs", "job": "x"}),
            words if words.starts_with('"') => json!(words.split('"').nth(1)),
            other => panic!("{}: no sample of {other}", spec.op),
        };
    }
    operation
}

#[test]
fn what_is_written_of_the_table_is_true() {
    let client = crate::pair::client(&crate::pair::token("releaser"));
    let specs = bellpull::operation::specs();
    assert!(specs.len() > 50);
    for spec in &specs {
        for whole in [false, true] {
            let operation = of_table(spec, whole);
            let mut machine = client.start(&operation).unwrap_or_else(|e| panic!("{operation}: {e}"));
            // What a flow sends first depends on more than its fields.
            if spec.method.is_empty() {
                continue;
            }
            let Output::Send(request) = machine.poll_output(0) else { panic!("{operation} begins with a request") };
            assert_eq!(request.method.as_str(), spec.method, "{operation}");
            // Its last fixed part, apart from what is in brackets and may be left out.
            let certain: String = spec.path.split('[').map(|part| part.split_once(']').map_or(part, |(_, behind)| behind)).collect();
            let filled_in = |part: &&str| !part.trim_end_matches('/').chars().all(|c| c.is_ascii_uppercase());
            let fixed = certain.split('?').next().and_then(|path| path.split_inclusive('/').rfind(filled_in));
            assert!(request.url.contains(fixed.expect("a fixed part")), "{operation}: {}", request.url);
        }
        for field in spec.fields.iter().flat_map(|group| group.iter()).filter(|f| f.required) {
            let mut operation = of_table(spec, false);
            operation.as_object_mut().expect("an object").remove(field.name);
            assert!(client.start(&operation).is_err(), "{} without {}", spec.op, field.name);
        }
        let mut odd = of_table(spec, false);
        odd["nobodyReadsThis"] = json!(1);
        assert_eq!(client.start(&odd).expect_err("refused").code().as_str(), "invalid_operation", "{}", spec.op);
    }
    let mut names = bellpull::operation::names();
    let mut written: Vec<_> = specs.iter().map(|spec| spec.op).collect();
    names.sort_unstable();
    written.sort_unstable();
    assert_eq!(names, written, "each operation is written about, once");
}

/// Answers every request of an operation with the same response; says how it ended.
fn answered(operation: &Value, response: &Response) -> Result<Value, bellpull::Error> {
    let client = Client::new(json!({"url": "http://h/j", "credentials": {"kind": "browser"}})).expect("a client");
    let mut machine = client.start(operation).expect("an operation");
    let mut now = 0;
    for _ in 0..2_000 {
        match machine.poll_output(now) {
            Output::Send(_) => machine.handle_input(Feed::Response(response.clone())),
            Output::Wait { until } => now = until,
            Output::Event(_) => {}
            Output::Done(result) => return result.map(Value::from),
            Output::AwaitingResponse => unreachable!(),
        }
        if now > 10_000_000 {
            break;
        }
    }
    Ok(json!("still waiting"))
}

fn operations() -> Vec<Value> {
    let specs = bellpull::operation::specs();
    let with_patience = |mut operation: Value| {
        if operation["op"] == "trigger" {
            operation["patienceMillis"] = json!(1000);
        }
        operation
    };
    specs.iter().map(|spec| with_patience(of_table(spec, false))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn arbitrary_bytes_as_any_answer_never_panic(
        index in 0usize..1000,
        status in prop_oneof![Just(200u16), Just(201), Just(302), Just(400), Just(403), Just(404), Just(500), 100u16..999],
        kind in prop_oneof![Just("application/json"), Just("text/html"), Just("text/plain")],
        location in "(http://h/j/queue/item/[0-9]{1,25}/|\\PC{0,20})",
        size in "[0-9]{1,25}",
        body in prop_oneof![proptest::collection::vec(any::<u8>(), 0..80), json_text()],
    ) {
        let operations = operations();
        let headers = vec![("Content-Type".to_owned(), kind.to_owned()), ("Location".to_owned(), location), ("X-Text-Size".to_owned(), size)];
        let _ = answered(&operations[index % operations.len()], &Response { status, headers, body });
    }
}

/// Texts that are JSON, with the field names that the core looks at in odd places.
fn json_text() -> impl Strategy<Value = Vec<u8>> {
    let leaf = prop_oneof![Just(json!(null)), any::<bool>().prop_map(Value::from), any::<i64>().prop_map(Value::from), "\\PC{0,8}".prop_map(Value::from)];
    let name = prop_oneof![
        Just("actions"),
        Just("executions"),
        Just("input"),
        Just("parameters"),
        Just("id"),
        Just("_class"),
        Just("building"),
        Just("result"),
        Just("stages"),
        Just("status"),
        Just("_links"),
        Just("pendingInputActions"),
        Just("executable"),
        Just("number"),
        Just("property"),
        Just("parameterDefinitions"),
        Just("crumb"),
        Just("crumbRequestField"),
        Just("type"),
        Just("name"),
        Just("definition"),
        Just("defaultVal"),
        Just("choices"),
        Just("cancelled"),
    ];
    leaf.prop_recursive(5, 40, 5, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((name.clone(), inner), 0..6).prop_map(|f| Value::Object(f.into_iter().map(|(n, v)| (n.to_owned(), v)).collect())),
        ]
    })
    .prop_map(|v| v.to_string().into_bytes())
}
