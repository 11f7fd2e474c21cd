// What is installed, in bytes.
import { execFile } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../browser/harness.mjs";

export async function sizes() {
  const { stdout } = await promisify(execFile)("npm", ["pack", "--dry-run", "--json", "--workspace", "pkg", "--loglevel=error"], { cwd: root, maxBuffer: 1 << 26 });
  const [packed] = JSON.parse(stdout);
  const addon = (await readdir(join(root, "pkg"))).find((name) => name.endsWith(".node"));
  return {
    "bellpull, tarball": packed.size,
    "bellpull, unpacked": packed.unpackedSize,
    "the addon, a package of its own": addon ? (await stat(join(root, "pkg", addon))).size : null,
    "the wasm file, in the package": (await stat(join(root, "pkg/dist/wasm/bellpull_wasm_bg.wasm"))).size,
    "undici, unpacked": await folder("undici"),
    "npm jenkins with papi, unpacked": (await folder("jenkins")) + (await folder("papi")),
  };
}

async function folder(name) {
  const entries = await readdir(join(root, "node_modules", name), { recursive: true, withFileTypes: true });
  const files = entries.filter((e) => e.isFile());
  const all = await Promise.all(files.map((e) => stat(join(e.parentPath, e.name))));
  return all.reduce((sum, { size }) => sum + size, 0);
}
