import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { initSync as initPolicy, Policy } from "../wasm/bellpull_policy.js";
import { initSync as initCore, jobName } from "../wasm/bellpull_wasm.js";
import { find } from "./core.js";

/** What a gateway has of the core. */
export interface GatewayCore {
  Policy: new (rules: string) => { decide(question: string, facts: string): string; zones(): string[] };
  /** A job's full name with its branch, as JSON: `{"name"}` or `{"error"}`. */
  jobName(job: string, branch?: string | null): string;
}

let loaded: GatewayCore | undefined;

/** The policy and the rules for names: of the addon, or of wasm where there is none. At once, so that a bad policy fails at start. */
export function gatewayCore(): GatewayCore {
  loaded ??= load();
  return loaded;
}

function load(): GatewayCore {
  const addon = process.env["BELLPULL_ENGINE"] === "wasm" ? undefined : find(createRequire(import.meta.url));
  if (addon) return addon as unknown as GatewayCore;
  initPolicy({ module: readFileSync(new URL("wasm/bellpull_policy_bg.wasm", import.meta.url)) });
  initCore({ module: readFileSync(new URL("wasm/bellpull_wasm_bg.wasm", import.meta.url)) });
  return { Policy, jobName };
}
