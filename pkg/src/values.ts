import type { ParameterInput, ParameterInputs } from "./generated/types.js";

/** A value for a parameter, as a page has it: files may be given as they come from an `<input type="file">`. */
export type Value = ParameterInput | Blob;

/** Values by name. A missing one keeps its default. */
export type Values = Record<string, Value | undefined>;

/** Makes plain data of values: files become Base64. */
export async function plain(values: Values = {}): Promise<ParameterInputs> {
  const out: ParameterInputs = {};
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    out[name] = value instanceof Blob ? await fileOf(value) : value;
  }
  return out;
}

async function fileOf(blob: Blob): Promise<ParameterInput> {
  const name = blob instanceof File ? blob.name : "file";
  return { file: { name, type: blob.type, base64: await base64(blob) } };
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  // In pieces: a call with millions of arguments overflows the stack.
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}
