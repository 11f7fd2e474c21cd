// What a page has of the elements anyway, for those parts of them that are loaded later: these take it from here alone.
export { css, html, nothing, svg } from "lit";
export { gaveUp } from "./base.js";
export { icon, iconOf, statusIcon } from "./icons.js";
export { errorText, linked, rich, runLink, sentenceOf, startedBy } from "./parts.js";
export { Section } from "./texts/section.js";
export { JenkinsError } from "../error.js";
export { Jenkins } from "../jenkins.js";
