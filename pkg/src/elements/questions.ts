import type { PropertyDeclarations, PropertyValues } from "lit";
import type { JenkinsError } from "../error.js";
import type { RunView, Settlement } from "../generated/types.js";
import type { MayI } from "../may.js";
import type { Run } from "../run.js";
import { gaveUp, JenkinsElement } from "./base.js";
import { outcomeText } from "./card-view.js";
import { type Card, merge, type Outcome, pausedStage } from "./cards.js";
import { sentenceOf } from "./parts.js";
import { Verdict } from "./verdict.js";

function mayOf({ pending, may }: Card, told: MayI | null): Card["may"] {
  return told?.inputs.find(({ input }) => input === pending.id) ?? may;
}

/** Follows what a run asks, as cards; what is done with them is for those that extend it. */
export abstract class Questions extends JenkinsElement {
  static override properties: PropertyDeclarations = {
    ...JenkinsElement.properties,
    run: { type: Number },
    input: {},
    view: { state: true },
    cards: { state: true },
    error: { state: true },
  };

  /** The run's number. */
  declare run: number | null;
  /** Only the input of this id. */
  declare input: string | null;
  declare protected view: RunView | null;
  declare protected cards: readonly Card[];
  declare protected error: JenkinsError | null;

  /** When `view` came. */
  protected seenAt = 0;
  /** Whether time stood still or the connection was lost since then. */
  protected old = false;
  #watching: AbortController | undefined;
  readonly #verdict = new Verdict();
  /** What the person may, as it was last told. */
  #may: Promise<MayI | null> | undefined;

  constructor() {
    super();
    this.run = null;
    this.input = null;
    this.view = null;
    this.cards = [];
    this.error = null;
  }

  /** Forgets what was known of the run. */
  protected reset(): void {
    this.view = null;
    this.cards = [];
    this.error = null;
  }

  protected override back(): void {
    this.watch();
  }

  protected override left(): void {
    this.#watching?.abort();
  }

  protected override get ticking(): boolean {
    return super.ticking || this.cards.some((card) => card.phase !== "done");
  }

  protected override awake(): void {
    this.old = true;
    if (this.#watching) this.watch(true);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (["url", "gateway", "job", "branch", "run", "client", "input"].some((name) => changed.has(name))) this.watch();
    else void this.#mayAgain();
  }

  protected get theRun(): Run | null {
    return this.run ? (this.theJob?.run(this.run) ?? null) : null;
  }

  /** Follows the run for as long as the element is in the page. */
  protected watch(keep = false): void {
    this.#watching?.abort();
    const run = this.theRun;
    if (!keep) this.reset();
    this.error = null;
    if (!run) return;
    this.#watching = new AbortController();
    void this.#follow(run, this.#watching.signal);
  }

  async #follow(run: Run, signal: AbortSignal): Promise<void> {
    try {
      this.#may = this.#verdict.quietly(run, signal);
      let asked: string | null = null;
      for await (const view of run.follow({ signal, onEvent: this.hear })) {
        this.heard();
        const questions = view.inputs.map((pending) => pending.fingerprint).join();
        if (asked !== null && questions !== asked && questions !== "") this.#may = this.#verdict.quietly(run, signal);
        asked = questions;
        // Shown once it is known who may what, lest a button changes under somebody's hand.
        let told = questions === "" ? null : await this.#may;
        // The question came after the answer.
        if (told && !view.inputs.every(({ id }) => told?.inputs.some(({ input }) => input === id))) told = await (this.#may = this.#verdict.quietly(run, signal));
        if (!signal.aborted) this.#show(view, told);
      }
    } catch (thrown) {
      if (gaveUp(thrown)) return;
      this.error = this.failed(thrown);
      this.say(sentenceOf(this.voice, this.error));
    }
  }

  /** Asks again for what time alone refuses, and says nothing of it. */
  async #mayAgain(): Promise<void> {
    const [run, signal] = [this.theRun, this.#watching?.signal];
    const mays = this.cards.flatMap(({ phase, may }) => (phase === "done" ? [] : [may?.approve, may?.abort]));
    if (!run || !signal || !this.#verdict.due(mays)) return;
    const told = await this.#verdict.quietly(run, signal);
    if (!told || signal.aborted) return;
    this.#may = Promise.resolve(told);
    this.cards = this.cards.map((card) => ({ ...card, may: mayOf(card, told) }));
  }

  #show(view: RunView, may: MayI | null): void {
    const first = this.view === null;
    const { cards, ended, told } = merge(this.cards, view, this.view, this.input);
    const stage = pausedStage(view)?.name ?? null;
    const of = (card: Card): Card => ({ ...card, stage: card.phase === "done" ? card.stage : stage, may: mayOf(card, may) });
    if (!first) for (const card of cards) if (!this.cards.includes(card) && card.outcome === null) this.say(card.changed ? this.text.changed : card.pending.message);
    this.seenAt = Date.now();
    this.old = false;
    this.view = view;
    this.cards = cards.map(of);
    for (const card of ended) this.ended(card, card.outcome as Outcome);
    for (const card of told) this.say(outcomeText(this.voice, card.outcome as Outcome));
  }

  /** Changes a card that is not done. */
  protected change(card: Card, change: Partial<Card>): void {
    this.cards = this.cards.map((other) => (other.key === card.key && other.phase !== "done" ? { ...other, ...change } : other));
  }

  /** A question has come to its end; by this element's own decision if there is a settlement. */
  protected abstract ended(card: Card, outcome: Outcome, settlement?: Settlement): void;
}
