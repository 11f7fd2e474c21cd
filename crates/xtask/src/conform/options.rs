//! What was asked for on the command line, and what must never be shown of it.

use anyhow::{Context as _, Result, bail};
use base64::Engine as _;
use std::net::IpAddr;
use ureq::http::Uri;

/// The server to be asked, and as whom.
#[derive(Clone, Default)]
pub struct Options {
    pub url: String,
    pub user: String,
    pub token: String,
    pub password: Option<String>,
    /// An existing multibranch project, by its full name.
    pub multibranch: Option<String>,
    /// Only checks whose name or group holds this text.
    pub only: Option<String>,
    /// Through the package in Node, by this engine: `native` or `wasm`; or through `c`, by the package for Python.
    pub through: Option<String>,
    /// Simulated servers that lack something, too.
    pub variants: bool,
    /// A file of PEM certificates to trust in place of the public ones.
    pub ca: Option<String>,
    really: bool,
}

const USAGE: &str = "conform knows --url URL, --user NAME, --token TOKEN, --password PASSWORD, --multibranch FULL/NAME, --only TEXT, --ca FILE, --yes-really, --variants and --through native|wasm|c";

impl Options {
    /// The user's, as the client takes them.
    pub fn credentials(&self) -> serde_json::Value {
        serde_json::json!({"kind": "token", "user": self.user, "token": self.token})
    }

    /// Reads the arguments; token and password may come from the environment. No message repeats a value.
    pub fn read(arguments: &[String]) -> Result<Self> {
        let mut read = Self::default();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let mut value = || rest.next().cloned().with_context(|| format!("{argument} needs a value"));
            match argument.as_str() {
                "--url" => read.url = value()?,
                "--user" => read.user = value()?,
                "--token" => read.token = value()?,
                "--password" => read.password = Some(value()?),
                "--multibranch" => read.multibranch = Some(value()?),
                "--only" => read.only = Some(value()?),
                "--ca" => read.ca = Some(value()?),
                "--variants" => read.variants = true,
                "--through" => match value()?.as_str() {
                    engine @ ("native" | "wasm" | "c") => read.through = Some(engine.to_owned()),
                    _ => bail!("--through is native, wasm or c"),
                },
                "--yes-really" => read.really = true,
                _ => bail!("{USAGE}"),
            }
        }
        if read.simulated() && !(read.user.is_empty() && read.token.is_empty()) {
            bail!("--user and --token are those of a live server: give its --url too");
        }
        let environment = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
        if read.token.is_empty() {
            read.token = environment("BELLPULL_TOKEN").unwrap_or_default();
        }
        read.password = read.password.or_else(|| environment("BELLPULL_PASSWORD"));
        Ok(read)
    }

    /// Whether the simulator is to be asked.
    pub fn simulated(&self) -> bool {
        self.url.is_empty()
    }

    /// Refuses what could hit somebody else's server by mistake.
    pub fn check(&self) -> Result<()> {
        if self.user.is_empty() || self.token.is_empty() {
            bail!("a live server needs --user and an API token (--token or BELLPULL_TOKEN)");
        }
        if !loopback(&self.url)? && !self.really {
            bail!("that server is not on this machine; the suite makes, runs and deletes jobs there: say --yes-really if that is meant");
        }
        Ok(())
    }

    /// A text without this user's secrets, in clear or as sent.
    pub fn redact(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in [Some(&self.token), self.password.as_ref()].into_iter().flatten().filter(|s| !s.is_empty()) {
            let basic = base64::engine::general_purpose::STANDARD.encode(format!("{}:{secret}", self.user));
            text = text.replace(&basic, "••••").replace(secret.as_str(), "••••");
        }
        text
    }
}

/// Whether a URL leads to this machine and nowhere else.
pub fn loopback(url: &str) -> Result<bool> {
    let uri: Uri = url.parse().ok().context("--url is no URL")?;
    let host = uri.host().context("--url names no host")?.trim_matches(['[', ']']);
    Ok(host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Options> {
        Options::read(&arguments.iter().map(|a| (*a).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn only_this_machine_without_asking() {
        for (url, here) in [
            ("http://127.0.0.1:8080/jenkins", true),
            ("http://localhost/", true),
            ("http://[::1]:8080/", true),
            ("https://ci.example.com/", false),
            ("http://127.0.0.1.example.com/", false),
            ("http://10.0.0.1/", false),
        ] {
            assert_eq!(loopback(url).expect("a URL"), here, "{url}");
            let refused = read(&["--url", url, "--user", "u", "--token", "t"]).expect("options").check().is_err();
            assert_eq!(refused, !here, "{url}");
            read(&["--url", url, "--user", "u", "--token", "t", "--yes-really"]).expect("options").check().expect("meant");
        }
    }

    #[test]
    fn a_user_without_a_server_is_a_mistake() {
        assert!(read(&["--user", "u"]).is_err() && read(&["--token", "t"]).is_err());
        assert!(read(&["--variants"]).expect("options").simulated());
    }

    #[test]
    fn no_message_repeats_a_value() {
        let error = read(&["--yes-really", "geheim"]).err().expect("refused");
        assert!(!format!("{error:#}").contains("geheim"));
        let options = read(&["--url", "http://localhost", "--user", "u", "--token", "geheim", "--password", "pw12"]).expect("options");
        assert_eq!(options.redact("a geheim b pw12 c dTpnZWhlaW0= d"), "a •••• b •••• c •••• d");
    }
}
