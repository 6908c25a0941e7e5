/**
 * The decisions of one download: what to ask for, what an answer means, when it is over.
 *
 * A shell asks `request`, sends it, and tells what came: `receive` for the head of an answer, `take`
 * for each piece of its content, `end` for its regular end, `broke` for a failure. Before each request
 * it lets `pauseMs` pass. All times are milliseconds of one clock.
 *
 * - A redirect is checked before it is followed: at most 5 in a row, never to an address that was
 *   there before, never from https to http.
 * - A connection that breaks, and 408, 425, 429, 500, 502, 503 and 504, are tried again 5 times in
 *   all, after 500 ms doubled each time, or what `Retry-After` asks for, beginning at the first
 *   address: what a redirect leads to may be signed for a moment only.
 * - What is there already is kept when the first answer had a strong `ETag` and no coding: the
 *   request then carries `Range` and `If-Range`. A 206 continues if it begins where it was asked to
 *   and is about the same total and `ETag`; any other 206 is refused. A 200 or a 416 says that the
 *   host does not continue, or that the file is another one by now: it begins again.
 * - Content is counted as it is written: no announced length is trusted, and one that turns out
 *   wrong is an error. An answer whose end cannot be told from a break is refused.
 */

import type { AnswerHeaders } from "../core/exchange.ts";
import { retryAfterMs } from "../full/retry-after.ts";
import { DownloadError } from "../errors.ts";
import type { Reach } from "./networks.ts";
import { checked, redirected, type Target } from "./web-address.ts";

const REDIRECTS = 5;
const RETRIES = 5;
const PAUSE_MS = 500;
const MOVED = [301, 302, 303, 307, 308];
const AGAIN = [408, 425, 429, 500, 502, 503, 504];
const GONE = [401, 403, 404, 410];
const STRONG = /^"[\x21\x23-\x7e]*"$/;
const LENGTH = /^[0-9]{1,15}$/;
const RANGE = /^bytes ([0-9]{1,15})-([0-9]{1,15})\/([0-9]{1,15}|\*)$/i;
const PAGES = ["text/html", "application/xhtml+xml"];
// Nothing is asked for in a coding: one piece of it could unfold to gigabytes.
const PLAIN = ["", "identity"];

/** The beginning of an answer. */
export interface Head {
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** Whether the protocol tells the end of the content from a lost connection. */
  readonly isFramed: boolean;
}

/** What a transfer begins with. */
export interface Order {
  /** Where the file is, as the service says. */
  readonly url: unknown;
  readonly taskId: string;
  /** Which hosts may be reached. */
  readonly allowed: ReadonlySet<Reach>;
  readonly maxBytes: number;
  /** The moment at which it is given up. */
  readonly lateAt: number;
  /** Whether it is an image, a clip or a sound, which no web page is. */
  readonly isMedia: boolean;
}

/** One file on its way. */
export class Transfer {
  /** Where the next request goes. */
  target: Target;
  /** How many bytes are there. */
  received = 0;
  /** How many there will be, as far as anybody said. */
  total: number | null = null;
  /** What the host says it is. */
  contentType: string | null = null;
  /** How long to wait before the next request. */
  pauseMs = 0;
  complete = false;
  readonly #order: Order;
  readonly #first: Target;
  #seen: Set<string>;
  #retries = 0;
  #etag: string | null = null;
  #askedFrom = 0;
  #until: number | null = null; // where the content of this answer ends, if it was said

  /** @throws {DownloadError} The address is not one to fetch from. */
  constructor(order: Order) {
    this.#order = order;
    this.#first = checked(order.url, order.allowed);
    this.target = this.#first;
    this.#seen = new Set([this.target.url]);
  }

  /** The headers of the next request to `target`, besides the client's own. */
  request(): Record<string, string> {
    this.pauseMs = 0;
    this.#askedFrom = this.#etag === null ? 0 : this.received;
    if (this.#askedFrom === 0 || this.#etag === null) return {};
    return { range: `bytes=${this.#askedFrom}-`, "if-range": this.#etag };
  }

  /**
   * Judges the head of an answer.
   *
   * @returns From which byte on its content is to be written; null when its content is nothing and
   *   the next request is due.
   * @throws {DownloadError} That is the end of it.
   */
  receive(head: Head, now: number): number | null {
    const { status } = head;
    const told = `its host answered HTTP ${status}`;
    if (MOVED.includes(status)) {
      this.#follow(head.headers["location"]);
      return null;
    }
    if (AGAIN.includes(status)) {
      this.broke(told, now, status);
      this.pauseMs = Math.max(this.pauseMs, retryAfterMs(head.headers) ?? 0);
      return null;
    }
    if (status === 416 && this.#askedFrom > 0) {
      this.#forget();
      this.broke(told, now, status);
      return null;
    }
    if (status === 206 && this.#askedFrom > 0) {
      this.#continue(head);
    } else if (status === 200) {
      this.#begin(head);
    } else {
      const hint = GONE.includes(status)
        ? `; the link has expired or was withdrawn. Read the task again, tasks.wait("${this.#order.taskId}"), for a fresh one: results are kept for some days`
        : "";
      throw new DownloadError(told + hint, { status });
    }
    return this.received;
  }

  /** Counts a piece before it is written. */
  take(size: number, now: number): void {
    this.received += size;
    if (this.#until !== null && this.received > this.#until) {
      throw new DownloadError("its host sent more bytes than it said");
    }
    if (this.received > this.#order.maxBytes) throw this.#tooLarge();
    if (now >= this.#order.lateAt) throw late();
  }

  /** The content ended as the protocol has it. */
  end(now: number): void {
    if (this.#until !== null && this.received < this.#until) {
      this.broke("its host sent fewer bytes than it said", now);
    } else if (this.total !== null && this.received < this.total) {
      this.broke("its host sent a part only", now);
    } else if (this.received === 0) {
      throw new DownloadError("its host sent an empty file");
    } else {
      this.complete = true;
      this.total = this.received;
    }
  }

  /** An attempt failed; throws `DownloadError` when it was the last one. */
  broke(reason: string, now: number, status: number | null = null): void {
    this.#retries++;
    if (this.#retries > RETRIES) {
      throw new DownloadError(`${reason}, at the last of ${this.#retries} attempts`, {
        status,
        safeToRetry: true,
      });
    }
    this.pauseMs = PAUSE_MS * 2 ** (this.#retries - 1);
    if (now + this.pauseMs >= this.#order.lateAt) throw late();
    this.target = this.#first;
    this.#seen = new Set([this.target.url]);
  }

  #follow(location: string | undefined): void {
    if (location === undefined) {
      throw new DownloadError("its host redirects without saying where to");
    }
    this.target = redirected(this.target, location, this.#order.allowed);
    if (this.#seen.has(this.target.url)) {
      throw new DownloadError("its host redirects in a circle");
    }
    if (this.#seen.size > REDIRECTS) {
      throw new DownloadError(`its host redirects more than ${REDIRECTS} times`);
    }
    this.#seen.add(this.target.url);
  }

  #begin({ headers, isFramed }: Head): void {
    this.#forget();
    if (!PLAIN.includes(headers["content-encoding"]?.trim().toLowerCase() ?? "")) {
      throw new DownloadError("its host sent it in a coding that was not asked for");
    }
    if (!isFramed) {
      throw new DownloadError("its host does not tell how long it is, so a part could pass for it");
    }
    this.contentType = headers["content-type"] ?? null;
    const type = this.contentType?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
    if (PAGES.includes(type) && this.#order.isMedia) {
      throw new DownloadError("its host sent a web page in its place");
    }
    const length = headers["content-length"];
    if (length !== undefined) {
      if (!LENGTH.test(length)) {
        throw new DownloadError("its host announces a length that cannot be");
      }
      this.total = Number(length);
      this.#until = this.total;
    }
    const etag = headers["etag"] ?? "";
    this.#etag = STRONG.test(etag) ? etag : null;
    if (this.total !== null && this.total > this.#order.maxBytes) throw this.#tooLarge();
  }

  #continue({ headers, isFramed }: Head): void {
    const found = RANGE.exec(headers["content-range"]?.trim() ?? "");
    const [first, last] = [Number(found?.[1]), Number(found?.[2])];
    const total = found?.[3] === "*" ? this.total : Number(found?.[3]);
    const fits =
      found !== null &&
      isFramed &&
      first === this.#askedFrom &&
      last >= first &&
      (this.total === null || total === this.total) &&
      (total === null || last < total) &&
      (headers["content-length"] ?? String(last - first + 1)) === String(last - first + 1) &&
      (headers["etag"] ?? this.#etag) === this.#etag &&
      PLAIN.includes(headers["content-encoding"]?.trim().toLowerCase() ?? "");
    if (!fits) {
      throw new DownloadError("its host continued with another part than it was asked for");
    }
    this.total = total;
    this.#until = last + 1;
    if (total !== null && total > this.#order.maxBytes) throw this.#tooLarge();
  }

  #forget(): void {
    this.received = 0;
    this.total = null;
    this.#etag = null;
    this.#until = null;
  }

  #tooLarge(): DownloadError {
    return new DownloadError(
      `it is over ${this.#order.maxBytes} bytes, all that maxBytes and maxTotalBytes leave it`,
    );
  }
}

function late(): DownloadError {
  return new DownloadError("it took longer than its timeout", { safeToRetry: true });
}
