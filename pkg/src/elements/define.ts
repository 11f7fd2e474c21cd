/** Registers `<jenkins-approve>` and `<jenkins-trigger>`. */
import { JenkinsApprove } from "./approve.js";
import { JenkinsTrigger } from "./trigger.js";

customElements.get("jenkins-approve") ?? customElements.define("jenkins-approve", JenkinsApprove);
customElements.get("jenkins-trigger") ?? customElements.define("jenkins-trigger", JenkinsTrigger);

declare global {
  interface HTMLElementTagNameMap {
    "jenkins-approve": JenkinsApprove;
    "jenkins-trigger": JenkinsTrigger;
  }
}
