/**
 * The numbers that requests, answers and their errors are held to.
 *
 * They stand in a module that imports nothing, where bundlers put a number in the place of its name.
 */

/** Larger integers are not exact as a double. */
export const EXACT = 9_007_199_254_740_992;
/** Levels of a body; the checker of every language counts the same. */
export const DEEPEST = 64;

/** Letters of Base64 that hold the signature of any image. */
export const HEAD_LETTERS = 32;

/** Without progress for so long a request is given up. */
export const PROGRESS_MS = 60_000;
/** Bytes of an answer. */
export const LARGEST_ANSWER = 16_777_216;
/** Units of an answer that is too large, or broke off. */
export const KEPT = 65_536;

/** Code points of a value that a violation shows. */
export const LONGEST_SHOWN = 32;
/** Units of a name that may be a mistyped one; those that are known are much shorter. */
export const LONGEST_NAME = 1_000;
/** Units of a path in an error: a name of the caller's may be megabytes long. */
export const LONGEST_PATH = 120;
/** Units of the service's words in an error. */
export const LONGEST_MESSAGE = 300;
/** Units of an engine's words in an error. */
export const LONGEST_REASON = 200;
/** Units of a request's id. */
export const LONGEST_ID = 128;
/** Units of a status in an error. */
export const LONGEST_WORD = 40;

/** Attempts at one submit that break before the last byte; after each the pause doubles. */
export const MOST_BROKEN = 4;
export const FIRST_PAUSE_MS = 500;
/** After a 429 the pause grows up to the second one, or is what the service asks for. */
export const FIRST_LIMITED_PAUSE_MS = 1_000;
export const LONGEST_PAUSE_MS = 30_000;
/** Without a limit of the caller's, nothing is sent again later than this after the beginning. */
export const WINDOW_MS = 120_000;
