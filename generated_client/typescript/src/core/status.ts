/** The statuses of HTTP that the service's docs give a meaning. */

export const FIRST_ERROR = 400;
export const NOT_FOUND = 404;
export const TOO_MANY = 429;
export const FIRST_SERVER_ERROR = 500;
const REQUEST_TIMEOUT = 408;

/** Whether it is a 2xx. */
export function isOk(status: number): boolean {
  return Math.floor(status / 100) === 2;
}

/** Whether a read that was answered with this status is worth repeating. */
export function passes(status: number): boolean {
  return status === REQUEST_TIMEOUT || status === TOO_MANY || status >= FIRST_SERVER_ERROR;
}
