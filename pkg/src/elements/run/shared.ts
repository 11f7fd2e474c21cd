import type { CallOptions, Engine } from "../../engine.js";
import type { Operation, OperationEvent, RunView } from "../../generated/types.js";
import type { Jenkins as Client } from "../../jenkins.js";
import type { MayI } from "../../may.js";
import { Jenkins, JenkinsError } from "../kit.js";

/**
 * A client for the cards within a run view: who follows the run there hears what the view hears, so that nothing is asked for twice,
 * and no connection is held twice; a browser has six of them. Everything else goes the usual way.
 */
export class Shared implements Engine {
  readonly client: Client;
  #view: RunView | null = null;
  readonly #heard = new Set<(event: OperationEvent | null) => void>();

  constructor(readonly outer: Client) {
    this.client = new Jenkins({ url: outer.url, engine: this });
  }

  get throughGateway(): boolean {
    return this.outer.throughGateway;
  }

  call(operation: Operation, options: CallOptions): Promise<unknown> {
    return operation.op === "follow" ? this.#follow(options) : this.outer.call(operation, options);
  }

  mayI(of: Parameters<Client["mayI"]>[0], options: CallOptions): Promise<MayI> {
    // Nothing of it is known at Jenkins itself; the client of the cards makes of that what this one does.
    return this.outer.mayI(of, options) as Promise<MayI>;
  }

  /** Hands on what was heard; null at the end. */
  tell(event: OperationEvent | null): void {
    if (event?.event === "run") this.#view = event.view;
    for (const heard of [...this.#heard]) heard(event);
  }

  #follow({ signal, onEvent }: CallOptions): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#heard.delete(hear);
        reject(JenkinsError.cancelled(signal?.reason));
      };
      const hear = (event: OperationEvent | null): void => {
        if (event) return void onEvent?.(event);
        this.#heard.delete(hear);
        signal?.removeEventListener("abort", leave);
        resolve(this.#view);
      };
      signal?.addEventListener("abort", leave, { once: true });
      this.#heard.add(hear);
      if (!this.#view) return;
      hear({ event: "run", view: this.#view });
      if (!this.#view.building) hear(null);
    });
  }
}
