import type { Readable } from "node:stream";
import type { ParameterInput, ParameterInputs } from "../generated/types.js";
import { failure } from "./arguments.js";

const CALL = "job.build";

/** Makes plain data of parameters: buffers and streams become files. */
export async function parameters(given: unknown): Promise<ParameterInputs> {
  if (typeof given !== "object" || given === null || Array.isArray(given)) throw failure(CALL, "parameters are an object of values by name");
  const out: ParameterInputs = {};
  for (const [name, value] of Object.entries(given)) out[name] = await plain(name, value);
  return out;
}

async function plain(name: string, value: unknown): Promise<ParameterInput> {
  if (value === undefined || value === null) return "";
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "number") return value;
  if (typeof value === "bigint") return String(value);
  if (Buffer.isBuffer(value)) return file(name, value, value);
  if (typeof value === "object" && "pipe" in value) return file(name, value, await drained(value as Readable));
  // Sent as nothing by npm jenkins, or several times, of which Jenkins takes the first.
  throw failure(CALL, `the parameter ${name} is neither text, number, boolean, buffer nor stream; make a text of it`);
}

function file(name: string, value: object, bytes: Buffer): ParameterInput {
  const filename = "filename" in value && typeof value.filename === "string" ? value.filename : name;
  return { file: { name: filename, base64: bytes.toString("base64") } };
}

async function drained(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

const UNITS: Record<string, number> = { "": 1, s: 1, sec: 1, secs: 1, second: 1, seconds: 1, m: 60, min: 60, mins: 60, minute: 60, minutes: 60, h: 3600, hour: 3600, hours: 3600, day: 86400, days: 86400 };

/** A delay, such as `5`, `"5sec"` or `"2 min"`, in seconds. */
export function seconds(delay: unknown): number {
  const [, count, unit] = /^\s*(\d+)\s*([a-z]*)\s*$/i.exec(String(delay)) ?? [];
  const factor = UNITS[(unit ?? "-").toLowerCase()];
  if (count === undefined || factor === undefined) throw failure(CALL, "a delay is a number of seconds, or a text such as 5sec");
  return Number(count) * factor;
}
