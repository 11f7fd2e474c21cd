import type { Queue, QueueItem } from "../generated/types.js";
import { failure, read, selection } from "./arguments.js";
import type { Caller } from "./caller.js";
import type { ReadOptions } from "./job.js";

/** `jenkins.queue`. */
export class QueueCalls {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** Takes an item from the queue. */
  cancel(number: number): Promise<void>;
  cancel(options: { number: number }): Promise<void>;
  async cancel(...given: unknown[]): Promise<void> {
    const { number } = read("queue.cancel", given, "number");
    const id = numbered("queue.cancel", number);
    await this.#caller.call({ call: "queue.cancel", failed: `failed to cancel: ${id}` }, { op: "cancel_queue_item", id });
  }

  /** An item, for five minutes after it left the queue. */
  item(number: number, options?: ReadOptions): Promise<QueueItem>;
  item(options: { number: number } & ReadOptions): Promise<QueueItem>;
  async item(...given: unknown[]): Promise<QueueItem> {
    const { number, tree, depth } = read("queue.item", given, "number");
    if (tree !== undefined || depth !== undefined) throw failure("queue.item", "tree and depth are not taken; pick from the whole item");
    return this.#caller.read({ call: "queue.item" }, { op: "queue_item", id: numbered("queue.item", number) });
  }

  /** Everything that waits in the queue and that this user may see. */
  async list(options?: ReadOptions): Promise<Queue["items"]> {
    const given = read("queue.list", [options]);
    return (await this.#caller.read({ call: "queue.list" }, { op: "queue", ...selection(given) })).items;
  }
}

function numbered(call: string, number: unknown): number {
  if (!number) throw failure(call, "number required");
  return Number(number);
}
