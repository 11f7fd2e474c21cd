/**
 * Trigger, follow, approve and abort Jenkins runs.
 *
 * @packageDocumentation
 */
export type { CallOptions, Clock, Engine } from "./engine.js";
export { JenkinsError } from "./error.js";
export type * from "./generated/types.js";
export { Jenkins, type JenkinsOptions } from "./jenkins.js";
export { Job, type Triggering, type TriggerOptions } from "./job.js";
export { type Artifact, Input, type LogPiece, Run } from "./run.js";
export type { Value, Values } from "./values.js";
