/** Takes what the caller wrote out of what the service says, before it becomes an error's text. */

const HIDDEN = "…";
// What the message of an error begins with stays, whatever the request says: the docs list it.
export const CATEGORY: RegExp =
  /^(?:Invalid parameters|Missing required parameter|Invalid format|Value out of range|Authentication failed|Resource not found|Rate limit exceeded|Concurrent limit exceeded)?/;
// Shorter ones are everyday words, and say nothing of the request that the docs do not.
const SHORTEST = 4;
// A service may quote a part: this many units in a row are taken for one.
const WINDOW = 12;
// Of a longer string the beginning: that is what a message would quote.
const LONGEST = 8192;
// Messages longer than this are cut before they are shown.
const SHOWN = 600;

// Behind these stands what gives access to a file.
const SIGNED = /(https?:\/\/[^\s?#'"<>]+)[?#][^\s'"<>]*/gi;

/** The service's words, addresses without their queries. */
export function unsigned(words: string): string {
  return words.replace(SIGNED, "$1?…");
}

/** The message without the caller's strings. */
export function discreet(message: string, secrets: readonly string[]): string {
  const category = CATEGORY.exec(message)?.[0] ?? "";
  const text = message.slice(category.length, SHOWN);
  const quoted = new Set<number>();
  for (const secret of secrets) {
    if (secret.length < SHORTEST) continue;
    const size = Math.min(WINDOW, secret.length);
    for (let start = 0; start + size <= text.length; start++) {
      if (!secret.slice(0, LONGEST).includes(text.slice(start, start + size))) continue;
      for (let at = start; at < start + size; at++) quoted.add(at);
    }
  }
  const shown = Array.from({ length: text.length }, (_, at) => {
    if (!quoted.has(at)) return text[at];
    return quoted.has(at - 1) ? "" : HIDDEN;
  });
  return (category + shown.join("")).toWellFormed();
}

/** The strings of a request. */
export function stringsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}
