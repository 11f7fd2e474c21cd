// Every state that is shown. A new one is an entry in one of these lists: `show` brings the stage there, and waits for what tells that it is there.
import { APPROVE } from "./approve.js";
import { HOSTILE } from "./hostile.js";
import { LOG, RUN } from "./run.js";
import { TRIGGER } from "./trigger.js";

export const GROUPS = [
  { name: "approve", title: "The approve card", states: APPROVE },
  { name: "trigger", title: "The trigger button", states: TRIGGER },
  { name: "run", title: "The run view", states: RUN, wide: true },
  { name: "log", title: "The log viewer", states: LOG, wide: true },
  { name: "hostile", title: "Hostile texts", states: HOSTILE },
];

export const STATES = GROUPS.flatMap((group) => group.states.map((state) => `${group.name}/${state.name}`));

export function find(path) {
  const [group, name] = String(path).split("/");
  const found = GROUPS.find((one) => one.name === group)?.states.find((state) => state.name === name);
  if (!found) throw new Error(`there is no state ${path}; there are ${STATES.join(", ")}`);
  return found;
}
