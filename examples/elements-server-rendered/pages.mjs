// The pages. Within each element stands a plain form: it is what there is until the script has loaded, and without scripts.
import { html } from "./html.mjs";
import { fields } from "./forms.mjs";

const GATEWAY = "/jenkins-gateway";

export function page({ person, content, again = false }) {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>The elements over plain forms</title>
    <link rel="icon" href="data:," />
    <script type="module" src="/enhance.js"></script>
    ${again ? html`<noscript><meta http-equiv="refresh" content="2" /></noscript>` : ""}
  </head>
  <body>
    <form method="post" action="/sign-in">
      <button name="person" value="ann">I am Ann, who may approve</button>
      <button name="person" value="ben">I am Ben, who may not</button>
    </form>
    <h1>Releases</h1>
    ${person ? content : html`<p>Sign in first.</p>`}
  </body>
</html>`;
}

/** Who posts it, and which time: a form that is sent twice is carried out once. */
function hidden({ key, token }) {
  return html`<input type="hidden" name="key" value="${key}" /><input type="hidden" name="token" value="${token}" />`;
}

export function triggerForm(job, stamp) {
  return html`<jenkins-trigger gateway="${GATEWAY}" job="${job.job}">
      <form method="post" action="/trigger">${hidden(stamp)}${fields(job.parameters)}<button>Run</button></form>
    </jenkins-trigger>`;
}

export function queued(item) {
  return html`<p>In the queue: ${item.why ?? "waiting"}</p><p><a href="">Look again</a></p>`;
}

export function decision(view, stamp) {
  return html`<jenkins-approve gateway="${GATEWAY}" job="${view.job}" run="${view.run}">
      <p>${view.job} #${view.run}: ${view.status.word}${view.approvers.length > 0 ? `, approved by ${view.approvers.join(", ")}` : ""}</p>
      ${view.inputs.map((input) => question(view, input, stamp()))}
    </jenkins-approve>`;
}

function question(view, input, stamp) {
  return html`<form method="post" action="/decide">
        <h2>${input.message}</h2>
        ${hidden(stamp)}
        <input type="hidden" name="run" value="${view.run}" />
        <input type="hidden" name="input" value="${input.id}" />
        <input type="hidden" name="fingerprint" value="${input.fingerprint}" />
        ${fields(input.parameters)}
        <button name="verb" value="approve">${input.ok ?? "Proceed"}</button>
        <button name="verb" value="abort">${input.cancel ?? "Abort"}</button>
      </form>`;
}

export function refusal(error) {
  return html`<div role="alert"><p>${error.message}</p><p>${error.remedy} <code>${error.code}</code></p></div>`;
}
