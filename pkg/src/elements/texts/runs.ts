import { english } from "./runs.en.js";
import { Section } from "../kit.js";

/** What the run view and the log say. Written out, since bundlers see no other names of files. */
export const RUNS = new Section(english, {
  ar: () => import("./runs.ar.js"),
  de: () => import("./runs.de.js"),
  zh: () => import("./runs.zh.js"),
});
