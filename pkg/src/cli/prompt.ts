import type { Ask } from "./environment.js";

const CTRL_C = "\u0003";
const CTRL_D = "\u0004";

/** How somebody who is asked gives up. */
interface GivingUp {
  signal: AbortSignal;
  /** Is told of Ctrl-C, which raw input brings as a letter. */
  interrupt: () => void;
}

/** Asks at the terminal without showing what is typed. */
export function terminal(input: NodeJS.ReadStream, output: NodeJS.WriteStream, up: GivingUp): Ask {
  return (question) => (input.isTTY && !up.signal.aborted ? secret(input, output, question, up) : Promise.resolve(undefined));
}

function secret(input: NodeJS.ReadStream, output: NodeJS.WriteStream, question: string, { signal, interrupt }: GivingUp): Promise<string | undefined> {
  return new Promise((resolve) => {
    let typed = "";
    const end = (answer: string | undefined): void => {
      input.off("data", hear);
      signal.removeEventListener("abort", leave);
      input.setRawMode(false);
      input.pause();
      output.write("\n");
      resolve(answer);
    };
    const leave = (): void => end(undefined);
    const hear = (data: string): void => {
      for (const letter of data) {
        if (letter === "\r" || letter === "\n") return end(typed);
        if (letter === CTRL_C) return interrupt();
        if (letter === CTRL_D) return leave();
        typed = letter === "\u007f" || letter === "\b" ? typed.slice(0, -1) : typed + letter;
      }
    };
    // Before the question, or a fast answer would be shown.
    input.setRawMode(true);
    signal.addEventListener("abort", leave, { once: true });
    output.write(question);
    input.setEncoding("utf8");
    input.on("data", hear);
    input.resume();
  });
}
