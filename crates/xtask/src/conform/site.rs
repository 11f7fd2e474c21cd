//! The folder in which the suite makes its jobs: made and deleted by plain HTTP, since the client makes no jobs.

use super::caller::now;
use super::recipe::{FOLDER, Recipe};
use super::wire::Wire;
use anyhow::{Result, bail};
use base64::Engine as _;
use bellpull::{Request, Response};
use std::time::Duration;

/// A folder of the suite's own at the top level.
pub struct Site {
    wire: Wire,
    base: String,
    authorization: String,
    /// Its name, and so its full name.
    pub folder: String,
}

/// Deleting interrupts what still runs, which may take some time.
const DELETIONS: u32 = 12;

impl Site {
    /// Makes the folder.
    pub fn make(wire: &Wire, url: &str, user: &str, token: &str) -> Result<Self> {
        let basic = base64::engine::general_purpose::STANDARD.encode(format!("{user}:{token}"));
        let site = Self {
            wire: wire.clone(),
            base: url.trim_end_matches('/').to_owned(),
            authorization: format!("Basic {basic}"),
            folder: format!("bellpull-conform-{}", now()),
        };
        site.create(&[], &site.folder, FOLDER)?;
        Ok(site)
    }

    /// Makes a job below the folder; gives its full name.
    pub fn job(&self, folders: &[&str], name: &str, recipe: &Recipe) -> Result<String> {
        let mut above = vec![self.folder.as_str()];
        above.extend(folders);
        self.create(&above, name, &recipe.xml())
    }

    /// Makes a folder below the folder.
    pub fn folder(&self, folders: &[&str], name: &str) -> Result<String> {
        let mut above = vec![self.folder.as_str()];
        above.extend(folders);
        self.create(&above, name, FOLDER)
    }

    /// Deletes the folder with everything in it.
    pub fn delete(&self) -> Result<()> {
        for attempt in 1..=DELETIONS {
            let answer = self.send(Request::post(format!("{}/job/{}/doDelete", self.base, encode(&self.folder))));
            match answer {
                Ok(answer) if matches!(answer.status, 200 | 302 | 404) => return Ok(()),
                Ok(answer) if attempt == DELETIONS => bail!("the folder {} could not be deleted (HTTP {}); delete it by hand", self.folder, answer.status),
                Err(error) if attempt == DELETIONS => return Err(error.context(format!("the folder {} could not be deleted; delete it by hand", self.folder))),
                _ => std::thread::sleep(Duration::from_secs(2)),
            }
        }
        Ok(())
    }

    /// The status of a page, for what the client has no operation for.
    pub fn status(&self, path: &str) -> Result<u16> {
        Ok(self.send(Request::get(format!("{}/{path}", self.base)))?.status)
    }

    /// Ends a session, by its cookies alone.
    pub fn log_out(&self, cookie: &str) -> Result<()> {
        let request = Request::get(format!("{}/logout", self.base)).with_header("Cookie", cookie);
        match self.wire.send(&request) {
            Ok(answer) if matches!(answer.status, 200 | 302) => Ok(()),
            Ok(answer) => bail!("the session could not be ended: HTTP {}", answer.status),
            Err(lost) => bail!("no answer came: {}", lost.message),
        }
    }

    fn create(&self, above: &[&str], name: &str, xml: &str) -> Result<String> {
        let path: String = above.iter().map(|folder| format!("/job/{}", encode(folder))).collect();
        let mut request = Request::post(format!("{}{path}/createItem?name={}", self.base, encode(name)));
        request.set_header("Content-Type", "application/xml; charset=utf-8");
        request.body = xml.as_bytes().to_vec();
        let answer = self.send(request)?;
        if answer.status != 200 {
            let said = answer.header("x-error").unwrap_or_default();
            bail!("{name} could not be made below `{}`: HTTP {} {said} (needs Job/Create, the folders plugin and Pipeline)", above.join("/"), answer.status);
        }
        Ok(above.iter().copied().chain([name]).collect::<Vec<_>>().join("/"))
    }

    fn send(&self, mut request: Request) -> Result<Response> {
        request.set_header("Authorization", self.authorization.clone());
        self.wire.send(&request).map_err(|lost| anyhow::anyhow!("no answer came: {}", lost.message))
    }
}

/// Percent-encoding that fits a path segment and a query alike.
pub fn encode(text: &str) -> String {
    let encoded = text.bytes().map(|b| match b {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(b).to_string(),
        _ => format!("%{b:02X}"),
    });
    encoded.collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_encoded_once() {
        assert_eq!(super::encode("eu + us/ü~'"), "eu%20%2B%20us%2F%C3%BC%7E%27");
    }
}
