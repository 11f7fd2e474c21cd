//! Any answers to any operation: it ends or waits, and nothing that must never happen happens.
#![no_main]

use arbitrary::Unstructured;
use bellpull_fuzz::play::Play;
use bellpull_fuzz::tape::Tape;
use bellpull_fuzz::watch::holds_secret;
use bellpull_fuzz::{Head, start, tape};
use libfuzzer_sys::{Corpus, fuzz_mutator, fuzz_target};

fuzz_target!(|data: &[u8]| -> Corpus {
    // libFuzzer finds it by watching comparisons.
    if holds_secret(&String::from_utf8_lossy(data)) {
        return Corpus::Reject;
    }
    let mut choices = Unstructured::new(data);
    let Ok(head) = choices.arbitrary::<Head>() else { return Corpus::Reject };
    let mut tape = Tape::new(choices.take_rest());
    let (client, renews_session) = start::client(head);
    let Some(machine) = start::machine(&client, head, &tape.replaced) else { return Corpus::Keep };
    Play::new(machine, renews_session).through(&mut tape);
    Corpus::Keep
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| { tape::change(data, size, max_size, seed, 4) });
