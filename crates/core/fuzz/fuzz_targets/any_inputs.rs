//! Any inputs in any order to any operation, and then none or the right ones: a host that polls too early,
//! at a time that is past, hands in what nobody asked for, and gives up half way.
#![no_main]

use arbitrary::Unstructured;
use bellpull::{Feed, Lost, Output};
use bellpull_fuzz::play::{Play, START};
use bellpull_fuzz::tape::Tape;
use bellpull_fuzz::watch::holds_secret;
use bellpull_fuzz::{Head, start, tape};
use libfuzzer_sys::{Corpus, fuzz_mutator, fuzz_target};

/// What a host does next, from a byte for each.
type Steps = [u8; 24];

fuzz_target!(|data: &[u8]| -> Corpus {
    // libFuzzer finds it by watching comparisons.
    if holds_secret(&String::from_utf8_lossy(data)) {
        return Corpus::Reject;
    }
    let mut choices = Unstructured::new(data);
    let Ok((head, steps)) = choices.arbitrary::<(Head, Steps)>() else { return Corpus::Reject };
    let mut tape = Tape::new(choices.take_rest());
    let (client, renews_session) = start::client(head);
    let start = |tape: &Tape<'_>| start::machine(&client, head, &tape.replaced).map(|machine| Play::new(machine, renews_session));
    let Some(mut play) = start(&tape) else { return Corpus::Keep };
    for step in steps {
        let more = u64::from(step >> 4);
        match step & 15 {
            0..=4 => drop(play.step(&mut tape)),
            5 => drop(play.poll(START + more * 1_000)),
            6 => drop(play.poll(more)),
            7 => drop(play.poll(u64::MAX - more)),
            8 | 9 => play.feed(tape.answer()),
            10 => play.feed(Feed::Lost(Lost::new("reset"))),
            11 => play.feed(Feed::Woke),
            // Gives up; the next one has the same session.
            12 => match start(&tape) {
                Some(next) => play = next,
                None => return Corpus::Keep,
            },
            _ => drop(play.poll(START)),
        }
    }
    // An end is told once, and what is handed in afterwards changes nothing.
    play.through(&mut tape);
    if play.watch.over {
        play.feed(tape.answer());
        play.feed(Feed::Woke);
        assert!(matches!(play.poll(START), Output::Done(Err(error)) if error.code() == bellpull::Code::Cancelled), "told twice");
    }
    Corpus::Keep
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| { tape::change(data, size, max_size, seed, 28) });
