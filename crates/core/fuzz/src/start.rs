//! Starting what an input chooses.

use crate::Head;
use crate::operations::operation;
use crate::watch::{BASE, SECRET};
use bellpull::{Client, Machine};
use serde_json::{Value, json};

/// A client for one of the ways to sign in; whether it has a session that it renews.
pub fn client(head: Head) -> (Client, bool) {
    let user = "releaser";
    let credentials = match head.credentials % 5 {
        0 => json!({"kind": "token", "user": user, "token": SECRET}),
        1 => json!({"kind": "password", "user": user, "password": SECRET}),
        2 => json!({"kind": "bearer", "token": SECRET}),
        3 => json!({"kind": "browser"}),
        _ => json!({"kind": "anonymous"}),
    };
    let config = json!({"url": BASE, "credentials": credentials, "headers": {"X-Proxy-Auth": SECRET}, "maxBodyBytes": 60_000});
    (Client::new(config).expect("a client"), head.credentials % 5 == 1)
}

/// Starts the chosen operation; `replaced` has fields that are given in place of the usual ones.
pub fn machine(client: &Client, head: Head, replaced: &Value) -> Option<Machine> {
    let names = bellpull::operation::names();
    let mut operation = operation(names[usize::from(head.operation) % names.len()], &|place| head.fields >> (place % 16) & 1 == 1);
    for (name, value) in replaced.as_object().into_iter().flatten() {
        operation[name] = value.clone();
    }
    client.start(operation).ok()
}
