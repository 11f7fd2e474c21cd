import { JenkinsError } from "../error.js";
import { gatewayCore } from "../node/gateway-core.js";
import type { Ask } from "./ask.js";
import type { Work } from "./gateway.js";
import { Refusal } from "./refusal.js";

/** How long a name is believed before Jenkins is asked again: jobs are renamed. */
const BELIEVED = 300_000;
/** So many names are kept; those that were asked for first are forgotten first. */
const MOST = 10_000;

interface Known {
  name: Promise<string>;
  until: number;
}

/**
 * What Jenkins itself calls a job. It finds one by names that differ in case, and by a branch's name as it is and as it is encoded. A policy
 * and the store know one name for each job: what is asked for by another one is refused, else it would pass by a rule that denies, or by
 * somebody's lock.
 */
export class Names {
  readonly #known = new Map<string, Known>();
  readonly #jobName = gatewayCore().jobName;

  /** The full name of what is asked for, its branch as Jenkins names the branch's job. */
  read({ job, branch }: Ask): string {
    const told = JSON.parse(this.#jobName(job, branch ?? null)) as { name?: string; error?: { message: string } };
    if (told.name === undefined) throw new Refusal("invalid_job_name", told.error?.message ?? "The field job is no job's full name.");
    return told.name;
  }

  /** Refuses a name that is not Jenkins' own: as the policy refuses that, so that it is told to nobody who may not know it. */
  async check(work: Work, refuseAnyhow: (work: Work) => void): Promise<void> {
    const job = await this.#own(work);
    if (job === work.job) return;
    refuseAnyhow({ ...work, job });
    throw new Refusal("invalid_job_name", `The job's name is ${job}.`, { remedy: "Ask for the job by this name: another spelling is refused." });
  }

  #own(work: Work): Promise<string> {
    const known = this.#known.get(work.job);
    if (known && known.until > Date.now()) return known.name;
    const mine: Known = { name: ask(work), until: Date.now() + BELIEVED };
    this.#known.delete(work.job);
    this.#known.set(work.job, mine);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MOST && oldest !== undefined) this.#known.delete(oldest);
    // What fails is not kept.
    mine.name.catch(() => this.#known.get(work.job) === mine && this.#known.delete(work.job));
    return mine.name;
  }
}

async function ask({ ask: { job, branch }, jenkins }: Work): Promise<string> {
  const { fullName } = await jenkins.call({ op: "job", job, ...(branch === undefined ? {} : { branch }), tree: "fullName" });
  if (typeof fullName === "string") return fullName;
  throw new JenkinsError({ code: "bad_response", message: "Jenkins does not tell the job's name.", status: null, jenkins: null, remedy: "Check what stands between the gateway and Jenkins.", parameter: null, sent: "no" });
}
