//! The Blue Ocean REST API, below `/blue/rest/` (`io.jenkins.blueocean`). In maintenance; not on every server.
//!
//! A property whose getter fails is left out, so every field is optional. Times are texts in the server's zone
//! (`2016-06-22T11:05:41.309+1200`). Links have no context path and names in them are not encoded: they are
//! not followed as they are.

mod activities;
mod artifacts;
mod branches;
mod change;
mod change_set;
mod class;
mod classes;
mod content;
mod create_pipeline;
mod current_user;
mod delete_favorites;
mod delete_pipeline;
mod delete_queue_item;
mod disable;
mod enable;
mod favorite;
mod favorites;
mod input_abort;
mod input_submit;
mod jwt_key;
mod jwt_keys;
mod jwt_token;
mod log;
mod node;
mod node_log;
mod node_step;
mod node_steps;
mod nodes;
mod organization;
mod organizations;
mod pipeline;
mod pipelines;
mod queue;
mod queue_item;
mod replay;
mod restart;
mod run;
mod run_log;
mod runs;
mod save_content;
mod scm;
mod scm_organizations;
mod scm_repositories;
mod scm_validate;
mod scms;
mod search;
mod set_favorite;
mod start;
mod step;
mod step_log;
mod steps;
mod stop;
mod test_output;
mod test_results;
mod test_summary;
mod user;
mod users;

pub use activities::ReadBlueActivities;
pub use artifacts::{BlueArtifact, ReadBlueArtifacts};
pub use branches::ReadBlueBranches;
pub use change::ReadBlueChange;
pub use change_set::{BlueChange, ReadBlueChangeSet};
pub use class::{BlueClass, ReadBlueClass};
pub use classes::ReadBlueClasses;
pub use content::{BlueContent, ReadBlueContent};
pub use create_pipeline::CreateBluePipeline;
pub use current_user::{BlueUser, ReadBlueCurrentUser};
pub use delete_favorites::DeleteBlueFavorites;
pub use delete_pipeline::DeleteBluePipeline;
pub use delete_queue_item::DeleteBlueQueueItem;
pub use disable::DisableBluePipeline;
pub use enable::EnableBluePipeline;
pub use favorite::ReadBlueFavorite;
pub use favorites::{BlueFavorite, ReadBlueFavorites};
pub use input_abort::AbortBlueInput;
pub use input_submit::SubmitBlueInput;
pub use jwt_key::ReadJwtKey;
pub use jwt_keys::ReadJwtKeys;
pub use jwt_token::{JwtToken, ReadJwtToken};
pub use log::BlueLog;
pub use node::ReadBlueNode;
pub use node_log::ReadBlueNodeLog;
pub use node_step::ReadBlueNodeStep;
pub use node_steps::ReadBlueNodeSteps;
pub use nodes::{BlueNode, ReadBlueNodes};
pub use organization::ReadBlueOrganization;
pub use organizations::{BlueOrganization, ReadBlueOrganizations};
pub use pipeline::{BluePipeline, ReadBluePipeline};
pub use pipelines::ReadBluePipelines;
pub use queue::{BlueQueueItem, ReadBlueQueue, Unique};
pub use queue_item::ReadBlueQueueItem;
pub use replay::ReplayBlueRun;
pub use restart::{RestartBlueNode, Restarted};
pub use run::ReadBlueRun;
pub use run_log::ReadBlueRunLog;
pub use runs::{BlueRun, ReadBlueRuns};
pub use save_content::SaveBlueContent;
pub use scm::ReadBlueScm;
pub use scm_organizations::ReadBlueScmOrganizations;
pub use scm_repositories::ReadBlueScmRepositories;
pub use scm_validate::ValidateBlueScm;
pub use scms::{BlueScm, ReadBlueScms};
pub use search::BlueSearch;
pub use set_favorite::SetBlueFavorite;
pub use start::StartBlueRun;
pub use step::ReadBlueStep;
pub use step_log::ReadBlueStepLog;
pub use steps::{BlueStep, ReadBlueSteps};
pub use stop::StopBlueRun;
pub use test_output::ReadBlueTestOutput;
pub use test_results::{BlueTest, ReadBlueTests};
pub use test_summary::ReadBlueTestSummary;
pub use user::ReadBlueUser;
pub use users::ReadBlueUsers;

use crate::encode::path_segment;
use crate::ids::{JobPath, RunId, RunNumber};
use crate::json::Value;
use crate::text::text;
use crate::value::Filled;
use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// A pipeline's place in Blue Ocean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BluePath {
    /// The organization.
    pub organization: String,
    /// The pipeline with its folders.
    pub job: JobPath,
    /// The branch, as its job is named (`feature%2Fx`).
    pub branch: Option<String>,
}

impl BluePath {
    /// The path of something below this pipeline.
    pub(crate) fn below(&self, rest: &str) -> String {
        let mut path = text!("blue/rest/organizations/", path_segment(&self.organization), "/");
        for name in self.job.names() {
            path.push_str(&text!("pipelines/", path_segment(name), "/"));
        }
        if let Some(branch) = &self.branch {
            path.push_str(&text!("branches/", path_segment(branch), "/"));
        }
        text!(path, rest)
    }
}

/// A run's place in Blue Ocean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlueRunPath {
    /// The pipeline.
    pub pipeline: BluePath,
    /// The run's number.
    pub run: RunNumber,
}

impl BlueRunPath {
    /// Where a run may be: the last name of its job is a pipeline in a folder, or a branch of a multibranch pipeline.
    pub(crate) fn candidates(run: &RunId) -> Vec<Self> {
        let of = |job: JobPath, branch: Option<String>| Self { pipeline: BluePath { organization: "jenkins".to_owned(), job, branch }, run: run.run };
        let mut out = vec![of(run.job.clone(), None)];
        if let Some((branch, project)) = run.job.names().split_last()
            && let Ok(project) = JobPath::from_segments(project)
        {
            out.push(of(project, Some(branch.clone())));
        }
        out
    }

    /// The path of something below this run.
    pub(crate) fn below(&self, rest: &str) -> String {
        self.pipeline.below(&text!("runs/", self.run, "/", rest))
    }
}

/// A list as a whole: more than any run has.
pub(crate) const ALL: crate::api::declare::Page = crate::api::declare::Page { start: None, limit: Some(10_000), tree: None };

/// Values as the elements of `parameters`: `{name, value}`, as in Jenkins' structured forms.
fn elements(values: &[Filled]) -> Value {
    Value::Array(values.iter().map(crate::form::bare_element).collect())
}
