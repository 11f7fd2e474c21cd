import { LitElement, type PropertyDeclarations } from "lit";
import { JenkinsError } from "../error.js";
import type { OperationEvent } from "../generated/types.js";
import { Jenkins } from "../jenkins.js";
import type { Job } from "../job.js";
import { styles } from "./styles.js";

/** What the elements have in common: which server and job, being connected, telling the page. */
export abstract class JenkinsElement extends LitElement {
  static override styles = styles;
  static override properties: PropertyDeclarations = {
    url: {},
    gateway: {},
    job: {},
    branch: {},
    client: { attribute: false },
    retrying: { state: true },
  };

  /** Base URL of Jenkins; may be relative to the page. */
  declare url: string | null;
  /** The address of a gateway in front of Jenkins, in place of `url`. */
  declare gateway: string | null;
  /** The job's full name. */
  declare job: string | null;
  /** A branch of a multibranch project, as git names it. */
  declare branch: string | null;
  /** A client of the page's own, in place of `url`. */
  declare client: Jenkins | null;
  /** Seconds until the next try while Jenkins cannot be reached. */
  declare protected retrying: number | null;

  #own: { place: string; client: Jenkins } | undefined;

  constructor() {
    super();
    this.url = null;
    this.gateway = null;
    this.job = null;
    this.branch = null;
    this.client = null;
    this.retrying = null;
  }

  /** The client: the page's own, one through the gateway, or one for `url` with the browser's cookies. */
  protected get jenkins(): Jenkins | null {
    if (this.client) return this.client;
    const [url, gateway] = [this.url, this.gateway];
    if (gateway === null && url === null) return null;
    const place = `${gateway ?? ""} ${url ?? ""}`;
    if (this.#own?.place !== place) this.#own = { place, client: new Jenkins(gateway !== null ? { gateway } : { url: url as string }) };
    return this.#own.client;
  }

  /** The job, once server and name are known. */
  protected get theJob(): Job | null {
    const jenkins = this.jenkins;
    if (!jenkins || !this.job) return null;
    const job = jenkins.job(this.job);
    return this.branch ? job.branch(this.branch) : job;
  }

  /** Tells the page; false if it said no. */
  protected tell(name: string, detail: unknown, cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }));
  }

  /** Tells the page about an error and gives it back to be shown. */
  protected failed(thrown: unknown): JenkinsError {
    if (!(thrown instanceof JenkinsError)) throw thrown;
    this.tell("jenkins-error", { code: thrown.code, error: thrown });
    return thrown;
  }

  /** Shows that Jenkins is not reached at the moment. */
  protected hear = (event: OperationEvent): void => {
    this.retrying = event.event === "retrying" ? Math.ceil(event.inMillis / 1000) : null;
  };

  /** Puts the focus on something inside, after it was drawn. */
  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

/** Whether something thrown means that the element itself gave up. */
export function gaveUp(thrown: unknown): boolean {
  return thrown instanceof JenkinsError && thrown.code === "cancelled";
}
