/** A service on a thread of its own, whose memory is not the client's: it accepts what it has counted. */

import { createServer } from "node:http";
import { parentPort } from "node:worker_threads";

const server = createServer((request, response) => {
  let received = 0;
  request.on("data", (piece: Uint8Array) => {
    received += piece.length;
  });
  const answer = () => ({ data: { task_id: `task-${received}`, status: "pending" } });
  request.on("end", () => response.end(JSON.stringify(answer())));
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as { port: number };
  parentPort?.postMessage(`http://127.0.0.1:${port}`);
});
