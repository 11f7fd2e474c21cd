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
/// A proxy may have lost its way to Jenkins for a moment.
const CREATIONS: u32 = 5;
const PAUSE: Duration = Duration::from_secs(2);

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
        let mut why = String::new();
        for _ in 0..DELETIONS {
            match self.send(Request::post(format!("{}/job/{}/doDelete", self.base, encode(&self.folder)))) {
                Ok(answer) if answer.status == 404 => return Ok(()),
                // A redirect may as well lead to a page that asks to sign in.
                Ok(answer) if answer.status < 400 && self.gone() => return Ok(()),
                Ok(answer) => {
                    why = refusal(&answer);
                    if matches!(answer.status, 401 | 403) {
                        break;
                    }
                }
                Err(error) => why = format!("{error:#}"),
            }
            std::thread::sleep(PAUSE);
        }
        bail!("the folder {} could not be deleted ({why}; needs Job/Delete); delete it by hand", self.folder)
    }

    fn gone(&self) -> bool {
        self.get(&format!("job/{}/api/json?tree=name", encode(&self.folder))).is_ok_and(|answer| answer.status == 404)
    }

    /// A page, for what the client has no operation for.
    pub fn get(&self, path: &str) -> Result<Response> {
        self.send(Request::get(format!("{}/{path}", self.base)))
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
        let answer = self.made(request, &format!("{path}/job/{}", encode(name)))?;
        if answer.status != 200 {
            let place = if above.is_empty() { "at the top level".to_owned() } else { format!("below `{}`", above.join("/")) };
            let plugin = if xml == FOLDER { "the folders plugin" } else { "Pipeline" };
            bail!("{name} could not be made {place}: {} (needs Job/Create there and {plugin})", refusal(&answer));
        }
        Ok(above.iter().copied().chain([name]).collect::<Vec<_>>().join("/"))
    }

    /// Sends it, again if nothing came of it but a proxy's regret: the name is this suite's own, so that nobody else has made it.
    fn made(&self, request: Request, path: &str) -> Result<Response> {
        for _ in 1..CREATIONS {
            let answer = self.send(request.clone());
            if answer.as_ref().is_ok_and(|answer| !matches!(answer.status, 502..=504)) {
                return answer;
            }
            std::thread::sleep(PAUSE);
            let there = self.get(&format!("{}/api/json?tree=name", path.trim_start_matches('/')));
            if let Some(there) = there.ok().filter(|there| there.status == 200) {
                return Ok(there);
            }
        }
        self.send(request)
    }

    fn send(&self, mut request: Request) -> Result<Response> {
        request.set_header("Authorization", self.authorization.clone());
        self.wire.send(&request).map_err(|lost| anyhow::anyhow!("no answer came: {}", lost.message))
    }
}

/// What an answer says of its refusal.
fn refusal(answer: &Response) -> String {
    match bellpull::classify::said(answer).as_str() {
        "" => format!("HTTP {}", answer.status),
        said => format!("HTTP {}: {said}", answer.status),
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
