//! The C ABI's generated files: the results, from the core's codes, and the header, by cbindgen.

use crate::process::root;
use anyhow::{Context as _, Result, ensure};
use bellpull::Code;
use std::fmt::Write as _;

/// Results that the core has no code for: a program uses the library in a wrong way. Numbers are never given out twice.
const MISUSE: &[(u32, &str, &str)] = &[
    (1001, "null_parameter", "Give what is asked for; a pointer is null."),
    (1002, "invalid_utf8", "Give texts in UTF-8."),
    (1003, "wrong_order", "Do what the machine said last, and report that."),
    (1004, "busy", "Call a machine from one thread at a time."),
    (1005, "too_large", "Texts have at most 256 MiB, bytes that are handed in at once 1 GiB."),
    (1006, "not_a_handle", "Use what `new` and `start` gave, until it is freed; it may have been freed before."),
    (1007, "invalid_value", "Give a number or flag that the function's page names."),
    (1008, "abi_mismatch", "Compile the program with the header of this library, or load the library of that header."),
    (1009, "panicked", "This is a defect of the library: report it. The machine can only be freed."),
];

/// Numbers of codes that are no more. They stay reserved.
const RETIRED: &[(u32, &str)] = &[];

/// Each result: its number, its code, what to do about it.
fn results() -> Vec<(u32, &'static str, &'static str)> {
    let core = Code::ALL.iter().map(|code| (code.number(), code.as_str(), code.remedy()));
    let ok = [(0, "ok", "Nothing is wrong.")];
    ok.into_iter().chain(core).chain(MISUSE.iter().copied()).collect()
}

/// `bindings/c/src/result.rs`.
pub fn results_rs() -> Result<String> {
    let results = results();
    ensure!(results.iter().all(|(number, ..)| !RETIRED.iter().any(|(retired, _)| retired == number)), "a retired number was given out again");
    let mut out = "//! Generated from the core's codes by `cargo xtask codegen`. Do not edit.\n\nuse bellpull::Code;\nuse std::ffi::CStr;\n\n\
        /// What a function says. Numbers below 1000 are the core's codes, the same as in every other language; from 1001 on\n\
        /// they tell that the library was used in a wrong way. Numbers are never given out twice.\n\
        #[repr(u32)]\n#[derive(Debug, Clone, Copy, PartialEq, Eq)]\npub enum jenkins_result {\n"
        .to_owned();
    for (number, code, remedy) in &results {
        write!(out, "    /// `{code}`. {remedy}\n    {} = {number},\n", variant(code))?;
    }
    out += "}\n\n/// Each result with its code and remedy.\npub(crate) const NAMES: &[(u32, &CStr, &CStr)] = &[\n";
    for (number, code, remedy) in &results {
        writeln!(out, "    ({number}, c{code:?}, c{remedy:?}),")?;
    }
    out += "];\n\n/// The result for a code of the core.\npub(crate) fn of(code: Code) -> jenkins_result {\n    match code {\n";
    for code in Code::ALL {
        writeln!(out, "        Code::{code:?} => jenkins_result::{},", variant(code.as_str()))?;
    }
    out += "        // A code that this file was not made for; the check of generated files tells.\n        _ => jenkins_result::Panicked,\n    }\n}\n";
    Ok(out)
}

fn variant(code: &str) -> String {
    let upper = |word: &str| word.chars().enumerate().map(|(i, c)| if i == 0 { c.to_ascii_uppercase() } else { c }).collect::<String>();
    code.split('_').map(upper).collect()
}

/// `bindings/c/include/bellpull.h`.
pub fn header() -> Result<String> {
    let crate_dir = root().join("bindings/c");
    let config = cbindgen::Config::from_file(crate_dir.join("cbindgen.toml")).map_err(|e| anyhow::anyhow!("cbindgen.toml: {e}"))?;
    // It finds the other files by the modules.
    let builder = cbindgen::Builder::new().with_config(config).with_src(crate_dir.join("src/lib.rs"));
    let mut out = Vec::new();
    builder.generate().context("cbindgen")?.write(&mut out);
    String::from_utf8(out).context("the header is no text")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers that were given out. Lines are only ever added; a code that goes is named in `RETIRED`.
    const GIVEN: &str = "
        0 ok
        1 invalid_url
        2 invalid_job_name
        3 invalid_operation
        4 invalid_credentials
        5 parameter_unknown
        6 parameter_missing
        7 parameter_invalid
        8 parameter_unsupported
        9 network
        10 timed_out
        11 not_found
        12 forbidden
        13 login_required
        14 credentials_rejected
        15 crumb_rejected
        16 sso_redirect
        17 proxy_answer
        18 bad_response
        19 body_too_large
        20 server_error
        21 server_starting
        22 too_many_requests
        23 method_not_allowed
        24 url_too_long
        25 redirected
        26 job_disabled
        27 not_parameterized
        28 trigger_refused
        29 trigger_unconfirmed
        30 queue_item_gone
        31 queue_item_left
        32 input_not_found
        33 input_already_settled
        34 input_not_allowed
        35 input_ambiguous
        36 input_changed
        37 inputs_unreadable
        38 approval_unconfirmed
        39 run_finished
        40 bad_request
        41 link_outside_server
        42 unsupported
        43 cancelled
        1001 null_parameter
        1002 invalid_utf8
        1003 wrong_order
        1004 busy
        1005 too_large
        1006 not_a_handle
        1007 invalid_value
        1008 abi_mismatch
        1009 panicked
    ";

    #[test]
    fn numbers_are_stable_and_never_given_out_twice() {
        let given: Vec<(u32, &str)> = GIVEN.lines().filter_map(|l| l.trim().split_once(' ')).map(|(n, code)| (n.parse().expect("a number"), code)).collect();
        for (number, code, _) in results() {
            assert!(given.contains(&(number, code)), "{number} {code} was not given out: a new code is added to this list");
        }
        for (number, code) in given {
            let still = results().iter().any(|(n, c, _)| (*n, *c) == (number, code));
            assert_ne!(still, RETIRED.contains(&(number, code)), "{number} {code} is neither in use nor retired, or both");
        }
        let mut numbers: Vec<u32> = results().iter().map(|(n, ..)| *n).collect();
        numbers.dedup();
        assert_eq!(numbers.len(), results().len());
        assert!(Code::ALL.iter().all(|code| code.number() < 1000));
    }

    #[test]
    fn codes_are_named_as_variants() {
        assert_eq!(variant("input_not_found"), "InputNotFound");
        for code in Code::ALL {
            assert_eq!(variant(code.as_str()), format!("{code:?}"));
        }
    }
}
