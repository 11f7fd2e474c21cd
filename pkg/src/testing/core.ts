import type { Fault, Scenario, Seen } from "../generated/scenario.js";
import { wasm } from "./platform.js";

type Wasm = typeof import("../wasm/bellpull_sim.js");

/** What comes back for a request. */
export interface Reply {
  status: number;
  headers: [string, string][];
  body: Uint8Array;
  /** At once, never, or after so many milliseconds. */
  delivery: "now" | "lost" | number;
}

/** Somebody who may sign in. */
export interface Account {
  id: string;
  token: string;
  password: string;
}

let loading: Promise<Wasm> | undefined;

async function load(): Promise<Wasm> {
  const [glue, bytes] = await Promise.all([import("../wasm/bellpull_sim.js"), wasm()]);
  await glue.default(bytes && { module_or_path: bytes });
  return glue;
}

/** A simulated Jenkins, with its texts read. */
export class Core {
  readonly #native: InstanceType<Wasm["Simulator"]>;
  /** The context path, `""` or `/jenkins`. */
  readonly context: string;
  /** The host name of the store of artifacts. */
  readonly artifactHost: string | null;
  readonly accounts: readonly Account[];

  private constructor(native: InstanceType<Wasm["Simulator"]>) {
    this.#native = native;
    ({ context: this.context, artifactHost: this.artifactHost } = JSON.parse(native.place()) as { context: string; artifactHost: string | null });
    this.accounts = JSON.parse(native.users()) as Account[];
  }

  /** Loads the wasm when it is first wanted. */
  static async start(scenario: Scenario | undefined): Promise<Core> {
    loading ??= load().catch((thrown: unknown) => {
      loading = undefined;
      throw thrown;
    });
    const { Simulator } = await loading;
    const text = scenario === undefined ? undefined : JSON.stringify(scenario);
    return new Core(typed("the scenario is wrong", () => new Simulator(text)));
  }

  /** Answers a request at this time. */
  ask(now: number, method: string, path: string, headers: Iterable<[string, string]>, body: Uint8Array): Reply {
    const lines = Array.from(headers, ([name, value]) => `${name}: ${value}`).join("\n");
    const head = typed("this is no request", () => this.#native.handle(now, method, path, lines, body));
    return { ...(JSON.parse(head) as Omit<Reply, "body">), body: this.#native.body() };
  }

  /** The cookie of a new session of this user, as `name=value`. */
  signIn(user: string): string | undefined {
    return this.#native.signIn(user);
  }

  fault(fault: Fault): void {
    typed("the fault is wrong", () => this.#native.fault(JSON.stringify(fault)));
  }

  clearFaults(): void {
    this.#native.clearFaults();
  }

  requests(): Seen[] {
    return JSON.parse(this.#native.requests()) as Seen[];
  }

  forget(): void {
    this.#native.forget();
  }

  dropSessions(): void {
    this.#native.dropSessions();
  }
}

/** Makes a TypeError of a text that the simulator throws. */
function typed<T>(what: string, action: () => T): T {
  try {
    return action();
  } catch (thrown) {
    throw typeof thrown === "string" ? new TypeError(`${what}: ${thrown}`) : thrown;
  }
}
