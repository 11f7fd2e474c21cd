//! What makes and holds the C ABI: its header and results, its installation, its tests.

pub mod abi;
pub mod bench;
pub mod install;
mod python;
pub mod test;
