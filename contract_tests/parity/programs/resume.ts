// `submit` begins a task and prints its id; `wait ID` follows one and prints what came out.

import { argv } from "node:process";
import { Modellix } from "../../../generated_client/typescript/src/index.ts";

const client = new Modellix(); // settings from the environment
const [, , what, id] = argv;
if (what === "submit") {
  const task = await client.kling.v2Mi2i.submit({ prompt: "A boat on a quiet lake", n: 2 });
  console.log(task.id);
} else {
  const result = await client.tasks.wait(String(id), { timeoutMs: 60_000 });
  console.log(JSON.stringify([result.taskId, result.resources.map(({ url }) => url)]));
}
