// What the approve card knows of a run's questions, without a page.
import type { JenkinsError } from "../error.js";
import type { PendingInput, RunView, Settlement, Stage } from "../generated/types.js";
import type { May } from "../may.js";
import type { Voice } from "./language.js";

export type Verb = "approve" | "abort";

/** What became of a question. */
export interface Outcome {
  kind: "approved" | "aborted" | "superseded" | "settled";
  /** Whose decision it was, if that is known. */
  by: string | null;
  /** When that was known here, in milliseconds since 1970. */
  at: number;
  /** Who approved questions of this run so far. */
  approvers: readonly string[];
}

/** A question with where the person stands in answering it. */
export interface Card {
  key: string;
  pending: PendingInput;
  phase: "waiting" | "form" | "sending" | "done";
  /** What is being sent. */
  verb: Verb | null;
  /** How much of it has gone, from 0 to 1, where it is large. */
  sent: number | null;
  slow: boolean;
  error: JenkinsError | null;
  /** What is wrong with fields of the form, by name; `null` is the comment. */
  invalid: ReadonlyMap<string | null, string>;
  /** What the person may, as the gateway tells; null where it is known only when it is tried. */
  may: Record<Verb, May> | null;
  /** Why Jenkins refused this person. */
  refusal: JenkinsError | null;
  /** Whether it asks something else than it did before. */
  changed: boolean;
  outcome: Outcome | null;
  /** The name of the stage that asks, where it is known. */
  stage: string | null;
}

/** Which stage asks is not told; it is known if but one is paused, with none paused within it. */
export function pausedStage({ stages }: RunView): Stage | undefined {
  const paused = stages.filter(({ id, status }) => status.word === "paused" && !stages.some((other) => other.parent === id && other.status.word === "paused"));
  return paused.length === 1 ? paused[0] : undefined;
}

/** The caption of an action: the author's. "Proceed" and "Abort" are what Jenkins puts where there is none. */
export function caption({ text }: Voice, { pending }: Card, verb: Verb): string {
  const [own, jenkins, words] = verb === "approve" ? [pending.ok, "Proceed", text.proceed] : [pending.cancel, "Abort", text.abort];
  return own === null || own === jenkins ? words : own;
}

export function newCard(key: string, pending: PendingInput, changed: boolean): Card {
  return { key, pending, phase: "waiting", verb: null, sent: null, slow: false, error: null, invalid: new Map(), may: null, refusal: null, changed, outcome: null, stage: null };
}

/** The cards after a view of the run, and those of them that it has ended. */
export interface Merged {
  cards: readonly Card[];
  ended: readonly Card[];
  /** Those that ended before, of which it is known now how. */
  told: readonly Card[];
}

/** Brings the cards up to date: new questions, those that ask something else now, those that are gone. */
export function merge(cards: readonly Card[], view: RunView, before: RunView | null, input: string | null): Merged {
  const wanted = view.inputs.filter((pending) => input === null || pending.id.toLowerCase() === input.toLowerCase());
  const shown = new Map(wanted.map((pending, index) => [keyOf(pending, index), pending]));
  const open = cards.filter((card) => card.phase !== "done");
  const fresh = [...shown].filter(([key]) => !open.some((card) => card.key === key));
  const gone = open.filter((card) => !shown.has(card.key));
  const replaced = gone.filter((card) => card.phase !== "sending" && fresh.some(([, pending]) => pending.id === card.pending.id));
  const outcome = became(view, before?.approvers ?? [], gone.length - replaced.length);
  const ended = gone.filter((card) => card.phase !== "sending" && !replaced.includes(card)).map((card): Card => ({ ...card, phase: "done", error: null, outcome }));
  const told = ended.length === 0 ? learned(cards, view) : [];
  const kept = cards.filter((card) => !replaced.includes(card)).map((card) => [...ended, ...told].find((other) => other.key === card.key && other.pending === card.pending) ?? card);
  const added = fresh.map(([key, pending]) => newCard(key, pending, replaced.some((card) => card.pending.id === pending.id)));
  return { cards: [...kept, ...added], ended, told };
}

/** An input is gone a moment before it can be read who has approved it, or that the run was aborted there. */
function learned(cards: readonly Card[], view: RunView): Card[] {
  const open = cards.filter(({ outcome }) => outcome?.kind === "settled");
  return open.flatMap((card) => {
    const { approvers } = card.outcome as Outcome;
    const outcome = became(view, approvers, open.length);
    return outcome.kind === "settled" ? [] : [{ ...card, outcome }];
  });
}

function keyOf(pending: PendingInput, index: number): string {
  return `${pending.id} ${pending.fingerprint} ${pending.ambiguous ? index : ""}`;
}

/** What became of questions that wait no longer, as far as the run proves it. */
function became(view: RunView, before: readonly string[], gone: number): Outcome {
  const { approvers } = view;
  const added = newcomers(approvers, before);
  const told = { at: Date.now(), approvers };
  if (gone === 1 && added.length === 1) return { kind: "approved", by: added[0] ?? null, ...told };
  if (!view.building && view.status.word === "aborted") return { kind: "aborted", by: null, ...told };
  return { kind: "settled", by: null, ...told };
}

/** Who is in a list more often than before. */
function newcomers(now: readonly string[], before: readonly string[]): string[] {
  const left = [...before];
  return now.filter((name) => {
    const at = left.indexOf(name);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** What a decision that was sent has led to. */
export function settledAs({ outcome, approvers }: Settlement, before: RunView | null): Outcome {
  const added = newcomers(approvers, before?.approvers ?? []);
  const by = outcome === "approved" ? ((added.length === 1 ? added[0] : approvers.at(-1)) ?? null) : null;
  return { kind: outcome, by, at: Date.now(), approvers };
}

/** Other people's decisions, and our own that others took first: not errors. Null for what is one. */
export function decidedElsewhere(error: JenkinsError, approvers: readonly string[]): Outcome | null {
  if (!["input_already_settled", "run_finished", "input_not_found"].includes(error.code)) return null;
  const { decided } = error;
  if (decided?.outcome !== "approved" && decided?.outcome !== "aborted") return { kind: "settled", by: null, at: Date.now(), approvers };
  return { kind: decided.outcome, by: decided.name, at: Date.parse(decided.at), approvers };
}
