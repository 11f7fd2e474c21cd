import type { Job as JobResource } from "../generated/types.js";
import { failure, names, read, whole } from "./arguments.js";
import type { Caller } from "./caller.js";
import { headersOf } from "./error.js";
import { parameters, seconds } from "./parameters.js";
import { refuse } from "./refused.js";

/** A job: `Folder/job`, its names as a list, or the URL of one of its pages. */
export type Name = string | string[];

/** How much is read. */
export interface ReadOptions {
  tree?: string;
  depth?: number;
}

/** A value of a parameter: streams and buffers become files. */
export type ParameterValue = string | number | boolean | Buffer | NodeJS.ReadableStream | null | undefined;

/** How a job is triggered. */
export interface BuildOptions {
  parameters?: Record<string, ParameterValue>;
  /** In seconds, or as a text such as `5sec`. */
  delay?: number | string;
  /** The job's own token for triggering it from outside. */
  token?: string;
}

/** `jenkins.job`. */
export class JobCalls {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
    refuse("job", this);
  }

  /** Triggers a job; gives the number of its queue item. */
  build(name: Name, options?: BuildOptions): Promise<number>;
  build(options: { name: Name } & BuildOptions): Promise<number>;
  async build(...given: unknown[]): Promise<number> {
    const options = read("job.build", given, "name");
    const job = names("job.build", options["name"]);
    const { delay, token, parameters: values } = options;
    const how = { job, ...(delay ? { delaySeconds: seconds(delay) } : {}), ...(token ? { token: String(token) } : {}) };
    const words = { call: "job.build", missing: String(options["name"]) };
    const told =
      values === undefined || values === null
        ? await this.#caller.attempt(words, { op: "build", ...how })
        : await this.#caller.attempt(words, { op: "build_with_parameters", ...how, parameters: await parameters(values) });
    const item = told instanceof Error ? undefined : told.outcome.queueId;
    if (typeof item === "number") return item;
    const { answer } = told;
    if (told instanceof Error && answer?.status !== 302) throw told;
    // Older servers answer 302, some with the queue item, some with the job's page.
    const [, found] = /\/queue\/item\/(\d+)/.exec((answer && headersOf(answer)["location"]) ?? "") ?? [];
    if (found !== undefined) return Number(found);
    throw failure("job.build", 'Jenkins named no queue item; `trigger` of a job from "bellpull" finds the run without one');
  }

  /** Whether a job exists and may be seen. */
  exists(name: Name): Promise<boolean>;
  exists(options: { name: Name }): Promise<boolean>;
  async exists(...given: unknown[]): Promise<boolean> {
    const { name } = read("job.exists", given, "name");
    const told = await this.#caller.attempt({ call: "job.exists" }, { op: "job", job: names("job.exists", name), tree: "name" });
    if (!(told instanceof Error)) return true;
    if (told.statusCode === 404) return false;
    throw told;
  }

  /** A job as Jenkins describes it. */
  get(name: Name, options?: ReadOptions): Promise<JobResource>;
  get(options: { name: Name } & ReadOptions): Promise<JobResource>;
  async get(...given: unknown[]): Promise<JobResource> {
    const options = read("job.get", given, "name");
    const job = names("job.get", options["name"]);
    return this.#caller.read({ call: "job.get", missing: String(options["name"]) }, { op: "job", job, ...whole(options) });
  }

  /** The jobs of the server, or of a folder. */
  list(name?: Name | ReadOptions, options?: ReadOptions): Promise<JobResource[]>;
  list(options: { name?: Name } & ReadOptions): Promise<JobResource[]>;
  async list(...given: unknown[]): Promise<JobResource[]> {
    const options = read("job.list", given, "name");
    const words = { call: "job.list" };
    const { jobs } = options["name"]
      ? await this.#caller.read(words, { op: "job", job: names("job.list", options["name"]), ...whole(options) })
      : await this.#caller.read(words, { op: "root", ...whole(options) });
    if (!Array.isArray(jobs)) throw failure("job.list", "returned bad data");
    return jobs as JobResource[];
  }
}
