import { runOf, whole } from "../address.js";
import { BRANCH, type Command } from "../command.js";
import { EXIT } from "../exit.js";
import { log as read } from "../watch.js";

export const log: Command = {
  name: "log",
  operands: "JOB RUN",
  counts: [2, 2],
  about: "a run's log, as it grows",
  options: {
    ...BRANCH,
    start: { type: "string", value: "N", about: "from which raw byte: 0, or the size that an earlier reading ended with" },
    "no-follow": { type: "boolean", about: "what is there now, without waiting for more" },
  },
  more: "With --json a line for each piece, and last {\"event\":\"end\",\"size\":…,\"complete\":…}.",
  examples: [
    ["bellpull log release 18", "until the run is over"],
    ["bellpull log release 18 --no-follow | tail", "its end, as far as it is written"],
    ["bellpull log release 18 --start 4096 --json", "go on where an earlier reading ended"],
  ],
  writes: false,
  async run(context) {
    const { given, out, signal } = context;
    const start = whole(given, "start");
    const how = { follow: !given.on("no-follow"), ...(start === undefined ? {} : { start }) };
    const end = await read(await context.jenkins(), out, runOf(given), signal, how);
    out.event({ event: "end", ...end });
    return EXIT.ok;
  },
};
