/** The texts of the run view and of the log. Arguments are texts that are ready to be shown; numbers are for choosing a plural. */
export interface RunTexts {
  /** In front of why this person may not see something. */
  maySee: (what: string) => string;
  /** What stood in the way of something. */
  notRead: (what: string) => string;
  stages: string;
  noStages: string;
  noStagesYet: string;
  /** How to get about among the stages. */
  stagesHelp: string;
  /** A stage with how it stands and how long it took, for those who hear it. */
  stageOf: (name: string, status: string, time: string) => string;
  log: string;
  logOf: (name: string) => string;
  wholeLog: string;
  artifacts: string;
  noArtifacts: string;
  noArtifactsYet: string;
  changes: string;
  noChanges: string;
  changeBy: (author: string, time: string) => string;
  logEmpty: string;
  logEmptyYet: string;
  logLoading: string;
  search: string;
  nextMatch: string;
  previousMatch: string;
  /** Which of how many matches. */
  matchOf: (at: string, count: string) => string;
  noMatch: string;
  /** More matches than are counted. */
  manyMatches: (count: string) => string;
  wrap: string;
  follow: string;
  copy: string;
  copied: string;
  copyTooLarge: string;
  copyFailed: string;
  download: string;
  summary: string;
  lines: (count: string, n: number) => string;
  /** Whether more comes. */
  logGrows: string;
  logEnds: string;
  lastLine: (text: string) => string;
  /** So much of a long line is not shown. */
  moreOfLine: (count: string) => string;
}

export const english: RunTexts = {
  maySee: (what) => `You may not see this: ${what}`,
  notRead: (what) => `This could not be loaded: ${what}`,
  stages: "Stages",
  noStages: "This run has no stages.",
  noStagesYet: "No stage has begun yet.",
  stagesHelp: "Arrow keys move between stages; Enter opens a stage's log.",
  stageOf: (name, status, time) => (time === "" ? `${name}, ${status}` : `${name}, ${status}, ${time}`),
  log: "Log",
  logOf: (name) => `Log of ${name}`,
  wholeLog: "Whole log",
  artifacts: "Artifacts",
  noArtifacts: "This run has archived nothing.",
  noArtifactsYet: "Nothing has been archived yet.",
  changes: "Changes",
  noChanges: "Nothing has changed since the run before.",
  changeBy: (author, time) => `${author}, ${time}`,
  logEmpty: "The log is empty.",
  logEmptyYet: "Nothing has been written yet.",
  logLoading: "Loading the log…",
  search: "Search the log",
  nextMatch: "Next match",
  previousMatch: "Previous match",
  matchOf: (at, count) => `${at} of ${count}`,
  noMatch: "Not found",
  manyMatches: (count) => `more than ${count}`,
  wrap: "Wrap lines",
  follow: "Follow",
  copy: "Copy",
  copied: "The log was copied.",
  copyTooLarge: "The log is too large to be copied; download it instead.",
  copyFailed: "The browser did not allow copying.",
  download: "Download",
  summary: "Summary",
  lines: (count, n) => (n === 1 ? "1 line" : `${count} lines`),
  logGrows: "more may come",
  logEnds: "complete",
  lastLine: (text) => `Last line: ${text}`,
  moreOfLine: (count) => `${count} more characters`,
};
