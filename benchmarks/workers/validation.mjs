// node validation.mjs MODEL URL: every checker of one model's requests in one process, in turn.
// Answers each line on its standard input, so many milliseconds, with a line of figures.

import { createInterface } from "node:readline";

import { checkers } from "../checkers/typescript/catalogue.mjs";

const model = process.argv[2];
const { valid, broken } = JSON.parse(process.env.BENCHMARK_BODIES)[model];
const found = await checkers(model, process.env.BENCHMARK_NODE_PEERS);
const calls = {};
for (const one of found) {
  if (!one.valid(valid) || one.report(broken).length !== found[0].report(broken).length) {
    throw new Error(`${model}: ${one.name} does not agree about the bodies`);
  }
  calls[`valid ${one.name}`] = () => one.valid(valid);
  calls[`broken ${one.name}`] = () => one.report(broken);
}
console.log(JSON.stringify(Object.fromEntries(found.map((one) => [one.name, one.version]))));

const BATCH = 100;
let kept; // so that no call can be left out for want of a reader
for await (const line of createInterface({ input: process.stdin })) {
  const figures = Object.entries(calls).map(([name, call]) => [name, timed(call, Number(line))]);
  console.log(JSON.stringify(Object.fromEntries(figures)));
}

/**
 * Microseconds a call: the median over batches of so many milliseconds together, so that neither
 * the collector, which cleans up behind all of them, nor other programs fall to one of them.
 */
function timed(call, milliseconds) {
  const batches = [];
  const begun = performance.now();
  let now = begun;
  while (now - begun < milliseconds) {
    const before = now;
    for (let time = 0; time < BATCH; time++) kept = call();
    now = performance.now();
    batches.push(now - before);
  }
  if (kept === undefined) throw new Error("nothing was answered");
  return (batches.sort((a, b) => a - b)[batches.length >> 1] / BATCH) * 1e3;
}
