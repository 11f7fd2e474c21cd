import { Jenkins, JenkinsError, type RunView } from "bellpull";
import { createSimulator, type Scenario } from "bellpull/testing";
import type { JenkinsApprove } from "bellpull/elements";

const jenkins = new Jenkins({ url: process.argv[2] ?? "http://127.0.0.1/jenkins", credentials: { kind: "anonymous" } });

export async function last(job: string): Promise<RunView | undefined> {
  const { run } = await jenkins.job(job).trigger({ VERSION: "1", DRY_RUN: true });
  let view: RunView | undefined;
  if (run) for await (view of run.follow({ untilPaused: true }));
  const who = await jenkins.call({ op: "who_am_i" });
  const name: string | null | undefined = who.name;
  // @ts-expect-error: an operation needs its fields
  await jenkins.call({ op: "job" });
  for await (const item of jenkins.list({ op: "blue_runs", job })) {
    const id: string | null | undefined = item.id;
    if (id === name) break;
  }
  // @ts-expect-error: this operation gives no list
  jenkins.list({ op: "who_am_i" });
  const nodes = await jenkins.followLink({ _links: {} }, "nodes");
  return nodes.length > 0 ? view : undefined;
}

export async function simulated(): Promise<number> {
  const scenario: Scenario = { users: [], anonymous: ["Overall/Administer"], jobs: [{ name: "a", script: [{ stage: "S", steps: [{ sleep: 1 }] }] }] };
  // @ts-expect-error: there is no such step
  scenario.jobs[0]?.script?.push({ ehco: "x" });
  const sim = await createSimulator(scenario, { time: "virtual" });
  const own = new Jenkins({ url: sim.url, ...sim.host });
  const { run } = await sim.run(own.job("a").trigger());
  await sim.run(sim.clock.sleep(1));
  return run?.number ?? sim.now;
}

export function told(error: unknown, element: JenkinsApprove): string {
  element.client = jenkins;
  return error instanceof JenkinsError ? `${error.code}: ${error.remedy}` : "";
}
