import { type FileHandle, lstat, open, rm, writeFile } from "node:fs/promises";
import { addAbortSignal } from "node:stream";
import { buffer, text as readAll } from "node:stream/consumers";
import type { ReadableStream as NodeStream } from "node:stream/web";
import type { Download, Operation, OperationName, Outcome } from "../../generated/types.js";
import type { Command, Context } from "../command.js";
import { EXIT } from "../exit.js";
import { Failure, usage } from "../failure.js";
import { JenkinsError } from "../package.js";

export const call: Command = {
  name: "call",
  operands: "JSON",
  counts: [1, 1],
  about: "any operation, as JSON; its outcome as JSON",
  options: {
    events: { type: "boolean", about: "each event as a line before the outcome" },
    output: { type: "string", value: "FILE", about: "the bytes of an outcome that is a file; without it they are Base64 in the JSON" },
  },
  more: "The operations are in docs/operations.md. With - in place of JSON it is read from stdin, which keeps secrets off the command line.",
  examples: [
    ["bellpull call '{\"op\":\"who_am_i\"}'", "who Jenkins takes the caller for"],
    ["bellpull call '{\"op\":\"artifact\",\"job\":\"archiver\",\"run\":1,\"path\":\"dist/app.bin\"}' --output app.bin", "download a file"],
    ["bellpull call - --events < operation.json", "an operation from a file, with its events"],
  ],
  writes: true,
  async run(context) {
    const { given, out, signal } = context;
    const [operand = ""] = given.operands;
    const operation = operationOf(operand === "-" ? await standardInput(signal) : operand);
    // Before anything is sent: with the wrong option nothing may have been done.
    if (given.text("output") !== undefined && !isFile(operation.op)) throw usage("The outcome of this operation is no file.", "Leave --output out, and redirect stdout.");
    const jenkins = await context.jenkins();
    const onEvent = (event: unknown): void => {
      if (given.on("events")) out.data(event);
    };
    const outcome: unknown = await jenkins.call(operation, { signal, onEvent });
    out.data(await withBytes(context, outcome));
    return EXIT.ok;
  },
};

type FileName = { [N in OperationName]: Outcome<N> extends Download ? N : never }[OperationName];

/** The operations whose outcome is a file. */
const FILES: Record<FileName, true> = { artifact: true, file_parameter: true };

function isFile(op: unknown): boolean {
  return typeof op === "string" && Object.hasOwn(FILES, op);
}

async function standardInput(signal: AbortSignal): Promise<string> {
  try {
    return await readAll(addAbortSignal(signal, process.stdin));
  } catch (thrown) {
    if (signal.aborted) throw JenkinsError.cancelled(signal.reason);
    throw usage(`stdin cannot be read (${(thrown as NodeJS.ErrnoException).code}).`, "Write the operation to it, or in place of the dash.");
  }
}

function operationOf(source: string): Operation {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    // The parser's message quotes what it read, which may hold a secret.
    throw usage("The operation is not valid JSON.", "Put it in single quotes for the shell: bellpull call '{\"op\":\"who_am_i\"}'.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw usage("The operation is not a JSON object.", "Write {\"op\":\"…\"} with the operation's fields.");
  return value as Operation;
}

/** An outcome with a stream of bytes: these into a file, or into the JSON. */
async function withBytes({ given, signal }: Context, outcome: unknown): Promise<unknown> {
  if (typeof outcome !== "object" || outcome === null || !("body" in outcome) || !(outcome.body instanceof ReadableStream)) return outcome;
  const { body, ...about } = outcome;
  const bytes = downloaded(body as NodeStream<Uint8Array>, signal);
  const file = given.text("output");
  if (file === undefined) return { ...about, base64: (await buffer(bytes)).toString("base64") };
  await save(bytes, file);
  return { ...about, file };
}

/** The bytes as they come; that they stop coming is an error of the network, unless somebody gave up. */
async function* downloaded(body: NodeStream<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) yield chunk;
  } catch (thrown) {
    if (signal.aborted) throw JenkinsError.cancelled(signal.reason);
    throw new Failure("network", `The download broke off: ${(thrown as Error).message}`, "Try it again.");
  }
}

/** Into a file, which is there as a whole or, if it was begun, not at all. */
async function save(bytes: AsyncGenerator<Uint8Array>, file: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, "w");
    await writeFile(handle, bytes);
    await handle.close();
  } catch (thrown) {
    if (handle) await discard(handle, file);
    const { code } = thrown as NodeJS.ErrnoException;
    throw thrown instanceof Failure || thrown instanceof JenkinsError ? thrown : usage(`${file} cannot be written (${code}).`, "Name a file that can be written, where there is room for it.");
  }
}

/** Removes what was written, but no device, pipe or link that stood there. */
async function discard(handle: FileHandle, file: string): Promise<void> {
  await handle.close().catch(() => undefined);
  const found = await lstat(file).catch(() => undefined);
  if (found?.isFile()) await rm(file, { force: true }).catch(() => undefined);
}
