// The declarations for `require`: the same as those for `import`, under the endings that go with it. Called by
// `cargo xtask build` after the compiler has written the first.
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

// Types that lean on a framework, which the compiler here does not have.
await copyFile(fileURLToPath(new URL("types/react.d.ts", import.meta.url)), fileURLToPath(new URL("dist/types/elements/react.d.ts", import.meta.url)));

const from = fileURLToPath(new URL("dist/types", import.meta.url));
const to = fileURLToPath(new URL("dist/types-cjs", import.meta.url));

for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.endsWith(".d.ts")) continue;
  const file = join(entry.parentPath, entry.name);
  const target = join(to, relative(from, file).replace(/\.d\.ts$/, ".d.cts"));
  await mkdir(dirname(target), { recursive: true });
  // Own files alone are named with a dot in front.
  await writeFile(target, (await readFile(file, "utf8")).replace(/(from |import\()"(\.[^"]*)\.js"/g, '$1"$2.cjs"'));
}

// To `require` the shape of npm `jenkins` is the class itself, as there.
const itself = `import { Jenkins as Class } from "./index.cjs";
declare const Jenkins: typeof Class & { Jenkins: typeof Class; default: typeof Class };
declare namespace Jenkins {
  export type Jenkins = Class;
}
export = Jenkins;
`;
await writeFile(join(to, "compat/require.d.cts"), itself);
