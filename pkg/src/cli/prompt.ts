import type { Ask } from "./environment.js";

const CTRL_C = "\u0003";
const CTRL_D = "\u0004";

/** Asks at the terminal without showing what is typed. `interrupt` is told of Ctrl-C, which raw input brings as a letter. */
export function terminal(input: NodeJS.ReadStream, output: NodeJS.WriteStream, interrupt: () => void): Ask {
  return (question) => (input.isTTY ? secret(input, output, question, interrupt) : Promise.resolve(undefined));
}

function secret(input: NodeJS.ReadStream, output: NodeJS.WriteStream, question: string, interrupt: () => void): Promise<string | undefined> {
  return new Promise((resolve) => {
    let typed = "";
    const end = (answer: string | undefined): void => {
      input.off("data", hear);
      input.setRawMode(false);
      input.pause();
      output.write("\n");
      resolve(answer);
    };
    const hear = (data: string): void => {
      for (const letter of data) {
        if (letter === "\r" || letter === "\n") return end(typed);
        if (letter === CTRL_C) interrupt();
        if (letter === CTRL_C || letter === CTRL_D) return end(undefined);
        typed = letter === "\u007f" || letter === "\b" ? typed.slice(0, -1) : typed + letter;
      }
    };
    output.write(question);
    // Before the first key, or it would be shown.
    input.setRawMode(true);
    input.setEncoding("utf8");
    input.on("data", hear);
    input.resume();
  });
}
