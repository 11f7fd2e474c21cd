// The elements in JSX of React 19, which sets their properties and hears their events by itself. Importing it registers them as well.
import type { HTMLAttributes, RefAttributes } from "react";
import type { JenkinsApprove, JenkinsEventMap, JenkinsLog, JenkinsRun, JenkinsTrigger } from "./index.js";
import "./define.js";

/** Listeners, such as `onjenkins-approved`. */
type Listeners = { [N in keyof JenkinsEventMap as `on${N}`]?: (event: JenkinsEventMap[N]) => void };

/** What an element of a page takes, with some of its own properties. */
type Props<E extends HTMLElement, P extends keyof E> = Omit<HTMLAttributes<E>, P> & RefAttributes<E> & Listeners & { [K in P]?: E[K] | undefined };

type Shared = "url" | "gateway" | "job" | "branch" | "client" | "messages";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "jenkins-approve": Props<JenkinsApprove, Shared | "run" | "input" | "confirm" | "comment" | "deadline" | "level">;
      "jenkins-trigger": Props<JenkinsTrigger, Shared | "comment">;
      "jenkins-run": Props<JenkinsRun, Shared | "run" | "level">;
      "jenkins-log": Props<JenkinsLog, Shared | "run" | "stage" | "within" | "label">;
    }
  }
}
