// A proxy that counts the bytes of both directions; the requests are counted by the simulator.
import { connect, createServer } from "node:net";

export async function counting(port) {
  let bytes = 0;
  const sockets = new Set();
  const server = createServer((from) => {
    const to = connect(port, "127.0.0.1");
    for (const [source, target] of [[from, to], [to, from]]) {
      sockets.add(source);
      source.on("data", (chunk) => {
        bytes += chunk.length;
        target.write(chunk);
      });
      source.on("end", () => target.end());
      source.on("error", () => target.destroy());
      source.on("close", () => sockets.delete(source));
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: server.address().port,
    take() {
      const taken = bytes;
      bytes = 0;
      return taken;
    },
    stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
