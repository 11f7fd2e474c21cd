import type { Operation, OperationEvent } from "./generated/types.js";
import type { MayI } from "./may.js";

/** How a call can be watched and given up. */
export interface CallOptions {
  /** Gives up: in flight and between requests. */
  signal?: AbortSignal | undefined;
  /** Is told what happens on the way. The operation goes on when a promise that it gives is fulfilled. */
  onEvent?: ((event: OperationEvent) => void | Promise<void>) | undefined;
  /** In a page: by the whole wasm file at once, for a run's stages from whoever tells them best. The small one reads wfapi's, which do not nest. */
  whole?: boolean | undefined;
}

/** How to do what somebody may have to give a reason for. */
export interface ReasonOptions extends CallOptions {
  /** Why; for the audit record of a gateway. Jenkins itself has no place for it, so that without a gateway it goes nowhere. */
  comment?: string | undefined;
}

/** Carries out operations. */
export interface Engine {
  call(operation: Operation, options: CallOptions): Promise<unknown>;
  /** Whether it asks a gateway, which takes more than Jenkins does, such as comments. */
  readonly throughGateway?: boolean;
  /** What the person may do, where that is known beforehand: through a gateway. */
  mayI?(of: object, options: CallOptions): Promise<MayI>;
  /** Lets go of connections that are kept open, where there are any. */
  close?(): Promise<void>;
}

/** How an engine sends. */
export interface HostOptions {
  /** In place of the global fetch. */
  fetch?: typeof fetch | undefined;
  /** In Node: an undici dispatcher in place of the engine's own pool. */
  dispatcher?: object | undefined;
  /** In Node: for servers with certificates of a company's own, and for clients that show one. */
  tls?: TlsOptions | undefined;
  /** How long one answer may take, in milliseconds; a body is granted a slow line besides. A minute unless told otherwise; Infinity for no limit. */
  timeoutMillis?: number | undefined;
  /** In place of the host's clock and timers; for tests that take place in a time of their own. */
  clock?: Clock | undefined;
}

/** What time it is, and waiting. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /**
   * Resolves after this many milliseconds, or as soon as the signal is aborted. Either the operation waits until it
   * asks again, or a request is on its way and this is the limit that its answer has.
   */
  sleep(millis: number, signal?: AbortSignal, why?: "wait" | "limit"): Promise<void>;
}

/** Certificates, as Node's `tls.connect` takes them. */
export interface TlsOptions {
  ca?: string | Uint8Array | (string | Uint8Array)[];
  cert?: string | Uint8Array;
  key?: string | Uint8Array;
  passphrase?: string;
  servername?: string;
}
