"use client";
import { useEffect, useRef, useState } from "react";

/** The elements, and a card to approve or abort for the run that was triggered here. */
export default function Desk() {
  const trigger = useRef(null);
  const [run, setRun] = useState(null);
  useEffect(() => {
    // Elements are for browsers: they are defined where there is one.
    import("bellpull/elements/define");
    const element = trigger.current;
    const told = ({ detail }) => setRun(detail.run);
    element.addEventListener("jenkins-run", told);
    return () => element.removeEventListener("jenkins-run", told);
  }, []);
  return (
    <>
      <jenkins-trigger ref={trigger} gateway="/jenkins-gateway" job="Test Workflow" />
      {run !== null && <jenkins-approve key={run} gateway="/jenkins-gateway" job="Test Workflow" run={run} />}
    </>
  );
}
