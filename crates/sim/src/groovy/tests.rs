//! What is read, and what is refused.

use super::{Val, compile};

fn refusal(script: &str) -> String {
    match compile(script) {
        Ok(program) => panic!("{script}: {program:?}"),
        Err(problem) => format!("{}:{} {}", problem.line, problem.column, problem.what),
    }
}

#[test]
fn forms_of_calls() {
    for script in [
        "",
        "echo 'x'",
        "echo('x'); echo(message: 'x')\n\n;;echo message: 'x'",
        "stage('A') {}\nstage('B')\n",
        "parallel a: { echo 'x' },\n  'b c': {\n echo 'y' }, failFast: true",
        "parallel(\n  a: { echo 'x' },\n)",
        "sleep 2; sleep time: 1, unit: 'MINUTES'; sleep(time: 5, unit: 'MILLISECONDS')",
        "node('linux') { sh script: 'make', label: 'build' }",
        "input message: 'x',\n  id: 'y',\n  parameters: [\n  string(name: 'A'),\n choice(name: 'B', choices: \"a\\nb\"), ]",
        "def x = input('x')\nx = input 'y'\nString y = input(message: 'z', parameters: [])",
        "if (a) echo 'x'\nelse if (b) { echo 'y' }\nelse echo 'z'",
        "def x\nfor (x in [1, 2]) { echo \"${x}\" }\n[1].each { echo \"$it\" }",
        "#!groovy\n/* c */ echo 'x' // d",
        "echo 'a' +\n  'b'",
        "archiveArtifacts artifacts: '**', fingerprint: true",
    ] {
        // A stage without a body is one of the old kind.
        let known = compile(script);
        assert_eq!(known.is_err(), script.contains("stage('B')"), "{script}: {known:?}");
    }
}

#[test]
fn what_is_not_known_is_named_with_its_place() {
    for (script, said) in [
        ("echo 'x'\n  retry(3) { echo 'y' }", "2:3 the simulation does not know the step 'retry'"),
        ("try { echo 'x' } catch (e) {}", "1:1 the simulation does not know 'try'"),
        ("while (true) {}", "1:1 the simulation does not know 'while'"),
        ("import java.util.Date", "1:1 the simulation does not know 'import'"),
        ("def f() { echo 'x' }", "1:1 the simulation does not know the step 'def'"),
        ("echo \"${new Date()}\"", "1:9 the simulation does not know 'new' within an expression"),
        ("echo foo.bar()", "1:9 the simulation does not know the method 'bar'"),
        ("def x = sh(script: 'x', returnStdout: true)", "1:9 the simulation does not know the result of 'sh'"),
        ("sh(script: 'x', returnStdout: true)", "1:17 the simulation does not know 'returnStdout' of the step 'sh'"),
        ("input(message: 'x', parameters: [extended(name: 'A')])", "1:34 the simulation does not know the parameter 'extended'"),
        ("sleep(time: 1, unit: 'WEEKS')", "1:16 the simulation does not know the unit 'WEEKS'"),
        ("env.X = 'y'", "1:1 the simulation sets variables and currentBuild.result only"),
        ("params = 1", "1:1 the simulation does not know how to set 'params'"),
        ("parallel(branches)", "1:10 the simulation knows branches of the form 'name: { … }' only"),
        ("pipeline { agent { label 'x' }\n stages {} }", "1:12 the simulation knows 'agent any' and 'agent none' only"),
        ("pipeline { agent any\n post { always { echo 'x' } }\n stages {} }", "2:2 the simulation does not know 'post' here"),
        ("pipeline { stages {} }", "1:1 Missing required section \"agent\""),
        ("pipeline { agent none\n stages { stage('A') { steps { def x = 1 } } } }", "2:32 Expected a step"),
        ("stage('A')", "1:1 There is no body for the step 'stage'"),
        ("echo 1.5", "1:6 the simulation knows whole numbers only, not '1'"),
    ] {
        assert_eq!(refusal(script), said, "{script}");
    }
}

#[test]
fn what_is_no_groovy_is_a_syntax_error() {
    for (script, said) in [
        ("stage('A') {", "1:13 expecting '}', found the end of the file"),
        ("}", "1:1 unexpected token: }"),
        ("echo 'x", "1:6 unexpected end of a string"),
        ("echo \"${x\"", "1:10 unexpected end of a string"),
        ("echo 'x' 'y'", "1:10 unexpected token: a string"),
        ("echo ('x'", "1:10 expecting ')', found the end of the file"),
        ("echo §", "1:6 unexpected char: '§'"),
        ("/* never", "1:1 expecting '*/', found the end of the file"),
        ("x =", "1:4 unexpected token: the end of the file"),
    ] {
        assert_eq!(refusal(script), said, "{script}");
    }
    assert!(refusal(&"stage('A') {".repeat(500)).ends_with("the simulation does not nest any deeper"));
    assert!(refusal(&format!("echo {}", "(".repeat(5_000))).ends_with("the simulation does not nest any deeper"));
}

#[test]
fn values_print_as_groovy_prints_them() {
    let map = |names: &str| Val::hash_map(names.split(',').map(|n| (n.to_owned(), Val::Int(1))).collect()).text().replace(":1, ", ",");
    // As Java's own `HashMap` orders them: by buckets, those of one bucket as they came; the last table is a bigger one.
    for (names, ordered) in [
        ("zulu,A,STR,TRIM", "[STR,A,TRIM,zulu:1]"),
        ("STR,TRIM,TEXT,BOOL,CHOICE,PASS,PASS2,RUN,CRED,WHO", "[STR,CHOICE,CRED,PASS,TRIM,BOOL,PASS2,TEXT,RUN,WHO:1]"),
        ("a,b,c,d,e,f,g,h,i,j,k,l,m,nn,Aa,BB,AaAa,BBBB,AaBB", "[nn,Aa,BB,a,b,c,d,e,f,g,h,i,j,k,l,m,AaAa,BBBB,AaBB:1]"),
    ] {
        assert_eq!(map(names), ordered);
    }
    assert_eq!(Val::List(vec![Val::Int(1), Val::Text("b".to_owned()), Val::Bool(true)]).text(), "[1, b, true]");
}
