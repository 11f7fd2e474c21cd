/** The script for a plain page: everything in one file, the elements registered. */
export * from "./index.js";
export * from "./elements/index.js";
import "./elements/define.js";
