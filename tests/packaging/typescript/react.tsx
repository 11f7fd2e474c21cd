// The elements in JSX of React 19.
import type { JenkinsApprove } from "bellpull/elements";
import "bellpull/elements/react";
import { createRef } from "react";

const card = createRef<JenkinsApprove>();

export const desk = (
  <section>
    <jenkins-approve ref={card} gateway="/jenkins-gateway" job="deploy" run={42} comment="optional" lang="de" className="wide" onjenkins-approved={({ detail }) => console.log(detail.approvers.join())} />
    <jenkins-trigger gateway="/jenkins-gateway" job="deploy" onjenkins-run={(event) => console.log(event.detail.view.status.word)} />
    <jenkins-run gateway="/jenkins-gateway" job="deploy" run={42} />
  </section>
);

// @ts-expect-error a run is a number
export const wrong = <jenkins-approve run="lastBuild" />;
