// The gallery's files in one folder, and a server for it with the policy that pages with the elements can have.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const SITE = join(root, "target/gallery/site");
/** As strict as it gets. `wasm-unsafe-eval` is for pages that call Jenkins themselves, as these do. */
export const CSP = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "font-src 'self'",
  "img-src data:",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html",
].join("; ");
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".woff2": "font/woff2" };

/** Puts the site together; the package has to be built. */
export async function assemble(site = SITE) {
  await rm(site, { recursive: true, force: true });
  await mkdir(join(site, "fonts"), { recursive: true });
  await cp(join(root, "pkg/dist"), site, { recursive: true, filter: (path) => !/\/types(-cjs)?$|\.(cjs|map)$/.test(path) });
  await cp(join(root, "tests/gallery/page"), site, { recursive: true });
  await cp(join(root, "tests/gallery/states"), join(site, "states"), { recursive: true });
  await cp(join(root, "tests/gallery/scenario.js"), join(site, "scenario.js"));
  const fonts = join(root, "node_modules/@fontsource-variable");
  await cp(join(fonts, "noto-sans/files/noto-sans-latin-wght-normal.woff2"), join(site, "fonts/latin.woff2"));
  await cp(join(fonts, "noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal.woff2"), join(site, "fonts/arabic.woff2"));
  await writeFile(join(site, "gateway.js"), await gateway());
}

/** The real gateway as a script for the page: what it has of Node is given by `node-in-page.js`, the policy comes as wasm. */
async function gateway() {
  const here = (name) => join(root, "tests/gallery", name);
  const inPage = {
    name: "in-page",
    setup(on) {
      on.onResolve({ filter: /node\/gateway-core\.js$/ }, () => ({ path: here("core-in-page.js") }));
      on.onResolve({ filter: /^node:/ }, () => ({ path: here("node-in-page.js") }));
      on.onResolve({ filter: /\/wasm\/bellpull_\w+\.js$/ }, ({ path }) => ({ path: `./wasm/${path.split("/").pop()}`, external: true }));
    },
  };
  const { outputFiles } = await build({
    entryPoints: [here("gateway-in-page.js")],
    inject: [here("timers-in-page.js")],
    bundle: true,
    format: "esm",
    target: "es2022",
    write: false,
    tsconfig: join(root, "pkg/tsconfig.json"),
    plugins: [inPage],
  });
  return outputFiles[0].contents;
}

/** Serves a folder; gives its origin and a way to end it. */
export async function serve({ site = SITE, port = 0, csp = CSP } = {}) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://gallery.invalid");
    const path = pathname === "/" ? "index.html" : normalize(decodeURIComponent(pathname)).replace(/^(\.\.(\/|$))+/, "");
    const found = await readFile(join(site, path)).catch(() => null);
    if (!found) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream", "content-security-policy": csp, "cache-control": "max-age=600" }).end(found);
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  const close = () => (server.closeAllConnections(), new Promise((resolve) => server.close(resolve)));
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}
