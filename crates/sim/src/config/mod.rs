//! A job's `config.xml`: read when it is created or changed, written for jobs that came otherwise.

mod read;
mod write;

pub(crate) use read::read;
pub(crate) use write::{folder, job};

use crate::scenario::{JobDefinition, JobKind};

/// What a configuration makes.
#[derive(Debug)]
pub(crate) enum Configured {
    Folder(FolderTexts),
    Job(Box<JobDefinition>),
}

/// What people read about a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FolderTexts {
    pub(crate) display_name: Option<String>,
    pub(crate) description: Option<String>,
}

/// Classes of parameter definitions and their kinds here.
const PARAMETERS: &[(&str, &str)] = &[
    ("hudson.model.StringParameterDefinition", "string"),
    ("hudson.model.TextParameterDefinition", "text"),
    ("hudson.model.BooleanParameterDefinition", "boolean"),
    ("hudson.model.ChoiceParameterDefinition", "choice"),
    ("hudson.model.PasswordParameterDefinition", "password"),
    ("hudson.model.RunParameterDefinition", "run"),
    ("hudson.model.FileParameterDefinition", "file"),
    ("com.cloudbees.plugins.credentials.CredentialsParameterDefinition", "credentials"),
];

const FOLDER: &str = "com.cloudbees.hudson.plugins.folder.Folder";
const PIPELINE: &str = "flow-definition";
const FREESTYLE: &str = "project";
const PARAMETERS_PROPERTY: &str = "hudson.model.ParametersDefinitionProperty";
const SINGLE_PROPERTY: &str = "org.jenkinsci.plugins.workflow.job.properties.DisableConcurrentBuildsJobProperty";

/// The configuration of a new item of this class; none if it is not known.
pub(crate) fn empty(class: &str) -> Option<String> {
    let kind = match class {
        FOLDER => return Some(folder(&FolderTexts::default())),
        "org.jenkinsci.plugins.workflow.job.WorkflowJob" => JobKind::Pipeline,
        "hudson.model.FreeStyleProject" => JobKind::Freestyle,
        _ => return None,
    };
    Some(job(&JobDefinition { kind, single: kind == JobKind::Freestyle, ..JobDefinition::default() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const XML: &str = "<?xml version='1.1' encoding='UTF-8'?>
<flow-definition plugin=\"workflow-job@2.39\">
  <actions/><description>ships &lt;it&gt;</description><keepDependencies>false</keepDependencies>
  <properties>
    <org.jenkinsci.plugins.workflow.job.properties.DisableConcurrentBuildsJobProperty/>
    <hudson.model.ParametersDefinitionProperty><parameterDefinitions>
      <hudson.model.StringParameterDefinition><name>S</name><description>a text</description><defaultValue> d </defaultValue><trim>true</trim></hudson.model.StringParameterDefinition>
      <hudson.model.TextParameterDefinition><name>T</name><defaultValue>l1
l2</defaultValue></hudson.model.TextParameterDefinition>
      <hudson.model.BooleanParameterDefinition><name>B</name><defaultValue>true</defaultValue></hudson.model.BooleanParameterDefinition>
      <hudson.model.ChoiceParameterDefinition><name>C</name><choices class=\"java.util.Arrays$ArrayList\"><a class=\"string-array\"><string>a</string><string>b &amp; c</string></a></choices></hudson.model.ChoiceParameterDefinition>
      <hudson.model.ChoiceParameterDefinition><name>D</name><choices class=\"java.util.ArrayList\"><string>x</string></choices></hudson.model.ChoiceParameterDefinition>
      <org.example.OtherParameterDefinition><name>O</name></org.example.OtherParameterDefinition>
    </parameterDefinitions></hudson.model.ParametersDefinitionProperty>
  </properties>
  <definition class=\"org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition\"><script>echo &apos;hi&apos;</script><sandbox>true</sandbox></definition>
  <triggers/><quietPeriod>2</quietPeriod><authToken>t0ken</authToken><disabled>true</disabled>
</flow-definition>";

    fn job_of(xml: &str) -> JobDefinition {
        match read(xml, "x") {
            Ok(Configured::Job(job)) => *job,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_pipeline_with_all_that_is_known() {
        let job = job_of(XML);
        assert_eq!(
            (job.description.as_deref(), job.jenkinsfile.as_deref(), job.trigger_token.as_deref()),
            (Some("ships <it>"), Some("echo 'hi'"), Some("t0ken"))
        );
        assert_eq!((job.single, job.disabled, job.quiet_millis, job.next_number), (true, true, 2_000, 1));
        let shown: Vec<_> = job.parameters.iter().map(|p| (p.kind.as_str(), p.name.as_str(), p.default.clone())).collect();
        let (text, lines) = (Some(serde_json::json!(" d ")), Some(serde_json::json!("l1\nl2")));
        assert_eq!(shown, [("string", "S", text), ("text", "T", lines), ("boolean", "B", Some(true.into())), ("choice", "C", None), ("choice", "D", None)]);
        assert_eq!((job.parameters[0].trim, job.parameters[0].description.as_str()), (true, "a text"));
        assert_eq!((&job.parameters[3].choices[..], &job.parameters[4].choices[..]), (&["a".to_owned(), "b & c".to_owned()][..], &["x".to_owned()][..]));
    }

    #[test]
    fn what_is_written_can_be_read() {
        let first = job_of(XML);
        assert_eq!(format!("{first:?}"), format!("{:?}", job_of(&job(&first))));
        let texts = FolderTexts { display_name: Some("The <Team>".to_owned()), description: None };
        assert!(matches!(read(&folder(&texts), "f"), Ok(Configured::Folder(read)) if read == texts));
    }

    #[test]
    fn freestyle_jobs_run_alone_unless_told_otherwise() {
        let job = job_of("<project><builders><hudson.tasks.Shell><command>echo hi\nexit 3</command></hudson.tasks.Shell></builders></project>");
        assert!(job.single && job.kind == crate::scenario::JobKind::Freestyle);
        assert_eq!(job.script.len(), 1);
        assert!(!job_of("<project><concurrentBuild>true</concurrentBuild></project>").single);
    }

    #[test]
    fn what_is_no_configuration_is_refused() {
        for text in ["", "<project>", "<nope/>", "no xml", "<!DOCTYPE a [<!ENTITY x 'y'>]><project/>"] {
            assert!(read(text, "x").is_err(), "{text}");
        }
    }
}
