import type { Capabilities } from "../../generated/types.js";
import type { Jenkins } from "../../jenkins.js";
import { JenkinsError } from "../package.js";
import { attempt, failed, type Finding, note, ok, problem, unknown } from "./finding.js";

const SOURCES: Record<string, string> = {
  core: "Jenkins itself",
  wfapi: "Pipeline: REST API",
  blue_ocean: "Blue Ocean",
  graph_view: "Pipeline Graph View",
  flow_graph: "Jenkins' own flow graph, which is big",
};

/** Which APIs are there, which ways will be taken, and what is missing. */
export async function apis(jenkins: Jenkins, kind: string, signal: AbortSignal): Promise<Finding[]> {
  const found = await attempt(jenkins.capabilities(undefined, { signal }));
  if (found instanceof JenkinsError) return [failed("apis", found)];
  return [crumb(found, kind), pipeline(found), plugins(found), inputs(found), stages(found)];
}

function crumb({ crumb: wanted }: Capabilities, kind: string): Finding {
  const facts = { crumb: wanted };
  if (wanted === null) return unknown("crumb", "Whether crumbs are wanted could not be seen.");
  if (!wanted) return note("crumb", "No crumbs are issued: Jenkins' protection against forged requests is off, or a proxy hides them.", "Turn it on (Manage Jenkins, Security, CSRF Protection), unless all clients use tokens.", facts);
  return ok("crumb", kind === "token" ? "Crumbs are issued; a token needs none." : "Crumbs are issued, and fetched where they are needed.", facts);
}

function pipeline({ job, run }: Capabilities): Finding {
  if (job !== null) return ok("pipeline", `Looked at ${job} #${run}.`, { job, run });
  return unknown("pipeline", "This user sees no run of a Pipeline, so some things stay unknown.", "Run a Pipeline once, or sign in as somebody who may see one.");
}

function plugins(found: Capabilities): Finding {
  const list = { "Pipeline: REST API": found.wfapi, "Blue Ocean": found.blueOcean, "Pipeline Graph View": found.graphView };
  const said = Object.entries(list).map(([name, there]) => `${name} ${there === null ? "unknown" : there ? "yes" : "no"}`);
  const state = Object.values(list).every((there) => there === null) ? "unknown" : "ok";
  const facts = { wfapi: found.wfapi, blueOcean: found.blueOcean, graphView: found.graphView, graphViewAt: found.graphViewAt, inputExport: found.inputExport, flowGraph: found.flowGraph };
  return { ...ok("apis", `${said.join(", ")}.`, facts), state };
}

function inputs({ inputsSource, inputExport, job }: Capabilities): Finding {
  const facts = { source: inputsSource };
  if (inputsSource === "core") return ok("inputs", "Pending inputs are read from Jenkins itself, with who may answer.", facts);
  if (inputsSource !== null) {
    const why = inputExport === false ? ", since the plugin Pipeline: Input Step is older than 466" : "";
    const loss = inputsSource === "wfapi" ? " Who may answer is not told there." : "";
    return note("inputs", `Pending inputs are read from ${SOURCES[inputsSource]}${why}.${loss}`, inputExport === false ? "Update Pipeline: Input Step to 466 or newer." : null, facts);
  }
  if (job === null || inputExport === null) return unknown("inputs", "How pending inputs will be read is known once a run has had one.");
  return problem("inputs", "Pending inputs cannot be read.", "Update Pipeline: Input Step to 466 or newer, or install Pipeline: REST API.", facts);
}

function stages({ stagesSource, job }: Capabilities): Finding {
  const facts = { source: stagesSource };
  if (stagesSource === "flow_graph") return note("stages", `Stages are read from ${SOURCES["flow_graph"]}.`, "Install Pipeline Graph View or Pipeline: REST API.", facts);
  if (stagesSource !== null) return ok("stages", `Stages are read from ${SOURCES[stagesSource]}.`, facts);
  if (job === null) return unknown("stages", "How stages will be read is known once a Pipeline has run.");
  return problem("stages", "Stages cannot be read; runs can be followed without them.", "Install Pipeline Graph View or Pipeline: REST API.", facts);
}
