import { type Command, COMMON, type Option } from "./command.js";
import { table } from "./exit.js";

/** The help of the program. */
export function overview(commands: readonly Command[]): string {
  const lines = commands.map((command) => `  ${command.name.padEnd(10)}${command.about}`);
  return `bellpull: trigger, follow, approve and abort Jenkins runs

  bellpull COMMAND [OPERANDS] [OPTIONS]

${lines.join("\n")}
  help      help for a command; \`bellpull help exit-codes\` lists the exit codes
  --version the version of this program

Every command:
${options(COMMON)}

Environment:
  JENKINS_URL        Jenkins with its context path, such as https://ci.example.com/jenkins
  JENKINS_USER       the user's id; without it nobody is signed in
  JENKINS_TOKEN      an API token of that user (Jenkins: user menu, Security), or
  JENKINS_PASSWORD   the password; with neither you are asked for it at a terminal
  HTTPS_PROXY        a proxy, as HTTP_PROXY; NO_PROXY names what is asked without
  NODE_EXTRA_CA_CERTS  a file with a company's certificates
  BELLPULL_ENGINE    native or wasm, to demand one of the engines
  NO_COLOR           no colours

Example:
  export JENKINS_URL=https://ci.example.com/jenkins JENKINS_USER=ada JENKINS_TOKEN=…
  bellpull trigger 'Ops Team/deploy' VERSION=2.4.1 --follow
`;
}

/** The help of a command. */
export function page(command: Command): string {
  const own = Object.keys(command.options).length > 0 ? `\nOptions:\n${options(command.options)}\n` : "";
  const examples = command.examples.map(([line, does]) => `  ${line}\n      ${does}`).join("\n");
  return `bellpull ${command.name}${command.operands === "" ? "" : ` ${command.operands}`}

${command.about}
${own}
Every command:
${options(COMMON)}
${command.more === undefined ? "" : `\n${command.more}\n`}
Examples:
${examples}
`;
}

function options(options: Record<string, Option>): string {
  const entries = Object.entries(options).map(([name, option]) => [`--${name}${option.value === undefined ? "" : ` ${option.value}`}`, option.about] as const);
  const width = Math.max(...entries.map(([head]) => head.length)) + 2;
  return entries.map(([head, about]) => `  ${head.padEnd(width)}${about}`).join("\n");
}

/** The exit codes. */
export function exitCodes(): string {
  const lines = table().map(({ exit, name, meaning }) => `${String(exit).padStart(4)}  ${name.padEnd(24)}${meaning ?? "an error of this code"}`);
  return `${lines.join("\n")}\n`;
}
