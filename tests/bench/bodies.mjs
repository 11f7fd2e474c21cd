// What the fixed-answer server answers: a recorded run, with commits and artifacts of the usual shape until it is as large as asked.
import { readFile } from "node:fs/promises";

const RECORDED = new URL("../recordings/plugins-2026/run-api/022-run-aborted.json", import.meta.url);

/** The recorded answer's headers, without those that depend on its body, and a body of about so many bytes. */
export async function body(bytes) {
  const { response } = JSON.parse(await readFile(RECORDED, "utf8"));
  const run = JSON.parse(response.body);
  run.changeSets = [{ _class: "hudson.plugins.git.GitChangeSetList", items: [], kind: "git" }];
  run.artifacts = [];
  for (let at = 0; JSON.stringify(run).length < bytes; at += 1) {
    if (at % 2 === 0) run.changeSets[0].items.push(commit(at));
    else run.artifacts.push({ displayPath: `part-${at}.tar.gz`, fileName: `part-${at}.tar.gz`, relativePath: `build/dist/part-${at}.tar.gz` });
  }
  const headers = response.headers.filter(([name]) => !/^(date|content-length)$/i.test(name));
  return { headers, text: JSON.stringify(run) };
}

function commit(at) {
  const commitId = at.toString(16).padStart(40, "957c800ed786b37749674925f87205e658d00a4c");
  return {
    _class: "hudson.plugins.git.GitChangeSet",
    affectedPaths: [`src/main/module-${at}/file.ts`, `docs/über ${at}.md`],
    commitId,
    timestamp: 1795165500000 + at,
    author: { absoluteUrl: "https://ci.example.com/jenkins/user/ada", fullName: "Ada Lovelace" },
    authorEmail: "ada@example.com",
    comment: `Change ${at} (#${at})\n\nWith "quotes", a \\ and an ümlaut\n`,
    date: "2026-11-20 13:45:00 +0000",
    id: commitId,
    msg: `Change ${at} (#${at})`,
    paths: [{ editType: "edit", file: `src/main/module-${at}/file.ts` }, { editType: "add", file: `docs/über ${at}.md` }],
  };
}
