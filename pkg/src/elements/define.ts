/** Registers the elements. */
import { JenkinsApprove } from "./approve.js";
import { JenkinsLog } from "./log.js";
import { JenkinsRun } from "./run.js";
import { JenkinsTrigger } from "./trigger.js";

const ELEMENTS = { "jenkins-approve": JenkinsApprove, "jenkins-trigger": JenkinsTrigger, "jenkins-run": JenkinsRun, "jenkins-log": JenkinsLog };
for (const [name, element] of Object.entries(ELEMENTS)) customElements.get(name) ?? customElements.define(name, element);

declare global {
  interface HTMLElementTagNameMap {
    "jenkins-approve": JenkinsApprove;
    "jenkins-trigger": JenkinsTrigger;
    "jenkins-run": JenkinsRun;
    "jenkins-log": JenkinsLog;
  }
}
