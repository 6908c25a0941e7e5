/** Dates in headers, as moments that can be compared with each other. */

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const FORM =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), ([0-9]{2}) ([A-Z][a-z]{2}) ([0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2}) (?:GMT|([+-])([0-9]{2})([0-9]{2}))$/;

/**
 * A date of HTTP (RFC 9110, 5.6.7: the form that servers have to send, also with another zone) in
 * milliseconds since the epoch; null when it is none.
 */
export function dateMs(text: string): number | null {
  const [, day, month, year, hour, minute, second, sign, hours, minutes] = FORM.exec(text) ?? [];
  const at = MONTHS.indexOf(month ?? "");
  if (at < 0 || year === undefined || Number(year) < 1970) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const midnight = Date.UTC(Number(year), at, Number(day));
  // A day that the month does not have is one of another month.
  if (new Date(midnight).getUTCDate() !== Number(day)) return null;
  const east = sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) : 0;
  return midnight + ((Number(hour) * 60 + Number(minute) - east) * 60 + Number(second)) * 1000;
}
