import type { CallOptions, ReasonOptions } from "./engine.js";
import type { Accepted, Change, Download, LeftFile, PendingInput, RunView, Settlement, Step } from "./generated/types.js";
import { iterate } from "./iterate.js";
import type { Jenkins } from "./jenkins.js";
import { type Job, reason } from "./job.js";
import type { MayI } from "./may.js";
import { plain, type Values } from "./values.js";

/**
 * A piece of a log; `start` and `end` are offsets in raw bytes. Of a large answer each line is told as it comes, with an
 * `end` that equals `start`; the last piece of the answer says where to go on.
 */
export interface LogPiece {
  text: string;
  start: number;
  end: number;
}

/** A downloaded file: its name, type and length, and its bytes as a stream. */
export type Artifact = Omit<Download, "base64"> & { body: ReadableStream<Uint8Array> };

function stream(base64: string): ReadableStream<Uint8Array> {
  return new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))]).stream();
}

/** A run. */
export class Run {
  /** Its number. */
  readonly number: number;
  /** Its job. */
  readonly job: Job;
  readonly #jenkins: Jenkins;

  constructor(jenkins: Jenkins, job: Job, number: number) {
    if (!Number.isInteger(number) || number < 1) {
      throw new TypeError("a run's number is a whole number from 1; permalinks such as lastBuild move");
    }
    this.#jenkins = jenkins;
    this.job = job;
    this.number = number;
  }

  /** The fields that address this run in an operation. */
  get address(): { job: string | string[]; branch?: string; run: number } {
    return { ...this.job.address, run: this.number };
  }

  /** Follows the run until it is over: a view whenever something has changed, the last one final. */
  follow(options: CallOptions & { untilPaused?: boolean } = {}): AsyncGenerator<RunView, void, undefined> {
    const { signal, onEvent, whole, untilPaused = false } = options;
    return iterate<RunView>(
      async (tell, inner) => {
        const hear = (event: Parameters<typeof tell>[0]): void => {
          tell(event);
          onEvent?.(event);
        };
        // The last view was told as an event as well.
        await this.#jenkins.call({ op: "follow", ...this.address, untilPaused }, { signal: inner, onEvent: hear, whole });
        return undefined;
      },
      (event) => (event.event === "run" ? event.view : undefined),
      signal,
    );
  }

  /** What waits for a person. */
  async inputs(options?: CallOptions): Promise<Input[]> {
    const outcome = await this.#jenkins.call({ op: "inputs", ...this.address }, options);
    return outcome.inputs.map((pending) => this.input(pending));
  }

  /** What the person may do with it; null where that is known only when it is tried, at Jenkins itself. */
  mayI(options?: CallOptions): Promise<MayI | null> {
    return this.#jenkins.mayI(this.address, options);
  }

  /** A pending input as it was seen, with what can be done about it. */
  input(pending: PendingInput): Input {
    return new Input(this.#jenkins, this, pending);
  }

  /** The log from an offset on, as it grows; with a `node` that of one step. */
  log(options: CallOptions & { start?: number; node?: string } = {}): AsyncGenerator<LogPiece, void, undefined> {
    const { signal, onEvent, start = 0, node } = options;
    return iterate<LogPiece>(
      async (tell, inner) => {
        const hear = (event: Parameters<typeof tell>[0]): void | Promise<void> => {
          if (event.event !== "log") void onEvent?.(event);
          return tell(event);
        };
        await this.#jenkins.call({ op: "log", ...this.address, start, ...(node === undefined ? {} : { node }) }, { signal: inner, onEvent: hear });
        return undefined;
      },
      (event) => (event.event === "log" ? { text: event.text, start: event.start, end: event.end } : undefined),
      signal,
      true,
    );
  }

  /** The steps that a stage has itself, in the order of their start; their logs are the stage's. */
  async steps(stage: string, options?: CallOptions): Promise<Step[]> {
    return (await this.#jenkins.call({ op: "steps", ...this.address, stage }, options)).steps;
  }

  /** What the run has archived. */
  async artifacts(options?: CallOptions): Promise<LeftFile[]> {
    return (await this.#jenkins.call({ op: "artifacts", ...this.address }, options)).artifacts;
  }

  /** The commits that came with the run. */
  async changes(options?: CallOptions): Promise<Change[]> {
    return (await this.#jenkins.call({ op: "changes", ...this.address }, options)).changes;
  }

  /** An artifact, by its path below the archive's root. Its bytes come as they arrive. */
  async artifact(path: string, options?: CallOptions): Promise<Artifact> {
    const { body, base64, ...about } = await this.#jenkins.call({ op: "artifact", ...this.address, path }, options);
    return { ...about, body: body ?? stream(base64 ?? "") };
  }

  /** Asks the run to end. Follow it to see that it did. */
  stop(options: ReasonOptions = {}): Promise<Accepted> {
    const { comment, ...how } = options;
    return this.#jenkins.call({ op: "stop", ...this.address, ...reason(this.#jenkins, comment) }, how);
  }

  /** Ends the steps without waiting for them. */
  term(options?: CallOptions): Promise<Accepted> {
    return this.#jenkins.call({ op: "term", ...this.address }, options);
  }

  /** Ends the run whatever its steps do. */
  kill(options?: CallOptions): Promise<Accepted> {
    return this.#jenkins.call({ op: "kill", ...this.address }, options);
  }
}

/** A pending input as it was seen. What is sent is bound to that: run, id and question. */
export class Input {
  /** What was seen. */
  readonly pending: PendingInput;
  /** Its run. */
  readonly run: Run;
  readonly #jenkins: Jenkins;

  constructor(jenkins: Jenkins, run: Run, pending: PendingInput) {
    this.#jenkins = jenkins;
    this.run = run;
    this.pending = pending;
  }

  /** Its id as Jenkins lists it. */
  get id(): string {
    return this.pending.id;
  }

  /** What is asked. */
  get message(): string {
    return this.pending.message;
  }

  /** Lets the run go on; values that are not given keep their defaults. */
  async approve(values: Values = {}, options: ReasonOptions = {}): Promise<Settlement> {
    const { comment, ...how } = options;
    const parameters = await plain(values);
    return this.#jenkins.call({ op: "approve", ...this.#seen(), parameters, ...reason(this.#jenkins, comment) }, how);
  }

  /** Rejects, which aborts the run there. */
  abort(options: ReasonOptions = {}): Promise<Settlement> {
    const { comment, ...how } = options;
    return this.#jenkins.call({ op: "abort", ...this.#seen(), ...reason(this.#jenkins, comment) }, how);
  }

  #seen(): { job: string | string[]; branch?: string; run: number; input: string; fingerprint: string } {
    return { ...this.run.address, input: this.pending.id, fingerprint: this.pending.fingerprint };
  }
}
