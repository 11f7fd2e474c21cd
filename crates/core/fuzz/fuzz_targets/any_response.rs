//! Any answers to any operation: it ends or waits, and nothing that must never happen happens.
#![no_main]

use arbitrary::Unstructured;
use bellpull_fuzz::play::Play;
use bellpull_fuzz::tape::Tape;
use bellpull_fuzz::{Head, operations, tape};
use libfuzzer_sys::{Corpus, fuzz_mutator, fuzz_target};

fuzz_target!(|data: &[u8]| -> Corpus {
    let mut choices = Unstructured::new(data);
    let Ok(head) = choices.arbitrary::<Head>() else { return Corpus::Reject };
    let mut tape = Tape::new(choices.take_rest());
    let (client, renews_session) = operations::client(head);
    let Some(machine) = operations::start(&client, head, &tape.replaced) else { return Corpus::Keep };
    Play::new(machine, renews_session).through(&mut tape);
    Corpus::Keep
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| { tape::change(data, size, max_size, seed, 4) });
