import { randomUUID } from "node:crypto";
import { JenkinsError } from "../error.js";
import type { Decision, DecisionCode, Facts, Person } from "../generated/policy.js";
import type { RunView } from "../generated/types.js";
import type { Jenkins } from "../jenkins.js";
import { gatewayCore } from "../node/gateway-core.js";
import type { Run } from "../run.js";
import { type Ask, readAsk, readPerson, writes } from "./ask.js";
import type { AuditRecord } from "./audit.js";
import { describe } from "./describe.js";
import { guard, read } from "./guard.js";
import { logStream } from "./log-stream.js";
import { type GatewayOptions, type Settings, settings } from "./options.js";
import { Refusal } from "./refusal.js";
import { Decider } from "./rules.js";
import { settle } from "./settle.js";
import { once } from "./once.js";
import { isStoreError, type Lock } from "./store.js";
import { Watches } from "./watch.js";

/** How long a decision is remembered, and votes count. */
export const MONTH = 30 * 24 * 3_600_000;
const MINUTE = 60_000;
/** Whatever is known of a run, it would be decided like this: so Jenkins is not asked, and nobody learns whether there is such a run. */
const ANYHOW: readonly string[] = ["no_rule", "denied", "outside_window"] satisfies DecisionCode[];

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
  readonly #watches: Watches;
  readonly #watching = new Map<string, number>();
  readonly #jobName: (job: string, branch?: string | null) => string;
  #account: Promise<string | null> | undefined;

  constructor(readonly settings: Settings) {
    this.decider = new Decider(settings.policy);
    this.#watches = new Watches(settings.store);
    this.#jobName = gatewayCore().jobName;
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
      const work: Work = { id, ask, person, job: this.#name(ask), jenkins, began, locks: [] };
      if (ask.op === "follow_log") return this.#followLog(work);
      if (ask.op === "follow") return await this.#follow(work, request.headers.get("last-event-id"));
      const outcome = writes(ask) ? await once(this, work, () => this.#write(work)) : await this.#readOnly(work);
      return json({ outcome }, 200);
    } catch (thrown) {
      const refusal = this.#refusal(thrown);
      // What is refused is taken down as well; that it cannot be does not change the answer.
      await this.record({ id, ask, person, began }, { phase: "refused", code: refusal.code, rule: refusal.more.rule ?? null }).catch(() => undefined);
      return json(refusal.toJSON(), refusal.status);
    }
  }

  async explain(person: Person, operation: Record<string, unknown>): Promise<Decision> {
    const ask = readAsk({ ...operation, op: "explain", verb: operation["verb"] ?? operation["op"] });
    const checked = readPerson(person);
    if (!checked) throw new TypeError("explain() needs a person");
    return this.#explain({ id: randomUUID(), ask, person: checked, job: this.#name(ask), jenkins: this.settings.jenkins, began: Date.now(), locks: [] });
  }

  async close(): Promise<void> {
    await this.#watches.close();
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
    const { code, reason, rule } = this.decide(work);
    if (ANYHOW.includes(code)) throw new Refusal(code, reason, { rule });
  }

  /** The run, as an address in the facade. */
  run(work: Work): Run {
    const job = work.jenkins.job(work.ask.job);
    return (work.ask.branch === undefined ? job : job.branch(work.ask.branch)).run(work.ask.run as number);
  }

  /** How a run stands now. */
  async look(run: Run): Promise<RunView> {
    for await (const view of run.follow()) return view;
    throw new Refusal("gateway_failed", "The run cannot be read.");
  }

  /** Who started a run: through this gateway, or by an account of his own. */
  async startedBy(view: RunView): Promise<string | undefined> {
    const own = await this.#starter(view);
    if (own) return own.id;
    const account = await this.#serviceAccount();
    const user = view.causes.find((cause) => cause.userId !== null)?.userId ?? null;
    // The service account stands for somebody whom nobody has taken down.
    return user === null || account === null || user.toLowerCase() === account.toLowerCase() ? undefined : user;
  }

  /** Who triggered it here. */
  async #starter(view: RunView): Promise<Pick<Person, "id" | "name"> | null> {
    const kept = view.queueId === null ? null : await this.settings.store.get(`started:${view.queueId}:${view.job}`);
    return kept === null ? null : (JSON.parse(kept) as Pick<Person, "id" | "name">);
  }

  async #serviceAccount(): Promise<string | null> {
    this.#account ??= this.settings.jenkins.whoAmI().then((who) => who.name ?? null);
    return this.#account.catch(() => {
      this.#account = undefined;
      return null;
    });
  }

  /** A run as a page may see it: with the people in place of the service account, and without Jenkins' addresses. */
  async shownRun(view: RunView): Promise<RunView> {
    const [starter, account] = [await this.#starter(view), await this.#serviceAccount()];
    const shown = { ...this.shown(view) };
    if (starter) {
      const name = starter.name ?? starter.id;
      shown.causes = [{ type: "UserIdCause", text: `Started by ${name}`, userId: starter.id, userName: name }];
    }
    const named = JSON.parse((await this.settings.store.get(`approvers:${view.job}#${view.run}`)) ?? "[]") as string[];
    shown.approvers = [...view.approvers.filter((user) => user.toLowerCase() !== account?.toLowerCase()), ...named];
    return shown;
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
    await keep().catch((thrown: unknown) => console.error("bellpull gateway: what happened could not be kept", thrown));
  }

  #name(ask: Ask): string {
    const told = JSON.parse(this.#jobName(ask.job, ask.branch ?? null)) as { name?: string; error?: { message: string } };
    if (told.name === undefined) throw new Refusal("invalid_job_name", told.error?.message ?? "The field job is no job's full name.");
    return told.name;
  }

  async #limit(person: Person): Promise<void> {
    const count = await this.settings.store.count(`rate:${person.id}`, { ttlMillis: MINUTE });
    if (count > this.settings.limits.requestsPerMinute) throw new Refusal("too_many_requests", "These were too many requests in a minute.");
  }

  async #follow(work: Work, seen: string | null): Promise<Response> {
    this.allowed(work);
    const left = this.#watcher(work.person);
    const watching = { run: this.run({ ...work, jenkins: this.settings.jenkins }), shown: (view: RunView) => this.shownRun(view) };
    return this.#watches.answer(`${work.job}#${work.ask.run}`, watching, seen, left);
  }

  /** A log as it grows; each reader has Jenkins asked for it. */
  #followLog(work: Work): Response {
    this.allowed(work);
    const { node, start = 0 } = work.ask;
    const how = { start, ...(node === undefined ? {} : { node }) };
    return logStream((signal) => this.run(work).log({ ...how, signal }), this.#watcher(work.person));
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

  async #readOnly(work: Work): Promise<unknown> {
    switch (work.ask.op) {
      case "describe":
        return describe(this, work);
      case "status":
        this.allowed(work);
        return this.shownRun(await this.look(this.run(work)));
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
        return this.#explain(work);
    }
  }

  /** Where an item of the queue is: only of what was triggered here, for this job. */
  async #queue(work: Work): Promise<unknown> {
    this.allowed(work);
    await this.#own(work);
    const { why = null, cancelled = false, executable, stuck = false } = await work.jenkins.call({ op: "queue_item", id: work.ask.queueId as number });
    const run = (executable as { number?: unknown } | null | undefined)?.number;
    return { queueId: work.ask.queueId, state: cancelled ? "cancelled" : typeof run === "number" ? "started" : "waiting", run: typeof run === "number" ? run : null, why, stuck };
  }

  async #own(work: Work): Promise<void> {
    if ((await this.settings.store.get(`started:${work.ask.queueId}:${work.job}`)) === null) {
      throw new Refusal("not_found", "No item of this number was triggered here for this job.");
    }
  }

  /** Without Jenkins' own addresses, unless pages may know them. */
  shown<T extends { url: string; inputsUrl?: string }>(view: T): T {
    if (this.settings.links) return view;
    return { ...view, url: "", ...(view.inputsUrl === undefined ? {} : { inputsUrl: "" }) };
  }

  async #explain(work: Work): Promise<Decision> {
    const plain = this.decide(work);
    if (work.ask.run === undefined || work.ask.input === undefined || ANYHOW.includes(plain.code)) return plain;
    const inputs = await this.run(work).inputs();
    const pending = inputs.find((input) => input.id === work.ask.input)?.pending;
    const startedBy = await this.startedBy(await this.look(this.run(work)));
    const submitters = pending?.submitters ?? undefined;
    return this.decide(work, { ...(startedBy === undefined ? {} : { startedBy }), ...(submitters === undefined ? {} : { submitters }) });
  }

  async #write(work: Work): Promise<unknown> {
    switch (work.ask.op) {
      case "trigger":
        return this.#trigger(work);
      case "stop": {
        const { rule } = this.allowed(work);
        await this.sending(work, { rule });
        await this.run(work).stop();
        await this.done(work, { code: "allowed", rule, outcome: "asked" });
        return { outcome: "asked" };
      }
      case "cancel": {
        const { rule } = this.allowed(work);
        await this.#own(work);
        await this.sending(work, { rule, outcome: `queue item ${work.ask.queueId}` });
        await work.jenkins.call({ op: "cancel_queue_item", id: work.ask.queueId as number });
        await this.done(work, { code: "allowed", rule, outcome: `queue item ${work.ask.queueId} cancelled` });
        return { accepted: true };
      }
      default:
        return settle(this, work);
    }
  }

  async #trigger(work: Work): Promise<unknown> {
    const decision = this.allowed(work);
    const of = { job: work.ask.job, ...(work.ask.branch === undefined ? {} : { branch: work.ask.branch }) };
    const { parameters: definitions } = await work.jenkins.call({ op: "describe", ...of });
    const secrets = definitions.filter((d) => d.kind === "password").map((d) => d.name);
    const parameters = hidden(decision.parameters, secrets);
    await this.sending(work, { rule: decision.rule, parameters });
    const outcome = await work.jenkins.call({ op: "trigger", ...of, parameters: decision.parameters as never, definitions, until: "queued" });
    if (outcome.queueId !== null) {
      const { id, name } = work.person;
      const starter = JSON.stringify({ id, ...(name === undefined ? {} : { name }) });
      await this.happened(() => this.settings.store.set(`started:${outcome.queueId}:${work.job}`, starter, { ttlMillis: MONTH }));
    }
    await this.done(work, { code: "allowed", rule: decision.rule, parameters, outcome: `${outcome.state} as queue item ${outcome.queueId}` });
    return outcome;
  }

  /** Takes down what came of it. It has happened: a record that fails is told to the application, not to the person. */
  async done(work: Work, told: Partial<AuditRecord> & Pick<AuditRecord, "code">): Promise<void> {
    await this.record(work, { phase: "done", ...told }).catch((thrown: unknown) => console.error("bellpull gateway: an audit record could not be written", thrown));
  }

  #refusal(thrown: unknown): Refusal {
    if (thrown instanceof Refusal) return thrown;
    if (thrown instanceof JenkinsError) {
      const { code, message, remedy, jenkins, parameter, sent } = thrown;
      return new Refusal(code, message, { remedy, jenkins, parameter, sent });
    }
    console.error("bellpull gateway:", thrown);
    // Whatever fails after Jenkins was asked does not come here: see `happened`.
    if (isStoreError(thrown)) return new Refusal("store_failed", "What this application's processes share cannot be reached, so that nothing was sent.", { sent: "no" });
    return new Refusal("gateway_failed", "The gateway failed.");
  }
}

/** Makes sure that nobody else has taken this work over: a process that was held up may have lost its locks. */
export async function held({ locks }: Work): Promise<void> {
  for (const lock of locks) await lock.hold();
}

/** Values as they may be taken down. */
export function hidden(parameters: Record<string, unknown>, secrets: readonly string[]): Record<string, unknown> {
  const shown = (name: string, value: unknown): unknown => (secrets.includes(name) ? "••••" : typeof value === "object" && value !== null ? "(data)" : value);
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, shown(name, value)]));
}

function json(body: object, status: number): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", "cache-control": "no-store", "x-content-type-options": "nosniff" } });
}
