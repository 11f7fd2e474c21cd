//! What a server has, and how this client will go about it.
//!
//! ```text
//! GET api/json (version, jobs) ──► GET whoAmI ──► GET crumbIssuer ──► GET blue/rest/organizations/
//!      └─ a run of a Pipeline, named or found among the jobs ──► core tree, wfapi, Pipeline Graph View, flow graph
//! ```
//!
//! Reads alone. Wfapi, Pipeline Graph View and the export of inputs are told by a run of a Pipeline; where none is
//! named and none is found (two folders deep), they stay unknown. What is found missing is remembered by the
//! client, so that its flows do not ask for it.
//!
//! ```
//! use bellpull::{Client, Feed, Output, Response};
//! use serde_json::json;
//! let client = Client::new(json!({"url": "http://ci/j", "credentials": {"kind": "token", "user": "u", "token": "t"}}))?;
//! let mut machine = client.start(json!({"op": "capabilities"}))?;
//! let found = loop {
//!     match machine.poll_output(0) {
//!         Output::Send(request) => {
//!             let (status, body) = match request.url.strip_prefix("http://ci/j/").expect("the server") {
//!                 "whoAmI/api/json" => (200, r#"{"name":"u","anonymous":false,"authenticated":true}"#),
//!                 url if url.starts_with("api/json") => (200, r#"{"jobs":[]}"#),
//!                 _ => (404, ""),
//!             };
//!             let headers = vec![("X-Jenkins".to_owned(), "2.552".to_owned())];
//!             machine.handle_input(Feed::Response(Response { status, headers, body: body.into() }));
//!         }
//!         Output::Done(result) => break result?,
//!         _ => unreachable!(),
//!     }
//! };
//! assert_eq!((found["version"].as_str(), found["user"].as_str(), found["crumb"].as_bool()), (Some("2.552"), Some("u"), Some(false)));
//! assert_eq!((found["blueOcean"].as_bool(), found["wfapi"].as_bool()), (Some(false), None));
//! # Ok::<(), bellpull::Error>(())
//! ```

use crate::api::Projection;
use crate::api::blueocean::ReadBlueOrganizations;
use crate::api::remote::{ReadCrumb, ReadFlowGraph, ReadRoot, ReadRun, ReadWhoAmI, Run};
use crate::api::wfapi::Describe;
use crate::error::{Code, Result};
use crate::fields::Read as _;
use crate::flow::call::SHORT_PATIENCE;
use crate::flow::graph;
use crate::ids::{JobPath, RunId, RunNumber};
use crate::json::{Value, shape};
use crate::machine::Io;
use crate::pending::InputsSource;
use crate::stage::StagesSource;
use crate::text::text;
use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

/// What a server has. Null is unknown.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename_all = "camelCase"))]
pub struct Capabilities {
    /// Jenkins' version, from the header `X-Jenkins`.
    pub version: Option<String>,
    /// The signed-in user's id; null for nobody.
    pub user: Option<String>,
    /// Whether a POST by cookie needs a crumb.
    pub crumb: Option<bool>,
    /// The Pipeline REST API.
    pub wfapi: Option<bool>,
    /// Blue Ocean.
    pub blue_ocean: Option<bool>,
    /// The Pipeline Graph View.
    pub graph_view: Option<bool>,
    /// Its segment of the URL: `stages`, `pipeline-overview` or `pipeline-console`.
    pub graph_view_at: Option<String>,
    /// Whether core's tree shows pending inputs; known once a run has had one.
    pub input_export: Option<bool>,
    /// Core's own flow graph.
    pub flow_graph: Option<bool>,
    /// The job whose run was looked at.
    pub job: Option<String>,
    /// That run.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub run: Option<RunNumber>,
    /// How pending inputs will be read.
    pub inputs_source: Option<InputsSource>,
    /// How stages will be read.
    pub stages_source: Option<StagesSource>,
}

shape!(Capabilities { version, user, crumb, wfapi, blue_ocean, graph_view, graph_view_at, input_export, flow_graph, job, run, inputs_source, stages_source });

/// Two folders deep, the newest run of each.
const JOBS: &str = "jobs[_class,name,builds[number]{0,1},jobs[_class,name,builds[number]{0,1},jobs[_class,name,builds[number]{0,1}]{0,20}]{0,20}]{0,50}";

/// Looks what a server has.
pub(crate) async fn capabilities(io: Io, run: Option<RunId>) -> Result<Capabilities> {
    let who = io.value(&ReadWhoAmI, SHORT_PATIENCE).await?;
    let root = some(io.value(&ReadRoot { projection: Projection::tree(&text!("mode,", JOBS)) }, SHORT_PATIENCE).await)?;
    let run = run.or_else(|| find(root.as_ref()?.list("jobs"), &[]));
    let mut found = Capabilities {
        version: root.as_ref().and_then(|r| r.string("version")),
        user: who.string("name").filter(|_| who.truth("anonymous") == Some(false)),
        crumb: there(&io.value(&ReadCrumb, SHORT_PATIENCE).await)?,
        wfapi: None,
        blue_ocean: match io.value(&ReadBlueOrganizations {}, SHORT_PATIENCE).await {
            // It asks for a token of its own: who asks is known already.
            Err(error) if error.code() == Code::CredentialsRejected => None,
            answer => there(&answer)?,
        },
        graph_view: None,
        graph_view_at: None,
        input_export: None,
        flow_graph: None,
        job: run.as_ref().map(|r| r.job.full_name()),
        run: run.as_ref().map(|r| r.run),
        inputs_source: None,
        stages_source: None,
    };
    if let Some(run) = run {
        of_run(&io, &run, &mut found).await?;
    }
    found.choose();
    found.remember(&io);
    Ok(found)
}

async fn of_run(io: &Io, run: &RunId, found: &mut Capabilities) -> Result<()> {
    let core = some(io.value(&ReadRun { run: run.clone(), projection: Projection::tree(ReadRun::TREE) }, SHORT_PATIENCE).await)?;
    let action = core.as_ref().and_then(|c| c.list("actions").iter().find(|a| a.is_class("InputAction")));
    found.input_export = action.map(|a| a.get("executions").is_some());
    found.wfapi = there(&io.value(&Describe { run: run.clone(), full_stages: false }, SHORT_PATIENCE).await)?;
    found.graph_view = there(&graph::tree(io, run, SHORT_PATIENCE).await.map(|tree| tree.0))?;
    found.graph_view_at = io.client.session().graph_view.map(|g| g.as_str().to_owned());
    found.flow_graph = some(io.value(&ReadFlowGraph { run: run.clone() }, SHORT_PATIENCE).await)?.map(|run| Run(run).flow_stages().is_some());
    Ok(())
}

/// Whether something is there: a 404 says no; a refusal says that it is, or tells nothing.
fn there(answer: &Result<Value>) -> Result<Option<bool>> {
    match answer {
        Ok(_) => Ok(Some(true)),
        Err(error) => match error.code() {
            Code::NotFound => Ok(Some(false)),
            Code::Network | Code::TimedOut | Code::ServerStarting | Code::CredentialsRejected => Err(error.clone()),
            _ => Ok(None),
        },
    }
}

/// What could be read; none if it is not there or not to be seen.
fn some(answer: Result<Value>) -> Result<Option<Value>> {
    match answer {
        Ok(value) => Ok(Some(value)),
        Err(error) => there(&Err(error)).map(|_| None),
    }
}

/// The first run of a Pipeline among these jobs and those in their folders.
fn find(jobs: &[Value], folder: &[&str]) -> Option<RunId> {
    jobs.iter().find_map(|job| {
        let path: Vec<&str> = folder.iter().copied().chain(job.text("name")).collect();
        let number = job.list("builds").first().and_then(|b| b.number("number")).and_then(|n| u32::try_from(n).ok());
        match number.filter(|_| job.is_class("WorkflowJob")) {
            Some(number) => Some(RunId { job: JobPath::from_segments(&path).ok()?, run: RunNumber(number) }),
            None => find(job.list("jobs"), &path),
        }
    })
}

impl Capabilities {
    fn choose(&mut self) {
        let yes = |has: Option<bool>| has == Some(true);
        self.inputs_source = match () {
            () if yes(self.input_export) => Some(InputsSource::Core),
            () if yes(self.wfapi) => Some(InputsSource::Wfapi),
            () if yes(self.blue_ocean) => Some(InputsSource::BlueOcean),
            () => None,
        };
        self.stages_source = match () {
            () if yes(self.graph_view) => Some(StagesSource::GraphView),
            () if yes(self.wfapi) => Some(StagesSource::Wfapi),
            () if yes(self.blue_ocean) => Some(StagesSource::BlueOcean),
            () if yes(self.flow_graph) => Some(StagesSource::FlowGraph),
            () => None,
        };
    }

    /// A 404 counts as missing once another source has shown that the run is there.
    fn remember(&self, io: &Io) {
        if self.stages_source.is_none() || self.run.is_none() {
            return;
        }
        let of = [(StagesSource::GraphView, self.graph_view), (StagesSource::Wfapi, self.wfapi), (StagesSource::BlueOcean, self.blue_ocean)];
        let missing = of.iter().filter(|(_, has)| *has == Some(false)).map(|(source, _)| *source);
        io.client.session().absent = missing.collect();
    }
}
