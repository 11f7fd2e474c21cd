// A card to decide about the run that was triggered here, and what the page itself makes of the decision.
const place = document.querySelector("#decisions");

document.addEventListener("jenkins-run", ({ target, detail: { run } }) => {
  if (target.localName !== "jenkins-trigger" || place.dataset.run === String(run)) return;
  place.dataset.run = run;
  place.replaceChildren(Object.assign(document.createElement("jenkins-approve"), { gateway: target.gateway, job: target.job, run }));
});

document.addEventListener("jenkins-approved", ({ detail: { run } }) => {
  document.querySelector("#told").textContent = `The page heard that run ${run} was approved.`;
});
