import type { OperationEvent, QueueItem } from "../generated/types.js";
import type { Jenkins } from "../jenkins.js";
import type { Job } from "../job.js";

/** How often the queue is asked. */
const PAUSE = 1000;

/** Waits for an item that was triggered before: gives the run's number, or null if it was taken from the queue. */
export async function waitFor(jenkins: Jenkins, job: Job, id: number, signal: AbortSignal, onEvent: (event: OperationEvent) => void): Promise<number | null> {
  // A gateway knows an item by its job as well.
  const operation = { op: "queue_item" as const, id, ...(jenkins.throughGateway ? job.address : {}) };
  for (;;) {
    const item: QueueItem = await jenkins.call(operation, { signal, onEvent });
    const run = (item.executable as { number?: number } | null | undefined)?.number;
    if (item.cancelled || run) return run ?? null;
    onEvent({ event: "waiting", queueId: id, state: item.blocked ? "blocked" : item.buildable ? "buildable" : "waiting", why: item.why ?? null, stuck: item.stuck === true });
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
