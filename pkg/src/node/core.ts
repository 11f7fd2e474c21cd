import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Machine } from "../drive.js";

/** A client of the core, from the addon or from wasm. */
export interface CoreClient {
  start(operation: string): Machine;
  /** Starts an operation in a handle that was freed, and polls it. Wasm's are gone with that. */
  restart?(machine: Machine, operation: string, now: number): string;
}

/** Makes one from a configuration, as JSON. */
export type Client = new (config: string) => CoreClient;

let loaded: Promise<Client> | undefined;

/**
 * The core: the addon of this platform, or wasm where there is none. `BELLPULL_ENGINE` can demand either:
 * `native` fails where no addon fits, `wasm` looks for none.
 */
export function core(): Promise<Client> {
  loaded ??= load().catch((thrown: unknown) => {
    loaded = undefined;
    throw thrown;
  });
  return loaded;
}

async function load(): Promise<Client> {
  const wanted = process.env["BELLPULL_ENGINE"];
  if (wanted !== undefined && wanted !== "native" && wanted !== "wasm") throw new TypeError(`BELLPULL_ENGINE is "${wanted}"; it can be "native" or "wasm"`);
  if (wanted === "wasm") return wasm();
  const addon = native();
  if (addon) return addon;
  if (wanted === "native") throw new Error(`There is no addon of bellpull for ${platform()}; install @bellpull/${platform()}, or leave BELLPULL_ENGINE out to use wasm.`);
  return wasm();
}

/** As napi-rs names them: `linux-x64-gnu`, `darwin-arm64`, `win32-x64-msvc`. */
export function platform(): string {
  const { platform, arch } = process;
  if (platform === "win32") return `win32-${arch}-msvc`;
  if (platform !== "linux") return `${platform}-${arch}`;
  const report = process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined;
  return `linux-${arch}-${report?.header?.glibcVersionRuntime ? "gnu" : "musl"}`;
}

function native(): Client | undefined {
  return find(createRequire(import.meta.url))?.Client;
}

/** The addon of this platform, if there is one. */
export function find(require: NodeJS.Require): { Client: Client } | undefined {
  const name = platform();
  // The package of this platform; in the project itself the file that the build has left.
  for (const place of [`@bellpull/${name}`, `../bellpull.${name}.node`, `./bellpull.${name}.node`]) {
    try {
      return require(place) as { Client: Client };
    } catch (thrown) {
      // Not installed is no error; an addon that is there and cannot be loaded would hide one.
      if ((thrown as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw thrown;
    }
  }
  return undefined;
}

async function wasm(): Promise<Client> {
  const glue = await import("../wasm/bellpull_wasm.js");
  await glue.default({ module_or_path: await readFile(new URL("wasm/bellpull_wasm_bg.wasm", import.meta.url)) });
  return glue.Client;
}
