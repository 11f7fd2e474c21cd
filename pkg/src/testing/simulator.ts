import type { Clock } from "../engine.js";
import type { Fault, Scenario, Seen } from "../generated/scenario.js";
import type { Credentials } from "../generated/types.js";
import { SimClock } from "./clock.js";
import { type Account, Core } from "./core.js";
import { keep, simFetch } from "./fetch.js";
import { http } from "./platform.js";
import { listen, type ListenOptions, type SimServer } from "./server.js";

/** How a simulator behaves. */
export interface SimulatorOptions {
  /** `real` follows the host's clock; `virtual` stands still until it is advanced. `real` unless told otherwise. */
  time?: "real" | "virtual";
  /** What time it is at the beginning, in milliseconds since 1970; the host's unless told otherwise. */
  now?: number;
}

const OPTIONS = ["time", "now"];
/** No such name can be looked up, so nothing that misses the simulator reaches a server. */
const ORIGIN = "http://sim.invalid";
const HOUR = 3_600_000;

/**
 * A simulated Jenkins; the built-in scenario unless another is given. Rejects with a TypeError that names the field
 * which is wrong with it.
 *
 * ```js
 * const sim = await createSimulator({ users: [], anonymous: ["Overall/Administer"], jobs: [{ name: "hello", script: [{ echo: "hi" }] }] });
 * const jenkins = new Jenkins({ url: sim.url, ...sim.host });
 * ```
 */
export async function createSimulator(scenario?: Scenario, options: SimulatorOptions = {}): Promise<Simulator> {
  if (scenario !== undefined && (typeof scenario !== "object" || scenario === null)) throw new TypeError("a scenario is an object with users and jobs");
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined) throw new TypeError(`createSimulator() knows no option "${unknown}"; it knows ${OPTIONS.join(", ")}`);
  const { time = "real", now } = options;
  if (time !== "real" && time !== "virtual") throw new TypeError(`time is "${String(time)}"; it can be "real" or "virtual"`);
  if (now !== undefined && !(Number.isSafeInteger(now) && now >= 0)) throw new TypeError(`now is ${String(now)}; it is a number of milliseconds since 1970`);
  return new Simulator(await Core.start(scenario), new SimClock(time === "virtual", now));
}

/** A simulated Jenkins in this process. {@link createSimulator} makes one. */
export class Simulator {
  /** The base URL with the context path, for {@link Simulator.fetch}. */
  readonly url: string;
  /** A fetch that the simulator answers, and nothing but the simulator. */
  readonly fetch: typeof fetch;
  /** The simulator's time. */
  readonly clock: Clock;
  readonly #core: Core;
  readonly #clock: SimClock;

  /** @internal */
  constructor(core: Core, clock: SimClock) {
    this.#core = core;
    this.#clock = clock;
    this.clock = clock;
    this.url = ORIGIN + core.context;
    this.fetch = simFetch(core, clock, ORIGIN);
  }

  /** What a client needs to live in this simulator: `new Jenkins({ url: sim.url, ...sim.host })`. */
  get host(): { fetch: typeof fetch; clock: Clock } {
    return { fetch: this.fetch, clock: this.clock };
  }

  /** What time it is, in milliseconds since 1970. */
  get now(): number {
    return this.#clock.now();
  }

  /**
   * Lets time pass. Virtual time goes from one moment to the next at which somebody who sleeps by the simulator's clock
   * wakes, and when the promise is fulfilled, all of them have done what they woke for.
   */
  advance(millis: number): Promise<void> {
    return this.#clock.advance(millis);
  }

  /**
   * Lets virtual time pass by itself while this work waits for it, and gives what it gives. Rejects if the work still
   * waits after an hour of virtual time, or `atMost` milliseconds. Real time passes anyway.
   *
   * ```js
   * const last = await sim.run(async () => {
   *   let view;
   *   for await (view of run.follow());
   *   return view;
   * });
   * ```
   */
  async run<T>(work: PromiseLike<T> | (() => PromiseLike<T>), options: { atMost?: number } = {}): Promise<T> {
    return this.#clock.run(typeof work === "function" ? work() : work, options.atMost ?? HOUR);
  }

  /** The users of the scenario, by id. */
  get users(): string[] {
    return this.#core.accounts.map(({ id }) => id);
  }

  /** The API token of a user of the scenario. */
  token(user: string): Extract<Credentials, { kind: "token" }> {
    const { id, token } = this.#account(user);
    return { kind: "token", user: id, token };
  }

  /** The password of a user of the scenario. */
  password(user: string): Extract<Credentials, { kind: "password" }> {
    const { id, password } = this.#account(user);
    return { kind: "password", user: id, password };
  }

  /**
   * A fetch with the cookies of a browser in which this user is signed in, until {@link Simulator.dropSessions}; for
   * clients without credentials of their own, such as those of pages.
   */
  signedIn(user: string): typeof fetch {
    const { id } = this.#account(user);
    const cookies = new Map<string, string>();
    keep(cookies, this.#core.signIn(id) ?? "");
    return simFetch(this.#core, this.#clock, ORIGIN, cookies);
  }

  /** Lets something go wrong: with the next request that matches, unless `times` and `after` say otherwise. */
  fault(fault: Fault): void {
    this.#core.fault(fault);
  }

  /** Nothing goes wrong any more. */
  clearFaults(): void {
    this.#core.clearFaults();
  }

  /** What was asked so far. Whether credentials came along is told; they are not. */
  requests(): Seen[] {
    return this.#core.requests();
  }

  /** Forgets what was asked. */
  forget(): void {
    this.#core.forget();
  }

  /** Ends all sessions, as a restart of Jenkins does. Runs and what waits for people survive. */
  dropSessions(): void {
    this.#core.dropSessions();
  }

  /** Serves the simulator on a port of this machine's loopback address, for whatever cannot be given a fetch. In Node, Deno and Bun. */
  async listen(options: ListenOptions = {}): Promise<SimServer> {
    return listen(await http(), this.#core, this.#clock, options);
  }

  #account(user: string): Account {
    const found = this.#core.accounts.find(({ id }) => id === user);
    if (found) return found;
    throw new TypeError(`the scenario has no user "${user}"; it has ${this.#core.accounts.map(({ id }) => id).join(", ") || "none"}`);
  }
}
