//! A job with its parameter definitions: `GET /job/…/api/json` (`hudson.model.Job`).

use crate::api::{Endpoint, Projection, resource};
use crate::classify::{Subject, json};
use crate::error::Result;
use crate::fields::Read;
use crate::http::{Request, Response};
use crate::ids::JobPath;
use crate::parameter::ParameterDefinition;
use crate::server::Server;
use alloc::vec::Vec;

resource! {
    /// A job as Jenkins sent it. `builds` are the newest hundred, `allBuilds` has to be named in `tree`.
    Job {
        /// Its name, once encoded for a branch.
        name: text "name",
        /// Its name with folders.
        full_name: text "fullName",
        /// What people see.
        display_name: text "displayName",
        /// Whether it can be triggered; false when disabled.
        buildable: truth "buildable",
        /// Whether an item of it waits in the queue.
        in_queue: truth "inQueue",
        /// The number of the next run; a guess, since others trigger too.
        next_build_number: number "nextBuildNumber",
        /// The waiting item.
        queue_item: value "queueItem",
        /// The newest run.
        last_build: value "lastBuild",
        /// The newest runs.
        builds: list "builds",
        /// Properties, among them the parameter definitions.
        property: list "property",
    }
}

impl Job {
    /// What the job asks for; empty for a job without parameters.
    #[must_use]
    pub fn parameters(&self) -> Vec<ParameterDefinition> {
        let properties = self.property().iter();
        properties.flat_map(|p| p.list("parameterDefinitions")).filter_map(ParameterDefinition::from_core).collect()
    }
}

/// Reads a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadJob {
    /// Which job.
    pub job: JobPath,
    /// Which fields.
    pub projection: Projection,
}

/// The fields of a parameter definition that are of use.
macro_rules! definitions {
    () => {
        "_class,name,type,description,choices,projectName,filter,defaultParameterValue[name,value,jobName,number]"
    };
}
pub(crate) use definitions;

impl ReadJob {
    /// The fields asked for by default.
    pub const TREE: &'static str = concat!(
        "_class,name,fullName,displayName,description,url,buildable,inQueue,nextBuildNumber,queueItem[id],lastBuild[number,queueId],property[parameterDefinitions[",
        definitions!(),
        "]]"
    );
    /// What finds a run by its queue id.
    pub const BY_QUEUE_ID: &'static str =
        "inQueue,queueItem[id,actions[causes[*],parameters[*]]],builds[number,queueId,actions[causes[*],parameters[*]]]{0,50}";
}

impl Endpoint for ReadJob {
    type Output = Job;
    #[cfg(feature = "full")]
    const KEPT: crate::api::Kept = crate::api::Kept::Json;
    const NAME: &'static str = "job";

    fn request(&self, server: &Server) -> Request {
        server.get(&self.projection.api_json(&self.job.url_path()))
    }

    fn parse(&self, response: &Response) -> Result<Job> {
        json(response, Subject::Job).map(Job)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{answer, run, server, wire};

    #[test]
    fn definitions_are_read() {
        let read = ReadJob { job: run().job, projection: Projection::tree("name,builds[number]{0,5}") };
        assert_eq!(wire(&read.request(&server())).0, "GET /jenkins/job/Ops%20Team/job/deploy/api/json?tree=name,builds%5Bnumber%5D%7B0,5%7D");
        let body = r#"{"name":"declarative","property":[{},{"parameterDefinitions":[{"name":"TAG","type":"StringParameterDefinition","defaultParameterValue":{"value":"v1"}}]}]}"#;
        let job = read.parse(&answer(200, &[], body)).expect("a job");
        assert_eq!((job.name(), job.parameters()[0].default_text()), (Some("declarative"), Some("v1")));
    }
}
