import type { StatusWord } from "../../generated/types.js";

/** The texts of the two buttons. Arguments are texts that are ready to be shown; numbers are for choosing a plural. */
export interface ButtonTexts {
  loading: string;
  /** Where the author gave no caption. */
  proceed: string;
  abort: string;
  cancel: string;
  back: string;
  run: string;
  stop: string;
  tryAgain: string;
  openInJenkins: string;
  /** A run, by its job and its number. */
  runOf: (job: string, number: string) => string;
  startedBy: (who: string) => string;
  waitingFor: (time: string) => string;
  /** A time limit, with what is left of it. */
  timeLeft: (time: string) => string;
  lastMinute: string;
  expired: string;
  /** Who may decide: names and groups. */
  onlyMay: (names: string) => string;
  anybodyMay: string;
  /** In front of why this person may not. */
  mayNot: (reason: string) => string;
  nothingWaits: string;
  sending: string;
  slow: string;
  offline: string;
  reconnecting: (time: string) => string;
  stale: (time: string) => string;
  approved: (time: string) => string;
  approvedBy: (who: string, time: string) => string;
  aborted: (time: string) => string;
  abortedBy: (who: string, time: string) => string;
  superseded: string;
  settled: string;
  /** Decided by somebody else; who has approved questions of this run so far. */
  settledBy: (who: string) => string;
  /** How many have to approve, where it is more than one. */
  votesNeeded: (count: string, n: number) => string;
  /** This person's approval counts; how many there are, and how many are needed. */
  voted: (have: string, need: string, missing: string, n: number) => string;
  changed: string;
  ambiguous: string;
  confirmApprove: (caption: string) => string;
  confirmAbort: string;
  abortEnds: string;
  keepWaiting: string;
  comment: string;
  commentRequired: string;
  optional: string;
  secretKept: string;
  unsupported: (type: string) => string;
  chooseRun: string;
  uploading: (percent: string) => string;
  required: string;
  fileTooLarge: (limit: string) => string;
  /** Above a form whose fields have to be corrected. */
  toCorrect: (count: string, n: number) => string;
  jenkinsSaid: (text: string) => string;
  inQueue: string;
  queueReason: (why: string) => string;
  blocked: (why: string) => string;
  stuck: string;
  merged: string;
  cancelled: string;
  cancelling: string;
  stopping: string;
  confirmStop: string;
  stopEnds: string;
  keepRunning: string;
  disabled: string;
  paused: string;
  progress: string;
  /** What is probably left of a running one. */
  remaining: (time: string) => string;
  overdue: string;
  took: (time: string) => string;
  /** A stage's status, with how long it took. */
  statusFor: (status: string, time: string) => string;
  /** The statuses. */
  status: Record<StatusWord, string>;
  /** What went wrong and what to do, by the code of an error or of a decision. */
  errors: Record<string, string>;
}

export const english: ButtonTexts = {
  loading: "Loading…",
  proceed: "Proceed",
  abort: "Abort",
  cancel: "Cancel",
  back: "Back",
  run: "Run",
  stop: "Stop",
  tryAgain: "Try again",
  openInJenkins: "Open in Jenkins",
  runOf: (job, number) => `${job} #${number}`,
  startedBy: (who) => `Started by ${who}`,
  waitingFor: (time) => `Waiting for ${time}`,
  timeLeft: (time) => `${time} left to decide`,
  lastMinute: "Less than a minute left to decide",
  expired: "The time to decide is over.",
  onlyMay: (names) => `Only ${names} may decide`,
  anybodyMay: "Anybody who may build this job may decide",
  mayNot: (reason) => `You may not decide this: ${reason}`,
  nothingWaits: "Nothing waits for a decision.",
  sending: "Sending…",
  slow: "Jenkins is slow; still waiting for its answer.",
  offline: "You are offline. What is shown may be old.",
  reconnecting: (time) => `Jenkins cannot be reached; trying again in ${time}.`,
  stale: (time) => `Last heard from Jenkins at ${time}.`,
  approved: (time) => `Approved, ${time}`,
  approvedBy: (who, time) => `Approved by ${who}, ${time}`,
  aborted: (time) => `Aborted, ${time}`,
  abortedBy: (who, time) => `Aborted by ${who}, ${time}`,
  superseded: "Somebody decided otherwise at the same moment; the run follows that decision.",
  settled: "This was decided elsewhere.",
  settledBy: (who) => `This was decided elsewhere. Approved so far by ${who}.`,
  votesNeeded: (count, n) => (n === 1 ? `${count} person has to approve` : `${count} people have to approve`),
  voted: (have, need, missing, n) => `Your approval counts: ${have} of ${need}. ${n === 1 ? "One more person has" : `${missing} more people have`} to approve.`,
  changed: "The question has changed since it was shown, so nothing was sent. Please read it again.",
  ambiguous: "Two questions share one name here, so an answer could reach the wrong one. Please answer in Jenkins.",
  confirmApprove: (caption) => `${caption}?`,
  confirmAbort: "Abort this run?",
  abortEnds: "The run ends here, with this question unanswered:",
  keepWaiting: "Keep waiting",
  comment: "Comment",
  commentRequired: "Please say why.",
  optional: "optional",
  secretKept: "Leave empty to keep the configured value.",
  unsupported: (type) => `This kind of parameter (${type}) has to be answered in Jenkins.`,
  chooseRun: "Please name a run, such as deploy#42.",
  uploading: (percent) => `${percent} uploaded`,
  required: "Please fill this in.",
  fileTooLarge: (limit) => `The file is larger than ${limit}.`,
  toCorrect: (count, n) => (n === 1 ? "Please correct one field:" : `Please correct ${count} fields:`),
  jenkinsSaid: (text) => `Jenkins said: ${text}`,
  inQueue: "In the queue",
  queueReason: (why) => `In the queue: ${why}`,
  blocked: (why) => `Blocked: ${why}`,
  stuck: "It has been waiting for unusually long.",
  merged: "Joined with an equal request that was waiting already.",
  cancelled: "Taken from the queue.",
  cancelling: "Being taken from the queue…",
  stopping: "Being stopped…",
  confirmStop: "Stop this run?",
  stopEnds: "What it has done so far stays done.",
  keepRunning: "Keep running",
  disabled: "This job is disabled.",
  paused: "Waiting for a decision.",
  progress: "Progress",
  remaining: (time) => `about ${time} left`,
  overdue: "taking longer than usual",
  took: (time) => `took ${time}`,
  statusFor: (status, time) => `${status}, ${time}`,
  status: {
    queued: "queued",
    not_executed: "not run",
    running: "running",
    paused: "waiting",
    success: "succeeded",
    unstable: "unstable",
    failure: "failed",
    aborted: "aborted",
    not_built: "skipped",
    unknown: "unknown",
  },
  errors: {
    network: "Jenkins cannot be reached. Check the connection and try again.",
    timed_out: "Jenkins gave no answer in time. Look what became of it before you try again.",
    not_found: "This does not exist, or you may not see it.",
    forbidden: "You lack a permission in Jenkins.",
    login_required: "You are not signed in to Jenkins, or no longer. Sign in and try again.",
    sso_redirect: "Your sign-in has ended. Sign in and try again.",
    proxy_answer: "Something else answered in place of Jenkins. Try again later.",
    server_error: "Jenkins failed. Try again later.",
    server_starting: "Jenkins is starting. Try again in a minute.",
    too_many_requests: "These were too many requests. Wait a moment.",
    job_disabled: "This job is disabled.",
    trigger_unconfirmed: "It is not known whether the run was started. Look at the job before you try again.",
    queue_item_left: "It has left the queue already.",
    input_not_allowed: "You are not among those who may decide this.",
    input_changed: "The question has changed since it was shown, so nothing was sent. Please read it again.",
    input_already_settled: "This was decided already.",
    approval_unconfirmed: "It is not known whether the decision arrived. Look at the run before you decide again.",
    run_finished: "The run is over.",
    parameter_missing: "A value is missing.",
    parameter_invalid: "A value is not accepted.",
    parameter_unsupported: "This cannot be answered here; open it in Jenkins.",
    not_signed_in: "You are not signed in. Sign in and try again.",
    no_rule: "You are not among those who may do this.",
    denied: "This is not allowed at the moment.",
    outside_window: "This is not allowed at this time.",
    not_submitter: "You are not among those whom the author of the question named.",
    submitter_unknown: "This Jenkins does not tell who may answer, so nobody may here.",
    self_approval: "Whoever started a run may not approve it.",
    parameter_not_allowed: "You may not give one of these values.",
    comment_required: "Please say why, as a comment.",
    audit_failed: "Nothing was sent: the record of it could not be written.",
    still_running: "Somebody's decision on this is still being carried out. Wait a moment.",
    store_failed: "Nothing was sent: the application has a problem. Try again later.",
    body_too_large: "This is too large to be sent.",
    gateway_failed: "The application has a problem. Try again later.",
  },
};
