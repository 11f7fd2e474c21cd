import type { Root } from "../generated/types.js";
import { read, whole } from "./arguments.js";
import { BuildCalls } from "./build.js";
import { Caller } from "./caller.js";
import { JobCalls, type ReadOptions } from "./job.js";
import { type CompatOptions, settings } from "./options.js";
import { QueueCalls } from "./queue.js";
import { refuse } from "./refused.js";
import { ViewCalls } from "./view.js";

/**
 * A client with the calls of the npm package `jenkins` for jobs, builds, queue, logs and views, carried out by Bellpull.
 *
 * ```js
 * const Jenkins = require("bellpull/compat");
 * const jenkins = new Jenkins({ baseUrl: "https://USER:TOKEN@ci.example.com" });
 * const item = await jenkins.job.build("Ops Team/deploy", { parameters: { VERSION: "2.4.1" } });
 * ```
 */
export class Jenkins {
  readonly build: BuildCalls;
  readonly job: JobCalls;
  readonly queue: QueueCalls;
  readonly view: ViewCalls;
  readonly #caller: Caller;

  constructor(baseUrl: string | URL, options?: Omit<CompatOptions, "baseUrl">);
  constructor(options: CompatOptions);
  constructor(...given: unknown[]) {
    const [first, ...rest] = given;
    const all = first instanceof URL ? [first.href, ...rest] : given;
    this.#caller = new Caller(settings(read("", all, "baseUrl")));
    this.build = new BuildCalls(this.#caller);
    this.job = new JobCalls(this.#caller);
    this.queue = new QueueCalls(this.#caller);
    this.view = new ViewCalls(this.#caller);
    refuse("", this);
    for (const group of ["credentials", "crumbIssuer", "label", "node", "plugin"]) {
      const calls = {};
      refuse(group, calls);
      Object.defineProperty(this, group, { value: calls, enumerable: false });
    }
  }

  /** The server as it describes itself. */
  async info(options?: ReadOptions): Promise<Omit<Root, "version">> {
    return this.#caller.read({ call: "info" }, { op: "root", ...whole(read("info", [options])) });
  }

  /** Lets go of connections that are kept; a program ends by itself without it. */
  close(): Promise<void> {
    return this.#caller.close();
  }
}
