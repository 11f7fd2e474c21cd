//! What the fuzz targets share. An input is a few bytes that choose, then texts divided by the byte 255:
//! fields that replace those of the operation, and the answers. Texts, so that libFuzzer's own changes
//! and a dictionary reach far, and a reproducer can be read.

pub mod play;
pub mod start;
pub mod tape;

#[path = "../../tests/it/mutate.rs"]
pub mod mutate;
#[path = "../../tests/it/operations.rs"]
pub mod operations;
#[path = "../../tests/it/watch.rs"]
pub mod watch;

/// The choices of an input, from its first bytes in this order; `cargo xtask fuzz` writes seeds so.
#[derive(Debug, Clone, Copy, arbitrary::Arbitrary)]
pub struct Head {
    /// Which operation of the table.
    pub operation: u8,
    /// Which way to sign in.
    pub credentials: u8,
    /// Which of the optional fields are given, a bit for each.
    pub fields: u16,
}
