// node verdicts.mjs PEERS: for each line {"model", "body"} the names of those that call it valid.

import { createInterface } from "node:readline";

import { checkers } from "./catalogue.mjs";

const known = new Map();
for await (const line of createInterface({ input: process.stdin })) {
  const { model, body } = JSON.parse(line);
  if (!known.has(model)) known.set(model, await checkers(model, process.argv[2]));
  const accepting = known.get(model).filter((one) => one.valid(body));
  console.log(JSON.stringify(accepting.map((one) => one.name)));
}
