//! Paused `input` steps: ids, who may settle them, what the script gets.

use super::World;
use super::node::Broken;
use super::parameter::Given;
use crate::scenario::InputStep;
use md5::{Digest, Md5};
use serde_json::Value;

/// Where a result goes.
pub(super) type Target = (usize, bool, String);

/// One execution of an input step.
#[derive(Debug, Clone)]
pub(crate) struct Execution {
    pub(crate) id: String,
    pub(crate) step: InputStep,
    pub(crate) thread: usize,
    /// Its step in the flow graph.
    pub(crate) node: u32,
    pub(crate) since: u64,
    /// The variable that gets the result: its scope, whether it is a new one, its name.
    pub(super) target: Option<Target>,
    /// The message with its texts filled in.
    pub(crate) message: String,
}

/// The id under which Jenkins lists it (`InputStep#getId`, `#capitalize`).
pub(crate) fn id_of(step: &InputStep, message: &str) -> String {
    let id = step.id.clone().unwrap_or_else(|| Md5::digest(message).iter().map(|b| format!("{b:02x}")).collect());
    capitalize(&id)
}

fn capitalize(id: &str) -> String {
    let mut chars = id.chars();
    match chars.next() {
        Some(first) if first.is_ascii_lowercase() => format!("{}{}", first.to_ascii_uppercase(), chars.as_str()),
        _ => id.to_owned(),
    }
}

/// Whether an id is refused (`InputStep.DescriptorImpl#doCheckId`); none at all is not.
fn is_unsafe(id: &str) -> bool {
    matches!(id, "." | "..") || !id.chars().all(|c| c.is_ascii_alphanumeric() || "-._~!$()*+,:@=".contains(c))
}

/// Why the step does not even begin (`InputStep#setId`, `InputStepExecution#start`).
pub(super) fn refusal(step: &InputStep) -> Option<Broken> {
    let id = step.id.as_deref().unwrap_or_default();
    if is_unsafe(id) {
        let message = format!("InputStep id is required to be URL safe, but the provided id {} is not safe", capitalize(id));
        return Some(Broken::Thrown("java.lang.IllegalArgumentException", message));
    }
    step.parameters.iter().any(|p| p.kind == "file").then(|| {
        Broken::Failed(
            "Support for FileParameters in the input step is disabled and will be removed in a future release. \nDetails on how to migrate your pipeline can be found online: https://jenkins.io/redirect/plugin/pipeline-input-step/file-parameters."
                .to_owned(),
        )
    })
}

/// What the script receives: null, the bare value, or a map, by how many values came.
pub(crate) fn result_of(step: &InputStep, mut values: Vec<Given>, user: &str) -> Vec<Given> {
    if let Some(name) = step.submitter_parameter.as_ref().filter(|n| !n.is_empty()) {
        values.push(Given { name: name.clone(), kind: "string".to_owned(), value: Value::from(user) });
    }
    values
}

impl World {
    /// The submitters' list, trimmed; none if everybody with Job/Build may.
    fn submitters(step: &InputStep) -> Option<Vec<String>> {
        let list = step.submitter.as_deref()?.split(',').map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()).collect::<Vec<_>>();
        (!list.is_empty()).then_some(list)
    }

    /// `InputStepExecution#canSettle`.
    pub(crate) fn can_settle(&self, step: &InputStep, user: Option<&str>) -> bool {
        let Some(list) = Self::submitters(step) else { return self.may(user, "Job/Build") };
        if self.may(user, "Overall/Administer") {
            return true;
        }
        let Some(user) = user.and_then(|u| self.user(u)) else { return false };
        let listed = |name: &str| list.iter().any(|s| s.eq_ignore_ascii_case(name));
        listed(&user.id) || listed("authenticated") || user.groups.iter().any(|g| listed(g))
    }

    /// The refusal's text of proceeding.
    pub(crate) fn proceed_refusal(step: &InputStep) -> String {
        match Self::submitters(step) {
            Some(_) => format!("You need to be {} to submit this.", step.submitter.as_deref().unwrap_or_default()),
            None => "You need to have Job/Build permissions to submit this.".to_owned(),
        }
    }

    /// The refusal's text of aborting.
    pub(crate) fn abort_refusal(step: &InputStep) -> String {
        match Self::submitters(step) {
            Some(_) => format!("You need to be '{}' (or have Job/Cancel permissions) to cancel this.", step.submitter.as_deref().unwrap_or_default()),
            None => "You need to have Job/Cancel permissions to cancel this.".to_owned(),
        }
    }
}
