import { setTimeout as sleep } from "node:timers/promises";
import type { Person } from "../generated/policy.js";
import type { RunView } from "../generated/types.js";
import type { Settings } from "./options.js";
import { MONTH, runKey } from "./store.js";

/** How long a name that is on its way is waited for. */
const PAUSE = 100;
const TRIES = 50;
/** How long a decision may be on its way; after a process that was lost, nobody waits for it any longer. */
const UNDER_WAY = 60_000;

type Starter = Pick<Person, "id" | "name">;
/** Which input, whose, and the account in Jenkins if it was the person's own. */
type Approval = [place: string, name: string, account?: string | null];

/** The people behind what the service account did. */
export class People {
  #account: Promise<string | null> | undefined;

  constructor(readonly settings: Pick<Settings, "store" | "jenkins">) {}

  /** Keeps who has triggered what is in the queue now. Jenkins makes one item of what is triggered twice: it is all of theirs. */
  async triggered(queueId: number, job: string, { id, name }: Person): Promise<void> {
    const starter: Starter = { id, ...(name === undefined ? {} : { name }) };
    await this.settings.store.add(`starters:${queueId}:${job}`, JSON.stringify(starter), { ttlMillis: MONTH });
  }

  /** Whose item of the queue this is; nobody's if it was not triggered here, for this job. */
  async starters(queueId: number | null, job: string): Promise<Starter[]> {
    return queueId === null ? [] : (await this.settings.store.members(`starters:${queueId}:${job}`)).map((one) => JSON.parse(one) as Starter);
  }

  /** Keeps who has approved an input, and by which account if it was one of his own. Inputs of one run may be approved in the same moment: none of the names is lost. */
  async approved(run: string, place: string, name: string, account: string | undefined): Promise<void> {
    await this.settings.store.add(`approved:${run}`, JSON.stringify([place, name, account]), { ttlMillis: MONTH });
  }

  /** Marks a run while a decision on it is sent, and until the name stands in the store; of two at a time the first to end takes the mark away. */
  async whileDeciding<T>(run: string, act: () => Promise<T>): Promise<T> {
    const { store } = this.settings;
    await store.set(`deciding:${run}`, "1", { ttlMillis: UNDER_WAY });
    try {
      return await act();
    } finally {
      // It runs out where it cannot be taken away.
      await store.delete(`deciding:${run}`).catch(() => undefined);
    }
  }

  /**
   * Who has approved, with names in place of accounts. Jenkins may tell of an approval through the gateway a moment before its name is kept: that is waited for, lest the
   * last view lacks it.
   */
  async #approvers(view: RunView, account: string | null): Promise<string[]> {
    const { store } = this.settings;
    const run = runKey(view.job, view.run);
    const others = view.approvers.filter((user) => !isSame(user, account));
    const told = view.approvers.length - others.length;
    const read = async (): Promise<Approval[]> => (await store.members(`approved:${run}`)).map((one) => JSON.parse(one) as Approval);
    const lacks = (kept: Approval[]): boolean => kept.filter(([, , own]) => own === null || own === undefined || isSame(own, account)).length < told;
    let kept = await read();
    for (let tries = 0; lacks(kept) && tries < TRIES; tries += 1) {
      const deciding = (await store.get(`deciding:${run}`)) !== null;
      if (deciding) await sleep(PAUSE);
      kept = await read();
      if (!deciding) break;
    }
    for (const [, , own] of kept) {
      const place = others.findIndex((user) => isSame(user, own ?? null));
      if (place >= 0) others.splice(place, 1);
    }
    return [...others, ...kept.map(([, name]) => name)];
  }

  /** All who started a run: through this gateway, or by an account of their own. Nobody if that is not known. */
  async startedBy(view: RunView): Promise<string[]> {
    const [starters, account] = await Promise.all([this.starters(view.queueId, view.job), this.#serviceAccount()]);
    const own = starters.map(({ id }) => id);
    const users = view.causes.flatMap(({ userId }) => (userId === null ? [] : [userId]));
    // The service account stands for somebody whom nobody has taken down.
    if (own.length === 0 && (account === null || users.some((user) => isSame(user, account)))) return [];
    return [...new Set([...own, ...users.filter((user) => !isSame(user, account))])];
  }

  /** A run with the people in place of the service account. */
  async shown(view: RunView): Promise<RunView> {
    const [starters, account] = await Promise.all([this.starters(view.queueId, view.job), this.#serviceAccount()]);
    const shown = { ...view };
    if (starters.length > 0) shown.causes = [...starters.map(causeOf), ...view.causes.filter(({ userId }) => userId !== null && account !== null && ![account, ...starters.map(({ id }) => id)].some((one) => isSame(userId, one)))];
    shown.approvers = await this.#approvers(view, account);
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

function causeOf({ id, name = id }: Starter): RunView["causes"][number] {
  return { type: "UserIdCause", text: `Started by ${name}`, userId: id, userName: name };
}

/** Jenkins takes ids of users that differ in case alone for one. */
function isSame(user: string, account: string | null): boolean {
  return user.toLowerCase() === account?.toLowerCase();
}
