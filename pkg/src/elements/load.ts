import type { Attach } from "./lazy.js";
import type { JenkinsLog } from "./log.js";
import type { JenkinsRun } from "./run.js";

// In the script for a plain page, which is one file, `load-beside.ts` stands in place of this.

/** Fetches what the run view shows. */
export const loadRun = (): Promise<{ attach: Attach<JenkinsRun> }> => import("./run/part.js");

/** Fetches what the log shows. */
export const loadLog = (): Promise<{ attach: Attach<JenkinsLog> }> => import("./log/part.js");
