import { css, type CSSResultGroup, html, type PropertyDeclarations, type TemplateResult } from "lit";
import { LazyElement } from "./lazy.js";
import { loadLog } from "./load.js";

/**
 * Shows the log of a run or of one stage: in colours, as it grows, to be searched. Most of it is loaded when the first one
 * is in the page.
 *
 * @element jenkins-log
 * @attr url - base URL of Jenkins
 * @attr gateway - the address of a gateway, in place of `url`
 * @attr job - the job's full name
 * @attr branch - a branch of a multibranch project, as git names it
 * @attr run - the run's number
 * @attr stage - the id of a stage, for its log alone
 * @attr label - what it is called for those who cannot see where it stands
 * @fires jenkins-error
 * @cssprop --bellpull-log-height - how high it is
 * @csspart tools - search and buttons
 * @csspart log - the lines
 */
export class JenkinsLog extends LazyElement {
  static override styles: CSSResultGroup = [
    LazyElement.styles,
    css`
      .log { display: grid; gap: 0.5em; }
      .bone.tools { block-size: 2.275em; inline-size: 60%; }
      .bone.rows { block-size: var(--bellpull-log-height, 18em); inline-size: auto; }
      .bone.foot { block-size: 1.5em; inline-size: 30%; font-size: 0.8125em; }
    `,
  ];
  static override properties: PropertyDeclarations = {
    ...LazyElement.properties,
    stage: {},
    within: { attribute: false },
    label: {},
  };

  /** The id of a stage, for its log alone. */
  declare stage: string | null;
  /** The ids of stages within it, of which the steps belong to it as well. */
  declare within: readonly string[];
  /** What it is called. */
  declare label: string | null;

  constructor() {
    super();
    this.stage = null;
    this.within = [];
    this.label = null;
  }

  protected override load(): ReturnType<typeof loadLog> {
    return loadLog();
  }

  protected override get subject(): readonly string[] {
    return [...super.subject, "stage"];
  }

  protected override skeleton(): TemplateResult {
    return html`<div class="log" aria-busy="true"><div class="bone tools"></div><div class="bone rows"></div><div class="bone foot"></div></div>`;
  }
}
