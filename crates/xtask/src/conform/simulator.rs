//! The simulator in place of a live server: as recorded, and as servers that lack something.

use super::bench::{NO_INPUTS, NO_UPDATE};
use super::options::Options;
use anyhow::{Context as _, Result, anyhow};
use bellpull_sim::listener::{self, serve};
use bellpull_sim::{GraphView, Scenario, Sim};
use std::sync::mpsc;
use tokio::runtime::Runtime;

/// A server to be simulated.
pub struct Variant {
    pub name: &'static str,
    /// The only reasons for which a check may be skipped there.
    pub lacks: &'static [&'static str],
    /// Who asks. The administrator may make jobs; another user gets the rights that the suite needs, and no more.
    user: &'static str,
    change: fn(&mut Scenario),
}

const NO_WFAPI: &str = "this server has no Pipeline REST API";
const NO_BLUE: &str = "this server has no Blue Ocean";
const NO_GRAPH: &str = "this server has no Pipeline Graph View";
const NO_CAPTION: &str = "this input step knows or exports no cancel caption";

/// The recorded server with a Pipeline Graph View beside: it lacks nothing.
pub const WHOLE: Variant =
    Variant { name: "a server with everything", lacks: &[], user: "admin", change: |scenario| scenario.plugins.graph_view = Some(GraphView::Stages) };

/// Servers that lack something.
pub const LACKING: &[Variant] = &[
    Variant {
        name: "plugins of 2021, a user without further rights",
        lacks: &[NO_CAPTION, NO_GRAPH, NO_UPDATE],
        user: "releaser",
        change: |scenario| scenario.plugins.input_export = false,
    },
    Variant {
        name: "a plain server of today",
        lacks: &[NO_WFAPI, NO_BLUE],
        user: "admin",
        change: |scenario| {
            scenario.version = "2.552".to_owned();
            scenario.merged_status = 303;
            scenario.log_lag_millis = 700;
            scenario.plugins.wfapi = false;
            scenario.plugins.blue_ocean = false;
            scenario.plugins.graph_view = Some(GraphView::Stages);
            // Anybody may look: what nobody may do is then refused at the crumb's other side.
            scenario.anonymous = vec!["Overall/Read".to_owned(), "Job/Read".to_owned()];
        },
    },
    Variant {
        name: "inputs and stages by Blue Ocean alone, no crumbs, no context path",
        lacks: &[NO_WFAPI, NO_GRAPH, NO_CAPTION, NO_UPDATE],
        user: "releaser",
        change: |scenario| {
            scenario.context = String::new();
            scenario.csrf = false;
            scenario.plugins.wfapi = false;
            scenario.plugins.input_export = false;
        },
    },
    Variant {
        name: "no way to read inputs, stages by core alone, Blue Ocean behind tokens of its own",
        lacks: &[NO_WFAPI, NO_BLUE, NO_GRAPH, NO_INPUTS, NO_UPDATE],
        user: "releaser",
        change: |scenario| {
            scenario.plugins.wfapi = false;
            scenario.plugins.jwt_authentication = true;
            scenario.plugins.input_export = false;
        },
    },
];

/// What docs/conform.md says the user needs beside reading.
const RIGHTS: [&str; 5] = ["Job/Create", "Job/Configure", "Job/Delete", "Job/Build", "Job/Cancel"];

/// Starts it on a loopback port, and signs in as one of its users.
pub fn start(runtime: &Runtime, variant: &Variant, options: &mut Options) -> Result<()> {
    let mut scenario = Scenario::builtin();
    (variant.change)(&mut scenario);
    let user = scenario.users.iter_mut().find(|u| u.id == variant.user).with_context(|| format!("the scenario has no user {}", variant.user))?;
    if !user.permissions.iter().any(|p| p == "Overall/Administer") {
        user.permissions.extend(RIGHTS.map(str::to_owned));
    }
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
