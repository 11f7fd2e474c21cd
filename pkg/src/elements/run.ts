import { html, type PropertyDeclarations, type TemplateResult } from "lit";
import { LazyElement } from "./lazy.js";
import { loadRun } from "./load.js";

/**
 * Shows a run: its stages as they go on, what waits for a decision, logs, artifacts and changes. Most of it is loaded
 * when the first one is in the page.
 *
 * @element jenkins-run
 * @attr url - base URL of Jenkins
 * @attr gateway - the address of a gateway, in place of `url`
 * @attr job - the job's full name
 * @attr branch - a branch of a multibranch project, as git names it
 * @attr run - the run's number
 * @attr level - the run's level as a heading, 2 unless told otherwise; that of what waits is one further down
 * @fires jenkins-run - whenever the run has changed
 * @fires jenkins-error
 * @csspart card - all of it
 * @csspart stages - what scrolls
 * @csspart stage - a stage's button
 * @csspart panel - the log, the artifacts or the changes
 */
export class JenkinsRun extends LazyElement {
  static override properties: PropertyDeclarations = { ...LazyElement.properties, level: { type: Number } };

  /** The run's level as a heading. */
  declare level: number;

  constructor() {
    super();
    this.level = 2;
  }

  protected override load(): ReturnType<typeof loadRun> {
    return loadRun();
  }

  protected override skeleton(): TemplateResult {
    return html`<div class="card" part="card" aria-busy="true"><div class="bone small"></div><div class="bone"></div><div class="bone button"></div></div>`;
  }
}
