package download

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Names is what the name of a file is made of.
type Names string

// The choices.
const (
	ByTask Names = "task" // the task's id and the file's number
	ByURL  Names = "url"  // the last segment of the address's path
)

const longestStem = 100

// devices are names that Windows gives to devices, with any suffix.
var devices = []string{"con", "prn", "aux", "nul", "clock$", "conin$", "conout$"}

// programs is what some system runs, or follows, when it is opened or merely looked at in a folder.
var programs = strings.Fields(`app apk application appref bat chm cmd com command cpl desktop dll dmg exe gadget
	hta htm html inf ini iso jar js jse lnk mht mhtml msc msi msp php pif pkg ps1 psm1 py pyw rb reg scf scr sh so
	swf sys url vb vbe vbs webloc ws wsc wsf wsh xhtml xll`)

var extensions = map[string]string{
	"application/pdf": "pdf", "audio/mpeg": "mp3", "audio/ogg": "ogg", "audio/wav": "wav", "audio/x-wav": "wav",
	"image/avif": "avif", "image/bmp": "bmp", "image/gif": "gif", "image/heic": "heic", "image/jpeg": "jpg",
	"image/jpg": "jpg", "image/png": "png", "image/tiff": "tiff", "image/webp": "webp", "text/plain": "txt",
	"video/mp4": "mp4", "video/quicktime": "mov", "video/webm": "webm",
}

var (
	beforePath    = regexp.MustCompile(`^(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://[^/]*)?`)
	outsideForm   = regexp.MustCompile(`[^A-Za-z0-9._-]+`)
	dotsForm      = regexp.MustCompile(`\.{2,}`)
	extensionForm = regexp.MustCompile(`^[A-Za-z0-9]{1,8}$`)
	deviceForm    = regexp.MustCompile(`^(?:com|lpt)[0-9]$`)
)

// File is what the name of a file may be made of.
type File struct {
	TaskID      string
	Index       int // which file of the result it is, from 0
	URL         string
	Format      string // as the service states it, if it does
	ContentType string // what the file's host said of it
}

// Name is the name of a file, safe on Linux, macOS and Windows: ASCII letters, digits, -, _ and single dots.
// The rule stands at the top of the Python client's file_name module, and every client follows it to the
// letter. isTaken tells whether a name is not to be used, by its ClashKey.
func Name(names Names, file File, isTaken func(key string) bool) string {
	segment, suffix := ofAddress(file.URL)
	stem := ""
	if names == ByURL {
		stem = cleaned(segment)
	}
	if stem == "" {
		task := cleaned(strings.ReplaceAll(file.TaskID, ".", "_"))
		if task == "" {
			task = "file"
		}
		stem = task + "-" + strconv.Itoa(file.Index+1)
	}
	if first, _, _ := strings.Cut(strings.ToLower(stem), "."); slices.Contains(devices, first) || deviceForm.MatchString(first) {
		stem = "_" + stem
	}
	kind, _, _ := strings.Cut(file.ContentType, ";")
	extension := extension(file.Format, suffix, extensions[strings.ToLower(strings.Trim(kind, " \t"))])
	name := stem + "." + extension
	for number := 1; isTaken(ClashKey(name)); number++ {
		name = stem + "-" + strconv.Itoa(number) + "." + extension
	}
	return name
}

// folds are letters outside ASCII that some file system takes for ASCII ones.
var folds = strings.NewReplacer("ſ", "s", "ß", "ss", "ẞ", "ss", "\u212a", "k", "ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi",
	"ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st")

// ClashKey is what two names have in common that some file system holds for the same one. Names that are
// made here are ASCII, whose key is their lower case.
func ClashKey(name string) string {
	for at := range len(name) {
		if name[at] >= utf8.RuneSelf {
			return strings.ToLower(folds.Replace(name))
		}
	}
	return strings.ToLower(name)
}

// ofAddress is the last segment of an address's path without its suffix, and that suffix.
func ofAddress(address string) (segment, suffix string) {
	path := pathOf(address)
	decoded := unquoted(path[strings.LastIndexByte(path, '/')+1:])
	name := decoded[strings.LastIndexAny(decoded, `/\`)+1:]
	dot := strings.LastIndexByte(name, '.')
	if dot >= 0 && extensionForm.MatchString(name[dot+1:]) {
		return name[:dot], name[dot+1:]
	}
	return name, ""
}

// pathOf is the path of an address as RFC 3986, appendix B, takes it from any text.
func pathOf(address string) string {
	address, _, _ = strings.Cut(address, "#")
	address, _, _ = strings.Cut(address, "?")
	return address[len(beforePath.FindString(address)):]
}

// unquoted is a text with its percent escapes decoded once, as UTF-8; what is none stays as it is.
func unquoted(text string) string {
	var out strings.Builder
	for at := 0; at < len(text); at++ {
		if text[at] == '%' && at+2 < len(text) {
			if code, err := strconv.ParseUint(text[at+1:at+3], 16, 8); err == nil {
				out.WriteByte(byte(code))
				at += 2
				continue
			}
		}
		out.WriteByte(text[at])
	}
	return strings.ToValidUTF8(out.String(), string(unicode.ReplacementChar))
}

func cleaned(text string) string {
	text = strings.Trim(dotsForm.ReplaceAllString(outsideForm.ReplaceAllString(text, "_"), "."), "._-")
	return strings.TrimRight(text[:min(len(text), longestStem)], "._-")
}

func extension(candidates ...string) string {
	for _, candidate := range candidates {
		if found := strings.ToLower(candidate); extensionForm.MatchString(candidate) && !slices.Contains(programs, found) {
			return found
		}
	}
	return "bin"
}
