import { fetchSend } from "../browser-fetch.js";
import { drive, PATIENCE, type Answer, type Send } from "../drive.js";
import { JenkinsError } from "../error.js";
import type { Operation, OperationName, Outcome } from "../generated/types.js";
import { core, type Client } from "../node/core.js";
import { undiciSend } from "../node/undici-send.js";
import { type CompatError, type Trace, type Words, worded } from "./error.js";
import type { Settings } from "./options.js";

/** An outcome with the answer that it was read from. */
export interface Told<N extends OperationName> {
  outcome: Outcome<N>;
  answer: Answer;
}

/** Carries operations out, and keeps the last answer of each for what the core has no field for. */
export class Caller {
  readonly #send: Send;
  readonly #patience: number;
  readonly #close: () => Promise<void>;
  #settings: Settings["config"];
  #client: Promise<InstanceType<Client>> | undefined;

  constructor({ config, host }: Settings) {
    this.#settings = config;
    this.#patience = host.timeoutMillis ?? PATIENCE;
    const { send, close } = host.fetch ? { send: fetchSend(host.fetch), close: () => Promise.resolve() } : undiciSend(config, host);
    this.#send = send;
    this.#close = close;
  }

  async call<N extends OperationName>(words: Words, operation: Operation<N>): Promise<Told<N>> {
    const told = await this.attempt(words, operation);
    if (told instanceof Error) throw told;
    return told;
  }

  /** A resource as Jenkins sent it, without what the core adds, such as times in milliseconds. */
  async read<N extends OperationName>(words: Words, operation: Operation<N>): Promise<Outcome<N>> {
    const { answer } = await this.call(words, operation);
    return JSON.parse(new TextDecoder().decode(answer.body)) as Outcome<N>;
  }

  /** Carries an operation out, with the error as a value: some refusals are results here. */
  async attempt<N extends OperationName>(words: Words, operation: Operation<N>): Promise<Told<N> | (CompatError & { answer?: Answer })> {
    const text = JSON.stringify(operation);
    const trace: Trace = {};
    try {
      return await this.#run<N>(text, trace);
    } catch (thrown) {
      if (!this.#isPassword(thrown)) return told(words, thrown, trace);
    }
    try {
      return await this.#run<N>(text, trace);
    } catch (thrown) {
      return told(words, thrown, trace);
    }
  }

  /** Lets go of connections that are kept. */
  close(): Promise<void> {
    return this.#close();
  }

  async #run<N extends OperationName>(operation: string, trace: Trace): Promise<Told<N>> {
    this.#client ??= core().then((Core) => new Core(JSON.stringify(this.#settings)));
    const client = await this.#client;
    const send: Send = async (request, body, limit) => {
      delete trace.answer;
      try {
        return (trace.answer = await this.#send(request, body, limit));
      } catch (thrown) {
        trace.lost = thrown;
        throw thrown;
      }
    };
    const outcome = (await drive(client.start(operation), send, {}, this.#patience)) as Outcome<N>;
    return { outcome, answer: trace.answer as Answer };
  }

  /** A token needs no crumb; where one was wanted, it is a password, and the request was not carried out. */
  #isPassword(thrown: unknown): boolean {
    const { credentials } = this.#settings;
    if (!(thrown instanceof JenkinsError) || thrown.code !== "crumb_rejected" || credentials.kind !== "token") return false;
    this.#settings = { ...this.#settings, credentials: { kind: "password", user: credentials.user, password: credentials.token } };
    this.#client = undefined;
    return true;
  }
}

function told(words: Words, thrown: unknown, trace: Trace): CompatError & { answer?: Answer } {
  const error = worded(words, thrown, trace);
  if (trace.answer) Object.defineProperty(error, "answer", { value: trace.answer, enumerable: false });
  return error;
}
