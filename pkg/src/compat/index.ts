/**
 * The shape of the npm package `jenkins`, carried out by Bellpull: to move a program over call by call.
 *
 * @packageDocumentation
 */
export type { BuildName, BuildNumber, LogData, LogOptions } from "./build.js";
export type { CompatError } from "./error.js";
export { Jenkins, Jenkins as default } from "./jenkins.js";
export type { BuildOptions, Name, ParameterValue, ReadOptions } from "./job.js";
export type { LogStream } from "./log-stream.js";
export type { CompatOptions } from "./options.js";
