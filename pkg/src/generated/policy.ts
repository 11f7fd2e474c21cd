// Generated from crates/policy by `cargo xtask codegen`. Do not edit.

/**
 * What a person does, through the gateway.
 */
export type Verb = "describe" | "status" | "follow" | "log" | "artifacts" | "changes" | "trigger" | "approve" | "abort" | "stop";

/**
 * Which jobs a rule is about.
 */
export type JobPattern = { "exact": string } | { "folder": string } | { "glob": string };

/**
 * Who a rule is about.
 */
export type Who = { "person": string } | { "group": string } | { "everybody": boolean };

/**
 * Whether a rule allows or refuses.
 */
export type Effect = "allow" | "deny";

/**
 * Whether a comment has to be given.
 */
export type Comment = "optional" | "required";

/**
 * Whether somebody may approve the run that he started.
 */
export type SelfApproval = "allowed" | "forbidden";

/**
 * Which parameters may be given.
 */
export type ParameterRule = { 
/**
 * The names that may be given; any if this is left out, none if it is empty.
 */
allowed?: Array<string>, 
/**
 * Values that are always sent, and that nobody may give.
 */
fixed?: Record<string, string | boolean>, 
/**
 * The only values that a parameter may have.
 */
values?: Record<string, (string | boolean)[]>, };

/**
 * Where the person's id is written in Jenkins, which sees the service account alone.
 */
export type Stamp = { 
/**
 * A parameter that gets the id; nobody may give it.
 */
parameter?: string, 
/**
 * Whether the id is written into the run's description, after what stands there; for trigger, approve, abort and stop.
 */
description?: boolean, };

/**
 * A day of the week.
 */
export type Day = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

/**
 * A time of the week. One that ends before it begins goes on into the next day, which needs not be named.
 */
export type Window = { 
/**
 * The days on which it begins; every day if there are none.
 */
days?: Array<Day>, 
/**
 * When it begins, as `09:00`.
 */
from: string, 
/**
 * When it ends, as `17:00`, which does not belong to it.
 */
to: string, 
/**
 * The time zone by its IANA name, or an offset such as `+01:00`; UTC unless told otherwise.
 */
zone?: string, };

/**
 * A rule.
 */
export type Rule = { 
/**
 * Its name, by which decisions and audit records refer to it.
 */
name: string, 
/**
 * Whether it allows or refuses.
 */
effect?: Effect, 
/**
 * Which jobs it is about.
 */
jobs: Array<JobPattern>, 
/**
 * What it is about.
 */
verbs: Array<Verb>, 
/**
 * Who it is about.
 */
who: Array<Who>, 
/**
 * Which inputs it is about, by id, with stars; all unless told otherwise. For approve and abort alone.
 */
inputs?: Array<string>, 
/**
 * Which parameters may be given, for trigger and approve.
 */
parameters?: ParameterRule, 
/**
 * Whether a comment has to be given, for trigger, approve, abort and stop.
 */
comment?: Comment, 
/**
 * Whether the page asks once more before an approval is sent. An abort is always asked about. It binds the page: what is sent is not told apart.
 */
confirm?: boolean, 
/**
 * Whether somebody may approve his own run.
 */
selfApproval?: SelfApproval, 
/**
 * How many persons have to approve; one unless told otherwise.
 */
quorum?: number, 
/**
 * When it holds; always unless told otherwise.
 */
windows?: Array<Window>, 
/**
 * Where the person's id is written.
 */
stamp?: Stamp, };

/**
 * The rules. What none allows is refused.
 */
export type Policy = { 
/**
 * In order: the first that allows is the one that is named.
 */
rules: Array<Rule>, };

/**
 * Somebody who is signed in at the host.
 */
export type Person = { 
/**
 * The id, as Jenkins knows it where submitters are named.
 */
id: string, 
/**
 * The name for people.
 */
name?: string, 
/**
 * The groups, as the host tells.
 */
groups?: Array<string>, };

/**
 * What somebody wants to do.
 */
export type Question = { 
/**
 * Who asks.
 */
person: Person, 
/**
 * What for.
 */
verb: Verb, 
/**
 * The job's full name.
 */
job: string, 
/**
 * The input's id, for approve and abort.
 */
input?: string, 
/**
 * The values that were given, by name.
 */
parameters?: Record<string, unknown>, 
/**
 * What the person says about it.
 */
comment?: string, };

/**
 * What the gateway knows when it is asked.
 */
export type Facts = { 
/**
 * Milliseconds since 1970.
 */
now: number, 
/**
 * Minutes east of Greenwich at this time, by the names of zones.
 */
offsets?: Record<string, number>, 
/**
 * All who started the run; nobody if that is not known.
 */
startedBy?: Array<string>, 
/**
 * Who may answer the input, by id or group, as its author wrote; none if everybody may.
 */
submitters?: Array<string>, 
/**
 * Whether nobody tells who may answer the input; then it is answered by nobody.
 */
submittersUnknown?: boolean, 
/**
 * Who has approved this input before, for a quorum.
 */
votes?: Array<Vote>, };

/**
 * An approval that was counted.
 */
export type Vote = { 
/**
 * Whose.
 */
person: string, 
/**
 * The rule that counted it. It counts for no other one.
 */
rule: string, };

/**
 * How a question was decided; stable.
 */
export type DecisionCode = "no_rule" | "denied" | "outside_window" | "not_submitter" | "submitter_unknown" | "self_approval" | "parameter_not_allowed" | "comment_required" | "votes_needed" | "allowed";

/**
 * What was decided, by which rule and why.
 */
export type Decision = { 
/**
 * Whether it may be sent to Jenkins now.
 */
allowed: boolean, 
/**
 * How it was decided.
 */
code: DecisionCode, 
/**
 * The rule that decided; none if no rule is about this.
 */
rule: string | null, 
/**
 * One sentence for people.
 */
reason: string, 
/**
 * The values to send: those given, the fixed ones, the stamp.
 */
parameters: Record<string, unknown>, 
/**
 * How many persons have to approve in all.
 */
quorum: number, 
/**
 * Who has by this rule, this person counted.
 */
votes: Array<string>, 
/**
 * Whether the person is to be written into the run's description.
 */
stampDescription: boolean, };
