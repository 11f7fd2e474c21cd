//! Plays a script of `cargo xtask bench c` over and over: the core in Rust, beside `tests/bench/c/step.c`. Called with a
//! script and milliseconds; says nanoseconds for one play, of the
//! fastest batch: whatever else the machine does only adds to it.

#![allow(clippy::expect_used, reason = "a player of scripts that this project writes ends where one is wrong")]

use bellpull::{Client, Feed, Lost, Machine, Output, Response, Sent};
use std::hint::black_box;
use std::time::{Duration, Instant};

const BATCH: u32 = 8;

/// What is done, in order.
enum Step {
    Poll(u64),
    Respond(Response),
    Head(Response),
    Piece(Vec<u8>),
    End,
    Lost(Lost),
}

struct Script {
    config: String,
    operation: String,
    steps: Vec<Step>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let (script, millis) = match arguments.as_slice() {
        [_, file, millis] => (read(&std::fs::read(file).expect("a script")), millis.parse().expect("milliseconds")),
        _ => panic!("a script and milliseconds are wanted"),
    };
    let (begin, mut best) = (Instant::now(), Duration::MAX);
    while begin.elapsed() < Duration::from_millis(millis) {
        let batch = Instant::now();
        (0..BATCH).for_each(|_| play(&script));
        best = best.min(batch.elapsed());
    }
    println!("{}", best.as_nanos() / u128::from(BATCH));
}

fn value(text: &str) -> bellpull::Value {
    bellpull::json::parse(text.as_bytes()).expect("JSON")
}

fn play(script: &Script) {
    // A client of its own: one remembers what the server lacks, and would not ask again.
    let client = Client::new(value(&script.config)).expect("a client");
    let mut machine = client.start(value(&script.operation)).expect("an operation");
    for step in &script.steps {
        match step {
            Step::Poll(now) => poll(&mut machine, *now),
            Step::Respond(response) => machine.handle_input(Feed::Response(response.clone())),
            Step::Head(response) => machine.handle_input(Feed::Head(response.clone())),
            Step::Piece(bytes) => machine.handle_input(Feed::Piece(bytes.clone())),
            Step::End => machine.handle_input(Feed::End),
            Step::Lost(lost) => machine.handle_input(Feed::Lost(lost.clone())),
        }
    }
}

fn poll(machine: &mut Machine, now: u64) {
    match machine.poll_output(now) {
        Output::Send(request) => {
            black_box((request.method.as_str(), request.url.as_str(), request.body.as_slice()));
            for (name, value) in &request.headers {
                black_box((name.as_str(), value.as_str()));
            }
        }
        other => drop(black_box(other)),
    }
}

/// Fields of a script: a letter, a length, a line break, and so many bytes.
fn read(mut bytes: &[u8]) -> Script {
    let mut script = Script { config: String::new(), operation: String::new(), steps: Vec::new() };
    let mut fields = Vec::new();
    while let Some(end) = bytes.iter().position(|b| *b == b'\n') {
        let length: usize = std::str::from_utf8(&bytes[1..end]).expect("a number").parse().expect("a number");
        fields.push((bytes[0], bytes[end + 1..=end + length].to_vec()));
        bytes = &bytes[end + 1 + length..];
    }
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("a text");
    let mut fields = fields.into_iter();
    while let Some((kind, bytes)) = fields.next() {
        match kind {
            b'c' => script.config = text(bytes),
            b'o' => script.operation = text(bytes),
            b'p' => script.steps.push(Step::Poll(text(bytes).parse().expect("a time"))),
            b'r' | b'h' => {
                let headers = text(fields.next().expect("headers").1);
                let headers = headers.lines().filter_map(|l| l.split_once(": ")).map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
                let body = fields.next().expect("a body").1;
                let response = Response { status: text(bytes).parse().expect("a status"), headers, body };
                script.steps.push(if kind == b'r' { Step::Respond(response) } else { Step::Head(response) });
            }
            b'b' => script.steps.push(Step::Piece(bytes)),
            b'e' => script.steps.push(Step::End),
            b'l' => script.steps.push(Step::Lost(Lost { sent: Sent::Maybe, ..Lost::new(text(bytes)) })),
            other => panic!("{other}"),
        }
    }
    script
}
