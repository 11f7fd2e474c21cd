//! Which run a path, an operation or a view is about.

use super::form::{decode, number};
use bellpull::JobPath;
use serde_json::Value;

/// A run: the names of its job, folders first, and its number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Run {
    pub names: Vec<String>,
    pub number: u64,
}

impl Run {
    /// Of a path of core or of Blue Ocean, at or below a run.
    pub fn of(path: &str) -> Option<Self> {
        let at = ["/job/", "/blue/rest/"].iter().filter_map(|place| path.find(place)).min()?;
        let mut parts = path[at + 1..].split('/');
        let mut names = Vec::new();
        while let Some(part) = parts.next() {
            match part {
                "job" | "pipelines" | "branches" => names.push(decode(parts.next()?)?),
                "blue" | "rest" | "runs" => {}
                "organizations" => drop(parts.next()?),
                other => return Some(Self { names, number: number(other)? }),
            }
        }
        None
    }

    /// Of a recognised operation.
    pub fn of_operation(operation: &Value) -> Option<Self> {
        let names = operation["job"].as_array()?.iter().map(|name| name.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()?;
        let names = match operation["branch"].as_str() {
            Some(branch) => JobPath::from_segments(&names).ok()?.branch(branch).ok()?.names().to_vec(),
            None => names,
        };
        Some(Self { names, number: operation["run"].as_u64()? })
    }

    /// Of a view, which a flow gives.
    pub fn of_view(view: &Value) -> Option<Self> {
        let names = view["job"].as_str()?.split('/').map(str::to_owned).collect();
        Some(Self { names, number: view["run"].as_u64()? })
    }
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} #{}", self.names.join("/"), self.number)
    }
}
