/** A server that speaks HTTP by hand, so that a test decides when a connection breaks. */

import { once } from "node:events";
import { createServer, type Socket } from "node:net";

/** One request as its bytes came in. */
export interface Received {
  readonly head: string;
  /** The body so far. */
  readonly body: string;
  /** Whether all announced bytes are there. */
  readonly complete: boolean;
}

/** What the server does with a connection, asked whenever bytes came in. */
export type Manners = (received: Received, socket: Socket, number: number) => void;

/** A running server, and every request that it got. */
export class RawServer {
  readonly url: string;
  readonly #seen: readonly Received[][];
  readonly #stop: () => void;

  private constructor(port: number, seen: Received[][], stop: () => void) {
    this.url = `http://127.0.0.1:${port}`;
    this.#seen = seen;
    this.#stop = stop;
  }

  /** Begins to listen; `using` ends it. */
  static async start(manners: Manners): Promise<RawServer> {
    const seen: Received[][] = [];
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      const number = seen.length;
      const states: Received[] = [];
      seen.push(states);
      sockets.add(socket);
      let text = "";
      socket.on("error", () => undefined);
      socket.on("data", (data) => {
        text += data.toString("latin1");
        const [head, ...rest] = text.split("\r\n\r\n");
        if (rest.length === 0) return;
        const body = rest.join("\r\n\r\n");
        const length = Number(/content-length: ([0-9]+)/i.exec(head ?? "")?.[1] ?? 0);
        const received = { head: head ?? "", body, complete: body.length >= length };
        states.push(received);
        manners(received, socket, number);
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    return new RawServer(port, seen, () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
  }

  /** The last state of each connection that brought something, in order. */
  get requests(): Received[] {
    return this.#seen.flatMap((states) => states.slice(-1));
  }

  /** How many whole POSTs came in. */
  get posts(): number {
    return this.requests.filter((one) => one.complete && one.head.startsWith("POST")).length;
  }

  [Symbol.dispose](): void {
    this.#stop();
  }
}

/** A whole answer with a JSON body. */
export function answer(status: number, value: unknown, headers: string = ""): string {
  const body = JSON.stringify(value);
  return `HTTP/1.1 ${status} X\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n${headers}\r\n${body}`;
}

/** The answer that accepts a submit. */
export const ACCEPTED: string = answer(200, {
  code: 0,
  data: { status: "pending", task_id: "task-1" },
});
