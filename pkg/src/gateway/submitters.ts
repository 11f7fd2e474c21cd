import { JenkinsError } from "../error.js";
import type { Facts } from "../generated/policy.js";
import type { PendingInput } from "../generated/types.js";
import type { Handler, Work } from "./gateway.js";

/** More steps than a run has. */
const ALL = 10_000;

/**
 * Whom an input's author named, as a decision has to know it. Old versions of the plugin "Pipeline: Input Step" tell it to Blue Ocean alone;
 * where nobody tells, nobody is believed to be named only if the application says so.
 */
export async function submittersOf(handler: Handler, work: Work, input: PendingInput): Promise<Pick<Facts, "submitters" | "submittersUnknown">> {
  const named = input.submittersKnown ? input.submitters : await byBlueOcean(handler, work, input.id);
  if (named === undefined) return handler.settings.submitterUnknown === "allow" ? {} : { submittersUnknown: true };
  return named === null ? {} : { submitters: named };
}

/** Null for nobody in particular; undefined if it does not tell, or if several inputs have this id. */
async function byBlueOcean(handler: Handler, work: Work, id: string): Promise<string[] | null | undefined> {
  const steps = await work.jenkins.call({ op: "blue_steps", ...handler.run(work).address, limit: ALL }).catch((thrown: unknown) => {
    // It is not installed.
    if (thrown instanceof JenkinsError && thrown.status === 404) return [];
    throw thrown;
  });
  const [one, ...more] = steps.map(({ input }) => input as { id?: unknown; submitter?: unknown } | null | undefined).filter((input) => input?.id === id);
  if (!one || more.length > 0 || one.submitter === undefined) return undefined;
  const names = typeof one.submitter === "string" ? one.submitter.split(",").map((name) => name.trim()) : [];
  const named = names.filter((name) => name !== "");
  return named.length > 0 ? named : null;
}
