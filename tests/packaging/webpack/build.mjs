import webpack from "webpack";
const stats = await new Promise((resolve, reject) =>
  webpack({ mode: "production", entry: "./page.js", output: { path: new URL("out", import.meta.url).pathname }, performance: { hints: false } }, (error, stats) => (error ? reject(error) : resolve(stats))),
);
if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString());
