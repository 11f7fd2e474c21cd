// What the gateway has of Node, as far as a page needs it. Nothing here is written to disk or sent by a socket.
let last = 0;
const absent = () => {
  throw new Error("this is not to be had in a page");
};

/** Not random: what is shown has to be the same each time. */
export const randomUUID = () => `00000000-0000-4000-8000-${String((last += 1)).padStart(12, "0")}`;

/** Stands for a text; others hash it safely, this one so that it can be told from another. */
export function createHash() {
  let state = 0xcbf29ce484222325n;
  const hash = {
    update(text) {
      for (const byte of new TextEncoder().encode(String(text))) state = BigInt.asUintN(64, (state ^ BigInt(byte)) * 0x100000001b3n);
      return hash;
    },
    digest: () => state.toString(36).padStart(24, "0"),
  };
  return hash;
}

export const createHmac = (_, key) => createHash().update(key);

export function setTimeout(millis, value, { signal } = {}) {
  return new Promise((resolve, reject) => {
    const timer = globalThis.setTimeout(() => resolve(value), millis);
    signal?.addEventListener("abort", () => (clearTimeout(timer), reject(signal.reason)), { once: true });
  });
}

export const [open, rename, stat, pipeline, readFileSync, createRequire] = Array.from({ length: 6 }, () => absent);
export class Readable {}
