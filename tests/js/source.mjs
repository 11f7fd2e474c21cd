// Parts of the elements as modules, straight from their sources.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** What a source file exports, with all that it imports in it. */
export async function source(name) {
  const entry = fileURLToPath(new URL(`../../pkg/src/${name}`, import.meta.url));
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: "esm", write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
