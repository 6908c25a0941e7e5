/**
 * Whether a file may be fetched from an address, decided before anything is sent.
 *
 * An address comes from an answer or from a redirect, so it may be anybody's. It is read by a grammar
 * narrower than RFC 3986: what two parsers could read differently is refused, so that what was
 * checked is what is connected to. The IP addresses that a name resolves to go through
 * `checkResolved`, and the connection is made to one of exactly these.
 */

import { isIPv4, isIPv6 } from "node:net";
import { DownloadError } from "../errors.ts";
import { type Reach, reachOf } from "./networks.ts";

const LONGEST_URL = 16_384;
// Below this, ports belong to services that a request could be mistaken by; 80 and 443 aside.
const FIRST_FREE_PORT = 1024;
const LAST_PORT = 65_535;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that are refused
const UNFIT = /[\u0000-\u0020\\\u007f]|\p{Surrogate}/u;
const PARTS = /^([A-Za-z]+):\/\/([^/?#]+)(.*)$/s;
const AUTHORITY = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::([0-9]{0,5}))?$/;
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
const LONGEST_NAME = 253;
// A last label that C libraries read as a number, in decimal, octal or hex: 2130706433, 0x7f.1.
const NUMBER = /^(?:[0-9]+|0x[0-9a-f]*)$/;
const LOOPBACK_NAMES = ["localhost"];
// Names that only a network of one's own gives a meaning to.
const PRIVATE_NAMES = ["internal", "intranet", "lan", "local", "home.arpa", "corp", "private"];
const HINTS: Readonly<Record<Reach, string>> = {
  public: "is on the public web",
  loopback: "is this computer",
  private: "is on a private network",
  never: "is in a range that no file of a result comes from",
};

/** Where a file is to be fetched: read once, and connected to as read. */
export interface Target {
  readonly url: string;
  readonly scheme: "http" | "https";
  /** A name, or an IP address without brackets, in lower case. */
  readonly host: string;
  readonly port: number;
  /** Path and query, as they are sent. */
  readonly path: string;
  readonly isAddress: boolean;
}

/** Reads an address; throws `DownloadError`, whose text never shows it. */
export function checked(url: unknown, allowed: ReadonlySet<Reach>): Target {
  if (typeof url !== "string" || !url) {
    throw refused("it has no http(s) address; raw holds what there is");
  }
  if ([...url].length > LONGEST_URL) {
    throw refused(`its address is longer than ${LONGEST_URL} characters`);
  }
  if (UNFIT.test(url)) {
    throw refused("its address holds white space, a backslash or a control character");
  }
  const [, named = "", authority = "", rest = ""] = PARTS.exec(url) ?? [];
  const scheme = named.toLowerCase();
  if (scheme !== "http" && scheme !== "https") throw refused("its address is not http(s)");
  if (authority.includes("@")) throw refused("its address holds a user or a password");
  const [, bracketed = "", stated = ""] = AUTHORITY.exec(authority.toLowerCase()) ?? [];
  const port = Number(stated || (scheme === "http" ? 80 : 443));
  if (!bracketed || port === 0 || port > LAST_PORT) {
    throw refused("its address names no host and port that can be used");
  }
  const host = bracketed.replace(/^\[|\]$/g, "");
  const [reach, isAddress] = reachOfHost(host);
  if (!allowed.has(reach)) throw notAllowed(reach);
  if (reach === "public" && port < FIRST_FREE_PORT && port !== 80 && port !== 443) {
    throw refused(`its address names port ${port}, where no files are served`);
  }
  const path = encodeURI(rest.replace(/#.*$/s, "")).replace(/%25/g, "%");
  return { url, scheme, host, port, path: path.startsWith("/") ? path : `/${path}`, isAddress };
}

/** Where a redirect leads to, checked like the first address. */
export function redirected(target: Target, location: string, allowed: ReadonlySet<Reach>): Target {
  const url = joined(target, location);
  let found: Target;
  try {
    found = checked(url, allowed);
  } catch (error) {
    if (!(error instanceof DownloadError)) throw error;
    throw refused(`its host redirects, and then ${error.message}`);
  }
  if (target.scheme === "https" && found.scheme !== "https") {
    throw refused("its host redirects from https to http");
  }
  return found;
}

/** Refuses when one of the addresses that a name resolved to may not be reached. */
export function checkResolved(addresses: readonly string[], allowed: ReadonlySet<Reach>): void {
  for (const address of addresses) {
    const reach = reachOf(address) ?? "never";
    // An answer with both kinds is how a public name is made to point inside.
    if (!allowed.has(reach)) throw notAllowed(reach);
  }
}

/** A reference resolved against an address (RFC 3986, 5.2), the reference left as it is written. */
function joined({ url, scheme }: Target, location: string): string {
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(location)) return location;
  if (location.startsWith("//")) return `${scheme}:${location}`;
  const [, origin = "", path = ""] = /^([^:]+:\/\/[^/?#]*)([^?#]*)/.exec(url) ?? [];
  if (location.startsWith("/")) return origin + undotted(location);
  if (location.startsWith("?") || location === "") return origin + path + location;
  return origin + undotted(path.replace(/[^/]*$/, "") + location);
}

/** A path without steps up; what follows it stays. */
function undotted(reference: string): string {
  const [, path = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(reference) ?? [];
  const kept: string[] = [];
  const steps = path.split("/").slice(1);
  for (const [index, step] of steps.entries()) {
    const last = index === steps.length - 1;
    if (step === "..") kept.pop();
    if (step !== "." && step !== "..") kept.push(step);
    else if (last) kept.push("");
  }
  return `/${kept.join("/")}${rest}`;
}

/** Who a host is, as far as it can be told without asking anyone; whether it is an address. */
function reachOfHost(host: string): [reach: Reach, isAddress: boolean] {
  const labels = host.split(".");
  if (host.includes(":") || NUMBER.test(labels.at(-1) ?? "")) {
    const reach = isIPv4(host) || (host.includes(":") && isIPv6(host)) ? reachOf(host) : undefined;
    if (!reach) throw refused("its address names a host by a number in an odd form");
    return [reach, true];
  }
  if (host.length > LONGEST_NAME || !labels.every((label) => LABEL.test(label))) {
    throw refused("its address names no host and port that can be used");
  }
  if (within(host, LOOPBACK_NAMES)) return ["loopback", false];
  if (labels.length === 1 || within(host, PRIVATE_NAMES)) return ["private", false];
  return ["public", false];
}

function within(host: string, names: readonly string[]): boolean {
  return names.some((name) => host === name || host.endsWith(`.${name}`));
}

function notAllowed(reach: Reach): DownloadError {
  const how = reach === "never" ? "" : "; allowPrivate: true is for files of your own network";
  return refused(`its host ${HINTS[reach]}${how}`);
}

function refused(reason: string): DownloadError {
  return new DownloadError(reason);
}
