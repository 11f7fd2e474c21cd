// What every project does with the package: the same program, given the package's names and where Jenkins is.
export async function main({ Jenkins, JenkinsError }, url, { createSimulator }) {
  const credentials = { kind: "token", user: "releaser", token: "11releaser00000000000000000000token" };
  const jenkins = new Jenkins({ url, credentials });
  const { run } = await jenkins.job("Test Workflow").trigger();
  let paused;
  for await (const view of run.follow({ untilPaused: true })) paused = view;
  const settled = await run.input(paused.inputs[0]).approve();
  if (settled.outcome !== "approved") throw new Error(JSON.stringify(settled));
  const error = await jenkins.job("nope").describe().catch((thrown) => thrown);
  if (!(error instanceof JenkinsError) || error.code !== "not_found") throw new Error(String(error));
  await jenkins.close();
  const sim = await createSimulator(undefined, { time: "virtual" });
  const simulated = new Jenkins({ url: sim.url, ...sim.host, credentials: sim.token("releaser") });
  const sleeper = await sim.run(simulated.job("sleeper").trigger());
  let last;
  await sim.run(async () => {
    for await (last of sleeper.run.follow());
  });
  if (last.status.word !== "success") throw new Error(JSON.stringify(last));
  return `${run.number} ${settled.outcome}`;
}
