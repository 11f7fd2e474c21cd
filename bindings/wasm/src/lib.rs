//! wasm binding.
