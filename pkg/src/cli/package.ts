/** The package as its users have it: the build leaves it beside the command line, so that there is one copy of it. */
export { Jenkins, JenkinsError } from "../index.js";
