// Generated from crates/sim by `cargo xtask codegen`. Do not edit.

/**
 * The whole server.
 */
export type Scenario = { 
/**
 * Context path, `""` or `/jenkins`.
 */
context?: string, 
/**
 * What `X-Jenkins` says.
 */
version?: string, 
/**
 * Whether POSTs need a crumb.
 */
csrf?: boolean, 
/**
 * 201 as core 2.277.3 answers a merged trigger, or 303 as newer ones do.
 */
mergedStatus?: number, 
/**
 * How long the last lines of a log, and who ended the run, come after its result: a real server calls its listeners between
 * both (`WorkflowRun#finish`). At once by default.
 */
logLagMillis?: number, 
/**
 * Which plugins there are.
 */
plugins?: Plugins, 
/**
 * The host name (without a port) under which an external store keeps all artifacts; requests with this `Host` are
 * answered by the store, those of Jenkins lead there.
 */
artifactHost?: string, 
/**
 * Who may sign in.
 */
users: Array<User>, 
/**
 * What anonymous visitors may do.
 */
anonymous?: Array<string>, 
/**
 * The jobs; folders follow from their names.
 */
jobs: Array<JobDefinition>, 
/**
 * Views besides `all`.
 */
views?: Array<View>, };

/**
 * Which plugins there are.
 */
export type Plugins = { 
/**
 * The Pipeline REST API.
 */
wfapi?: boolean, 
/**
 * Blue Ocean with its REST API.
 */
blueOcean?: boolean, 
/**
 * The Pipeline Graph View, by the URL of its generation; none by default.
 */
graphView?: GraphView, 
/**
 * The input step exports its action (466 or newer); an older one exports `{}`.
 */
inputExport?: boolean, 
/**
 * Blue Ocean's JWT plugin, which issues tokens.
 */
jwt?: boolean, 
/**
 * Blue Ocean asks for such a token (`BLUEOCEAN_FEATURE_JWT_AUTHENTICATION`); off by default.
 */
jwtAuthentication?: boolean, };

/**
 * The generations of the Pipeline Graph View by the URL below a run.
 */
export type GraphView = "stages" | "pipeline-overview" | "pipeline-console";

/**
 * A view of the dashboard, besides `all`.
 */
export type View = { 
/**
 * Its name.
 */
name: string, 
/**
 * The names of top-level jobs and folders in it.
 */
jobs: Array<string>, };

/**
 * Where a multibranch project has its sources.
 */
export type Source = { 
/**
 * The repository.
 */
url: string, 
/**
 * Files with their text, the same in every branch.
 */
files?: { [key in string]: string }, };

/**
 * What came with a run.
 */
export type Changes = { 
/**
 * The run's number.
 */
run: number, 
/**
 * The commits, oldest first.
 */
commits: Array<Commit>, };

/**
 * A commit.
 */
export type Commit = { 
/**
 * Its hash.
 */
id: string, 
/**
 * Who wrote it.
 */
author: string, 
/**
 * The author's address.
 */
email: string, 
/**
 * The whole message.
 */
message: string, 
/**
 * When, in milliseconds since 1970.
 */
at: number, 
/**
 * What it touches.
 */
paths: Array<string>, };

/**
 * Somebody who may sign in.
 */
export type User = { 
/**
 * The id.
 */
id: string, 
/**
 * The name that people see.
 */
fullName: string, 
/**
 * For the login form and Basic.
 */
password: string, 
/**
 * The API token, for Basic.
 */
token: string, 
/**
 * Such as `Job/Build`; `Overall/Administer` implies all.
 */
permissions: Array<string>, 
/**
 * Besides `authenticated`.
 */
groups?: Array<string>, };

/**
 * What a job is.
 */
export type JobDefinition = { 
/**
 * The full name; branches of a multibranch project once encoded (`multi/feature%2Fx`).
 */
name: string, 
/**
 * Pipeline or freestyle.
 */
kind?: JobKind, 
/**
 * Cannot be triggered.
 */
disabled?: boolean, 
/**
 * How long an item waits in its quiet period, in milliseconds.
 */
quietMillis?: number, 
/**
 * Never gets an executor, for this reason.
 */
noExecutor?: string, 
/**
 * At most one run at a time; others wait blocked.
 */
single?: boolean, 
/**
 * Only from this number of runs on: the number of the next run.
 */
nextNumber?: number, 
/**
 * What is asked for.
 */
parameters?: Array<Parameter>, 
/**
 * What a run does.
 */
script?: Array<Step>, 
/**
 * What a run does, as a Jenkinsfile; takes the place of `script`.
 */
jenkinsfile?: string, 
/**
 * What people call it.
 */
displayName?: string, 
/**
 * What people read about it.
 */
description?: string, 
/**
 * Whoever knows it may trigger (`BuildAuthorizationToken`).
 */
triggerToken?: string, 
/**
 * Made by Declarative: its stages can be restarted.
 */
declarative?: boolean, 
/**
 * The commits that came with certain runs.
 */
changes?: Array<Changes>, 
/**
 * What a branch's runs check out.
 */
revision?: string, 
/**
 * Of a multibranch project.
 */
source?: Source, };

/**
 * Kinds of jobs.
 */
export type JobKind = "pipeline" | "freestyle" | "multibranch";

/**
 * A parameter definition.
 */
export type Parameter = { 
/**
 * `string`, `text`, `boolean`, `choice`, `password`, `run`, `file`, `credentials` or a plugin's class name.
 */
type: string, 
/**
 * The name.
 */
name: string, 
/**
 * The description.
 */
description?: string, 
/**
 * The default: a text, or true/false.
 */
default?: string | boolean, 
/**
 * What a choice allows.
 */
choices?: Array<string>, 
/**
 * Whether a string is trimmed.
 */
trim?: boolean, };

/**
 * One step of a script.
 */
export type Step = { 
/**
 * Its label.
 */
stage: string, 
/**
 * What it does.
 */
steps: Array<Step>, } | { 
/**
 * The branches.
 */
parallel: Array<Branch>, } | { 
/**
 * The line.
 */
echo: string, } | { 
/**
 * Milliseconds.
 */
sleep: number, } | { 
/**
 * What is asked.
 */
input: InputStep, } | { 
/**
 * The message.
 */
fail: string, } | { 
/**
 * The message.
 */
unstable: string, } | { 
/**
 * Milliseconds.
 */
timeout: number, 
/**
 * What is inside.
 */
steps: Array<Step>, } | { 
/**
 * What is inside.
 */
node: Array<Step>, } | { 
/**
 * What is inside.
 */
catchError: Array<Step>, } | { 
/**
 * Its commands, separated by semicolons.
 */
sh: string, 
/**
 * How long they take.
 */
millis?: number, } | { 
/**
 * The files.
 */
archive: Array<ArtifactFile>, } | { 
/**
 * The results.
 */
junit: Array<TestCase>, };

/**
 * One of several branches.
 */
export type Branch = { 
/**
 * Its name.
 */
name: string, 
/**
 * What it does.
 */
steps: Array<Step>, };

/**
 * An `input` step.
 */
export type InputStep = { 
/**
 * As written in the Jenkinsfile; without one it follows from the message.
 */
id?: string, 
/**
 * What is asked.
 */
message: string, 
/**
 * The caption for going on.
 */
ok?: string, 
/**
 * The caption for aborting.
 */
cancel?: string, 
/**
 * Users and groups, comma-separated.
 */
submitter?: string, 
/**
 * Gets the answering user.
 */
submitterParameter?: string, 
/**
 * What is asked for.
 */
parameters?: Array<Parameter>, };

/**
 * A file that a run keeps.
 */
export type ArtifactFile = { 
/**
 * Its path in the workspace.
 */
path: string, 
/**
 * What is in it.
 */
text?: string, 
/**
 * Fills it up with zero bytes to this size.
 */
size?: number, };

/**
 * A result of a test.
 */
export type TestCase = { 
/**
 * Its class.
 */
class: string, 
/**
 * Its name.
 */
name: string, 
/**
 * How it ended.
 */
status?: TestStatus, 
/**
 * How long it took.
 */
seconds?: number, 
/**
 * What was wrong.
 */
details?: string, 
/**
 * Where.
 */
trace?: string, };

/**
 * How a test ended.
 */
export type TestStatus = "passed" | "failed" | "skipped";

/**
 * A fault that hits matching requests.
 */
export type Fault = { 
/**
 * Only this verb.
 */
method?: string, 
/**
 * Only paths (with query) that contain this.
 */
pathContains?: string, 
/**
 * How many requests it hits; 1 by default.
 */
times?: number, 
/**
 * How many matching requests pass before.
 */
after?: number, 
/**
 * What goes wrong.
 */
kind: FaultKind, };

/**
 * What goes wrong.
 */
export type FaultKind = { "status": number } | "login_redirect" | "login_page" | "html" | "crumb_refused" | "starting" | "truncate" | "lost_answer" | "lost_request" | { "slow": number };

/**
 * A request that was seen.
 */
export type Seen = { 
/**
 * The verb.
 */
method: string, 
/**
 * Path and query as sent.
 */
path: string, 
/**
 * The status of the answer; 0 if the request never arrived.
 */
status: number, 
/**
 * When, in milliseconds since 1970.
 */
at: number, 
/**
 * The `Host` header, which tells Jenkins and an artifact store apart.
 */
host: string, 
/**
 * Whether an `Authorization` header came along.
 */
authorization: boolean, 
/**
 * Whether a cookie came along.
 */
cookie: boolean, };
