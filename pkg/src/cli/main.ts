import { readFile } from "node:fs/promises";
import type { Credentials } from "../generated/types.js";
import { whole } from "./address.js";
import { nearest, read } from "./args.js";
import type { Command, Context, Given } from "./command.js";
import { COMMANDS } from "./commands.js";
import { credentials, server } from "./environment.js";
import { EXIT, table } from "./exit.js";
import { Failure, type Told, tell, usage } from "./failure.js";
import { exitCodes, overview, page } from "./help.js";
import { interruptible } from "./interrupt.js";
import { Output } from "./output.js";
import { Jenkins, JenkinsError } from "./package.js";
import { terminal } from "./prompt.js";
import { Wire } from "./wire.js";

/** In seconds; timers of Node count no further than 24 days. */
const DAY = 86_400;

const STREAMS = { stdout: process.stdout, stderr: process.stderr, env: process.env };

/** The command that is under way. */
let context: Made | undefined;

/** Carries out a command line and gives the exit code. */
async function main(argv: string[]): Promise<number> {
  // Before anything is understood, so that errors come in the form that was asked for.
  const early = new Output(STREAMS, argv.includes("--json"), argv.includes("--verbose"));
  try {
    const [name, ...rest] = argv;
    if (name === undefined || name === "--help" || name === "-h" || name === "help") return await help(early, rest);
    if (name === "--version" || name === "-V") return await version(early);
    const command = find(name);
    const given = read(command, rest);
    if (given.on("help")) return await help(early, [command.name]);
    context = make(command, given, new Output(STREAMS, given.on("json"), given.on("verbose")));
    return await command.run(context);
  } catch (thrown) {
    const told = tell(thrown);
    (context?.out ?? early).error(context && told.code === "cancelled" ? givenUp(context, told) : told);
    return told.exit;
  } finally {
    await context?.dispose();
  }
}

interface Made extends Context {
  command: Command;
  dispose(): Promise<void>;
}

/** What the command works with. */
function make(command: Command, given: Given, out: Output): Made {
  const { signal, interrupt, dispose } = interruptible((text) => out.note(text));
  const wire = new Wire((line) => out.detail(line), command.name === "doctor");
  const signIn = async (): Promise<Credentials> => {
    const who = await credentials(process.env, terminal(process.stdin, process.stderr, { signal, interrupt })).catch((thrown: unknown) => {
      throw signal.aborted ? JenkinsError.cancelled(signal.reason) : thrown;
    });
    out.detail("user" in who ? `As ${who.user}, by ${who.kind}.` : "As nobody.");
    return who;
  };
  let who: Promise<Credentials> | undefined;
  const jenkins: Context["jenkins"] = async (headers = {}) => {
    const url = server((command.takesUrl && given.operands[0]) || given.text("url"), process.env);
    const seconds = whole(given, "timeout", 1, DAY) ?? command.patience;
    return new Jenkins({ url, credentials: await (who ??= signIn()), headers, dispatcher: wire, ...(seconds === undefined ? {} : { timeoutMillis: seconds * 1000 }) });
  };
  return {
    command,
    given,
    out,
    signal,
    wire,
    env: process.env,
    standing: undefined,
    jenkins,
    async dispose() {
      dispose();
      await wire.close();
    },
  };
}

/** What is true of Jenkins when somebody gives up. */
function givenUp({ command, wire, standing }: Made, told: Told): Told {
  if (standing !== undefined) return { ...told, sent: command.writes && wire.wrote ? "yes" : "no", message: "Given up.", remedy: standing };
  if (command.writes && wire.wrote) {
    return { ...told, sent: "maybe", message: "Given up while something was being changed.", remedy: "It may have been carried out: look at the job or run before trying again." };
  }
  return { ...told, sent: "no", message: "Given up.", remedy: "Nothing was changed." };
}

function find(name: string): Command {
  const command = COMMANDS.find((c) => c.name === name);
  if (command) return command;
  const near = nearest(name, COMMANDS.map((c) => c.name));
  const hint = near === undefined ? "" : `Did you mean ${near}? `;
  throw usage(name.startsWith("-") ? "The command comes first, before its options." : `There is no command ${name}.`, `${hint}See \`bellpull help\`.`);
}

async function help(out: Output, [topic]: string[]): Promise<number> {
  if (topic === "exit-codes") {
    if (out.json) out.event(table());
    else await out.raw(exitCodes());
  } else if (topic === undefined || topic.startsWith("-")) await out.raw(overview(COMMANDS));
  else await out.raw(page(find(topic)));
  return EXIT.ok;
}

async function version(out: Output): Promise<number> {
  const { version } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
  out.value({ version }, version);
  return EXIT.ok;
}

/** Ends the program where nothing can be said any more: whoever read is gone, or a disk is full. */
function speechless(stream: NodeJS.WriteStream, code: string | undefined): never {
  if (code === "EPIPE") process.exit(EXIT.reader_gone);
  if (stream === process.stdout) {
    const wrote = context !== undefined && context.command.writes && context.wire.wrote;
    const remedy = wrote ? "The request may have been carried out: look at the job or run before trying again." : "Write it to where there is room for it.";
    const told = tell(new Failure("unwritable", `stdout cannot be written (${code}).`, remedy, { sent: wrote ? "maybe" : "no" }));
    new Output(STREAMS, process.argv.includes("--json"), false).error(told);
  }
  process.exit(EXIT.unwritable);
}

for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", ({ code }: NodeJS.ErrnoException) => speechless(stream, code));
}

process.exitCode = await main(process.argv.slice(2));
