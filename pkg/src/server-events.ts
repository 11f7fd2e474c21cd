/** One of a server's events. */
export interface ServerEvent {
  event: string;
  id: string | undefined;
  data: string;
}

/** The events of an answer (`text/event-stream`), as they come. */
export async function* events(response: Response): AsyncGenerator<ServerEvent, void, undefined> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return;
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      // A large event comes in many pieces: what was looked through is not looked through again.
      let seen = Math.max(0, rest.length - 1);
      rest += value;
      for (let end = rest.indexOf("\n\n", seen); end >= 0; end = rest.indexOf("\n\n", seen)) {
        const event = parse(rest.slice(0, end));
        rest = rest.slice(end + 2);
        seen = 0;
        if (event) yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function parse(block: string): ServerEvent | undefined {
  let [event, id, data]: [string, string | undefined, string[]] = ["message", undefined, []];
  for (const line of block.split("\n")) {
    const at = line.indexOf(":");
    const value = line.slice(at + 1).replace(/^ /, "");
    if (line.startsWith("event:")) event = value;
    else if (line.startsWith("id:")) id = value;
    else if (line.startsWith("data:")) data = [...data, value];
  }
  // A comment keeps the connection open, and says nothing.
  return data.length > 0 ? { event, id, data: data.join("\n") } : undefined;
}
