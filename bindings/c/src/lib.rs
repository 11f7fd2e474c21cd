//! Bellpull for C. It converts texts and bytes, and keeps handles; all knowledge of Jenkins is in the core, and
//! the host does the sending. [`include/bellpull.h`](../include/bellpull.h) is made from what stands here.
//!
//! This is the one crate with unsafe code: where a caller's pointers are followed (`boundary`), where handles are
//! (`handles`, `machine`), and in the functions that call those.

#![allow(clippy::missing_safety_doc, reason = "what a caller owes is written once, at the top of the header")]
#![allow(rustdoc::bare_urls, reason = "these pages are read in C")]
#![allow(non_camel_case_types, reason = "types are named as in C")]

mod boundary;
mod handles;

// In the order of the header.
mod text;

mod client;

mod machine;

mod feed;

mod result;

pub use client::*;
pub use feed::*;
pub use machine::*;
pub use result::jenkins_result;
pub use text::*;

/// The number of this ABI. It changes when a program has to be compiled or written anew; functions, results and
/// outputs may be added without. A library answers to it by `jenkins_abi_check`.
pub const JENKINS_ABI: u32 = 1;

#[cfg(test)]
mod tests {
    #[test]
    fn the_name_of_the_library_has_the_number_of_its_abi() {
        assert_eq!(env!("BELLPULL_ABI"), super::JENKINS_ABI.to_string());
    }
}
