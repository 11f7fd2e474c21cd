// A card to approve or abort for the run that was triggered here.
document.querySelector("jenkins-trigger").addEventListener("jenkins-run", ({ target, detail }) => {
  const place = document.querySelector("#decisions");
  const { run } = detail;
  if (place.dataset.run === String(run)) return;
  place.dataset.run = run;
  place.replaceChildren(Object.assign(document.createElement("jenkins-approve"), { gateway: target.gateway, job: target.job, run }));
});
