import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { ParameterInputs } from "../generated/types.js";
import { plain, type Values } from "../values.js";
import type { Context, Option } from "./command.js";
import { usage } from "./failure.js";

/** The options by which values are given besides NAME=VALUE. */
export const VALUE_OPTIONS: Record<string, Option> = {
  file: { type: "string", multiple: true, value: "NAME=PATH", about: "the value of a file parameter" },
  env: { type: "string", multiple: true, value: "NAME=VARIABLE", about: "a value from an environment variable; for passwords" },
};

/** The values that were given: texts, which the core checks against the parameters' kinds, and files. */
export async function values({ given, env }: Pick<Context, "given" | "env">, texts: string[]): Promise<ParameterInputs> {
  const out: Values = Object.create(null) as Values;
  const put = (name: string, value: string | File): void => {
    if (name in out) throw usage(`The parameter ${name} was given twice.`, "Give it once.");
    out[name] = value;
  };
  for (const text of texts) put(...pair(text, "NAME=VALUE"));
  for (const text of given.texts("env")) {
    const [name, variable] = pair(text, "--env NAME=VARIABLE");
    const value = env[variable];
    if (value === undefined) throw usage(`The environment variable for the parameter ${name} is not set.`, "--env takes the name of a variable, not its value.");
    put(name, value);
  }
  for (const text of given.texts("file")) {
    const [name, path] = pair(text, "--file NAME=PATH");
    put(name, new File([await bytes(path)], basename(path)));
  }
  return plain(out);
}

function pair(text: string, form: string): [string, string] {
  const at = text.indexOf("=");
  // The text may be a secret, so it is not repeated.
  if (at < 1) throw usage(`A value is not written as ${form}.`, "Put the whole of it in quotes if the value has spaces.");
  return [text.slice(0, at), text.slice(at + 1)];
}

async function bytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (thrown) {
    throw usage(`The file ${path} cannot be read (${(thrown as NodeJS.ErrnoException).code ?? "unknown"}).`, "Check its path and rights.");
  }
}
