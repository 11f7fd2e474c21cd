//! A simulated Jenkins on a loopback port, as long as it is held.

use anyhow::{Result, anyhow};
use bellpull_sim::Sim;
use bellpull_sim::listener::{Options, serve};
use std::sync::mpsc;
use tokio::runtime::Runtime;

pub struct Simulated {
    url: String,
    /// Ends the listener with itself.
    _runtime: Runtime,
}

impl Simulated {
    pub fn start() -> Result<Self> {
        let runtime = Runtime::new()?;
        let (tell, told) = mpsc::channel();
        let ready = tell.clone();
        runtime.spawn(async move {
            let served = serve(Sim::builtin(), Options::default(), move |address, context| {
                // The receiver waits below until it is told.
                let _ = ready.send(Ok(format!("http://{address}{context}")));
            });
            if let Err(why) = served.await {
                let _ = tell.send(Err(why));
            }
        });
        let url = told.recv()?.map_err(|why| anyhow!("the simulator does not start: {why}"))?;
        Ok(Self { url, _runtime: runtime })
    }

    /// The API token of one of the built-in scenario's users.
    pub fn token(user: &str) -> Result<String> {
        let scenario = bellpull_sim::Scenario::builtin();
        scenario.users.iter().find(|u| u.id == user).map(|u| u.token.clone()).ok_or_else(|| anyhow!("the scenario has no user {user}"))
    }

    pub fn url(&self) -> &str {
        &self.url
    }
}
