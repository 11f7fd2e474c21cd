import type { Run } from "../generated/types.js";
import { failure, type Given, names, read, whole } from "./arguments.js";
import type { Caller } from "./caller.js";
import { headersOf, type Words } from "./error.js";
import type { Name, ReadOptions } from "./job.js";
import { LogStream } from "./log-stream.js";

/** A build's number, or a permalink, which is looked up first. */
export type BuildNumber = number | string;

/** How a log is read. */
export interface LogOptions {
  /** 0, or the `size` of an earlier piece. */
  start?: number | string;
  /** Only `text` is offered. */
  type?: "text";
  /** Whether to tell `more` and `size` beside the text. */
  meta?: boolean;
}

/** A piece of a log. */
export interface LogData {
  text: string | undefined;
  more: boolean;
  /** Where to go on; as Jenkins wrote it. */
  size?: string;
}

/** A build. */
export interface BuildName {
  name: Name;
  number: BuildNumber;
}

const PERMALINKS = ["lastBuild", "lastCompletedBuild", "lastFailedBuild", "lastStableBuild", "lastSuccessfulBuild", "lastUnstableBuild", "lastUnsuccessfulBuild"] as const;

/** `jenkins.build`. */
export class BuildCalls {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** A build as Jenkins describes it. */
  get(name: Name, number: BuildNumber, options?: ReadOptions): Promise<Run>;
  get(options: BuildName & ReadOptions): Promise<Run>;
  async get(...given: unknown[]): Promise<Run> {
    const { options, words, at } = await this.#of("build.get", given);
    return this.#caller.read(words, { op: "run", ...at, ...whole(options) });
  }

  /** A log, or a piece of it, as Jenkins sends it: its lines end in CR LF. */
  log(name: Name, number: BuildNumber, options: LogOptions & { meta: true }): Promise<LogData>;
  log(options: BuildName & LogOptions & { meta: true }): Promise<LogData>;
  log(name: Name, number: BuildNumber, options?: LogOptions): Promise<string>;
  log(options: BuildName & LogOptions): Promise<string>;
  async log(...given: unknown[]): Promise<string | LogData | undefined> {
    const { options } = this.#given("build.log", given);
    const { bytes, more, size } = await this.piece(options);
    const text = bytes.length > 0 ? new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes) : undefined;
    return options["meta"] ? { text, more, ...(size === undefined ? {} : { size }) } : text;
  }

  /** @internal A piece of a log, as bytes. */
  async piece(given: Given): Promise<{ bytes: Uint8Array; more: boolean; size: string | undefined }> {
    const { options, words, at } = await this.#of("build.log", [given]);
    if (options["type"] === "html") throw failure("build.log", "logs come as text alone; there is no way to have HTML, which would be markup from elsewhere");
    const { answer, outcome } = await this.#caller.call(words, { op: "progressive_text", ...at, start: Number(options["start"] ?? 0) });
    return { bytes: answer.body, more: outcome.more, size: headersOf(answer)["x-text-size"] };
  }

  /** A log as it grows: events `data`, `error` and `end`. */
  logStream(name: Name, number: BuildNumber, options?: LogOptions & { delay?: number }): LogStream;
  logStream(options: BuildName & LogOptions & { delay?: number }): LogStream;
  logStream(...given: unknown[]): LogStream {
    const options = read("build.logStream", given, "name", "number");
    return new LogStream((start) => this.piece({ ...options, start }), options);
  }

  /** Asks a build to end. */
  stop(name: Name, number: BuildNumber): Promise<void>;
  stop(options: BuildName): Promise<void>;
  async stop(...given: unknown[]): Promise<void> {
    const { options, words, at } = await this.#of("build.stop", given);
    await this.#caller.call({ ...words, failed: `failed to stop: ${String(options["name"])}` }, { op: "stop", ...at });
  }

  /** Ends the steps of a build without waiting for them. */
  term(name: Name, number: BuildNumber): Promise<void>;
  term(options: BuildName): Promise<void>;
  async term(...given: unknown[]): Promise<void> {
    const { words, at } = await this.#of("build.term", given);
    await this.#caller.call(words, { op: "term", ...at });
  }

  #given(call: string, given: readonly unknown[]): { options: Given; job: string[] } {
    const options = read(call, given, "name", "number");
    const job = names(call, options["name"]);
    if (!options["number"]) throw failure(call, "number required");
    return { options, job };
  }

  async #of(call: string, given: readonly unknown[]): Promise<{ options: Given; words: Words; at: { job: string[]; run: number } }> {
    const { options, job } = this.#given(call, given);
    const { number } = options;
    const words = { call, missing: `${String(options["name"])} ${String(number)}` };
    const run = /^\d+$/.test(String(number)) ? Number(number) : await this.#permalink(words, job, String(number));
    return { options, words, at: { job, run } };
  }

  async #permalink(words: Words, job: string[], name: string): Promise<number> {
    const known = PERMALINKS.find((link) => link === name);
    if (known === undefined) throw failure(words.call, `${name} is neither a number nor one of ${PERMALINKS.join(", ")}`);
    const { outcome } = await this.#caller.call(words, { op: "job", job, tree: `${known}[number]` });
    const found = outcome[known] as { number?: number } | null | undefined;
    if (typeof found?.number === "number") return found.number;
    throw Object.assign(failure(words.call, `${words.missing} not found`), { notFound: true });
  }
}
