import { defaultEngine, HOST_OPTIONS } from "./default-engine.js";
import type { CallOptions, Engine, HostOptions } from "./engine.js";
import { JenkinsError } from "./error.js";
import { GatewayEngine } from "./gateway-engine.js";
import type {
  Capabilities,
  Credentials,
  ItemOf,
  JobName,
  LinkOutcomes,
  ListOperation,
  Operation,
  OperationName,
  Outcome,
  PagedName,
  WhoAmI,
} from "./generated/types.js";
import { iterate } from "./iterate.js";
import { Job } from "./job.js";
import type { MayI } from "./may.js";
import type { Run } from "./run.js";

/** How to reach Jenkins. */
export interface JenkinsOptions extends HostOptions {
  /** Base URL with context path; in a page it may be relative, such as `/jenkins`. Not with a gateway. */
  url?: string;
  /** The address of a gateway in front of Jenkins, in place of `url`; in a page it may be relative. It takes no credentials: it knows who is signed in. */
  gateway?: string;
  /** Without them the browser's cookies are used. A token in a page is a token given away. */
  credentials?: Credentials;
  /** Sent with every request. */
  headers?: Record<string, string>;
  /** Larger answers are refused. */
  maxBodyBytes?: number;
  /** Carries out operations in place of the built-in engine; for tests and other hosts. */
  engine?: Engine;
}

const OPTIONS: readonly string[] = ["url", "gateway", "credentials", "headers", "maxBodyBytes", "engine", ...HOST_OPTIONS];

/**
 * One Jenkins server.
 *
 * ```js
 * const jenkins = new Jenkins({ url: "/jenkins" });
 * const { run } = await jenkins.job("Ops Team/deploy").trigger({ VERSION: "2.4.1" });
 * for await (const view of run.follow()) console.log(view.status.word);
 * ```
 */
export class Jenkins {
  /** The absolute base URL, of Jenkins or of the gateway. */
  readonly url: string;
  /** Whether it goes through a gateway. */
  readonly throughGateway: boolean;
  readonly #engine: Engine;

  /** Throws a TypeError for a missing url, unknown options and credentials that make no sense. */
  constructor(options: JenkinsOptions) {
    check(options);
    const { engine, gateway, fetch, dispatcher, tls, timeoutMillis, clock, ...config } = options;
    this.url = absolute(gateway ?? (options.url as string));
    this.throughGateway = gateway !== undefined || engine?.throughGateway === true;
    this.#engine = gateway !== undefined ? new GatewayEngine(this.url, fetch) : engine ?? defaultEngine({ ...config, url: this.url }, { fetch, dispatcher, tls, timeoutMillis, clock });
  }

  /** Lets go of connections that are kept open. Operations under way end first. */
  async close(): Promise<void> {
    await this.#engine.close?.();
  }

  /** A job by its full name (`Folder/job`), its names as a list, or its URL on this server. */
  job(name: JobName): Job {
    return new Job(this, name);
  }

  /** Who Jenkins takes the caller for. */
  whoAmI(options?: CallOptions): Promise<WhoAmI> {
    return this.call({ op: "who_am_i" }, options);
  }

  /** What this server has, and by which ways the flows will go; of a run's job more is known. */
  capabilities(run?: Run, options?: CallOptions): Promise<Capabilities> {
    return this.call({ op: "capabilities", ...run?.address }, options);
  }

  /**
   * The items of a list, read page by page as they are taken; each comes once.
   *
   * ```js
   * for await (const run of jenkins.list({ op: "blue_runs", job: "release" })) console.log(run.id);
   * ```
   */
  list<N extends PagedName>(of: ListOperation<N>, options: CallOptions & { pageSize?: number } = {}): AsyncGenerator<ItemOf<N>, void, undefined> {
    const { signal, pageSize = 100 } = options;
    return items(this, of, pageSize, signal);
  }

  /** Follows a link of a resource, on this server alone: by its relation, or the link itself. */
  followLink<R extends keyof LinkOutcomes>(resource: object, relation: R, options?: CallOptions): Promise<LinkOutcomes[R]>;
  followLink(resource: object | string, relation?: string, options?: CallOptions): Promise<unknown>;
  followLink(resource: object | string, relation?: string, options?: CallOptions): Promise<unknown> {
    return this.call({ op: "follow_link", resource, ...(relation === undefined ? {} : { relation }) }, options);
  }

  /** What the person may do with a job or run, named by its address; null where that is known only when it is tried, at Jenkins itself. */
  async mayI(of: Job["address"] & { run?: number }, options: CallOptions = {}): Promise<MayI | null> {
    try {
      return (await this.#engine.mayI?.(of, options)) ?? null;
    } catch (thrown) {
      throw JenkinsError.from(thrown);
    }
  }

  /** Carries out any operation. Rejects with a {@link JenkinsError}. */
  async call<N extends OperationName>(operation: Operation<N>, options: CallOptions = {}): Promise<Outcome<N>> {
    if (options.signal?.aborted) throw JenkinsError.cancelled(options.signal.reason);
    try {
      return (await this.#engine.call(operation as unknown as Operation, options)) as Outcome<N>;
    } catch (thrown) {
      throw JenkinsError.from(thrown);
    }
  }
}

async function* items<N extends PagedName>(jenkins: Jenkins, of: ListOperation<N>, pageSize: number, signal: AbortSignal | undefined): AsyncGenerator<ItemOf<N>, void, undefined> {
  const pages = iterate<unknown[]>(
    async (tell, inner) => {
      await jenkins.call({ op: "list", of: of as ListOperation, pageSize }, { signal: inner, onEvent: tell });
      return undefined;
    },
    (event) => (event.event === "page" ? event.items : undefined),
    signal,
    true,
  );
  for await (const page of pages) yield* page as ItemOf<N>[];
}

function check(options: JenkinsOptions): void {
  if (typeof options !== "object" || options === null) throw new TypeError("new Jenkins() needs an object with a url");
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined) throw new TypeError(`new Jenkins() knows no option "${unknown}"; it knows ${OPTIONS.join(", ")}`);
  if (options.gateway !== undefined) {
    const odd = Object.keys(options).find((name) => name !== "gateway" && name !== "fetch");
    if (odd !== undefined) throw new TypeError(`new Jenkins() with a gateway takes no "${odd}": the gateway has it`);
    if (typeof options.gateway !== "string" || options.gateway === "") throw new TypeError("new Jenkins() needs the gateway's address, such as \"/jenkins-gateway\"");
    return;
  }
  if (typeof options.url !== "string" || options.url === "") throw new TypeError("new Jenkins() needs a url, such as \"/jenkins\", or a gateway");
  const { timeoutMillis = 1 } = options;
  if (!(typeof timeoutMillis === "number" && timeoutMillis > 0)) throw new TypeError("new Jenkins() needs a timeoutMillis above 0");
  const credentials = options.credentials as Record<string, unknown> | undefined;
  if (credentials && "token" in credentials && "password" in credentials) {
    throw new TypeError("new Jenkins() takes a token or a password, not both");
  }
}

function absolute(url: string): string {
  const base = typeof document === "undefined" ? undefined : document.baseURI;
  try {
    // Checked here, but handed on as it was where it is absolute: the core has the stricter rules.
    const resolved = new URL(url, base);
    return url.includes("://") ? url : resolved.href;
  } catch {
    // Not quoted, and without the cause: there may be a password in it.
    throw new TypeError("The address that new Jenkins() was given is no URL; outside of a page it begins with http:// or https://");
  }
}
