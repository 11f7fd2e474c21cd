import { useState } from "react";

/** React 19 sets attributes and properties of custom elements, and listens to their events by `on` and the name. */
export function Desk() {
  const [run, setRun] = useState(null);
  const [told, setTold] = useState("");
  return (
    <>
      <form method="post" action="/sign-in">
        <button name="person" value="ann">I am Ann, who may approve</button>
        <button name="person" value="ben">I am Ben, who may not</button>
      </form>
      <h1>Releases</h1>
      <jenkins-trigger gateway="/jenkins-gateway" job="release" onjenkins-run={({ detail }) => setRun(detail.run)} />
      {run !== null && (
        <jenkins-approve key={run} gateway="/jenkins-gateway" job="release" run={run} onjenkins-approved={({ detail }) => setTold(`The page heard that run ${detail.run} was approved.`)} />
      )}
      <p role="status">{told}</p>
    </>
  );
}
