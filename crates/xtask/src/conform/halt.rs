//! Ctrl-C: what runs ends early, and the folder is deleted all the same.

use anyhow::Result;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::runtime::Runtime;

/// Whether the suite was told to end.
#[derive(Clone, Default)]
pub struct Halt(Arc<AtomicBool>);

impl Halt {
    /// One that Ctrl-C calls; a second Ctrl-C does nothing more, so that the folder gets deleted.
    pub fn on_ctrl_c(runtime: &Runtime) -> Result<Self> {
        let halt = Self::default();
        let called = halt.clone();
        let guard = runtime.enter();
        #[cfg(unix)]
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        drop(guard);
        runtime.spawn(async move {
            loop {
                #[cfg(unix)]
                tokio::select! {
                    heard = tokio::signal::ctrl_c() => if heard.is_err() { return },
                    _ = terminate.recv() => {}
                }
                #[cfg(not(unix))]
                if tokio::signal::ctrl_c().await.is_err() {
                    return;
                }
                called.0.store(true, Ordering::SeqCst);
                eprintln!("\nconform: interrupted; the folder is being deleted");
            }
        });
        Ok(halt)
    }

    pub fn called(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
