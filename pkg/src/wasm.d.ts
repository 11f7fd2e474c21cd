/** The glue that the build writes beside the bundles. */
declare module "*/bellpull_buttons.js" {
  export default function init(): Promise<unknown>;

  export class Client {
    constructor(config: string);
    start(operation: string): import("./drive.js").Machine;
  }
}

declare module "*/bellpull_policy.js" {
  export function initSync(input: { module: Uint8Array }): unknown;

  export class Policy {
    constructor(rules: string);
    decide(question: string, facts: string): string;
    zones(): string[];
  }
}

declare module "*/bellpull_sim.js" {
  export default function init(input?: { module_or_path: Uint8Array }): Promise<unknown>;

  /** Texts that are JSON have their shapes in `bindings/sim`; what is thrown is a text. */
  export class Simulator {
    constructor(scenario?: string);
    handle(now: number, method: string, path: string, headers: string, body: Uint8Array): string;
    body(): Uint8Array;
    place(): string;
    users(): string;
    signIn(user: string): string | undefined;
    fault(fault: string): void;
    clearFaults(): void;
    requests(): string;
    forget(): void;
    dropSessions(): void;
  }
}

declare module "*/bellpull_wasm.js" {
  export default function init(input?: { module_or_path: Uint8Array }): Promise<unknown>;
  export function initSync(input: { module: Uint8Array }): unknown;

  export class Client {
    constructor(config: string);
    start(operation: string): import("./drive.js").Machine;
  }

  export function jobName(job: string, branch?: string | null): string;
}
