//! `cargo xtask sizes`: what a page downloads, brotli 11, with budgets that fail.

use crate::build::dist;
use anyhow::{Context as _, Result, bail};

/// Name, files, budget in bytes.
const BUDGETS: &[(&str, &[&str], usize)] = &[
    ("wasm for the buttons, with its glue", &["wasm/bellpull_wasm_bg.wasm", "wasm/bellpull_wasm.js"], 60 * 1024),
    ("element script, without wasm", &["bellpull.js"], 20 * 1024),
];

pub fn main() -> Result<()> {
    let mut over = Vec::new();
    println!("{:<42} {:>10} {:>10} {:>10}", "download", "raw", "brotli 11", "budget");
    for (name, files, budget) in BUDGETS {
        let (mut raw, mut packed) = (0, 0);
        for file in *files {
            let bytes = std::fs::read(dist().join(file)).with_context(|| format!("pkg/dist/{file} is missing; run `cargo xtask build`"))?;
            raw += bytes.len();
            packed += brotli_size(&bytes)?;
        }
        println!("{name:<42} {raw:>10} {packed:>10} {budget:>10}");
        if packed > *budget {
            over.push(*name);
        }
    }
    if !over.is_empty() {
        bail!("over budget: {}", over.join("; "));
    }
    Ok(())
}

fn brotli_size(bytes: &[u8]) -> Result<usize> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters)?;
    Ok(out.len())
}

#[cfg(test)]
mod tests {
    #[test]
    fn brotli_packs_what_repeats() {
        assert!(super::brotli_size(&[7; 10_000]).expect("packed") < 100);
    }
}
