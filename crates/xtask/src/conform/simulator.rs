//! The simulator in place of a live server.

use super::options::Options;
use anyhow::{Result, anyhow};
use bellpull_sim::listener::{self, serve};
use bellpull_sim::{Scenario, Sim};
use std::sync::mpsc;
use tokio::runtime::Runtime;

/// Who asks. The simulator's administrator may make jobs.
const USER: &str = "admin";

/// Starts it on a loopback port, and signs in as one of its users.
pub fn start(runtime: &Runtime, options: &mut Options) -> Result<()> {
    let scenario = Scenario::builtin();
    let user = scenario.users.iter().find(|u| u.id == USER).ok_or_else(|| anyhow!("the scenario has no user {USER}"))?;
    options.user.clone_from(&user.id);
    options.token.clone_from(&user.token);
    options.password = Some(user.password.clone());
    options.multibranch.get_or_insert_with(|| "multi".to_owned());
    let (tell, told) = mpsc::channel();
    let ready = tell.clone();
    runtime.spawn(async move {
        let served = serve(Sim::new(scenario), listener::Options::default(), move |address, context| {
            // The receiver waits below until it is told.
            let _ = ready.send(Ok(format!("http://{address}{context}")));
        });
        if let Err(why) = served.await {
            let _ = tell.send(Err(why));
        }
    });
    options.url = told.recv()?.map_err(|why| anyhow!("the simulator does not start: {why}"))?;
    Ok(())
}
