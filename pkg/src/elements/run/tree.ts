import type { Stage } from "../../generated/types.js";

/** A stage or branch, with what is in it. */
export interface Place {
  stage: Stage;
  inner: Group[];
}

/** What runs beside each other: branches of one `parallel`, or a single stage. */
export type Group = Place[];

/** Puts stages, which come in the order of their start, into the order of the pipeline: groups one after the other. */
export function arrange(stages: readonly Stage[]): Group[] {
  const known = new Set(stages.map(({ id }) => id));
  const children = new Map<string | null, Stage[]>();
  for (const stage of stages) {
    // One whose parent is not there stands at the top.
    const parent = stage.parent !== null && known.has(stage.parent) && stage.parent !== stage.id ? stage.parent : null;
    children.set(parent, [...(children.get(parent) ?? []), stage]);
  }
  const seen = new Set<string>();
  const groups = (parent: string | null): Group[] => {
    const made: Group[] = [];
    for (const stage of children.get(parent) ?? []) {
      if (seen.has(stage.id)) continue;
      seen.add(stage.id);
      const place = { stage, inner: groups(stage.id) };
      const beside = made.at(-1);
      if (beside && stage.branch && beside.every((other) => other.stage.branch) && !follows(stage, beside)) beside.push(place);
      else made.push([place]);
    }
    return made;
  };
  return groups(null);
}

/** Whether a branch began after all of a group had ended: then it is of another `parallel`. */
function follows(stage: Stage, group: Group): boolean {
  const ends = group.map(({ stage: { startTimeMillis, durationMillis } }) => (startTimeMillis > 0 && durationMillis > 0 ? startTimeMillis + durationMillis : Infinity));
  return stage.startTimeMillis > 0 && stage.startTimeMillis >= Math.max(...ends);
}

/** The ids of all that is in a stage, however deep. */
export function within(stages: readonly Stage[], id: string): string[] {
  const own = stages.filter((stage) => stage.parent === id && stage.id !== id).map((stage) => stage.id);
  const rest = stages.filter((stage) => stage.id !== id);
  return own.flatMap((child) => [child, ...within(rest, child)]);
}

/** A name that is cut in its middle where there is no room: what may be cut, and its end, which never is. */
export function halves(name: string): [string, string] {
  const characters = [...name.slice(0, LONGEST)];
  if (characters.length <= 12) return [characters.join(""), ""];
  // A long one loses its middle before it comes to the page.
  const end = [...name.slice(-24)].slice(-6);
  return [characters.slice(0, name.length > LONGEST ? undefined : -6).join("").trimEnd(), end.join("").trimStart()];
}

const LONGEST = 200;
