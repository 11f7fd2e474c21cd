//! Names and numbers of Jenkins as types, so that each is encoded exactly once and in its own way.
//!
//! A *job name* is what JSON shows as `name`; a *branch name* is what git shows. A branch job's name is
//! its branch name passed through `NameEncoder` (branch-api plugin): `feature/x` → `feature%2Fx`, and its
//! URL segment is that encoded again: `feature%252Fx`.

use crate::encode::{decode, path_segment};
use crate::error::{Code, Error, Result};
use crate::json::transparent;
use crate::server::{Server, is_dot_segment};
use crate::text::{self, Part, displayed, text};
use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

/// A job's place: its folders and its name, each as Jenkins' JSON shows it.
///
/// ```
/// use bellpull::{JobPath, Server};
/// let job = JobPath::from_full_name("Ops Team/eu + us/deploy")?;
/// assert_eq!(job.url_path(), "job/Ops%20Team/job/eu%20+%20us/job/deploy");
/// let branch = JobPath::from_full_name("multi")?.branch("feature/ux-1")?;
/// assert_eq!(branch.full_name(), "multi/feature%2Fux-1");
/// assert_eq!(branch.url_path(), "job/multi/job/feature%252Fux-1");
/// let server = Server::parse("https://ci/jenkins")?;
/// assert_eq!(JobPath::from_url(&server, "https://ci/jenkins/job/multi/job/feature%252Fux-1/")?, branch);
/// # Ok::<(), bellpull::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct JobPath(Vec<String>);

impl JobPath {
    /// From `Folder/Sub/job`, the `fullName` of Jenkins' JSON.
    ///
    /// # Errors
    /// `invalid_job_name` for an empty name, an empty or dot segment, or a control character.
    pub fn from_full_name(full_name: &str) -> Result<Self> {
        Self::from_segments(full_name.split(['/']))
    }

    /// From folder and job names.
    ///
    /// # Errors
    /// As [`Self::from_full_name`]; a slash within a segment is refused too.
    pub fn from_segments<S: AsRef<str>>(segments: impl IntoIterator<Item = S>) -> Result<Self> {
        let names: Vec<String> = segments.into_iter().map(|s| s.as_ref().to_owned()).collect();
        if names.is_empty() {
            return Err(bad_job("is empty"));
        }
        names.iter().try_for_each(|n| check_name(n))?;
        Ok(Self(names))
    }

    /// From the URL of a job's page on this server. A view in front (`/view/x/job/y`) is left out.
    ///
    /// # Errors
    /// `invalid_job_name` if it leads to another server or is not the URL of a job.
    pub fn from_url(server: &Server, url: &str) -> Result<Self> {
        let below = server.path_below(url).ok_or_else(|| bad_job("is a URL outside this server"))?;
        let mut names = Vec::new();
        let mut parts = below.split(['/']).filter(|p| !p.is_empty());
        while let Some(part) = parts.next() {
            let name = parts.next().and_then(decode);
            match (part, name) {
                ("job", Some(name)) => names.push(name),
                ("view", Some(_)) if names.is_empty() => {}
                _ => return Err(bad_job("is not the URL of a job's page (…/job/NAME/)")),
            }
        }
        Self::from_segments(names)
    }

    /// The job of a branch within this multibranch project, from the branch's name in git.
    ///
    /// # Errors
    /// `invalid_job_name` for a control character.
    pub fn branch(&self, branch: &str) -> Result<Self> {
        let mut names = self.0.clone();
        // `%2E.` for `..` is a name here, and is encoded once more in the URL.
        let name = encode_branch(branch);
        if text::has_control(&name) {
            return Err(bad_job("holds a control character"));
        }
        names.push(name);
        Ok(Self(names))
    }

    /// A job's full name with its branch, as plain data for other languages: `{"name"}` or `{"error"}`.
    #[cfg(feature = "full")]
    #[must_use]
    pub fn named(job: &str, branch: Option<&str>) -> crate::json::Value {
        let path = Self::from_full_name(job).and_then(|job| branch.map_or_else(|| Ok(job.clone()), |branch| job.branch(branch)));
        match path {
            Ok(path) => crate::json::json!({"name": path.full_name()}),
            Err(error) => crate::json::json!({"error": error.to_json()}),
        }
    }

    /// The names, folders first.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.0
    }

    /// `Folder/Sub/job`.
    #[must_use]
    pub fn full_name(&self) -> String {
        text::join(&self.0, "/")
    }

    /// The path below the base, encoded, without slashes at its ends.
    #[must_use]
    pub fn url_path(&self) -> String {
        text::join(self.0.iter().map(|name| text!("job/", path_segment(name))), "/")
    }

    /// The path of something below this job.
    #[must_use]
    pub(crate) fn below(&self, rest: &str) -> String {
        text!(self.url_path(), "/", rest)
    }
}

impl Part for JobPath {
    fn put(&self, out: &mut String) {
        self.full_name().put(out);
    }
}

displayed!(JobPath);

fn bad_job(why: &str) -> Error {
    Error::new(Code::InvalidJobName, text!("The job name ", why, "."))
}

fn check_name(name: &str) -> Result<()> {
    if name.is_empty() {
        return Err(bad_job("has an empty segment"));
    }
    if is_dot_segment(name) {
        return Err(bad_job("has a dot segment"));
    }
    if text::has_control(name) {
        return Err(bad_job("holds a control character"));
    }
    if name.contains(['/']) {
        return Err(bad_job("has a segment with a slash; give a branch by its own field"));
    }
    Ok(())
}

/// `jenkins.branch.NameEncoder#encode`: what a URL cannot carry becomes `%XX`.
fn encode_branch(branch: &str) -> String {
    match branch {
        "" => "%00".to_owned(),
        "." => "%2E".to_owned(),
        ".." => "%2E.".to_owned(),
        _ => branch.chars().fold(String::with_capacity(branch.len()), |mut out, c| {
            match c {
                '#' => out.push_str("%23"),
                '%' => out.push_str("%25"),
                '/' => out.push_str("%2F"),
                '?' => out.push_str("%3F"),
                '[' => out.push_str("%5B"),
                '\\' => out.push_str("%5C"),
                ']' => out.push_str("%5D"),
                c => out.push(c),
            }
            out
        }),
    }
}

/// A run's number. Permalinks such as `lastBuild` are no numbers: they move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunNumber(pub u32);

transparent!(RunNumber);
impl Part for RunNumber {
    fn put(&self, out: &mut String) {
        self.0.put(out);
    }
}

displayed!(RunNumber);

/// The id of a queue item. It stays known on the run as `queueId` after the item is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QueueId(pub u64);

transparent!(QueueId);
impl QueueId {
    /// The id named by a `Location` such as `http://any.host/ctx/queue/item/322/`. Host and context are
    /// not looked at, since Jenkins builds them from request headers; only the number is taken.
    #[must_use]
    pub fn from_location(location: &str) -> Option<Self> {
        let path = location.split(['?', '#']).next().unwrap_or_default().trim_end_matches(['/']);
        let (front, number) = path.rsplit_once(['/'])?;
        let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        (digits && front.ends_with("/queue/item")).then(|| number.parse().ok().map(Self))?
    }
}

impl Part for QueueId {
    fn put(&self, out: &mut String) {
        self.0.put(out);
    }
}

displayed!(QueueId);

/// The id of a pending input, exactly as Jenkins lists it. Jenkins capitalises the first letter of the id
/// in the Jenkinsfile (`InputStep#capitalize`), and looks up exactly.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InputId(String);

transparent!(InputId);
impl InputId {
    /// Takes an id as it was read.
    ///
    /// # Errors
    /// `input_not_found` for an empty id, a dot segment or a control character: none of these can be addressed.
    pub fn new(id: &str) -> Result<Self> {
        if id.is_empty() || is_dot_segment(id) || text::has_control(id) {
            return Err(Error::new(Code::InputNotFound, "The input id is empty or cannot stand in a URL."));
        }
        Ok(Self(id.to_owned()))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether Jenkins would list the given id under this one: equal, or equal after capitalising.
    #[must_use]
    pub fn is_written(&self, given: &str) -> bool {
        let mut capital = given.to_owned();
        if let Some(first) = capital.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        self.0 == given || self.0 == capital
    }

    pub(crate) fn segment(&self) -> String {
        path_segment(&self.0)
    }
}

impl Part for InputId {
    fn put(&self, out: &mut String) {
        self.0.put(out);
    }
}

displayed!(InputId);

/// One run of one job.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RunId {
    /// The job.
    pub job: JobPath,
    /// The run's number.
    pub run: RunNumber,
}

impl RunId {
    /// The path of something below this run.
    pub(crate) fn below(&self, rest: &str) -> String {
        self.job.below(&text!(self.run, "/", rest))
    }
}

impl Part for RunId {
    fn put(&self, out: &mut String) {
        out.push_str(&text!(self.job, " #", self.run));
    }
}

displayed!(RunId);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bad_names_are_refused() {
        for bad in ["", "/", "a//b", "a/../b", ".", "a/%2e%2E", "a\nb", "/a", "a/"] {
            assert_eq!(JobPath::from_full_name(bad).expect_err(bad).code(), Code::InvalidJobName, "{bad:?}");
        }
        assert!(JobPath::from_segments(["a/b"]).is_err());
        assert!(JobPath::from_segments(Vec::<String>::new()).is_err());
    }

    #[test]
    fn branches_as_the_recordings_have_them() {
        let multi = JobPath::from_full_name("multi").expect("valid");
        for (branch, path) in
            [("feature/ux-1", "job/multi/job/feature%252Fux-1"), ("bug/50%25-off", "job/multi/job/bug%252F50%252525-off"), ("..", "job/multi/job/%252E.")]
        {
            assert_eq!(multi.branch(branch).expect("valid").url_path(), path);
        }
    }

    #[test]
    fn job_urls() {
        let server = Server::parse("https://ci/jenkins").expect("valid");
        let job = JobPath::from_url(&server, "http://ci/jenkins/view/Ops%20view/job/release/").expect("valid");
        assert_eq!(job.full_name(), "release");
        for bad in ["https://evil/jenkins/job/x/", "https://ci/jenkins/", "https://ci/jenkins/job/x/5/", "https://ci/jenkins/job/%zz/"] {
            assert_eq!(JobPath::from_url(&server, bad).expect_err(bad).code(), Code::InvalidJobName);
        }
    }

    #[test]
    fn queue_ids_come_from_any_host_but_only_from_queue_items() {
        assert_eq!(QueueId::from_location("http://10.0.0.7:8080/x/queue/item/322/"), Some(QueueId(322)));
        for none in ["http://h/jenkins/job/kinds/", "/queue/item/x/", "", "/queue/item/99999999999999999999/"] {
            assert_eq!(QueueId::from_location(none), None, "{none}");
        }
    }

    #[test]
    fn input_ids_match_as_written_in_the_jenkinsfile() {
        let id = InputId::new("Eu").expect("valid");
        assert!(id.is_written("eu") && id.is_written("Eu"));
        assert!(!id.is_written("eU") && !id.is_written("E") && !id.is_written(""));
    }

    proptest! {
        #[test]
        fn any_name_survives_the_way_through_a_url(names in proptest::collection::vec("[^/\\pC]{1,12}", 1..4), branch in "\\PC{0,12}") {
            let server = Server::parse("http://h/ctx").expect("valid");
            if let Ok(job) = JobPath::from_segments(&names) {
                prop_assert_eq!(JobPath::from_url(&server, &server.url(&job.url_path())).expect("own URL"), job.clone());
                if let Ok(branch) = job.branch(&branch)
                    && !matches!(branch.full_name().rsplit('/').next(), Some("%2E" | "%2E."))
                {
                    prop_assert_eq!(JobPath::from_url(&server, &server.url(&branch.url_path())).expect("own URL"), branch);
                }
            }
        }
    }
}
