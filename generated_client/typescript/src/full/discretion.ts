/** Takes what the caller wrote out of what the service says, before it becomes an error's text. */

import { MediaText } from "../media-text.ts";

const HIDDEN = "…";
// What the message of an error begins with stays, whatever the request says: the docs list it.
export const CATEGORY: RegExp =
  /^(?:Invalid parameters|Missing required parameter|Invalid format|Value out of range|Authentication failed|Resource not found|Rate limit exceeded|Concurrent limit exceeded)?/;
// Shorter ones are everyday words, and say nothing of the request that the docs do not.
const SHORTEST = 4;
// A service may quote a part: this many code points in a row are taken for one.
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
  const text = beginning(message.slice(category.length), SHOWN);
  const quoted = new Set<number>();
  for (const string of secrets) {
    const letters = beginning(string, LONGEST);
    if (letters.length < SHORTEST) continue;
    const secret = letters.join("");
    const size = Math.min(WINDOW, letters.length);
    for (let start = 0; start + size <= text.length; start++) {
      if (!secret.includes(text.slice(start, start + size).join(""))) continue;
      for (let at = start; at < start + size; at++) quoted.add(at);
    }
  }
  const shown = text.map((letter, at) => {
    if (!quoted.has(at)) return letter;
    return quoted.has(at - 1) ? "" : HIDDEN;
  });
  return (category + shown.join("")).toWellFormed();
}

/**
 * The strings of a request, but for the words of the model's enums; of images as much as was sent, up
 * to what a message would quote.
 */
export function stringsOf(value: unknown, words: readonly string[]): string[] {
  if (typeof value === "string") return words.includes(value) ? [] : [value];
  if (value instanceof MediaText) return [value.sent];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((member) => stringsOf(member, words));
}

/** The first code points. */
function beginning(text: string, count: number): string[] {
  return [...text.slice(0, 2 * count)].slice(0, count);
}
