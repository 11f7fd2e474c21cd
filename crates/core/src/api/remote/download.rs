//! Files of a run: `GET …/N/artifact/PATH` (`DirectoryBrowserSupport`) and `GET …/N/parameters/parameter/NAME/FILE`
//! (`FileParameterValue`). What a host that streams keeps for itself is not read here.

use crate::classify::{BODY_KEPT, Subject, refusal};
use crate::encode::{base64, path_segment};
use crate::error::{Code, Error, Result};
use crate::http::{Request, Response};
use crate::ids::RunId;
use crate::json::shape;
use crate::server::{Server, is_dot_segment};
use crate::text::{self, text};
use alloc::borrow::ToOwned as _;
use alloc::string::String;

/// A file of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RunFile {
    /// An artifact, by its path below the archive's root.
    Artifact(String),
    /// What was uploaded for a file parameter: the parameter's name, and the file's.
    Parameter(String, String),
}

/// A downloaded file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename_all = "camelCase"))]
pub struct Download {
    /// The last name of its path.
    pub name: String,
    /// Its media type, by its name's ending.
    #[cfg_attr(feature = "ts", ts(rename = "type"))]
    pub media_type: String,
    /// How many bytes it has, if that was said.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub length: Option<u64>,
    /// When it was written, as the header says.
    pub last_modified: Option<String>,
    /// Whether another host gave it (an artifact store); no credentials went there.
    pub elsewhere: bool,
    /// The bytes, where the host does not hand them over as a stream.
    pub base64: Option<String>,
}

shape!(Download { name, media_type as "type", length, last_modified, elsewhere, base64 });

impl RunFile {
    /// # Errors
    /// `invalid_operation` for a path that leads out of the archive.
    pub(crate) fn request(&self, server: &Server, run: &RunId) -> Result<Request> {
        let path = match self {
            Self::Artifact(path) => {
                let names = path.split(['/']);
                if path.is_empty() || names.clone().any(|n| n.is_empty() || is_dot_segment(n) || text::has_control(n)) {
                    return Err(Error::new(Code::InvalidOperation, "The path of the artifact has an empty segment, a dot segment or a control character."));
                }
                text!("artifact/", text::join(names.map(path_segment), "/"))
            }
            Self::Parameter(name, file) => text!("parameters/parameter/", path_segment(name), "/", path_segment(file)),
        };
        let mut request = Request { stream: true, ..server.get(&run.below(&path)) };
        request.set_header("Accept", "*/*");
        Ok(request)
    }

    fn name(&self) -> &str {
        match self {
            Self::Artifact(name) | Self::Parameter(_, name) => name.rsplit(['/']).next().unwrap_or_default(),
        }
    }

    /// # Errors
    /// By the table of [`crate::classify`]; `sso_redirect` for a page in place of the file.
    pub(crate) fn read(&self, response: &Response, elsewhere: bool) -> Result<Download> {
        if response.status != 200 {
            return Err(refusal(response, Subject::File));
        }
        let name = self.name();
        // Jenkins types files by their names' endings: a page for any other file is not the file.
        let page = response.media_type() == "text/html" && !text::contains(&name.to_ascii_lowercase(), ".htm");
        if page && elsewhere {
            return Err(Error::answered(Code::SsoRedirect, 200, "The download was redirected to another host, which answered with a page."));
        } else if page {
            return Err(crate::classify::html(response));
        }
        Ok(Download {
            name: name.to_owned(),
            media_type: response.media_type(),
            length: response.header("content-length").and_then(|l| l.trim().parse().ok()),
            last_modified: response.header("last-modified").map(str::to_owned),
            elsewhere: elsewhere || response.header(BODY_KEPT) == Some("elsewhere"),
            base64: response.header(BODY_KEPT).is_none().then(|| base64(&response.body)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::testing::{answer, run, server, wire};

    #[test]
    fn requests() {
        let line = |file: &RunFile| wire(&file.request(&server(), &run()).expect("a request")).0;
        let artifact = |path: &str| RunFile::Artifact(path.to_owned());
        assert_eq!(line(&artifact("out/report one+.txt")), "GET /jenkins/job/Ops%20Team/job/deploy/42/artifact/out/report%20one+.txt");
        assert_eq!(line(&artifact("out/*zip*/out.zip")), "GET /jenkins/job/Ops%20Team/job/deploy/42/artifact/out/*zip*/out.zip");
        assert_eq!(
            line(&RunFile::Parameter("FILE".to_owned(), "a b.txt".to_owned())),
            "GET /jenkins/job/Ops%20Team/job/deploy/42/parameters/parameter/FILE/a%20b.txt"
        );
        for bad in ["", "../build.xml", "a/%2e%2E/b", "a//b", "/a", "a\n"] {
            assert_eq!(artifact(bad).request(&server(), &run()).expect_err(bad).code(), Code::InvalidOperation);
        }
    }

    #[test]
    fn answers() {
        let file = RunFile::Artifact("out/r.bin".to_owned());
        let read = file.read(&answer(200, &[("Content-Type", "application/octet-stream"), ("Content-Length", "3")], "abc"), false).expect("a file");
        assert_eq!((read.name.as_str(), read.length, read.base64.as_deref()), ("r.bin", Some(3), Some("YWJj")));
        let kept = file.read(&answer(200, &[(BODY_KEPT, "here")], ""), false).expect("a file");
        assert_eq!((kept.base64, kept.elsewhere), (None, false));
        let page = answer(200, &[("Content-Type", "text/html")], "<html>");
        assert_eq!(file.read(&page, true).expect_err("a page").code(), Code::SsoRedirect);
        assert_eq!(file.read(&page, false).expect_err("a page").code(), Code::ProxyAnswer);
        assert!(RunFile::Artifact("index.html".to_owned()).read(&page, false).is_ok());
        assert_eq!(file.read(&answer(404, &[], ""), false).expect_err("none").code(), Code::NotFound);
    }
}
