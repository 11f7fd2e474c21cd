//! The answers of an input, and how inputs are changed: a change of the JSON somewhere in it as often as
//! libFuzzer's own changes of its bytes, most of which a parser refuses at once.

use crate::mutate::mutate;
use bellpull::{Feed, Lost, Response, Sent};
use serde_json::Value;

/// Divides texts; no UTF-8 contains it.
pub const DIVIDER: u8 = 255;
/// More answers lead nowhere new, and make inputs slow.
const ANSWERS: usize = 24;

/// What is handed to a machine, in order.
pub struct Tape<'a> {
    /// Fields of the operation that are given in place of the usual ones.
    pub replaced: Value,
    answers: Vec<&'a [u8]>,
    next: usize,
}

impl<'a> Tape<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        let mut frames = bytes.split(|b| *b == DIVIDER);
        let replaced = frames.next().and_then(|f| serde_json::from_slice(f).ok()).unwrap_or_default();
        Self { replaced, answers: frames.take(ANSWERS).collect(), next: 0 }
    }

    /// The next answer; the last one again when there are no more.
    pub fn answer(&mut self) -> Feed {
        let frame = self.answers.get(self.next).or(self.answers.last()).copied().unwrap_or(b"404");
        self.next += 1;
        answer(frame)
    }

    pub fn is_over(&self) -> bool {
        self.next >= self.answers.len()
    }
}

/// `STATUS`, headers, an empty line and the body; or `lost`, with what is known of it.
fn answer(frame: &[u8]) -> Feed {
    let (head, body) = split(frame, b"\n\n");
    let head: String = head.iter().copied().map(char::from).collect();
    let mut lines = head.split('\n');
    let first = lines.next().unwrap_or_default();
    if let Some(how) = first.strip_prefix("lost") {
        let sent = if how.contains("no") { Sent::No } else { Sent::Maybe };
        return Feed::Lost(Lost { message: how.to_owned(), sent, timed_out: how.contains("late") });
    }
    let header = |line: &str| line.split_once(": ").map(|(n, v)| (n.to_owned(), v.to_owned()));
    Feed::Response(Response { status: first.trim().parse().unwrap_or(200), headers: lines.filter_map(header).collect(), body: body.to_vec() })
}

fn split<'a>(bytes: &'a [u8], at: &[u8]) -> (&'a [u8], &'a [u8]) {
    match bytes.windows(at.len()).position(|w| w == at) {
        Some(place) => (&bytes[..place], &bytes[place + at.len()..]),
        None => (bytes, &[]),
    }
}

/// libFuzzer's mutator: changes `data[..size]` in place, behind a head of that many bytes, and says how long it is now.
pub fn change(data: &mut [u8], size: usize, max_size: usize, seed: u32, head: usize) -> usize {
    let mut state = u64::from(seed) << 1 | 1;
    let mut pick = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    if size <= head || max_size <= head || pick(2) == 0 {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    }
    let mut frames: Vec<Vec<u8>> = data[head..size].split(|b| *b == DIVIDER).map(<[u8]>::to_vec).collect();
    let place = pick(frames.len());
    match pick(8) {
        0 => frames[place] = RARE[pick(RARE.len())].to_vec(),
        1 => frames.insert(place, frames[pick(frames.len())].clone()),
        2 if place > 0 => drop(frames.remove(place)),
        3 => frames.insert(place + 1, RARE[pick(RARE.len())].to_vec()),
        _ => {
            for _ in 0..=pick(3) {
                change_json(&mut frames[place], &mut pick);
            }
        }
    }
    let changed = frames.join(&DIVIDER);
    let size = (head + changed.len()).min(max_size);
    data[head..size].copy_from_slice(&changed[..size - head]);
    size
}

/// Answers that are no success; behind each is a branch of its own.
const RARE: &[&[u8]] = &[
    b"lost",
    b"lost, not sent (no)",
    b"lost late",
    b"400",
    b"400\nX-Error: This input has been already given",
    b"400\nX-Error: You need to be admin to submit this.",
    b"302\nLocation: http://ci.example.com/jenkins/login?from=%2F",
    b"302\nLocation: /jenkins/job/x/",
    b"201\nLocation: http://ci.example.com/jenkins/queue/item/7/",
    b"403\n\nNo valid crumb was included in the request",
    b"403\nX-You-Are-Authenticated-As: anonymous",
    b"401",
    b"404",
    b"429\nRetry-After: 9",
    b"500\nContent-Type: text/html\n\n<title>Oops</title> Logging ID=3f",
    b"503",
    b"503\nRetry-After: 86400",
    b"200",
    b"200\nContent-Type: text/html\n\n<form action='j_spring_security_check'>",
    b"200\nX-Text-Size: 9\nX-More-Data: true\n\ntext",
    b"200\nX-Jenkins: 2.400\nSet-Cookie: JSESSIONID=x; Path=/\n\n{\"_class\":\"x\",\"crumb\":\"c0de\",\"crumbRequestField\":\"Jenkins-Crumb\",\"anonymous\":false,\"name\":\"releaser\"}",
];

/// Changes the JSON of a frame, if it is some.
fn change_json(frame: &mut Vec<u8>, pick: &mut dyn FnMut(usize) -> usize) {
    let body = match frame.first() {
        Some(b'{') => 0,
        _ => frame.windows(2).position(|w| w == b"\n\n").map_or(frame.len(), |p| p + 2),
    };
    if let Ok(mut value) = serde_json::from_slice::<Value>(&frame[body..]) {
        mutate(&mut value, pick);
        frame.truncate(body);
        frame.extend(value.to_string().bytes());
    }
}
