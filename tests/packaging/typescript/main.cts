import { Jenkins, type TriggerOutcome } from "bellpull";
import { createSimulator, type Simulator } from "bellpull/testing";
import Compat = require("bellpull/compat");

export const simulator = (): Promise<Simulator> => createSimulator();

export function queued(url: string): Promise<TriggerOutcome> {
  return new Jenkins({ url }).call({ op: "trigger", job: "x", until: "queued" });
}

export function likewise(baseUrl: string): Promise<number> {
  const client: Compat.Jenkins = new Compat({ baseUrl });
  return client.job.build("x", { parameters: { VERSION: "1" } });
}
