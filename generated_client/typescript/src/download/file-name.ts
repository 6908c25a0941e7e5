/**
 * Names for the files of a result, safe on Linux, macOS and Windows.
 *
 * A name is ASCII: letters, digits, `-`, `_` and single dots. File systems disagree about which names
 * outside ASCII are the same, and a name that means one thing on every system cannot depend on that.
 *
 * 1. The wish. `task`: the task's id with each dot made `_`, cleaned (step 2), then `-` and the
 *    file's number from 1. `url`: the last segment of the address's path, percent-decoded once as
 *    UTF-8, what follows its last `/` or backslash, without its suffix, cleaned. A suffix is a last
 *    dot and 1 to 8 ASCII letters or digits after it. The path is what RFC 3986, appendix B, takes for
 *    it, in any text.
 * 2. Cleaned: each run of characters outside `A-Z a-z 0-9 . _ -` becomes one `_`, each run of dots one
 *    dot; `.`, `_` and `-` at both ends go; of more than 100 characters the first 100 stay, and their
 *    end is trimmed once more. When nothing is left of an address, the task's wish is taken, and
 *    `file` when nothing is left of a task id.
 * 3. A wish whose part before its first dot is a device of Windows, in any case, gets `_` before it.
 * 4. The extension, in lower case: the first usable one of the stated format, the suffix of the
 *    address, and what the `Content-Type` stands for, without its parameters and the spaces and tabs
 *    around it; else `bin`. Usable are 1 to 8 ASCII letters or digits that no system would run when the
 *    file is opened.
 * 5. While a name that is taken is the same in the sense of `clashKey`, `-1`, `-2` … is added.
 */

/** What a name is made of: the task's id, or the last segment of the address. */
export type Names = "task" | "url";

const LONGEST_STEM = 100;
const DEVICES = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9]|lpt[0-9])$/i;
// What some system runs, or follows, when it is opened or merely looked at in a folder.
const PROGRAMS: ReadonlySet<string> = new Set(
  (
    "app apk application appref bat chm cmd com command cpl desktop dll dmg exe gadget hta htm " +
    "html inf ini iso jar js jse lnk mht mhtml msc msi msp php pif pkg ps1 psm1 py pyw rb reg " +
    "scf scr sh so swf sys url vb vbe vbs webloc ws wsc wsf wsh xhtml xll"
  ).split(" "),
);
const TYPES: ReadonlyMap<string, string> = new Map([
  ["application/pdf", "pdf"],
  ["audio/mpeg", "mp3"],
  ["audio/ogg", "ogg"],
  ["audio/wav", "wav"],
  ["audio/x-wav", "wav"],
  ["image/avif", "avif"],
  ["image/bmp", "bmp"],
  ["image/gif", "gif"],
  ["image/heic", "heic"],
  ["image/jpeg", "jpg"],
  ["image/jpg", "jpg"],
  ["image/png", "png"],
  ["image/tiff", "tiff"],
  ["image/webp", "webp"],
  ["text/plain", "txt"],
  ["video/mp4", "mp4"],
  ["video/quicktime", "mov"],
  ["video/webm", "webm"],
]);
const EXTENSION = /^[A-Za-z0-9]{1,8}$/;

/** What a name is made from. */
export interface Named {
  readonly names: Names;
  readonly taskId: string;
  /** Which file of the result it is, from 0. */
  readonly index: number;
  readonly url: string;
  /** Its format as the service states it. */
  readonly format: string | null;
  /** What the file's host said of it. */
  readonly contentType: string | null;
}

/** The name of a file; `taken` holds the `clashKey` of each name that is not to be used. */
export function fileName(named: Named, taken: ReadonlySet<string>): string {
  const [segment, suffix] = ofAddress(named.url);
  let stem = named.names === "url" ? cleaned(segment) : "";
  if (stem === "") {
    stem = `${cleaned(named.taskId.replaceAll(".", "_")) || "file"}-${named.index + 1}`;
  }
  if (DEVICES.test(stem.split(".", 1)[0] ?? "")) stem = `_${stem}`;
  const type =
    (named.contentType ?? "")
      .split(";", 1)[0]
      ?.replace(/^[ \t]+|[ \t]+$/g, "")
      .toLowerCase() ?? "";
  const extension = usable(named.format ?? "", suffix, TYPES.get(type) ?? "");
  let name = `${stem}.${extension}`;
  for (let number = 1; taken.has(clashKey(name)); number++) name = `${stem}-${number}.${extension}`;
  return name;
}

/** What two names have in common that some file system holds for the same one. */
export function clashKey(name: string): string {
  return name.normalize("NFC").toLowerCase().toUpperCase().toLowerCase();
}

/** The last segment of the path without its suffix, and that suffix. */
function ofAddress(url: string): [stem: string, suffix: string] {
  const path = url.replace(/^[A-Za-z][A-Za-z0-9+.-]*:/, "").replace(/^\/\/[^/?#]*/, "");
  const last =
    path
      .replace(/[?#].*$/s, "")
      .split("/")
      .at(-1) ?? "";
  const name = decoded(last).split(/[/\\]/).at(-1) ?? "";
  const dot = name.lastIndexOf(".");
  const suffix = name.slice(dot + 1);
  return dot >= 0 && EXTENSION.test(suffix) ? [name.slice(0, dot), suffix] : [name, ""];
}

/** Percent-decoded once; what is no UTF-8 becomes U+FFFD. */
function decoded(text: string): string {
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) => {
    const bytes = run
      .slice(1)
      .split("%")
      .map((digits) => Number.parseInt(digits, 16));
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(new Uint8Array(bytes));
  });
}

function cleaned(text: string): string {
  return text
    .replace(/[^A-Za-z0-9._-]+/g, "_")
    .replace(/\.{2,}/g, ".")
    .replace(/^[._-]+|[._-]+$/g, "")
    .slice(0, LONGEST_STEM)
    .replace(/[._-]+$/, "");
}

function usable(...candidates: readonly string[]): string {
  const found = candidates.find(
    (candidate) => EXTENSION.test(candidate) && !PROGRAMS.has(candidate.toLowerCase()),
  );
  return found?.toLowerCase() ?? "bin";
}
