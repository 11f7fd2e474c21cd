// In the script for a plain page, which is one file, `elements/load-beside.ts` stands in place of this.

/** Fetches what calls Jenkins from the page itself; through a gateway it is not needed. */
export const loadEngine = (): Promise<Pick<typeof import("./wasm-engine.js"), "WasmEngine">> => import("./wasm-engine.js");
