/**
 * Which IP addresses a file of a result may come from: tables of our own, after the special-purpose
 * registries for IPv4 and IPv6 (RFC 6890 and what updates it).
 */

import { BlockList, isIPv4, isIPv6 } from "node:net";

/**
 * `public`: anybody's. `loopback`: this computer. `private`: a network of one's own. `never`:
 * nobody's, everybody's, or where cloud machines keep their secrets.
 */
export type Reach = "public" | "loopback" | "private" | "never";

const LOOPBACK4 = listOf("127.0.0.0/8");
const NEVER4 = listOf(
  "0.0.0.0/8", // this network; many systems take it for loopback
  "100.100.100.200/32", // metadata of a cloud
  "168.63.129.16/32", // the same of another one
  "169.254.0.0/16", // link-local, and metadata of most clouds
  "192.0.0.0/24", // protocol assignments, and metadata of one more
  "192.0.2.0/24", // for documents
  "192.88.99.0/24", // 6to4 relays, given up
  "198.51.100.0/24", // for documents
  "203.0.113.0/24", // for documents
  "224.0.0.0/4", // multicast
  "240.0.0.0/4", // reserved, and broadcast
);
const PRIVATE4 = listOf(
  "10.0.0.0/8",
  "100.64.0.0/10", // shared by the customers of a provider
  "172.16.0.0/12",
  "192.168.0.0/16",
  "198.18.0.0/15", // for measurements; some proxies give every name an address here
);
const PUBLIC6 = listOf("2000::/3"); // all that was ever given out
const NEVER6 = listOf(
  "2001::/23", // protocol assignments, Teredo among them
  "2001:db8::/32", // for documents
  "2002::/16", // 6to4, given up
  "3fff::/20", // for documents
  "fd00:ec2::/32", // metadata of a cloud
);
const PRIVATE6 = listOf(
  "64:ff9b:1::/48", // translation within one network
  "fc00::/7", // unique local
  "fec0::/10", // site-local, the older form
);
const LOOPBACK6 = listOf("::1/128");
// IPv4 in the last 32 bits: mapped, and translated by NAT64, which public names resolve to where
// there is IPv6 alone.
const EMBEDDING = ["0:0:0:0:0:ffff:", "64:ff9b:0:0:0:0:"];

/** Who can be reached under an address; undefined when it is none. */
export function reachOf(text: string): Reach | undefined {
  const address = text.split("%", 1)[0] ?? ""; // without a zone, such as %eth0
  if (isIPv4(text)) return reach4(text);
  if (!isIPv6(address)) return undefined;
  const groups = groupsOf(address);
  const joined = groups.map((group) => group.toString(16)).join(":");
  if (EMBEDDING.some((prefix) => joined.startsWith(prefix))) {
    const bytes = groups.slice(6).flatMap((group) => [group >> 8, group & 0xff]);
    return reach4(bytes.join("."));
  }
  if (LOOPBACK6.check(address, "ipv6")) return "loopback";
  if (NEVER6.check(address, "ipv6")) return "never";
  if (PRIVATE6.check(address, "ipv6")) return "private";
  return PUBLIC6.check(address, "ipv6") ? "public" : "never";
}

function reach4(address: string): Reach {
  if (LOOPBACK4.check(address)) return "loopback";
  if (NEVER4.check(address)) return "never";
  return PRIVATE4.check(address) ? "private" : "public";
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  const hexadecimal = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) => {
    const high = (Number(a) << 8) | Number(b);
    return `${high.toString(16)}:${((Number(c) << 8) | Number(d)).toString(16)}`;
  });
  const [head = "", tail] = hexadecimal.split("::");
  const parse = (part: string) =>
    part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));
  const [first, last] = [parse(head), parse(tail ?? "")];
  return [...first, ...new Array(8 - first.length - last.length).fill(0), ...last];
}

function listOf(...networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", bits = ""] = network.split("/");
    list.addSubnet(address, Number(bits), isIPv4(address) ? "ipv4" : "ipv6");
  }
  return list;
}
