import { Jenkins, type TriggerOutcome } from "bellpull";

export function queued(url: string): Promise<TriggerOutcome> {
  return new Jenkins({ url }).call({ op: "trigger", job: "x", until: "queued" });
}
