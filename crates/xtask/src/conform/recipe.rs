//! What a job is to be, as Jenkins' config XML.

use std::fmt::Write as _;

/// A job to be made.
#[derive(Clone, Default)]
pub struct Recipe {
    script: String,
    parameters: String,
    properties: String,
    disabled: bool,
}

/// The XML of an empty folder.
pub const FOLDER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<com.cloudbees.hudson.plugins.folder.Folder><description>Made by bellpull's conformance suite, which deletes it in the end.</description></com.cloudbees.hudson.plugins.folder.Folder>"#;

impl Recipe {
    /// A Pipeline with this script, in the sandbox.
    pub fn new(script: &str) -> Self {
        Self { script: script.to_owned(), ..Self::default() }
    }

    pub fn string(self, name: &str, default: &str) -> Self {
        self.parameter("String", name, &format!("<defaultValue>{}</defaultValue><trim>false</trim>", escape(default)))
    }

    pub fn text(self, name: &str, default: &str) -> Self {
        self.parameter("Text", name, &format!("<defaultValue>{}</defaultValue><trim>false</trim>", escape(default)))
    }

    pub fn boolean(self, name: &str, default: bool) -> Self {
        self.parameter("Boolean", name, &format!("<defaultValue>{default}</defaultValue>"))
    }

    pub fn choice(self, name: &str, choices: &[&str]) -> Self {
        let strings: String = choices.iter().map(|c| format!("<string>{}</string>", escape(c))).collect();
        self.parameter("Choice", name, &format!(r#"<choices class="java.util.Arrays$ArrayList"><a class="string-array">{strings}</a></choices>"#))
    }

    pub fn password(self, name: &str, default: &str) -> Self {
        self.parameter("Password", name, &format!("<defaultValue>{}</defaultValue>", escape(default)))
    }

    pub fn run(self, name: &str, job: &str) -> Self {
        self.parameter("Run", name, &format!("<projectName>{}</projectName><filter>ALL</filter>", escape(job)))
    }

    pub fn file(self, name: &str) -> Self {
        self.parameter("File", name, "")
    }

    /// One run at a time.
    pub fn single(mut self) -> Self {
        self.properties.push_str("<org.jenkinsci.plugins.workflow.job.properties.DisableConcurrentBuildsJobProperty/>");
        self
    }

    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }

    fn parameter(mut self, kind: &str, name: &str, fields: &str) -> Self {
        let class = format!("hudson.model.{kind}ParameterDefinition");
        // Writing to a String cannot fail.
        let _ = write!(self.parameters, "<{class}><name>{}</name><description>about {0}</description>{fields}</{class}>", escape(name));
        self
    }

    /// The config XML.
    pub fn xml(&self) -> String {
        let parameters = if self.parameters.is_empty() {
            String::new()
        } else {
            format!(
                "<hudson.model.ParametersDefinitionProperty><parameterDefinitions>{}</parameterDefinitions></hudson.model.ParametersDefinitionProperty>",
                self.parameters
            )
        };
        format!(
            r#"<?xml version="1.0" encoding="UTF-8"?>
<flow-definition><description></description><keepDependencies>false</keepDependencies><properties>{}{parameters}</properties><definition class="org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition"><script>{}</script><sandbox>true</sandbox></definition><triggers/><disabled>{}</disabled></flow-definition>"#,
            self.properties,
            escape(&self.script),
            self.disabled
        )
    }
}

/// A text in an XML element; a bare CR would arrive as LF.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&apos;").replace('\r', "&#13;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_texts() {
        let xml = Recipe::new(r#"echo "<<${params.A}>>" + 'b & c'"#).string("A", "</defaultValue>").choice("C", &["a", "b & c"]).xml();
        assert!(xml.contains("<script>echo &quot;&lt;&lt;${params.A}&gt;&gt;&quot; + &apos;b &amp; c&apos;</script>"), "{xml}");
        assert!(xml.contains("<defaultValue>&lt;/defaultValue&gt;</defaultValue>") && xml.contains("<string>b &amp; c</string>"), "{xml}");
    }

    #[test]
    fn without_parameters_there_is_no_property_of_them() {
        assert!(!Recipe::new("echo 'x'").xml().contains("ParametersDefinitionProperty"));
        assert!(Recipe::new("echo 'x'").single().disabled().xml().contains("<disabled>true</disabled>"));
    }
}
