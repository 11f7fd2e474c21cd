//! `cargo xtask sizes`: what a page downloads, brotli 11, with budgets that fail.

use crate::build::dist;
use anyhow::{Context as _, Result, bail};

struct Budget {
    name: &'static str,
    files: &'static [&'static str],
    limit: usize,
}

const BUDGETS: &[Budget] = &[
    Budget { name: "wasm for the buttons, with its glue", files: &["wasm/bellpull_buttons_bg.wasm", "wasm/bellpull_buttons.js"], limit: 60 * 1024 },
    Budget { name: "element script: all that a gateway's page loads", files: &["bellpull.js"], limit: 25 * 1024 },
    Budget { name: "what a page without a gateway loads besides", files: &["bellpull-direct.js"], limit: 4 * 1024 },
    Budget { name: "run view, when one is in the page", files: &["bellpull-run.js"], limit: 8 * 1024 },
    Budget { name: "log viewer, when one is in the page", files: &["bellpull-log.js"], limit: 12 * 1024 },
    Budget { name: "wasm of all operations, with its glue", files: &["wasm/bellpull_wasm_bg.wasm", "wasm/bellpull_wasm.js"], limit: 110 * 1024 },
];

pub fn main() -> Result<()> {
    let mut over = Vec::new();
    println!("{:<48} {:>10} {:>10} {:>10}", "download, in bytes", "raw", "brotli 11", "limit");
    for budget in BUDGETS {
        let (mut raw, mut packed) = (0, 0);
        for file in budget.files {
            let bytes = std::fs::read(dist().join(file)).with_context(|| format!("pkg/dist/{file} is missing; run `cargo xtask build`"))?;
            raw += bytes.len();
            packed += brotli_size(&bytes)?;
        }
        println!("{:<48} {raw:>10} {packed:>10} {:>10}", budget.name, budget.limit);
        if packed > budget.limit {
            over.push(budget.name);
        }
    }
    if !over.is_empty() {
        bail!("over the limit: {}", over.join("; "));
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
