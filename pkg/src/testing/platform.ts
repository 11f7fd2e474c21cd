/** In browsers and workers the glue finds the wasm file itself: by its URL, beside it. */
export function wasm(): Promise<Uint8Array | undefined> {
  return Promise.resolve(undefined);
}

/** There is nothing to listen with. */
export function http(): Promise<typeof import("node:http")> {
  return Promise.reject(new Error("sim.listen() needs node:http, which is not to be had here; use sim.fetch"));
}
