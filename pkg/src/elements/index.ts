/**
 * The elements' classes. Importing them registers nothing; `bellpull/elements/define` does.
 *
 * @packageDocumentation
 */
export { JenkinsApprove } from "./approve.js";
export { JenkinsElement } from "./base.js";
export { messages } from "./messages.js";
export { JenkinsTrigger } from "./trigger.js";
