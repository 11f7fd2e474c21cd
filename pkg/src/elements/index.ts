/**
 * The elements' classes. Importing them registers nothing; `bellpull/elements/define` does.
 *
 * @packageDocumentation
 */
export { JenkinsApprove } from "./approve.js";
export { JenkinsElement } from "./base.js";
export { JenkinsLog } from "./log.js";
export { JenkinsRun } from "./run.js";
export type { BeforeDecision, Decided, ElementErrorCode, JenkinsEventMap } from "./events.js";
export { type Messages, setMessages, type Texts } from "./texts/index.js";
export { JenkinsTrigger } from "./trigger.js";
