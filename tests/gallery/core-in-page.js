// What a gateway has of the core, in a page.
import initPolicy, { Policy } from "./wasm/bellpull_policy.js";
import initCore, { jobName } from "./wasm/bellpull_wasm.js";

await Promise.all([initPolicy(), initCore()]);

export function gatewayCore() {
  return { Policy, jobName };
}
