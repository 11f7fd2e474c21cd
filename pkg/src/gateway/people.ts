import type { Person } from "../generated/policy.js";
import type { RunView } from "../generated/types.js";
import type { Settings } from "./options.js";
import { MONTH, runKey } from "./store.js";

type Starter = Pick<Person, "id" | "name">;

/** The people behind what the service account did. */
export class People {
  #account: Promise<string | null> | undefined;

  constructor(readonly settings: Pick<Settings, "store" | "jenkins">) {}

  /** Keeps who has triggered what is in the queue now. */
  async triggered(queueId: number, job: string, { id, name }: Person): Promise<void> {
    const starter: Starter = { id, ...(name === undefined ? {} : { name }) };
    await this.settings.store.set(`started:${queueId}:${job}`, JSON.stringify(starter), { ttlMillis: MONTH });
  }

  /** Whose item of the queue this is; null if it was not triggered here, for this job. */
  async starter(queueId: number | null, job: string): Promise<Starter | null> {
    return queueId === null ? null : (JSON.parse((await this.settings.store.get(`started:${queueId}:${job}`)) ?? "null") as Starter | null);
  }

  /** Keeps who has approved an input. Inputs of one run may be approved in the same moment: none of the names is lost. */
  async approved(run: string, place: string, name: string): Promise<void> {
    await this.settings.store.add(`approved:${run}`, JSON.stringify([place, name]), { ttlMillis: MONTH });
  }

  /** Who started a run: through this gateway, or by an account of his own. */
  async startedBy(view: RunView): Promise<string | undefined> {
    const own = await this.starter(view.queueId, view.job);
    if (own) return own.id;
    const account = await this.#serviceAccount();
    const user = view.causes.find((cause) => cause.userId !== null)?.userId ?? null;
    // The service account stands for somebody whom nobody has taken down.
    return user === null || account === null || user.toLowerCase() === account.toLowerCase() ? undefined : user;
  }

  /** A run with the people in place of the service account. */
  async shown(view: RunView): Promise<RunView> {
    const [starter, account, approved] = await Promise.all([this.starter(view.queueId, view.job), this.#serviceAccount(), this.settings.store.members(`approved:${runKey(view.job, view.run)}`)]);
    const shown = { ...view };
    if (starter) {
      const name = starter.name ?? starter.id;
      shown.causes = [{ type: "UserIdCause", text: `Started by ${name}`, userId: starter.id, userName: name }];
    }
    const named = approved.map((one) => (JSON.parse(one) as [string, string])[1]);
    shown.approvers = [...view.approvers.filter((user) => user.toLowerCase() !== account?.toLowerCase()), ...named];
    return shown;
  }

  async #serviceAccount(): Promise<string | null> {
    this.#account ??= this.settings.jenkins.whoAmI().then((who) => who.name ?? null);
    return this.#account.catch(() => {
      this.#account = undefined;
      return null;
    });
  }
}
