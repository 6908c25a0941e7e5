/** How a submitted task is followed; every duration is a whole number of milliseconds. */
export interface TaskSpec {
  /** The path of a task, with `{task_id}` in it. */
  readonly path: string;
  /** Statuses after which a task changes no more. */
  readonly terminal: readonly string[];
  /** Those of them that come with a result. */
  readonly success: readonly string[];
  /** From the submit to the first look. */
  readonly firstDelayMs: number;
  /** Two looks are never closer than this. */
  readonly minDelayMs: number;
  /** The pause between two looks grows no further than this. */
  readonly maxDelayMs: number;
  /** Each pause as a percentage of the one before it. */
  readonly growthPercent: number;
  /** How long a wait lasts when the caller does not say. */
  readonly waitTimeoutMs: number;
}
