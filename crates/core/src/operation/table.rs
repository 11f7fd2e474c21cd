//! The table of endpoints that are declared as operations: their reading, their starting, what is written of them.

use super::read::Reader;
use super::spec::Spec;
use super::{Operation, Single, Started, run_single};
use crate::api::blueocean::{self as blue, BluePath, BlueRunPath};
use crate::api::declare::Page;
use crate::api::{Endpoint, Projection, graph_view, remote, wfapi};
use crate::client::Shared;
use crate::error::Result;
use crate::ids::JobPath;
use alloc::borrow::ToOwned as _;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

macro_rules! table {
    ($($endpoint:ty),* $(,)?) => {
        /// What is written about each operation that is declared as an endpoint.
        #[must_use]
        pub fn declared() -> Vec<Spec> {
            Vec::from([$(<$endpoint as Operation>::SPEC),*])
        }

        /// What is written about each operation: those read by hand, then those declared.
        #[must_use]
        pub fn specs() -> Vec<Spec> {
            super::written::WRITTEN.iter().copied().chain(declared()).collect()
        }

        /// The fields that are read, beside those that are written about.
        #[cfg(test)]
        fn fields() -> Vec<(Spec, Vec<&'static str>)> {
            Vec::from([$((<$endpoint as Operation>::SPEC, <$endpoint as Operation>::FIELDS.concat())),*])
        }

        const TABLE: &[(&str, &[&[&str]], Reading)] = &[$((<$endpoint as Endpoint>::NAME, <$endpoint as Operation>::FIELDS, read::<$endpoint>)),*];
    };
}

table! {
    blue::ReadBlueOrganizations,
    blue::ReadBlueOrganization,
    blue::ReadBlueCurrentUser,
    blue::ReadBlueUsers,
    blue::ReadBlueUser,
    blue::ReadBlueFavorites,
    blue::ReadBlueFavorite,
    blue::DeleteBlueFavorites,
    blue::SetBlueFavorite,
    blue::ReadBluePipelines,
    blue::ReadBluePipeline,
    blue::ReadBlueBranches,
    blue::CreateBluePipeline,
    blue::DeleteBluePipeline,
    blue::EnableBluePipeline,
    blue::DisableBluePipeline,
    blue::ReadBlueActivities,
    blue::ReadBlueRuns,
    blue::ReadBlueRun,
    blue::StartBlueRun,
    blue::StopBlueRun,
    blue::ReplayBlueRun,
    blue::ReadBlueChangeSet,
    blue::ReadBlueChange,
    blue::ReadBlueNodes,
    blue::ReadBlueNode,
    blue::RestartBlueNode,
    blue::ReadBlueNodeSteps,
    blue::ReadBlueNodeStep,
    blue::ReadBlueSteps,
    blue::ReadBlueStep,
    blue::SubmitBlueInput,
    blue::AbortBlueInput,
    blue::ReadBlueRunLog,
    blue::ReadBlueNodeLog,
    blue::ReadBlueStepLog,
    blue::ReadBlueArtifacts,
    blue::ReadBlueTests,
    blue::ReadBlueTestSummary,
    blue::ReadBlueTestOutput,
    blue::ReadBlueQueue,
    blue::ReadBlueQueueItem,
    blue::DeleteBlueQueueItem,
    blue::ReadBlueClass,
    blue::ReadBlueClasses,
    blue::BlueSearch,
    blue::ReadBlueScms,
    blue::ReadBlueScm,
    blue::ValidateBlueScm,
    blue::ReadBlueScmOrganizations,
    blue::ReadBlueScmRepositories,
    blue::ReadBlueContent,
    blue::SaveBlueContent,
    blue::ReadJwtKeys,
    blue::ReadJwtKey,
    blue::ReadJwtToken,
    wfapi::ReadWfapiJob,
    wfapi::ReadWfapiRuns,
    wfapi::ReadWfapiChangesets,
    wfapi::ReadWfapiArtifacts,
    wfapi::ReadWfapiNode,
    wfapi::ReadWfapiNodeLog,
    graph_view::ReadGraphRuns,
    remote::ReadQueue,
    remote::ReadMe,
    remote::ReadView,
}

type Reading = fn(&Reader<'_>) -> Result<Box<dyn Single>>;

pub(super) fn names() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|(name, ..)| *name)
}

pub(super) fn start(reader: &Reader<'_>, client: &Arc<Shared>, op: &str) -> Started {
    Some(endpoint(reader, op)?.map(|endpoint| run_single(client, endpoint)))
}

pub(super) fn endpoint(reader: &Reader<'_>, op: &str) -> Option<Result<Box<dyn Single>>> {
    let (_, fields, read) = TABLE.iter().find(|(name, ..)| *name == op)?;
    Some(reader.only(&fields.concat()).and_then(|()| read(reader)))
}

fn read<E: Operation + Send + Sync + 'static>(reader: &Reader<'_>) -> Result<Box<dyn Single>> {
    Ok(Box::new(E::read(reader)?))
}

impl Reader<'_> {
    pub(crate) fn blue(&self) -> Result<BluePath> {
        let job = self.project()?;
        let branch = match self.fields.optional_text("branch")? {
            Some(branch) => job.branch(branch)?.names().last().cloned(),
            None => None,
        };
        Ok(BluePath { organization: self.organization()?, job, branch })
    }

    pub(crate) fn blue_run(&self) -> Result<BlueRunPath> {
        Ok(BlueRunPath { pipeline: self.blue()?, run: self.run_number()? })
    }

    pub(crate) fn organization(&self) -> Result<String> {
        Ok(self.fields.optional_text("organization")?.unwrap_or("jenkins").to_owned())
    }

    pub(crate) fn projection(&self) -> Result<Projection> {
        Ok(Projection { tree: self.fields.optional_text("tree")?.map(str::to_owned), depth: self.fields.optional_int("depth")? })
    }

    /// A folder, if one is named.
    pub(crate) fn folder(&self) -> Result<Option<JobPath>> {
        self.fields.get("job").map(|_| self.project()).transpose()
    }

    pub(crate) fn page(&self) -> Result<Page> {
        let number = |name| self.fields.optional_int(name);
        Ok(Page { start: number("start")?, limit: number("limit")?, tree: self.fields.optional_text("tree")?.map(str::to_owned) })
    }

    /// A choice that has to be made: without it the other one would be taken unasked.
    pub(crate) fn truth(&self, name: &str) -> Result<bool> {
        self.fields.get(name).ok_or_else(|| self.fields.wrong(name, "given, as true or false"))?;
        self.fields.flag(name)
    }

    pub(crate) fn texts(&self, name: &str) -> Result<Vec<String>> {
        let Some(value) = self.fields.get(name) else { return Ok(Vec::new()) };
        let texts = value.as_array().map(|list| list.iter().map(|v| v.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>());
        texts.flatten().ok_or_else(|| self.fields.wrong(name, "a list of texts"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_that_are_read_are_those_that_are_written_about() {
        for (spec, read) in fields() {
            let written: Vec<&str> = spec.fields.iter().flat_map(|group| group.iter().map(|field| field.name)).collect();
            assert_eq!(written, read, "{}", spec.op);
        }
    }
}
