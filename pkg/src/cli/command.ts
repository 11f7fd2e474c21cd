import type { Jenkins } from "../jenkins.js";
import type { Output } from "./output.js";
import type { Wire } from "./wire.js";

/** An option of a command. */
export interface Option {
  type: "boolean" | "string";
  /** May come several times. */
  multiple?: boolean;
  /** What its value is called in the help. */
  value?: string;
  about: string;
}

/** What was given to a command. */
export interface Given {
  operands: string[];
  /** Whether a switch was given. */
  on(name: string): boolean;
  /** An option's value. */
  text(name: string): string | undefined;
  /** The values of an option that may come several times. */
  texts(name: string): string[];
}

/** What a command works with. */
export interface Context {
  given: Given;
  out: Output;
  /** Gives up, as Ctrl-C does. */
  signal: AbortSignal;
  wire: Wire;
  env: NodeJS.ProcessEnv;
  /** The server with who is signed in; asks once for a secret where one is missing and somebody is there to be asked. */
  jenkins(headers?: Record<string, string>): Promise<Jenkins>;
  /** Remembers what is true whatever comes: told to who gives up. */
  standing: string | undefined;
}

/** A command, with all that its help needs. */
export interface Command {
  name: string;
  /** Its operands, as written. */
  operands: string;
  /** How many operands it takes. */
  counts: [least: number, most: number];
  /** One line. */
  about: string;
  /** Paragraphs below the options. */
  more?: string;
  options: Record<string, Option>;
  /** Command lines with what they do. */
  examples: [line: string, does: string][];
  /** Whether its operand is the server's URL. */
  takesUrl?: boolean;
  /** How long one answer may take where nothing is said, in seconds, if not the engine's minute. */
  patience?: number;
  /** Whether it changes anything in Jenkins: then giving up has to say whether that has happened. */
  writes: boolean;
  /** Carries it out and gives the exit code. */
  run(context: Context): Promise<number>;
}

/** The options that every command knows. */
export const COMMON: Record<string, Option> = {
  url: { type: "string", value: "URL", about: "Jenkins with its context path; else JENKINS_URL" },
  json: { type: "boolean", about: "JSON on stdout, one value or a line for each event; errors as JSON on stderr" },
  timeout: { type: "string", value: "SECONDS", about: "how long one answer may take; 60 by default" },
  verbose: { type: "boolean", about: "each request with its status on stderr; secrets are never shown" },
  help: { type: "boolean", about: "this help" },
};

/** For commands that name a job. */
export const BRANCH: Record<string, Option> = {
  branch: { type: "string", value: "BRANCH", about: "a branch of a multibranch project, as git names it" },
};
