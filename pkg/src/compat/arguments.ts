/** What a call was given, by name. */
export type Given = Record<string, unknown>;

/** Reads arguments that may come one by one, in one object, or one by one with an object at the end. */
export function read(call: string, given: readonly unknown[], ...names: string[]): Given {
  const values = [...given];
  const callback = values.find((value) => typeof value === "function");
  if (callback) throw failure(call, "there are no callbacks: the call returns a promise");
  const last = values.at(-1);
  const named = typeof last === "object" && !Array.isArray(last) ? (values.pop() as object | null) : null;
  const out: Given = { ...named };
  values.forEach((value, at) => {
    const name = names[at];
    if (name !== undefined && value !== null && value !== undefined) out[name] = value;
  });
  return out;
}

/** The fields that every reading call knows. */
export function selection(given: Given): { tree?: string; depth?: number } {
  const { tree, depth } = given;
  return { ...(typeof tree === "string" ? { tree } : {}), ...(typeof depth === "number" ? { depth } : {}) };
}

/** The same where Bellpull has a choice of its own: without a `tree` it is Jenkins that chooses. */
export function whole(given: Given): { tree: string; depth?: number } {
  return { tree: "", ...selection(given) };
}

/** The names of a job: from `Folder/job`, a list, or the URL of a page below a job. */
export function names(call: string, value: unknown): string[] {
  const found = Array.isArray(value) ? value.map(String) : typeof value === "string" ? parts(value) : [];
  if (found.length === 0) throw failure(call, "name required");
  return found;
}

function parts(text: string): string[] {
  if (!/^https?:\/\//.test(text)) return text.split("/").filter(Boolean);
  const path = new URL(text).pathname.split("/").filter(Boolean);
  const out: string[] = [];
  for (let at = path.indexOf("job"); at >= 0 && path[at] === "job" && at + 1 < path.length; at += 2) out.push(decodeURIComponent(path[at + 1] as string));
  return out;
}

/** An error of the facade's own, before anything was sent. */
export function failure(call: string, what: string): Error {
  return new Error(`jenkins: ${call === "" ? "" : `${call}: `}${what}`);
}
