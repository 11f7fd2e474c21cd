// The results as tables in Markdown, for a terminal and for README.md.
const number = (value, digits = 0) => (value === undefined || value === null ? "–" : value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits }));
const row = (cells) => `| ${cells.join(" | ")} |`;
const ratio = (value, of) => (value && of ? `${(value / of).toFixed(2)}` : "–");
const MARKS = ["<!-- bench: made by `cargo xtask bench --readme` -->", "<!-- /bench -->"];
const GATEWAY_MARKS = ["<!-- bench: made by `cargo xtask bench gateway --readme` -->", "<!-- /bench gateway -->"];

/** A table with the clients as columns. */
function columns(names, title, lines) {
  return [row([title, ...names]), row(["---", ...names.map(() => "--:")]), ...lines.map(([what, cells]) => row([what, ...cells]))].join("\n");
}

function readLines(results, names) {
  return results.reads.flatMap(({ bytes, concurrency, cpuMicros, wallMicros }) => {
    const what = `${bytes / 1000} KB, ${concurrency} at a time`;
    return [
      [`${what}: CPU µs`, names.map((n) => number(cpuMicros[n]))],
      ["… of undici's", names.map((n) => ratio(cpuMicros[n], cpuMicros.undici))],
      ["… of npm jenkins'", names.map((n) => ratio(cpuMicros[n], cpuMicros["npm jenkins"]))],
      [`${what}: wall µs`, names.map((n) => number(wallMicros[n]))],
    ];
  });
}

function flowLines(flows, names) {
  const cell = (of) => (of ? `${of.requests} / ${number(of.bytes)}` : "–");
  return Object.entries(flows).map(([flow, by]) => [flow, names.map((n) => cell(by[n]))]);
}

function logLines({ bytes, ...by }, names) {
  const of = (pick, digits) => names.map((n) => number(pick(by[n]), digits));
  return [
    [`${bytes / 1e6} MB of log: memory above idle, MB`, of((r) => r.above / 1e6, 1)],
    ["… time, ms", of((r) => r.wall)],
    ["… CPU, ms", of((r) => r.cpu)],
  ];
}

/** Everything. */
export function table(results) {
  const names = Object.keys(results.reads?.[0].cpuMicros ?? results.start ?? results.log ?? { "bellpull, native": 1, "npm jenkins": 1, fetch: 1, undici: 1 }).filter((n) => n !== "bytes");
  const parts = [`Node ${results.node}, ${results.platform}, ${results.cpus} × ${results.cpu}, ${results.at.slice(0, 10)}`];
  if (results.reads) parts.push(columns(names, "a run read", readLines(results, names)));
  if (results.log) parts.push(columns(names, "a log read", logLines(results.log, names)));
  if (results.start) parts.push(columns(names, "start-up", [["import to first answer, ms", names.map((n) => number(results.start[n].millis))]]));
  if (results.flows) parts.push(columns(names, "requests / bytes", flowLines(results.flows, names)));
  if (results.sizes) parts.push([row(["size", "KB"]), row(["---", "--:"]), ...Object.entries(results.sizes).map(([what, bytes]) => row([what, number(bytes === null ? null : bytes / 1000)]))].join("\n"));
  return parts.join("\n\n");
}

/** README with its short table renewed between the markers. */
export function readme(text, results) {
  return between(text, MARKS, short(results));
}

/** README with the gateway's table renewed. */
export function gatewayReadme(text, results) {
  return between(text, GATEWAY_MARKS, gatewayTable(results));
}

function between(text, [begin, end], content) {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md lacks ${begin} … ${end}`);
  return `${text.slice(0, from)}${begin}\n${content}\n${text.slice(to)}`;
}

/** What many watchers of a gateway cost. */
export function gatewayTable(results) {
  const { watchers, jenkinsRequestsPerSecond: polls, bytesPerWatcher: bytes, seenToReceivedMillis: received, seenToLastWrittenMillis: written } = results;
  const lines = [
    ["requests to Jenkins in a second, one watcher", number(polls.one, 1)],
    [`… ${number(watchers)} watchers`, number(polls.all, 1)],
    ["memory of a watcher, KB", number(bytes.rss / 1000, 1)],
    [`change seen to received by a watcher of ${number(watchers)}, median, ms`, number(received.p50)],
    ["… 99 of 100, ms", number(received.p99)],
    ["change seen to last watcher written, worst of the rounds, ms", number(Math.max(...written))],
    ["`status` answered in a second", number(results.statusPerSecond)],
    ["… with requests to Jenkins for each", number(results.statusJenkinsRequestsPerAnswer, 3)],
    ["a run forwarded in a second by a bare proxy", number(results.forwardPerSecond)],
  ];
  const where = `${results.pinned ? "The gateway on one core." : "The gateway not bound to a core."} Node ${results.node}, ${results.platform}, ${results.at.slice(0, 10)}`;
  return [row(["the gateway", ""]), row(["---", "--:"]), ...lines.map(row), "", `${where}; how it is measured: [docs/bench.md](docs/bench.md).`].join("\n");
}

function short(results) {
  for (const part of ["reads", "log", "start", "flows"]) if (!results[part]) throw new Error(`the README's table needs ${part}`);
  const names = Object.keys(results.reads[0].cpuMicros);
  const [small, , large] = results.reads;
  const cpu = ({ bytes, cpuMicros }) => [`CPU to read a run of ${bytes / 1000} KB, µs`, names.map((n) => number(cpuMicros[n]))];
  const [memory, time] = logLines(results.log, names);
  return [
    columns(names, "", [cpu(small), cpu(large), memory, time, ["import to first answer, ms", names.map((n) => number(results.start[n].millis))], ...flowLines(results.flows, names)]),
    "",
    `Of flows: requests / bytes, for both engines alike. Node ${results.node}, ${results.platform}, ${results.at.slice(0, 10)}; how it is measured: [docs/bench.md](docs/bench.md).`,
  ].join("\n");
}
