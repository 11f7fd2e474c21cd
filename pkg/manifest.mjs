// The custom-elements manifest, from what is written above the elements' classes. Called by `cargo xtask build`.
import { readdir, readFile, writeFile } from "node:fs/promises";

const folder = new URL("src/elements/", import.meta.url);
/** What elements have from the classes that they extend. */
const shared = members(await readFile(new URL("base.ts", folder), "utf8"));
const between = { Questions: members(await readFile(new URL("questions.ts", folder), "utf8")), Triggering: members(await readFile(new URL("triggering.ts", folder), "utf8")) };
const modules = [];
for (const name of (await readdir(folder)).filter((file) => file.endsWith(".ts")).sort()) {
  const found = declaration(await readFile(new URL(name, folder), "utf8"));
  if (found) modules.push({ found, name });
}
const path = "dist/define.js";
const manifest = {
  schemaVersion: "2.1.0",
  readme: "README.md",
  modules: [
    { kind: "javascript-module", path: "dist/elements.js", declarations: modules.map(({ found }) => found), exports: modules.map(({ found }) => ({ kind: "js", name: found.name, declaration: { name: found.name, module: "dist/elements.js" } })) },
    { kind: "javascript-module", path, declarations: [], exports: modules.map(({ found }) => ({ kind: "custom-element-definition", name: found.tagName, declaration: { name: found.name, module: "dist/elements.js" } })) },
  ],
};
await writeFile(new URL("dist/custom-elements.json", import.meta.url), `${JSON.stringify(manifest, null, 2)}\n`);

/** An element's declaration; undefined for a module without one. */
function declaration(source) {
  const found = /\/\*\*((?:(?!\*\/)[^])*?@element (\S+)(?:(?!\*\/)[^])*)\*\/\s*export class (\w+)/.exec(source);
  if (!found) return undefined;
  const [, comment, tagName, name] = found;
  const lines = comment.split("\n").map((line) => line.replace(/^ *\* ?/, ""));
  const description = lines.join("\n").split(/^@/m)[0].trim();
  const tags = (tag) => lines.flatMap((line) => [new RegExp(`^@${tag} (?:\\{(.*?)\\} )?(\\S+)(?: - (.*))?$`).exec(line) ?? []].filter((match) => match.length > 0).map(([, type, called, about]) => ({ name: called, ...(type ? { type: { text: type } } : {}), ...(about ? { description: about } : {}) })));
  return { kind: "class", customElement: true, tagName, name, description, superclass: { name: "LitElement", package: "lit" }, members: [...shared, ...(between[/extends (\w+) \{/.exec(source)[1]] ?? []), ...members(source)], attributes: tags("attr"), events: tags("fires").map((event) => ({ type: { text: "CustomEvent" }, ...event })), cssParts: tags("csspart"), cssProperties: tags("cssprop") };
}

/** The public properties that are declared in a source. */
function members(source) {
  return [...source.matchAll(/\/\*\* (.*) \*\/\n\s+declare (\w+): (.*);/g)].map(([, description, name, text]) => ({ kind: "field", name, type: { text }, description }));
}
