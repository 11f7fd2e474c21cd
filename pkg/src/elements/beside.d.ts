// Made by `build.mjs`.
declare module "*/beside/run.js";
declare module "*/beside/log.js";
declare module "*/beside/direct.js";
