/** Dates in headers, as moments that can be compared with each other. */

const FORM = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (.{20}) (GMT|[+-][0-9]{4})$/;

/**
 * A date of HTTP (RFC 9110, 5.6.7: the form that servers have to send, also with another zone) in
 * milliseconds since the epoch; null when it is none.
 */
export function dateMs(text: string): number | null {
  const [, time = "", zone = ""] = FORM.exec(text) ?? [];
  const moment = new Date(`${time} GMT`);
  // Printed as it was written: the engine's own reading lets a lot more pass.
  if (!(moment.getTime() >= 0) || moment.toUTCString().slice(5, 25) !== time) return null;
  const east =
    zone === "GMT" ? 0 : Number(zone.slice(0, 3)) * 60 + Number(zone.charAt(0) + zone.slice(3));
  return moment.getTime() - east * 60_000;
}
