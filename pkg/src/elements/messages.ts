/** The elements' own words. Replace any of them: `messages.approve = "Freigeben"`. */
export const messages = {
  loading: "Loading…",
  approve: "Approve",
  abort: "Abort",
  cancel: "Cancel",
  back: "Back",
  run: "Run",
  stop: "Stop",
  tryAgain: "Try again",
  runOf: (job: string, run: number) => `${job} #${run}`,
  startedBy: (text: string) => text,
  waitingFor: (time: string) => `Waiting for ${time}`,
  submitters: (names: string) => `May be answered by ${names}`,
  nothingWaits: "Nothing waits for a decision.",
  inQueue: "In the queue",
  queueReason: (why: string) => `In the queue: ${why}`,
  merged: "Joined with an equal request that was waiting already.",
  cancelled: "Taken from the queue.",
  disabled: "This job is disabled.",
  sending: "Sending…",
  slow: "Jenkins is slow; still waiting for its answer.",
  reconnecting: (seconds: number) => `Jenkins cannot be reached; trying again in ${seconds} s.`,
  approvedBy: (who: string, time: string) => `Approved by ${who}, ${time}`,
  approved: (time: string) => `Approved, ${time}`,
  aborted: (time: string) => `Aborted, ${time}`,
  superseded: "Somebody decided otherwise at the same moment; the run follows that decision.",
  settled: "This was decided elsewhere.",
  settledBy: (who: string) => `This was decided elsewhere. Approved so far by ${who}.`,
  changed: "The question has changed since it was shown. Please read it again.",
  notAllowed: (reason: string) => `You may not answer this: ${reason}`,
  ambiguous: "Two questions share one name here, so an answer could reach the wrong one. Please answer in Jenkins.",
  confirmAbort: "Abort this run?",
  confirmAbortText: (message: string) => `The run ends here, with the question unanswered: ${message}`,
  keepWaiting: "Keep waiting",
  secretKept: "Leave empty to keep the configured value.",
  secretChange: "Change",
  unsupported: (type: string) => `This kind of parameter (${type}) has to be answered in Jenkins.`,
  openInJenkins: "Open in Jenkins",
  formErrors: "Please correct the marked field.",
  jenkinsSaid: (text: string) => `Jenkins said: ${text}`,
  paused: "Waiting for a decision.",
  yes: "yes",
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
};

/** A duration in words: `12 s`, `3 min`, `2 h 5 min`. */
export function duration(millis: number): string {
  const seconds = Math.max(0, Math.round(millis / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A time of day, as the page's language writes it. */
export function clock(date = new Date()): string {
  return new Intl.DateTimeFormat(document.documentElement.lang || undefined, { hour: "2-digit", minute: "2-digit" }).format(date);
}
