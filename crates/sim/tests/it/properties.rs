//! Whatever is asked, it answers.

use bellpull_sim::Sim;
use http::Request;
use proptest::prelude::*;

fn path() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("job"),
        Just("release"),
        Just("kinds"),
        Just("5"),
        Just("lastBuild"),
        Just("api"),
        Just("json"),
        Just("build"),
        Just("buildWithParameters"),
        Just("input"),
        Just("proceed"),
        Just("submit"),
        Just("abort"),
        Just("wfapi"),
        Just("inputSubmit"),
        Just("queue"),
        Just("item"),
        Just("cancelItem"),
        Just("%zz"),
        Just("..;"),
        Just("view"),
        Just("logText"),
        Just("progressiveText"),
        Just("stop"),
        Just("crumbIssuer"),
        Just("Ops%20Team"),
        Just("multi"),
        Just("feature%252Fux-1"),
    ];
    (proptest::collection::vec(part, 0..8), "[a-z]{0,6}=[ -~]{0,12}").prop_map(|(parts, query)| {
        let query: String = query.chars().filter(|c| !matches!(c, ' ' | '#' | '"' | '<' | '>' | '`' | '{' | '}' | '\\' | '^' | '|')).collect();
        format!("/jenkins/{}?{query}", parts.join("/"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_request_is_answered(paths in proptest::collection::vec(path(), 1..6), post in any::<bool>(), kind in prop_oneof![Just("application/x-www-form-urlencoded"), Just("multipart/form-data; boundary=B"), Just("x")], body in proptest::collection::vec(any::<u8>(), 0..60)) {
        let mut sim = Sim::builtin();
        for (at, path) in paths.iter().enumerate() {
            let request = Request::builder().method(if post { "POST" } else { "GET" }).uri(path)
                .header("authorization", "Basic YWRtaW46MTFhZG1pbjAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwdG9rZW4=").header("content-type", kind).body(body.clone());
            if let Ok(request) = request {
                let status = sim.handle(1_700_000_000_000 + at as u64 * 1000, &request).status().as_u16();
                prop_assert!((200..600).contains(&status));
            }
        }
    }
}
