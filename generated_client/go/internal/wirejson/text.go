package wirejson

const hexadecimal = "0123456789abcdef"

// AppendString appends a string, which must be UTF-8, with its quotes and the mandatory escapes.
func AppendString(out []byte, text string) []byte {
	out = append(out, '"')
	begin := 0
	for at := range len(text) {
		letter := text[at]
		if letter >= ' ' && letter != '"' && letter != '\\' {
			continue
		}
		out = append(out, text[begin:at]...)
		begin = at + 1
		switch letter {
		case '"', '\\':
			out = append(out, '\\', letter)
		case '\b':
			out = append(out, `\b`...)
		case '\f':
			out = append(out, `\f`...)
		case '\n':
			out = append(out, `\n`...)
		case '\r':
			out = append(out, `\r`...)
		case '\t':
			out = append(out, `\t`...)
		default:
			out = append(out, '\\', 'u', '0', '0', hexadecimal[letter>>4], hexadecimal[letter&15])
		}
	}
	return append(append(out, text[begin:]...), '"')
}
