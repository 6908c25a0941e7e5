/** Many requests, a bounded number of tasks at a time, under limits learnt from the service. */

import type { Clock } from "../clock.ts";
import { RateLimitError } from "../errors.ts";
import { InFlight } from "./in-flight.ts";

const LONGEST_NAP_MS = 1_000;
const RATE_PAUSE_MS = 1_000;

/** How one request is carried out: submitted, then followed to its end. */
export interface Carrier<Request, Submitted, Done> {
  readonly clock: Clock;
  submit(request: Request, index: number): Promise<Submitted>;
  wait(submitted: Submitted): Promise<Done>;
  readonly signal: AbortSignal | undefined;
}

/** What came of one request, with its place among those that were given, from 0. */
export type Mapped<Done> =
  | { readonly index: number; readonly result: Done; readonly error?: undefined }
  | { readonly index: number; readonly error: unknown; readonly result?: undefined };

/**
 * Carries requests out as the account lets them through, and tells what came of each as it ends.
 *
 * What a limit refuses started nothing and is sent again; all else is the outcome of its request.
 * The next request is read when there is room for it.
 */
export async function* mapped<Request, Submitted, Done>(
  requests: Iterable<Request> | AsyncIterable<Request>,
  carrier: Carrier<Request, Submitted, Done>,
  most: number | undefined,
): AsyncGenerator<Mapped<Done>, void, void> {
  const flight = new InFlight(most);
  const running = new Map<number, Promise<Mapped<Done>>>();
  let index = 0;
  const finished = async (): Promise<Mapped<Done>> => {
    const one = await Promise.race(running.values());
    running.delete(one.index);
    return one;
  };
  for await (const request of requests) {
    // Before the next one is begun there has to be room, and what has ended is told meanwhile.
    while (running.size >= flight.most) yield await finished();
    running.set(index, carried(request, index, carrier, flight));
    index++;
    while (running.size > flight.limit) yield await finished();
  }
  while (running.size > 0) yield await finished();
}

async function carried<Request, Submitted, Done>(
  request: Request,
  index: number,
  carrier: Carrier<Request, Submitted, Done>,
  flight: InFlight,
): Promise<Mapped<Done>> {
  try {
    const submitted = await submittedOne(request, index, carrier, flight);
    try {
      return { index, result: await carrier.wait(submitted) };
    } finally {
      flight.ended();
    }
  } catch (error) {
    return { index, error };
  }
}

async function submittedOne<Request, Submitted, Done>(
  request: Request,
  index: number,
  { clock, submit, signal }: Carrier<Request, Submitted, Done>,
  flight: InFlight,
): Promise<Submitted> {
  for (;;) {
    signal?.throwIfAborted();
    const now = clock.now();
    const ready = flight.readyAt(now);
    if (ready === null || ready > now) {
      const nap = ready === null ? LONGEST_NAP_MS : Math.min(ready - now, LONGEST_NAP_MS);
      await clock.sleep(nap, signal);
      continue;
    }
    flight.take();
    try {
      const submitted = await submit(request, index);
      flight.accepted(clock.now());
      return submitted;
    } catch (error) {
      if (!(error instanceof RateLimitError)) {
        flight.gaveUp();
        throw error;
      }
      if (error.kind === "concurrency") {
        flight.refused(clock.now(), error.retryAfterMs);
      } else {
        flight.gaveUp();
        await clock.sleep(error.retryAfterMs ?? RATE_PAUSE_MS, signal);
      }
    }
  }
}
