// Bundles the scripts. Called by `cargo xtask build`.
import { chmod, copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { build, transform } from "esbuild";

const shared = {
  absWorkingDir: new URL("..", import.meta.url).pathname,
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  sourcemap: true,
  legalComments: "none",
  tsconfig: "pkg/tsconfig.json",
  logLevel: "warning",
};

// The glue stays files of its own, fetched when they are first needed.
const glue = ["buttons", "wasm", "policy", "sim"].map((name) => `./wasm/bellpull_${name}.js`);

// Texts in other languages than English are files of their own, beside whatever asks for them.
const languages = (await readdir(new URL("src/elements/texts", import.meta.url))).filter((name) => /\.(?!en)[a-z]{2}\.ts$/.test(name));
await build({ ...shared, entryPoints: languages.map((name) => `pkg/src/elements/texts/${name}`), outdir: "pkg/dist/texts" });
const textsBeside = {
  name: "texts-beside",
  setup(build) {
    build.onResolve({ filter: /^\.\/\w+\.[a-z]{2}\.js$/ }, ({ kind, path }) => (kind === "dynamic-import" ? { path: `./texts/${path.slice(2)}`, external: true } : undefined));
  },
};

// Styles and markup stand in templates, which the bundler leaves as they are.
const smallTemplates = {
  name: "small-templates",
  setup(build) {
    build.onLoad({ filter: /elements\/.*\.ts$/ }, async ({ path }) => {
      const parts = (await readFile(path, "utf8")).split(/(?<=css`)([^`]*)(?=`)/);
      const small = await Promise.all(parts.map((part, index) => (index % 2 === 0 ? part : minified(part))));
      return { contents: small.join("").replace(/\n +/g, "\n"), loader: "ts" };
    });
  },
};

async function minified(css) {
  const { code } = await transform(css, { loader: "css", minify: true, target: "es2022" });
  return code.replaceAll("\\", "\\\\").trim();
}

// The package's entries share their code.
await build({
  ...shared,
  plugins: [textsBeside, smallTemplates],
  entryPoints: {
    index: "pkg/src/index.ts",
    elements: "pkg/src/elements/index.ts",
    define: "pkg/src/elements/define.ts",
    // Loaded when they are first needed; entries of their own for the sake of their names.
    run: "pkg/src/elements/run/part.ts",
    log: "pkg/src/elements/log/part.ts",
  },
  outdir: "pkg/dist",
  splitting: true,
  chunkNames: "shared-[hash]",
  external: [...glue, "lit", "lit/*"],
});

// Glue beside the bundle, wherever the source is that names it.
const glueBeside = {
  name: "glue-beside",
  setup(build) {
    build.onResolve({ filter: /\/wasm\/bellpull_(wasm|sim)\.js$/ }, ({ path }) => ({ path: `./wasm/${path.split("/").pop()}`, external: true }));
  },
};

// In Node the engine is another: the addon or wasm, and undici. For `import` and for `require`.
const forNode = {
  name: "node",
  setup(build) {
    build.onResolve({ filter: /^\.\/platform\.js$/ }, () => ({ path: new URL("src/node/testing-platform.ts", import.meta.url).pathname }));
    build.onResolve({ filter: /\/default-engine\.js$/ }, () => ({ path: new URL("src/node/default-engine.ts", import.meta.url).pathname }));
  },
};
const node = { ...shared, platform: "node", target: "node20", minify: false, plugins: [glueBeside, forNode], external: ["undici"] };
const ofRequire = { js: 'const __url = require("node:url").pathToFileURL(__filename).href;' };
const cjs = { ...node, format: "cjs", banner: ofRequire, define: { "import.meta.url": "__url" }, outdir: "pkg/dist", outExtension: { ".js": ".cjs" } };
const entries = { node: "pkg/src/index.ts", testing: "pkg/src/testing/index.ts" };
await build({ ...node, entryPoints: entries, outdir: "pkg/dist" });
await build({ ...cjs, entryPoints: entries });

// The simulator shares nothing with the package's other entries but types.
await build({ ...shared, plugins: [glueBeside], entryPoints: { "testing.browser": "pkg/src/testing/index.ts" }, outdir: "pkg/dist" });

// The shape of npm `jenkins`, with the engine of Node in it. To `require` it is the class itself.
const compat = { compat: "pkg/src/compat/index.ts" };
const itself = { js: "module.exports = Object.assign(module.exports.Jenkins, { Jenkins: module.exports.Jenkins, default: module.exports.Jenkins });" };
await build({ ...node, entryPoints: compat, outdir: "pkg/dist" });
await build({ ...cjs, entryPoints: compat, footer: itself });

// The gateway stands on the package itself: its classes are those that the application has.
const onPackage = {
  name: "package",
  setup(build) {
    build.onResolve({ filter: /^\.\.\/(jenkins|error|run)\.js$/ }, () => ({ path: "bellpull", external: true }));
    // The glue becomes a part of it: what it loads, it loads at once.
    build.onResolve({ filter: /\/wasm\/bellpull_(wasm|policy)\.js$/ }, ({ path }) => ({ path: new URL(`dist/wasm/${path.split("/").pop()}`, import.meta.url).pathname }));
  },
};
const gateway = {
  plugins: [onPackage, forNode],
  external: ["undici", "redis"],
  entryPoints: { gateway: "pkg/src/gateway/index.ts", "gateway-redis": "pkg/src/gateway/redis.ts" },
};
await build({ ...node, ...gateway, outdir: "pkg/dist" });
await build({ ...cjs, ...gateway });

// The command line uses the package that lies beside it.
const beside = {
  name: "beside",
  setup(build) {
    build.onResolve({ filter: /\/testing\/index\.js$/ }, () => ({ path: "./testing.js", external: true }));
    build.onResolve({ filter: /\/index\.js$/ }, () => ({ path: "./node.js", external: true }));
  },
};
const program = { js: "#!/usr/bin/env node" };
await build({ ...node, plugins: [beside], banner: program, entryPoints: { cli: "pkg/src/cli/main.ts" }, outdir: "pkg/dist" });
await chmod(new URL("dist/cli.js", import.meta.url), 0o755);

// The script for a plain page is one file with everything in it but what few pages need. That lies beside it, as functions that
// are given what they share with it: to import it again would depend on the name under which the page has it.
const partsBeside = {
  name: "parts-beside",
  setup(build) {
    build.onResolve({ filter: /^\.\/load(-engine)?\.js$/ }, () => ({ path: new URL("src/elements/load-beside.ts", import.meta.url).pathname }));
    build.onResolve({ filter: /\/beside\/\w+\.js$/ }, ({ path }) => ({ path: `./bellpull-${path.split("/").pop()}`, external: true }));
    build.onResolve({ filter: /\/kit\.js$/ }, ({ importer, path }) => (importer.endsWith("load-beside.ts") ? undefined : { path, external: true }));
    if (build.initialOptions.format === "cjs") build.onResolve({ filter: /^\.\/error\.js$/ }, ({ path }) => ({ path, external: true }));
  },
};
await build({ ...shared, plugins: [textsBeside, smallTemplates, partsBeside], entryPoints: ["pkg/src/bellpull.ts"], outfile: "pkg/dist/bellpull.js", external: glue });
await build({
  ...shared,
  plugins: [textsBeside, smallTemplates, partsBeside],
  format: "cjs",
  platform: "browser",
  banner: { js: "export default(require)=>{const module={exports:{}};" },
  footer: { js: "return module.exports};" },
  entryPoints: { "bellpull-run": "pkg/src/elements/run/part.ts", "bellpull-log": "pkg/src/elements/log/part.ts", "bellpull-direct": "pkg/src/wasm-engine.ts" },
  external: glue,
  outdir: "pkg/dist",
});

await copyFile(new URL("src/elements/reserve.css", import.meta.url), new URL("dist/bellpull.css", import.meta.url));

for (const name of glue) {
  const file = new URL(`dist/${name}`, import.meta.url);
  const { code } = await transform(await readFile(file, "utf8"), { minify: true, format: "esm", target: "es2022" });
  await writeFile(file, code);
}
