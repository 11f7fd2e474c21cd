import { readFile } from "node:fs/promises";

/** The simulator's wasm, from beside this script. */
export function wasm(): Promise<Uint8Array | undefined> {
  return readFile(new URL("wasm/bellpull_sim_bg.wasm", import.meta.url));
}

/** Loaded by those alone who listen. */
export function http(): Promise<typeof import("node:http")> {
  return import("node:http");
}
