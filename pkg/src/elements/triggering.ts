import type { PropertyDeclarations, PropertyValues } from "lit";
import type { JenkinsError } from "../error.js";
import type { JobView, OperationEvent, RunView } from "../generated/types.js";
import type { Job } from "../job.js";
import type { May, MayI } from "../may.js";
import type { Run } from "../run.js";
import type { Values } from "../values.js";
import { gaveUp, JenkinsElement } from "./base.js";
import { syncDialog } from "./dialog.js";
import { commentIn, commentMode, type CommentMode, type Invalid } from "./form.js";
import { sentenceOf } from "./parts.js";
import { waitFor } from "./queue-item.js";
import { becameOf, type QueuePlace } from "./trigger-view.js";
import { Verdict } from "./verdict.js";

/** Codes that say that an item has left the queue, and that its run is not to be found. */
const GONE: readonly string[] = ["queue_item_gone", "not_found"];

/** How long a run may go on after a stop before it can be stopped again: Jenkins loses one that comes before the Pipeline has begun. */
const STOPPING = 15_000;

type Phase = "loading" | "ready" | "form" | "sending" | "queued" | "running" | "over";

/** Triggers a job, follows what becomes of it, and ends that; how it is drawn and asked for is for those that extend it. */
export abstract class Triggering extends JenkinsElement {
  static override properties: PropertyDeclarations = {
    ...JenkinsElement.properties,
    comment: {},
    phase: { state: true },
    described: { state: true },
    error: { state: true },
    refused: { state: true },
    queue: { state: true },
    view: { state: true },
    note: { state: true },
    invalid: { state: true },
    sent: { state: true },
    ending: { state: true },
    asked: { state: true },
    wrong: { state: true },
  };

  /** Whether a comment can or has to be given, beside what a gateway's policy asks for. */
  declare comment: CommentMode;
  declare protected phase: Phase;
  declare protected described: JobView | null;
  declare protected error: JenkinsError | null;
  /** Why it could not be asked to end; it is followed all the same. */
  declare protected refused: JenkinsError | null;
  declare protected queue: QueuePlace | null;
  declare protected view: RunView | null;
  declare protected note: string | null;
  declare protected invalid: Invalid;
  /** How much of what is sent has gone, from 0 to 1, where it is large. */
  declare protected sent: number | null;
  /** Whether it was asked to end. */
  declare protected ending: boolean;
  /** Whether it is being asked whether to end it. */
  declare protected asked: boolean;
  /** What is wrong with the comment in the dialog. */
  declare protected wrong: string | null;

  #work: AbortController | undefined;
  /** What the person may, as it was last told. */
  protected may: MayI | null = null;
  /** When `view` came. */
  protected seenAt = 0;
  #run: Run | null = null;
  #endingAt = 0;
  readonly #verdict = new Verdict();

  constructor() {
    super();
    this.comment = null;
    this.#reset();
  }

  #reset(): void {
    this.phase = "loading";
    this.described = null;
    this.error = this.refused = null;
    this.queue = null;
    this.view = null;
    this.note = null;
    this.invalid = new Map();
    this.sent = null;
    this.#endNothing();
    this.may = null;
  }

  /** What was asked about its end is of no account any more. */
  #endNothing(): void {
    this.ending = this.asked = false;
    this.refused = null;
  }

  protected override back(): void {
    void this.load();
  }

  protected override left(): void {
    this.#work?.abort();
  }

  protected override get ticking(): boolean {
    return super.ticking || this.phase === "running" || Verdict.passes(this.#mays);
  }

  protected override awake(): void {
    if (this.phase === "running" || this.lost) void this.lookAgain();
    else if (this.phase === "loading" && this.error) void this.load();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (["url", "gateway", "job", "branch", "client"].some((name) => changed.has(name))) void this.load();
    else if (this.#verdict.due(this.#mays)) void this.#askMay(this.theJob, this.#work?.signal);
    if (this.ending && Date.now() - this.#endingAt >= STOPPING) this.ending = false;
    syncDialog(this.renderRoot, this.asked);
  }

  #begin(): AbortSignal {
    this.#work?.abort();
    this.#work = new AbortController();
    return this.#work.signal;
  }

  protected async load(): Promise<void> {
    this.#work?.abort();
    this.#reset();
    const job = this.theJob;
    if (!job) return;
    const how = { signal: this.#begin(), onEvent: this.hear };
    try {
      this.may = await this.#verdict.ask(job, how);
      this.described = this.may?.job ?? (await job.describe(how));
      this.heard();
      this.phase = "ready";
    } catch (thrown) {
      if (!gaveUp(thrown)) this.#failed(this.failed(thrown));
    }
  }

  /** Triggers once, then follows. */
  protected async trigger(values: Values, comment: string | null): Promise<void> {
    const job = this.theJob;
    if (!job || !this.tell("jenkins-before-trigger", { job: this.job ?? "", values, comment })) return;
    const back = this.phase;
    this.phase = "sending";
    this.error = null;
    this.view = null;
    this.#endNothing();
    this.note = null;
    this.say(this.text.sending);
    const signal = this.#begin();
    try {
      const outcome = await job.trigger(values, { signal, onEvent: (event) => this.#queued(event), ...(comment === null ? {} : { comment }) });
      this.note = outcome.merged ? this.text.merged : null;
      if (outcome.run) await this.#follow(outcome.run, signal);
      else this.#end(this.text.cancelled);
    } catch (thrown) {
      if (!gaveUp(thrown)) this.#failed(this.failed(thrown), back);
    }
  }

  #failed(error: JenkinsError, back: Phase = this.phase): void {
    // What is wrong with a field stands at the field.
    const field = back === "form" && error.parameter !== null;
    this.invalid = new Map(field ? [[error.parameter, error.message]] : []);
    this.error = field ? null : error;
    this.sent = null;
    if (this.phase === "sending") this.phase = back;
    // What is in the queue stays there, whether it is seen or not, until it is known to be gone.
    else if (this.phase === "queued" && GONE.includes(error.code)) this.phase = "over";
    this.say(sentenceOf(this.voice, error));
    if (back !== "loading") void this.focusOn(".summary");
  }

  #queued(event: OperationEvent): void {
    this.hear(event);
    if (event.event === "uploading") {
      this.sent = event.sent / event.total;
    } else if (event.event === "queued") {
      this.phase = "queued";
      this.sent = null;
      this.queue = { id: event.queueId, state: "waiting", why: null, stuck: false };
      this.note = event.merged ? this.text.merged : null;
      this.say([this.text.inQueue, this.note].filter(Boolean).join(". "));
      this.tell("jenkins-triggered", { job: this.job ?? "", queueId: event.queueId, merged: event.merged });
    } else if (event.event === "waiting") {
      this.queue = { id: event.queueId, state: event.state, why: event.why, stuck: event.stuck };
      // Jenkins counts seconds in some of its reasons: what a screen reader is told has no numbers.
      if (event.state === "blocked" && event.why) this.say(this.text.blocked(event.why.replace(/\d+/g, "")));
    }
  }

  async #follow(run: Run, signal: AbortSignal): Promise<void> {
    this.#run = run;
    this.queue = null;
    // Stopping a run is another question than taking it from the queue.
    if (this.phase !== "running") this.#endNothing();
    this.ending = false;
    this.phase = "running";
    void this.#askMay(run, signal);
    for await (const view of run.follow({ signal, onEvent: this.hear })) {
      this.heard();
      if (view.status.word !== this.view?.status.word) this.say(becameOf(this.voice, view));
      this.view = view;
      this.seenAt = Date.now();
      this.tell("jenkins-run", { job: this.job ?? "", run: view.run, view });
    }
    this.#end(this.note);
  }

  get #mays(): (May | null | undefined)[] {
    return [this.may?.trigger, this.may?.stop];
  }

  async #askMay(of: Job | Run | null, signal?: AbortSignal): Promise<void> {
    if (!of || !signal) return;
    const may = await this.#verdict.quietly(of, signal);
    if (!may || signal.aborted) return;
    this.may = may;
    this.requestUpdate();
  }

  /** Whether an item of the queue was lost sight of. */
  protected get lost(): boolean {
    return this.phase === "queued" && this.error !== null;
  }

  /** Looks again for what was lost sight of; nothing is triggered. */
  protected async lookAgain(): Promise<void> {
    const { jenkins, theJob: job, queue } = this;
    this.error = null;
    const signal = this.#begin();
    try {
      const number = jenkins && job && queue ? await waitFor(jenkins, job, queue.id, signal, (event) => this.#queued(event)) : this.#run?.number;
      const run = number ? job?.run(number) : null;
      if (run) await this.#follow(run, signal);
      else this.#end(this.text.cancelled);
    } catch (thrown) {
      if (!gaveUp(thrown)) this.#failed(this.failed(thrown));
    }
  }

  #end(note: string | null): void {
    if (note === this.text.cancelled) this.say(note);
    this.phase = "over";
    this.error = this.queue = null;
    this.#endNothing();
    this.note = note;
  }

  protected get endComment(): CommentMode {
    return commentMode(this.may?.stop ?? undefined, this.comment);
  }

  /** Asks whether to end it: before a run is stopped, and where a comment is asked for. */
  protected askEnd(): void {
    this.wrong = null;
    if (this.phase === "running" || this.endComment) this.asked = true;
    else void this.stop();
  }

  protected async stop(): Promise<void> {
    const comment = commentIn(this.renderRoot, "confirm");
    if (this.endComment === "required" && comment === null) {
      this.wrong = this.text.commentRequired;
      return void this.focusOn("#confirm-comment");
    }
    this.asked = false;
    await this.updateComplete;
    const queueId = this.phase === "queued" ? (this.queue?.id ?? null) : null;
    if (this.ending || !this.tell("jenkins-before-stop", { job: this.job ?? "", run: queueId === null ? (this.#run?.number ?? null) : null, queueId, comment })) return;
    this.ending = true;
    this.#endingAt = Date.now();
    this.refused = null;
    this.say(queueId === null ? this.text.stopping : this.text.cancelling);
    const how = comment === null ? {} : { comment };
    try {
      await (queueId === null ? this.#run?.stop(how) : this.theJob?.cancel(queueId, how));
      // Nobody looks any more whether it is gone.
      if (queueId !== null && this.error) this.#end(this.text.cancelled);
    } catch (thrown) {
      this.ending = false;
      this.refused = this.failed(thrown);
      this.say(sentenceOf(this.voice, this.refused));
      void this.focusOn(".summary");
    }
  }
}
