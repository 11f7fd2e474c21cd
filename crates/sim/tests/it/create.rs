//! Jobs that are made, changed and deleted by `config.xml`.

use crate::server::{Server, header, pipeline, text};
use serde_json::json;

const FOLDER: &str = "<com.cloudbees.hudson.plugins.folder.Folder><displayName>The Team</displayName><description>what we do</description></com.cloudbees.hudson.plugins.folder.Folder>";

#[test]
fn a_job_is_there_once_it_is_made_and_gone_once_it_is_deleted() {
    let mut server = Server::new();
    let answer = server.create("/jenkins/createItem?name=new%20job", &pipeline("echo 'hi'"));
    assert_eq!((answer.status().as_u16(), text(&answer).as_str()), (200, ""));
    assert_eq!(server.post("/jenkins/job/new%20job/build", "").status(), 201);
    assert!(text(&server.get("/jenkins/job/new%20job/1/consoleText")).ends_with("[Pipeline] echo\nhi\n[Pipeline] End of Pipeline\nFinished: SUCCESS\n"));
    assert_eq!(server.get("/jenkins/job/new%20job/doDelete").status(), 405);
    let gone = server.post("/jenkins/job/new%20job/doDelete", "");
    assert_eq!((gone.status().as_u16(), header(&gone, "location").as_deref()), (302, Some("http://127.0.0.1:8081/jenkins/")));
    assert_eq!(server.get("/jenkins/job/new%20job/api/json").status(), 404);
}

#[test]
fn folders_hold_jobs_and_take_them_along() {
    let mut server = Server::new();
    assert_eq!(server.create("/jenkins/createItem?name=team", FOLDER).status(), 200);
    let empty = server.json("/jenkins/job/team/api/json");
    assert_eq!((&empty["displayName"], &empty["description"], &empty["jobs"]), (&json!("The Team"), &json!("what we do"), &json!([])));
    assert_eq!(server.create("/jenkins/job/team/createItem?name=inner", FOLDER).status(), 200);
    assert_eq!(server.create("/jenkins/job/team/job/inner/createItem?name=wait", &pipeline("input 'Go?'")).status(), 200);
    let bean = server.json("/jenkins/job/team/api/json?tree=jobs[fullName,jobs[fullName,fullDisplayName]]");
    assert_eq!(bean["jobs"][0]["jobs"][0]["fullName"], "team/inner/wait");
    assert_eq!(bean["jobs"][0]["jobs"][0]["fullDisplayName"], "team » inner » wait");
    assert_eq!(server.post("/jenkins/job/team/job/inner/job/wait/build", "").status(), 201);
    assert_eq!(server.json("/jenkins/job/team/job/inner/job/wait/1/api/json")["building"], true);
    let gone = server.post("/jenkins/job/team/job/inner/job/wait/doDelete", "");
    assert_eq!(header(&gone, "location").as_deref(), Some("http://127.0.0.1:8081/jenkins/job/team/job/inner/"));
    assert_eq!(server.get("/jenkins/job/team/job/inner/job/wait/1/api/json").status(), 404);
    // Blue Ocean sees them, too.
    let blue = "/jenkins/blue/rest/organizations/jenkins/pipelines/team";
    assert_eq!(server.json(&format!("{blue}/"))["numberOfFolders"], 1);
    assert_eq!(server.json(&format!("{blue}/pipelines/inner/"))["fullName"], "team/inner");
    assert_eq!(server.get("/jenkins/job/team/").status(), 200);
    assert_eq!(server.send("admin", "DELETE", "/jenkins/job/team", "", "").status(), 302);
    assert_eq!(server.send("admin", "DELETE", "/jenkins/job/team/", "", "").status(), 204);
    assert_eq!(server.get("/jenkins/job/team/api/json").status(), 404);
}

#[test]
fn what_jenkins_refuses_is_refused_in_its_words() {
    let mut server = Server::new();
    let xml = pipeline("echo 'hi'");
    for (query, kind, said) in [
        ("?name=release", "application/xml", "A job already exists with the name  release "),
        ("?name=RELEASE", "text/xml", "A job already exists with the name  RELEASE "),
        ("?name=", "application/xml", "No name is specified"),
        ("?name=a%2Fb", "application/xml", " /  is an unsafe character"),
        ("?name=..", "application/xml", " ..  is not an allowed name"),
        ("", "application/xml", "Query parameter 'name' is required"),
        ("?name=x", "", "No Content-Type header set"),
        ("?name=x", "application/x-www-form-urlencoded", "No mode given"),
    ] {
        let answer = server.send("admin", "POST", &format!("/jenkins/createItem{query}"), kind, &xml);
        assert_eq!((answer.status().as_u16(), header(&answer, "x-error").as_deref()), (400, Some(said)), "{query} {kind}");
    }
    assert_eq!(server.create("/jenkins/createItem?name=x", "<flow-definition>").status(), 500);
    assert_eq!(server.create("/jenkins/createItem?name=x", "<com.example.Nothing/>").status(), 500);
    assert_eq!(server.get("/jenkins/createItem?name=x").status(), 405);
    assert_eq!(server.get("/jenkins/job/x/api/json").status(), 404);
}

#[test]
fn the_page_for_new_items_makes_empty_ones_and_copies() {
    let mut server = Server::new();
    for (name, mode, class) in [
        ("p", "org.jenkinsci.plugins.workflow.job.WorkflowJob", "org.jenkinsci.plugins.workflow.job.WorkflowJob"),
        ("f", "hudson.model.FreeStyleProject", "hudson.model.FreeStyleProject"),
        ("d", "com.cloudbees.hudson.plugins.folder.Folder", "com.cloudbees.hudson.plugins.folder.Folder"),
        ("c", "copy&from=params", "org.jenkinsci.plugins.workflow.job.WorkflowJob"),
        ("e", "copy&from=/Ops%20Team/deploy", "org.jenkinsci.plugins.workflow.job.WorkflowJob"),
    ] {
        let answer = server.post("/jenkins/createItem", &format!("name={name}&mode={mode}"));
        let location = format!("http://127.0.0.1:8081/jenkins/job/{name}/configure");
        assert_eq!((answer.status().as_u16(), header(&answer, "location")), (302, Some(location)), "{mode}");
        assert_eq!(server.json(&format!("/jenkins/job/{name}/api/json"))["_class"], class);
    }
    let copy = server.json("/jenkins/job/c/api/json?tree=property[parameterDefinitions[name]]");
    assert_eq!(copy["property"][0]["parameterDefinitions"][0]["name"], "STR");
    for (mode, said) in [("copy&from=nope", "No such job: nope"), ("copy", "Specify which job to copy"), ("x.Y", "No item type  x.Y  is known")] {
        assert_eq!(header(&server.post("/jenkins/createItem", &format!("name=n&mode={mode}")), "x-error").as_deref(), Some(said));
    }
}

#[test]
fn permissions_and_crumbs_are_as_for_other_posts() {
    let mut server = Server::new();
    let xml = pipeline("echo 'hi'");
    let answer = server.send("releaser", "POST", "/jenkins/createItem?name=x", "application/xml", &xml);
    assert_eq!(answer.status(), 403);
    assert!(text(&answer).contains("releaser is missing the Job/Create permission"));
    assert_eq!(header(&answer, "x-required-permission").as_deref(), Some("hudson.model.Item.Create"));
    let implied: Vec<_> = answer.headers().get_all("x-permission-implied-by").iter().filter_map(|v| v.to_str().ok()).collect();
    assert_eq!(implied, ["hudson.security.Permission.GenericCreate", "hudson.security.Permission.GenericWrite", "hudson.model.Hudson.Administer"]);
    let anonymous = server.send("", "POST", "/jenkins/createItem?name=x", "application/xml", &xml);
    assert!(text(&anonymous).contains("No valid crumb was included in the request"), "{}", text(&anonymous));
    for (method, path, needed) in [
        ("POST", "doDelete", "Delete"),
        ("DELETE", "", "Delete"),
        ("GET", "config.xml", "Configure"),
        ("POST", "config.xml", "Configure"),
        ("POST", "disable", "Configure"),
    ] {
        let answer = server.send("releaser", method, &format!("/jenkins/job/release/{path}"), "application/xml", &xml);
        assert_eq!(answer.status(), 403, "{method} {path}");
        assert!(text(&answer).contains(&format!("releaser is missing the Job/{needed} permission")), "{method} {path}");
    }
}

#[test]
fn a_configuration_is_given_back_and_replaced() {
    let mut server = Server::new();
    let xml = pipeline("echo 'one'");
    server.create("/jenkins/createItem?name=x", &xml);
    let answer = server.get("/jenkins/job/x/config.xml");
    assert_eq!((header(&answer, "content-type").as_deref(), text(&answer)), (Some("application/xml"), xml));
    assert_eq!(server.create("/jenkins/job/x/config.xml", &pipeline("echo 'two'")).status(), 200);
    server.post("/jenkins/job/x/build", "");
    assert!(text(&server.get("/jenkins/job/x/1/consoleText")).contains("\ntwo\n"));
    assert_eq!(server.create("/jenkins/job/x/config.xml", "<project/>").status(), 500);
    assert_eq!(server.create("/jenkins/job/x/config.xml", FOLDER).status(), 500);
    assert_eq!(server.send("admin", "PUT", "/jenkins/job/x/config.xml", "application/xml", "").status(), 400);
    // Of a job that did not come as XML, what is known.
    assert!(text(&server.get("/jenkins/job/params/config.xml")).contains("<hudson.model.StringParameterDefinition><name>STR</name>"));
}

#[test]
fn a_disabled_job_does_not_run_and_says_so() {
    let mut server = Server::new();
    server.pipeline("x", "echo 'hi'");
    let answer = server.post("/jenkins/job/x/disable", "");
    assert_eq!((answer.status().as_u16(), header(&answer, "location").as_deref()), (302, Some("http://127.0.0.1:8081/jenkins/job/x/")));
    assert_eq!(server.post("/jenkins/job/x/build", "").status(), 409);
    assert_eq!(server.json("/jenkins/job/x/api/json")["color"], "disabled");
    assert!(text(&server.get("/jenkins/job/x/config.xml")).contains("<disabled>true</disabled>"));
    assert_eq!(server.post("/jenkins/job/x/enable", "").status(), 302);
    assert_eq!(server.post("/jenkins/job/x/build", "").status(), 201);
    assert_eq!(server.get("/jenkins/job/x/enable").status(), 405);
    assert_eq!(server.post("/jenkins/job/Ops%20Team/disable", "").status(), 404);
}

#[test]
fn parameters_token_quiet_period_and_single_runs_come_from_xml() {
    let mut server = Server::new();
    let xml = pipeline("echo \"${params.S} ${params.B} ${params.C}\"\nsleep 5").replace(
        "<properties/>",
        "<properties><org.jenkinsci.plugins.workflow.job.properties.DisableConcurrentBuildsJobProperty/><hudson.model.ParametersDefinitionProperty><parameterDefinitions><hudson.model.StringParameterDefinition><name>S</name><defaultValue>d</defaultValue></hudson.model.StringParameterDefinition><hudson.model.BooleanParameterDefinition><name>B</name><defaultValue>true</defaultValue></hudson.model.BooleanParameterDefinition><hudson.model.ChoiceParameterDefinition><name>C</name><choices class=\"java.util.Arrays$ArrayList\"><a class=\"string-array\"><string>a</string><string>b</string></a></choices></hudson.model.ChoiceParameterDefinition></parameterDefinitions></hudson.model.ParametersDefinitionProperty></properties><quietPeriod>3</quietPeriod><authToken>sesame</authToken>",
    );
    assert_eq!(server.create("/jenkins/createItem?name=x", &xml).status(), 200);
    let definitions = server.json("/jenkins/job/x/api/json?tree=concurrentBuild,property[parameterDefinitions[name,type,choices]]");
    assert_eq!(definitions["property"][0]["parameterDefinitions"][2]["choices"], json!(["a", "b"]));
    assert_eq!(definitions["concurrentBuild"], false);
    assert_eq!(server.send("viewer", "GET", "/jenkins/job/x/buildWithParameters?token=sesame&S=s", "", "").status(), 201);
    assert_eq!(server.post("/jenkins/job/x/buildWithParameters", "C=b&B=false").status(), 201);
    server.now += 2_000;
    assert_eq!(server.json("/jenkins/job/x/api/json")["lastBuild"], json!(null));
    server.now += 1_500;
    assert_eq!(server.json("/jenkins/job/x/api/json")["lastBuild"]["number"], 1);
    server.now += 60_000;
    assert!(text(&server.get("/jenkins/job/x/1/consoleText")).contains("\ns true a\n"));
    assert!(text(&server.get("/jenkins/job/x/2/consoleText")).contains("\nd false b\n"));
}

#[test]
fn a_freestyle_job_runs_its_shells() {
    let mut server = Server::new();
    let xml = "<project><builders><hudson.tasks.Shell><command>echo hi</command></hudson.tasks.Shell></builders></project>";
    assert_eq!(server.create("/jenkins/createItem?name=free", xml).status(), 200);
    assert_eq!(server.post("/jenkins/job/free/build", "").status(), 201);
    let said = text(&server.get("/jenkins/job/free/1/consoleText"));
    let expected = "Started by user Admin User\nRunning as SYSTEM\nBuilding in workspace /srv/data/jenkins/workspace/free\n[free] $ /bin/sh -xe /tmp/jenkins1.sh\n+ echo hi\nhi\nFinished: SUCCESS\n";
    assert_eq!(said, expected);
}
