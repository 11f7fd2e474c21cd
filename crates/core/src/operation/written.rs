//! What is written about the operations that are read by hand: the flows, and endpoints with something of their own.

use super::spec::{Field, JOB, JOB_RUN, Needs, PARAMETERS, PROJECTION, Spec, optional, required};

const ID: &[Field] = &[required("id", "number", "The queue item's id.")];
const INPUT: &[Field] = &[required("input", "string", "The input's id, as listed.")];
const DELAY: &[Field] = &[optional("delaySeconds", "number", "How long to wait in the queue; without it the job's quiet period.")];
const REMOTE: &[Field] = &[
    optional("token", "string", "The job's own token for triggering from outside; sent in the body."),
    optional("cause", "string", "What the run names as its cause; with `token` alone."),
];
const SEEN: &[Field] = &[
    optional("fingerprint", "string", "The fingerprint of the input that was seen: another question is refused as `input_changed`."),
    optional("known", "PendingInput", "The input as it was read before; saves the first read."),
];
const START: &[Field] = &[optional("start", "number", "From which raw byte: 0, or the `end` of an earlier piece.")];
const STEP: &[Field] = &[optional("node", "string", "The flow node of a step, for its log alone.")];
const NODE: &[Field] = &[required("node", "string", "The flow node's id.")];

/// Several requests; the method is then empty, and the path says which.
const FLOW: &str = "";

macro_rules! written {
    ($($op:literal, $doc:literal, $method:expr, $path:literal, [$($group:expr),*], $outcome:literal, $needs:ident, $source:literal;)*) => {
        pub(super) const WRITTEN: &[Spec] = &[$(Spec {
            op: $op,
            doc: $doc,
            method: $method,
            path: $path,
            fields: &[$($group),*],
            outcome: $outcome,
            needs: Needs::$needs,
            source: $source,
        }),*];
    };
}

written! {
    "describe", "A job, ready to make a form of.", FLOW, "the job", [JOB], "JobView", Core, "hudson.model.Job";
    "trigger", "Triggers a job, and tells the run's number once there is one.", FLOW, "the job, a trigger, the queue item, and the job's runs if that is gone",
        [JOB, PARAMETERS, DELAY, &[
            optional("until", "\"queued\" | \"started\"", "How far to go; by default until the run is started."),
            optional("patienceMillis", "number", "How long to wait for the run's number, in milliseconds."),
            optional("definitions", "ParameterDefinition[]", "The job's definitions, if they were read before."),
        ]], "TriggerOutcome", Core, "ParameterizedJobMixIn, hudson.model.Queue";
    "follow", "Follows a run until it is over: an event whenever something has changed.", FLOW, "the run, and its stages from who tells them best",
        [JOB_RUN, &[optional("untilPaused", "boolean", "Whether to stop at the first pause.")]], "RunView", Core, "hudson.model.Run";
    "inputs", "What waits for a person in a run.", FLOW, "the run; else wfapi's list, Blue Ocean's steps, the input's page", [JOB_RUN], "Inputs", Core, "InputAction";
    "approve", "Lets a paused run go on, and says what became of it.", FLOW, "what waits, one decision, the run afterwards",
        [JOB_RUN, INPUT, SEEN, PARAMETERS, &[optional("route", "\"auto\" | \"proceed\" | \"wfapi\"", "By which of Jenkins' ways; auto unless a proxy lets only one through.")]],
        "Settlement", InputStep, "InputStepExecution";
    "abort", "Rejects a paused input, which aborts the run there, and says what became of it.", FLOW, "what waits, one decision, the run afterwards",
        [JOB_RUN, INPUT, SEEN], "Settlement", InputStep, "InputStepExecution#doAbort";
    "log", "A run's log, or that of one step: an event for each piece.", FLOW, "pieces of the log",
        [JOB_RUN, START, STEP, &[optional("follow", "boolean", "Whether to wait for more while the run is under way; yes unless told otherwise.")]],
        "LogOutcome", Core, "AnnotatedLargeText";
    "steps", "The steps that a stage or branch has itself, in the order of their start; their logs are the stage's.", FLOW, "the stage's steps, of who tells them best",
        [JOB_RUN, &[required("stage", "string", "The stage's id.")]], "Steps", Core, "see the parts";
    "artifacts", "What a run has archived.", FLOW, "the run", [JOB_RUN], "Artifacts", Core, "hudson.model.Run";
    "changes", "The commits that came with a run.", FLOW, "the run", [JOB_RUN], "Changes", Core, "hudson.scm.ChangeLogSet";
    "login", "Signs in by password, now rather than with the first request.", FLOW, "the login page, its form, whoAmI", [], "WhoAmI", Core, "AuthenticationProcessingFilter2";
    "logout", "Ends the session.", "GET", "logout", [], "Accepted", Core, "hudson.security.SecurityRealm#doLogout";
    "capabilities", "What this server has, and by which ways the flows will go.", FLOW, "whoAmI, the server, the crumb issuer, Blue Ocean, and a run of a Pipeline", [&[
            optional("job", "JobName", "A Pipeline to look at; without it one is looked for."),
            optional("branch", "string", "A branch of a multibranch project, as git names it."),
            optional("run", "number", "A run of that Pipeline; with `job` only, and then it must be given."),
        ]], "Capabilities", Core, "see the parts";
    "follow_link", "Follows a link of a resource, on the configured base alone.", FLOW, "the link's place", [&[
            required("resource", "unknown", "A resource with `_links`, a link with `href`, or the link as a text."),
            optional("relation", "string", "Which link of the resource; its outcome has the shape of `LinkOutcomes`."),
        ]], "unknown", Core, "`_links`";
    "list", "A list to its end: an event for each page, each item once.", FLOW, "the pages of the operation in it", [&[
            required("of", "ListOperation", "An operation that gives a list in pages, without its page."),
            optional("pageSize", "number", "How many to ask for at a time; 100 by default."),
        ]], "ListOutcome", Core, "see the operation in it";

    "root", "The server: version, whether crumbs are wanted; with a `tree` its jobs and folders.", "GET", "api/json", [PROJECTION], "Root", Core, "jenkins.model.Jenkins";
    "who_am_i", "Who Jenkins takes the caller for.", "GET", "whoAmI/api/json", [], "WhoAmI", Core, "hudson.security.WhoAmI";
    "crumb", "Whether crumbs are wanted, and in which header. The crumb itself stays within.", "GET", "crumbIssuer/api/json", [],
        "{ crumbRequestField?: string; [field: string]: unknown }", Core, "hudson.security.csrf.CrumbIssuer";
    "job", "A job, or a folder with its jobs.", "GET", "job/JOB/api/json", [JOB, PROJECTION], "Job", Core, "hudson.model.Job";
    "build", "Triggers a job without parameters.", "POST", "job/JOB/build", [JOB, DELAY, REMOTE], "Triggered", Core, "ParameterizedJobMixIn#doBuild";
    "build_with_parameters", "Triggers a job with parameters; what is not sent gets its default from Jenkins.", "POST", "job/JOB/buildWithParameters",
        [JOB, DELAY, PARAMETERS, REMOTE], "Triggered", Core, "ParameterizedJobMixIn#doBuildWithParameters";
    "build_json", "Triggers a job with parameters by the form of its page; what is not sent is missing.", "POST", "job/JOB/build", [JOB, DELAY, PARAMETERS, &[
            optional("nameQueueItem", "boolean", "Whether to have the queue item named in place of the job."),
        ]], "Triggered", Core, "ParametersDefinitionProperty#_doBuild";
    "queue_item", "A queue item; gone five minutes after it left the queue.", "GET", "queue/item/ID/api/json", [ID], "QueueItem", Core, "hudson.model.Queue.Item";
    "cancel_queue_item", "Takes an item from the queue.", "POST", "queue/cancelItem?id=ID", [ID], "Accepted", Core, "hudson.model.Queue#doCancelItem";
    "run", "A run.", "GET", "job/JOB/N/api/json", [JOB_RUN, PROJECTION], "Run", Core, "hudson.model.Run";
    "flow_graph", "A run with every node of its execution. Big; the last resort for stages.", "GET", "job/JOB/N/api/json", [JOB_RUN], "Run", Core, "FlowGraphAction";
    "stop", "Stops a run.", "POST", "job/JOB/N/stop", [JOB_RUN], "Accepted", Core, "WorkflowRun#doStop";
    "term", "Stops a Pipeline that did not react to `stop`.", "POST", "job/JOB/N/term", [JOB_RUN], "Accepted", Core, "WorkflowRun#httpTerm";
    "kill", "Ends a Pipeline without letting it clean up.", "POST", "job/JOB/N/kill", [JOB_RUN], "Accepted", Core, "WorkflowRun#httpKill";
    "submit_description", "Replaces a run's description.", "POST", "job/JOB/N/submitDescription", [JOB_RUN, &[
            required("description", "string", "The whole new text; what was there is gone."),
        ]], "Accepted", Core, "hudson.model.Run#doSubmitDescription";
    "progressive_text", "A piece of a run's log, or of one step's.", "GET", "job/JOB/N/[execution/node/NODE/log/]logText/progressiveText", [JOB_RUN, START, STEP],
        "LogChunk", Core, "AnnotatedLargeText";
    "console_text", "A run's whole log.", "GET", "job/JOB/N/consoleText", [JOB_RUN], "Text", Core, "WorkflowRun#doConsoleText";
    "artifact", "A file of a run, as a stream where the host can.", "GET", "job/JOB/N/artifact/PATH", [JOB_RUN, &[
            required("path", "string", "Its path below the archive's root; `DIR/*zip*/NAME.zip` for a folder as a whole."),
        ]], "Download & { body?: ReadableStream<Uint8Array> }", Core, "DirectoryBrowserSupport";
    "file_parameter", "What was uploaded for a file parameter, as a stream where the host can.", "GET", "job/JOB/N/parameters/parameter/NAME/FILE", [JOB_RUN, &[
            required("name", "string", "The parameter's name."),
            required("file", "string", "The file's name."),
        ]], "Download & { body?: ReadableStream<Uint8Array> }", Core, "FileParameterValue";

    "wfapi_describe", "A run with its stages.", "GET", "job/JOB/N/wfapi/describe", [JOB_RUN, &[
            optional("fullStages", "boolean", "Whether to list the steps of each stage; ignored before version 2.41."),
        ]], "Described", Wfapi, "RunAPI#doDescribe";
    "pending_input_actions", "The pending inputs of a run, without who may answer.", "GET", "job/JOB/N/wfapi/pendingInputActions", [JOB_RUN],
        "Record<string, unknown>[]", Wfapi, "RunAPI#doPendingInputActions";
    "next_pending_input_action", "The first pending input of a run.", "GET", "job/JOB/N/wfapi/nextPendingInputAction", [JOB_RUN],
        "Record<string, unknown> | null", Wfapi, "RunAPI#doNextPendingInputAction";
    "wfapi_input_submit", "Lets a paused run go on. Every refusal is an anonymous 500: prefer `approve`.", "POST", "job/JOB/N/wfapi/inputSubmit", [JOB_RUN, INPUT, PARAMETERS],
        "Accepted", Wfapi, "RunAPI#doInputSubmit";

    "input_proceed", "Lets a paused run go on, with values.", "POST", "job/JOB/N/input/INPUT/proceed", [JOB_RUN, INPUT, PARAMETERS], "Accepted", InputStep, "InputStepExecution#doProceed";
    "input_proceed_empty", "Lets a paused run go on, without values.", "POST", "job/JOB/N/input/INPUT/proceedEmpty", [JOB_RUN, INPUT], "Accepted", InputStep, "InputStepExecution#doProceedEmpty";
    "input_submit", "Lets a paused run go on by the form of the step's own page, whose trap (to abort without one field) is shut.", "POST", "job/JOB/N/input/INPUT/submit",
        [JOB_RUN, INPUT, PARAMETERS, &[optional("caption", "string", "The caption of the page's button; `Proceed` unless told otherwise.")]],
        "Accepted", InputStep, "InputStepExecution#doSubmit";
    "input_abort", "Rejects a paused input.", "POST", "job/JOB/N/input/INPUT/abort", [JOB_RUN, INPUT], "Accepted", InputStep, "InputStepExecution#doAbort";
    "input_page", "Whether a run has ever had an input; `not_found` if not.", "GET", "job/JOB/N/input/", [JOB_RUN], "Accepted", InputStep, "InputAction";

    "graph_tree", "The stages of a run as a tree.", FLOW, "GET `job/JOB/N/stages/tree`, or at a former address", [JOB_RUN], "GraphTree", GraphView, "PipelineGraphApi#createTree";
    "graph_steps", "The steps of a run, or of one stage.", FLOW, "GET `job/JOB/N/stages/allSteps` or `steps`, or at a former address", [JOB_RUN, &[
            optional("stage", "string", "The stage's id, for its steps alone."),
        ]], "GraphSteps", GraphView, "PipelineStepApi";
    "graph_log", "The log of a step or stage, as text.", FLOW, "GET `job/JOB/N/stages/log`, or at a former address", [JOB_RUN, NODE], "Text", GraphView, "PipelineConsoleViewAction#getLog";
    "graph_cancel", "Stops a run.", FLOW, "POST `job/JOB/N/stages/cancel`, or at a former address", [JOB_RUN], "Accepted", GraphView, "#doCancel";
    "graph_rerun", "Runs again with the original script and parameters.", FLOW, "POST `job/JOB/N/stages/rerun` (formerly `rebuild`), or at a former address", [JOB_RUN], "Rerun", GraphView, "#doRerun";
}
