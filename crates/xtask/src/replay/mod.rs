//! replay
pub fn main(_: &[String]) -> anyhow::Result<()> { anyhow::bail!("not yet") }
