import type { ReasonOptions, CallOptions } from "./engine.js";
import type { Accepted, JobName, JobView, TriggerOutcome } from "./generated/types.js";
import type { Jenkins } from "./jenkins.js";
import type { MayI } from "./may.js";
import { Run } from "./run.js";
import { plain, type Values } from "./values.js";

/** How to trigger. */
export interface TriggerOptions extends ReasonOptions {
  /** How long the item shall wait in the queue; by default the job's quiet period. */
  delaySeconds?: number;
  /** How far to go; by default until the run is started. */
  until?: "queued" | "started";
  /** How long to wait for the run's number, in milliseconds. */
  patienceMillis?: number;
}

/** Where a trigger has led; `run` is there once it is started. */
export type Triggering = Omit<TriggerOutcome, "run"> & { run: Run | null };

/** A job. */
export class Job {
  /** Its name as it was given. */
  readonly name: JobName;
  /** The branch, for a multibranch project. */
  readonly branchName: string | undefined;
  readonly #jenkins: Jenkins;

  constructor(jenkins: Jenkins, name: JobName, branch?: string) {
    const valid = typeof name === "string" || (Array.isArray(name) && name.every((part) => typeof part === "string"));
    if (!valid) throw new TypeError("a job's name is a text or a list of texts");
    if (branch !== undefined && typeof branch !== "string") throw new TypeError("a branch's name is a text");
    this.#jenkins = jenkins;
    this.name = name;
    this.branchName = branch;
  }

  /** The fields that address this job in an operation. */
  get address(): { job: JobName; branch?: string } {
    return this.branchName === undefined ? { job: this.name } : { job: this.name, branch: this.branchName };
  }

  /** The job of a branch, named as git names it. */
  branch(name: string): Job {
    return new Job(this.#jenkins, this.name, name);
  }

  /** A run by its number. Permalinks such as `lastBuild` are refused: they move. */
  run(number: number): Run {
    return new Run(this.#jenkins, this, number);
  }

  /** The job with what it asks for, ready to make a form of. */
  describe(options?: CallOptions): Promise<JobView> {
    return this.#jenkins.call({ op: "describe", ...this.address }, options);
  }

  /** What the person may do with it; null where that is known only when it is tried, at Jenkins itself. */
  mayI(options?: CallOptions): Promise<MayI | null> {
    return this.#jenkins.mayI(this.address, options);
  }

  /** Takes an item of this job from the queue; through a gateway one that was triggered there. */
  cancel(queueId: number, options: ReasonOptions = {}): Promise<Accepted> {
    const { comment, ...how } = options;
    const known = this.#jenkins.throughGateway ? { ...this.address, comment } : {};
    return this.#jenkins.call({ op: "cancel_queue_item", id: queueId, ...known }, how);
  }

  /** Triggers the job; names and values are checked against its definitions before anything is sent. */
  async trigger(values: Values = {}, options: TriggerOptions = {}): Promise<Triggering> {
    const { signal, onEvent, comment, ...how } = options;
    const parameters = await plain(values);
    const outcome = await this.#jenkins.call({ op: "trigger", ...this.address, parameters, ...how, ...reason(this.#jenkins, comment) }, { signal, onEvent });
    return { ...outcome, run: outcome.run === null ? null : this.run(outcome.run) };
  }
}

/** A comment, where there is a place for it. */
export function reason(jenkins: Jenkins, comment: string | undefined): { comment?: string } {
  return comment !== undefined && jenkins.throughGateway ? { comment } : {};
}
