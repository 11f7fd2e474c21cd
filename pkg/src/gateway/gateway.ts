import { randomUUID } from "node:crypto";
import type { Decision, Facts, Person, Verb } from "../generated/policy.js";
import type { RunView } from "../generated/types.js";
import type { Jenkins } from "../jenkins.js";
import type { Run } from "../run.js";
import { act, own } from "./act.js";
import { type Ask, readAsk, readPerson, writes } from "./ask.js";
import type { AuditRecord } from "./audit.js";
import { Away } from "./away.js";
import { ANYHOW, describe, explain } from "./describe.js";
import { guard, read } from "./guard.js";
import { logStream, type Reading } from "./log-stream.js";
import { look, Looks } from "./look.js";
import { once } from "./once.js";
import { Names } from "./names.js";
import { type GatewayOptions, type Settings, settings } from "./options.js";
import { People } from "./people.js";
import { json } from "./plain.js";
import { Refusal } from "./refusal.js";
import { Decider } from "./rules.js";
import { Stamps } from "./stamp.js";
import { isStoreError, type Lock, runKey } from "./store.js";
import { Watches } from "./watch.js";

const MINUTE = 60_000;
const OF_QUEUE: readonly string[] = ["queue", "cancel"];
/** A gateway: takes requests as the web knows them. */
export interface Gateway {
  (request: Request): Promise<Response>;
  /** Which rule would decide, without asking Jenkins for anything to be done. */
  explain(person: Person, operation: Record<string, unknown>): Promise<Decision>;
  /** Ends what is watched. */
  close(): Promise<void>;
}

/** One request on its way. */
export interface Work {
  readonly id: string;
  readonly ask: Ask;
  readonly person: Person;
  /** The job's full name, its branch as Jenkins names the branch's job. */
  readonly job: string;
  readonly jenkins: Jenkins;
  readonly began: number;
  /** What has to be held until Jenkins is asked to change something. */
  readonly locks: Lock[];
  /** Keeps that Jenkins is about to be asked. */
  mark?: () => Promise<unknown>;
}

/**
 * Makes a gateway. Throws a TypeError for options that make no sense, and for a policy that could not hold.
 *
 * ```js
 * const gateway = createGateway({ jenkins: { url, credentials }, policy, authenticate, origins: ["https://desk.example.com"], audit: { file: "audit.jsonl" } });
 * const response = await gateway(request);
 * ```
 */
export function createGateway(options: GatewayOptions): Gateway {
  const gateway = new Handler(settings(options));
  return Object.assign((request: Request) => gateway.answer(request), {
    explain: (person: Person, operation: Record<string, unknown>) => gateway.explain(person, operation),
    close: () => gateway.close(),
  });
}

/** What the parts of a gateway share. */
export class Handler {
  readonly decider: Decider;
  readonly people: People;
  readonly looks = new Looks();
  readonly #names = new Names();
  readonly stamps = new Stamps(this);
  /** What pages are told of what went wrong. */
  readonly away: Away;
  readonly #watches: Watches;
  readonly #watching = new Map<string, number>();
  readonly #closing = new AbortController();

  constructor(readonly settings: Settings) {
    this.decider = new Decider(settings.policy);
    this.people = new People(settings);
    this.away = new Away(settings.links);
    this.#watches = new Watches(settings.store);
  }

  async answer(request: Request): Promise<Response> {
    const [id, began] = [randomUUID(), Date.now()];
    let [ask, person]: [Ask | undefined, Person | null] = [undefined, null];
    const guarding = { origins: this.settings.origins, bodyBytes: this.settings.limits.bodyBytes };
    try {
      guard(request, guarding);
      person = readPerson(await this.settings.authenticate(request));
      if (!person) throw new Refusal("not_signed_in", "Nobody is signed in.");
      await this.#limit(person);
      ask = readAsk(await read(request, guarding));
      const jenkins = (await this.settings.jenkinsFor(person)) ?? this.settings.jenkins;
      const work: Work = { id, ask, person, job: this.#names.read(ask), jenkins, began, locks: [] };
      await this.#named(work);
      if (ask.op === "follow_log") return this.#followLog(work);
      if (ask.op === "follow") return await this.#follow(work, request.headers.get("last-event-id"));
      if (ask.op === "status") return json(await this.#status(work), 200);
      const outcome = writes(ask) ? await once(this, work, () => this.#act(work)) : await this.#readOnly(work);
      return json({ outcome }, 200);
    } catch (thrown) {
      const refusal = this.away.refusalOf(thrown);
      // What is refused is taken down as well; that it cannot be does not change the answer.
      await this.record({ id, ask, person, began }, { phase: "refused", code: refusal.code, rule: refusal.more.rule ?? null }).catch(() => undefined);
      return json(refusal.toJSON(), refusal.status);
    }
  }

  async explain(person: Person, operation: Record<string, unknown>): Promise<Decision> {
    const ask = readAsk({ ...operation, op: "explain", verb: operation["verb"] ?? operation["op"] });
    const checked = readPerson(person);
    if (!checked) throw new TypeError("explain() needs a person");
    const work: Work = { id: randomUUID(), ask, person: checked, job: this.#names.read(ask), jenkins: this.settings.jenkins, began: Date.now(), locks: [] };
    await this.#named(work);
    return explain(this, work);
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([this.#watches.close(), this.stamps.close()]);
    await this.settings.jenkins.close();
  }

  /** The decision on a request; a refusal is thrown. */
  decide(work: Work, known: Omit<Facts, "now" | "offsets"> = {}): Decision {
    const { ask, person, job } = work;
    const question = { person, verb: ask.verb, job, parameters: ask.parameters, ...(ask.input === undefined ? {} : { input: ask.input }), ...(ask.comment === undefined ? {} : { comment: ask.comment }) };
    return this.decider.decide(question as Parameters<Decider["decide"]>[0], known);
  }

  allowed(work: Work, known: Omit<Facts, "now" | "offsets"> = {}): Decision {
    const decision = this.decide(work, known);
    if (!decision.allowed && decision.code !== "votes_needed") throw new Refusal(decision.code, decision.reason, { rule: decision.rule });
    return decision;
  }

  /** Refuses what would be refused whatever is known of the run, before anything is asked or told of it. */
  refuseAnyhow(work: Work): void {
    const decision = this.decide(work);
    if (this.#refusedAnyhow(decision, work.ask.verb)) throw new Refusal(decision.code, decision.reason, { rule: decision.rule });
  }

  /** The run, as an address in the facade. */
  run(work: Work): Run {
    const job = work.jenkins.job(work.ask.job);
    return (work.ask.branch === undefined ? job : job.branch(work.ask.branch)).run(work.ask.run as number);
  }

  /** How a run stands now. */
  look(run: Run): Promise<RunView> {
    return look(run);
  }

  /** A run as a page may see it: with the people in place of the service account, and without Jenkins' addresses. */
  async shownRun(view: RunView): Promise<RunView> {
    return this.shown(await this.people.shown(view));
  }

  /** Takes a record down. */
  async record(work: { id: string; ask: Ask | undefined; person: Person | null; began: number; job?: string }, told: Partial<AuditRecord> & Pick<AuditRecord, "phase" | "code">): Promise<void> {
    const { ask, person } = work;
    await this.settings.audit.write({
      time: new Date().toISOString(),
      request: work.id,
      person: person ? { id: person.id, ...(person.name === undefined ? {} : { name: person.name }) } : null,
      verb: ask?.op ?? "unknown",
      job: work.job ?? ask?.job ?? null,
      run: ask?.run ?? null,
      input: ask?.input ?? null,
      fingerprint: ask?.fingerprint ?? null,
      // Whether one is a secret is not known before the definitions are read.
      parameters: Object.fromEntries(Object.keys(ask?.parameters ?? {}).map((name) => [name, "••••"])),
      comment: ask?.comment ?? null,
      rule: null,
      outcome: null,
      millis: Date.now() - work.began,
      ...told,
    });
  }

  /** Takes down what is about to be sent. If that fails, it is not. */
  async sending(work: Work, told: Partial<AuditRecord>): Promise<void> {
    try {
      await this.record(work, { phase: "sending", code: "allowed", ...told });
    } catch (thrown) {
      if (!this.settings.sendUnaudited) throw new Refusal("audit_failed", "The audit record cannot be written, so that nothing was sent.", { sent: "no" });
      console.error("bellpull gateway: an audit record could not be written", thrown);
    }
    await held(work);
    await work.mark?.();
  }

  /** Keeps in the store what has happened: that it cannot does not undo it, so it is told to the application, not to the person. */
  async happened(keep: () => Promise<unknown>): Promise<void> {
    await keep().catch((thrown: unknown) => console.error("bellpull gateway: what happened could not be kept:", isStoreError(thrown) ? (thrown as Error).message : thrown));
  }

  /** Makes sure that it is Jenkins' own name of the job, unless Jenkins will not be asked: what the policy refuses by the name that was given, and an item that nobody triggered by it. */
  async #named(work: Work): Promise<void> {
    if (OF_QUEUE.includes(work.ask.op) || this.#refusedAnyhow(this.decide(work), work.ask.verb)) return;
    await this.#names.check(work, (own) => this.refuseAnyhow(own));
  }

  #refusedAnyhow({ allowed, code }: Decision, verb: Verb): boolean {
    return verb === "approve" || verb === "abort" ? ANYHOW.includes(code) : !allowed;
  }

  async #limit(person: Person): Promise<void> {
    const count = await this.settings.store.count(`rate:${person.id}`, { ttlMillis: MINUTE });
    if (count > this.settings.limits.requestsPerMinute) throw new Refusal("too_many_requests", "These were too many requests in a minute.");
  }

  async #follow(work: Work, seen: string | null): Promise<Response> {
    this.allowed(work);
    const left = this.#watcher(work.person);
    const watching = { run: this.run({ ...work, jenkins: this.settings.jenkins }), shown: (view: RunView) => this.shownRun(view), told: (code: string, message: string) => this.away.told(code, message) };
    return this.#watches.answer(runKey(work.job, work.ask.run), watching, seen, left);
  }

  /** A log as it grows; each reader has Jenkins asked for it. */
  #followLog(work: Work): Response {
    this.allowed(work);
    const { node, start = 0 } = work.ask;
    const how = { start, ...(node === undefined ? {} : { node }) };
    const read: Reading["read"] = (signal) => this.run(work).log({ ...how, signal });
    return logStream({ read, left: this.#watcher(work.person), refusalOf: (thrown) => this.away.refusalOf(thrown), closing: this.#closing.signal });
  }

  /** Counts one who watches; what is given is to be called when it watches no longer. */
  #watcher({ id }: Person): () => void {
    const count = (this.#watching.get(id) ?? 0) + 1;
    if (count > this.settings.limits.watchers) throw new Refusal("too_many_requests", "This person watches too much at a time.");
    this.#watching.set(id, count);
    let here = true;
    const left = (): void => {
      if (here) this.#watching.set(id, (this.#watching.get(id) ?? 1) - 1);
      here = false;
    };
    return left;
  }

  /** The service account sees the same for whoever asks, so that one look is enough for all who ask at a time. */
  async #status(work: Work): Promise<{ outcome: RunView; ageMillis: number }> {
    this.allowed(work);
    const take = async (): Promise<RunView> => this.shownRun(await this.look(this.run(work)));
    if (work.jenkins !== this.settings.jenkins) return { outcome: await take(), ageMillis: 0 };
    const { view, ageMillis } = await this.looks.share(runKey(work.job, work.ask.run), take);
    return { outcome: view, ageMillis };
  }

  async #act(work: Work): Promise<unknown> {
    try {
      return await act(this, work);
    } finally {
      this.looks.forget(runKey(work.job, work.ask.run));
    }
  }

  async #readOnly(work: Work): Promise<unknown> {
    switch (work.ask.op) {
      case "describe":
        return describe(this, work);
      case "log":
        this.allowed(work);
        return work.jenkins.call({ op: "progressive_text", ...this.run(work).address, start: work.ask.start ?? 0, ...(work.ask.node === undefined ? {} : { node: work.ask.node }) });
      case "steps":
        this.allowed(work);
        return work.jenkins.call({ op: "steps", ...this.run(work).address, stage: work.ask.stage as string });
      case "artifacts": {
        this.allowed(work);
        const { artifacts } = await work.jenkins.call({ op: "artifacts", ...this.run(work).address });
        return { artifacts: artifacts.map((file) => this.shown(file)) };
      }
      case "changes":
        this.allowed(work);
        return work.jenkins.call({ op: "changes", ...this.run(work).address });
      case "queue":
        return this.#queue(work);
      default:
        return explain(this, work);
    }
  }

  /** Where an item of the queue is: only of what was triggered here, for this job. */
  async #queue(work: Work): Promise<unknown> {
    this.allowed(work);
    const queueId = await own(this, work);
    const { why = null, cancelled = false, executable, stuck = false } = await work.jenkins.call({ op: "queue_item", id: queueId });
    const run = (executable as { number?: unknown } | null | undefined)?.number;
    return { queueId, state: cancelled ? "cancelled" : typeof run === "number" ? "started" : "waiting", run: typeof run === "number" ? run : null, why, stuck };
  }

  /** Without Jenkins' own addresses, unless pages may know them. */
  shown<T extends { url: string; inputsUrl?: string }>(view: T): T {
    if (this.settings.links) return view;
    return { ...view, url: "", ...(view.inputsUrl === undefined ? {} : { inputsUrl: "" }) };
  }

  /** Takes down what came of it. It has happened: a record that fails is told to the application, not to the person. */
  async done(work: Work, told: Partial<AuditRecord> & Pick<AuditRecord, "code">): Promise<void> {
    await this.record(work, { phase: "done", ...told }).catch((thrown: unknown) => console.error("bellpull gateway: an audit record could not be written", thrown));
  }
}

/** Makes sure that nobody else has taken this work over: a process that was held up may have lost its locks. */
export async function held({ locks }: Work): Promise<void> {
  for (const lock of locks) await lock.hold();
}
