import type { Decision, Facts, Policy, Question } from "../generated/policy.js";
import { gatewayCore, type GatewayCore } from "../node/gateway-core.js";

type Rules = InstanceType<GatewayCore["Policy"]>;

/** The policy, checked, as the core decides by it. */
export class Decider {
  readonly #rules: Rules;
  readonly #zones: string[];

  /** Throws a TypeError that names the rule and the field at fault. */
  constructor(policy: Policy) {
    const { Policy: Checked } = gatewayCore();
    try {
      this.#rules = new Checked(JSON.stringify(policy));
    } catch (thrown) {
      throw new TypeError(thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown });
    }
    this.#zones = this.#rules.zones();
    // A zone that this host does not know would close its windows for ever.
    for (const zone of this.#zones) offset(zone, Date.now());
  }

  decide(question: Question, known: Omit<Facts, "now" | "offsets">, now = Date.now()): Decision {
    const facts: Facts = { ...known, now, offsets: Object.fromEntries(this.#zones.map((zone) => [zone, offset(zone, now)])) };
    return JSON.parse(this.#rules.decide(JSON.stringify(question), JSON.stringify(facts))) as Decision;
  }
}

/** Minutes east of Greenwich at a time. */
function offset(zone: string, now: number): number {
  let parts: Intl.DateTimeFormatPart[];
  try {
    parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" }).formatToParts(now);
  } catch (thrown) {
    throw new TypeError(`The policy names a time zone that is not known: ${zone}`, { cause: thrown });
  }
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"));
  return Math.round((local - Math.floor(now / 60_000) * 60_000) / 60_000);
}
