/** A task id in an answer that could not be read as a whole: it may be all that is left of it. */

// The ids that were seen so far; what else stands there may be cut short or mean something else.
const TASK_ID = /"task_id"\s{0,9}:\s{0,9}"([A-Za-z0-9._~:/+@=-]{1,512})"/g;

/** The one task id that the text names, closing quote and all, or null. */
export function salvagedTaskId(body: string): string | null {
  const [taskId, ...others] = new Set(Array.from(body.matchAll(TASK_ID), (match) => match[1]));
  return others.length === 0 ? (taskId ?? null) : null;
}
