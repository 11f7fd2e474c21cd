//! What proves each operation: the recorded answers that it was held to, and the refusals among them.

use super::exchange::load;
use super::expect;
use super::recognise::{Recognised, recognise};
use super::{flow, single};
use anyhow::{Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The recordings of an operation.
#[derive(Default)]
pub struct Proof {
    /// A success, by scenario and exchange; of a flow, a folder that it was played from.
    pub example: Option<String>,
    /// How many exchanges, or folders.
    pub count: usize,
    /// The codes of the recorded refusals.
    pub refusals: BTreeSet<&'static str>,
}

/// By the operation's name. Fails if an exchange disagrees: it would prove the opposite.
pub fn proofs(directory: &Path) -> Result<BTreeMap<String, Proof>> {
    let mut proofs: BTreeMap<String, Proof> = BTreeMap::new();
    for scenario in load(directory)? {
        for exchange in &scenario.exchanges {
            let recognised = recognise(exchange);
            if let Err(mismatch) = single::check(exchange, &recognised) {
                bail!("{}/{}: {mismatch}", scenario.name, exchange.file);
            }
            let Recognised::Operation(operation) = recognised else { continue };
            let op = operation["op"].as_str().unwrap_or_default();
            let proof = proofs.entry(op.to_owned()).or_default();
            proof.count += 1;
            if expect::succeeds(op, exchange) {
                proof.example.get_or_insert_with(|| format!("{}/{}", scenario.name, exchange.file));
            } else {
                proof.refusals.insert(expect::code(op, exchange));
            }
        }
        if scenario.is_flow() {
            let played = flow::play(&scenario).map_err(|mismatch| anyhow::anyhow!("{}: {mismatch}", scenario.name))?;
            // `trigger: started`, `follow #5: success`
            let flows: BTreeSet<&str> = played.iter().filter_map(|result| result.split([':', ' ']).next()).collect();
            for op in flows {
                let proof = proofs.entry(op.to_owned()).or_default();
                proof.count += 1;
                proof.example.get_or_insert_with(|| scenario.name.clone());
            }
        }
    }
    Ok(proofs)
}
