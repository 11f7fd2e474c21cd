// The fixed-answer server, a process of its own: `job/read-BYTES/…/api/json`, and `job/log-BYTES/…/logText/progressiveText`.
import { createServer } from "node:http";
import { body } from "./bodies.mjs";

const LINE = "[Pipeline] 2026-11-20T13:45:00.000Z  compiling module 42 of 128: src/main/java/com/example/service/Handler.java\r\n";
const BLOCK = Buffer.from(LINE.repeat(600));
const kept = new Map();

async function read(bytes) {
  const { headers, text } = await body(bytes);
  const data = Buffer.from(text);
  return { headers: [...headers.flat(), "Content-Length", String(data.length)], data };
}

function log(answer, bytes) {
  answer.writeHead(200, { "Content-Type": "text/plain;charset=utf-8", "X-Text-Size": String(bytes), "X-Jenkins": "2.277.3" });
  let left = bytes;
  const more = () => {
    while (left > 0) {
      const piece = left >= BLOCK.length ? BLOCK : BLOCK.subarray(0, left);
      left -= piece.length;
      if (!answer.write(piece)) return void answer.once("drain", more);
    }
    answer.end();
  };
  more();
}

const server = createServer(async (request, answer) => {
  const [, kind, bytes] = /\/job\/(read|log)-(\d+)\/\d+\//.exec(request.url) ?? [];
  request.resume();
  if (kind === "log") return log(answer, Number(bytes));
  if (kind !== "read") return answer.writeHead(404).end();
  if (!kept.has(bytes)) kept.set(bytes, await read(Number(bytes)));
  const { headers, data } = kept.get(bytes);
  answer.writeHead(200, headers).end(data);
});
server.keepAliveTimeout = 120_000;
server.listen(0, "127.0.0.1", () => process.send({ origin: `http://127.0.0.1:${server.address().port}` }));
