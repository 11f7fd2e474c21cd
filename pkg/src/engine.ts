import type { Operation, OperationEvent } from "./generated/types.js";

/** How a call can be watched and given up. */
export interface CallOptions {
  /** Gives up: in flight and between requests. */
  signal?: AbortSignal | undefined;
  /** Is told what happens on the way. The operation goes on when a promise that it gives is fulfilled. */
  onEvent?: ((event: OperationEvent) => void | Promise<void>) | undefined;
}

/** Carries out operations. */
export interface Engine {
  call(operation: Operation, options: CallOptions): Promise<unknown>;
}
