//! A server for tests that make their own jobs.

use crate::play::credential;
use bellpull_sim::{Scenario, Sim};
use http::{Request, Response};

const START: u64 = 1_795_293_600_000;

pub struct Server {
    pub sim: Sim,
    pub now: u64,
}

pub type Answer = Response<Vec<u8>>;

impl Server {
    pub fn new() -> Self {
        Self { sim: Sim::new(Scenario::builtin()), now: START }
    }

    /// As a user of the built-in scenario, by token; nobody if the name is empty.
    pub fn send(&mut self, user: &str, method: &str, path: &str, content_type: &str, body: &str) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("host", "127.0.0.1:8081");
        if !user.is_empty() {
            request = request.header("authorization", credential(&format!("Basic {{{user}:token}}")));
        }
        if !content_type.is_empty() {
            request = request.header("content-type", content_type);
        }
        self.now += 1;
        self.sim.handle(self.now, &request.body(body.as_bytes().to_vec()).expect("a request"))
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.send("admin", "GET", path, "", "")
    }

    pub fn post(&mut self, path: &str, form: &str) -> Answer {
        self.send("admin", "POST", path, "application/x-www-form-urlencoded", form)
    }

    pub fn create(&mut self, path: &str, xml: &str) -> Answer {
        self.send("admin", "POST", path, "application/xml", xml)
    }

    /// A new Pipeline job with this script.
    pub fn pipeline(&mut self, name: &str, script: &str) {
        let answer = self.create(&format!("/jenkins/createItem?name={name}"), &pipeline(script));
        assert_eq!(answer.status(), 200, "{name}");
    }

    /// Makes a job of this script, starts it, and tells what it says after some time.
    pub fn log_of(&mut self, script: &str) -> String {
        self.pipeline("made", script);
        assert_eq!(self.post("/jenkins/job/made/build", "").status(), 201);
        self.log("made")
    }

    /// The log of the first run, without the lines that every one begins with.
    pub fn log(&mut self, job: &str) -> String {
        self.now += 60_000;
        let text = text(&self.get(&format!("/jenkins/job/{job}/1/consoleText")));
        text.split_once("[Pipeline] Start of Pipeline\n").map_or(text.clone(), |(_, rest)| rest.to_owned())
    }

    pub fn json(&mut self, path: &str) -> serde_json::Value {
        let answer = self.get(path);
        assert_eq!(answer.status(), 200, "{path}");
        serde_json::from_slice(answer.body()).expect("JSON")
    }
}

pub fn pipeline(script: &str) -> String {
    let script = script.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\r', "&#13;");
    format!(
        "<?xml version='1.1' encoding='UTF-8'?>\n<flow-definition plugin=\"workflow-job\"><description/><properties/><definition class=\"org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition\"><script>{script}</script><sandbox>true</sandbox></definition></flow-definition>"
    )
}

pub fn text(answer: &Answer) -> String {
    String::from_utf8_lossy(answer.body()).into_owned()
}

/// A header as the wire has it, in ISO-8859-1.
pub fn header(answer: &Answer, name: &str) -> Option<String> {
    answer.headers().get(name).map(|v| v.as_bytes().iter().map(|b| char::from(*b)).collect())
}
