// Runs operations for somebody on the other end of a pipe, through the package's engine in Node: a line of JSON for each,
// `{id, client, config, operation}`, answered by lines `{id, request}`, `{id, event}` and, in the end, `{id, outcome}` or `{id, error}`.
import { AsyncLocalStorage } from "node:async_hooks";
import { createInterface } from "node:readline";
import { Jenkins, JenkinsError } from "bellpull";
import { Agent } from "undici";

const running = new AsyncLocalStorage();
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

/** The engine's connections, with each request told before it is sent. */
const dispatcher = new Agent({ connections: 16 }).compose((dispatch) => (options, handler) => {
  const headers = [];
  for (let i = 0; i + 1 < options.headers.length; i += 2) headers.push([options.headers[i], options.headers[i + 1]]);
  say({ id: running.getStore(), request: { method: options.method, url: `${options.origin}${options.path}`, headers } });
  return dispatch(options, handler);
});

const clients = new Map();

function client(number, config) {
  if (!clients.has(number)) clients.set(number, new Jenkins({ ...config, dispatcher }));
  return clients.get(number);
}

async function run({ id, client: number, config, operation }) {
  try {
    const outcome = await client(number, config).call(operation, { onEvent: (event) => say({ id, event }) });
    // A file that comes as a stream is handed on whole.
    const { body, ...about } = outcome && outcome.body instanceof ReadableStream ? outcome : { body: undefined };
    say({ id, outcome: body ? { ...about, base64: Buffer.from(await new Response(body).arrayBuffer()).toString("base64") } : (outcome ?? null) });
  } catch (thrown) {
    if (!(thrown instanceof JenkinsError)) throw thrown;
    const { code, message, status, jenkins, parameter, sent } = thrown;
    say({ id, error: { code, message, status, jenkins, parameter, sent } });
  }
}

createInterface({ input: process.stdin }).on("line", (line) => {
  const wanted = JSON.parse(line);
  running.run(wanted.id, () => void run(wanted));
});
