import { Jenkins, type TriggerOutcome } from "bellpull";
import { createSimulator, type Simulator } from "bellpull/testing";

export const simulator = (): Promise<Simulator> => createSimulator();

export function queued(url: string): Promise<TriggerOutcome> {
  return new Jenkins({ url }).call({ op: "trigger", job: "x", until: "queued" });
}
