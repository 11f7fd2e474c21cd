import type { Operation, OperationEvent } from "./generated/types.js";

/** How a call can be watched and given up. */
export interface CallOptions {
  /** Gives up: in flight and between requests. */
  signal?: AbortSignal | undefined;
  /** Is told what happens on the way. */
  onEvent?: ((event: OperationEvent) => void) | undefined;
}

/** Carries out operations. */
export interface Engine {
  call(operation: Operation, options: CallOptions): Promise<unknown>;
}
