// Package charsets makes UTF-8 of text in whatever encoding it came: the one
// its byte order mark tells, the one that was declared, or the likeliest.
package charsets

import (
	"bytes"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// marks are the byte order marks and how XML begins without one. The longer
// come first: UTF-32's little-endian mark begins as UTF-16's does.
var marks = []struct {
	start    string
	name     string
	encoding encoding.Encoding
}{
	{"\x00\x00\xfe\xff", "utf-32be", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
	{"\xff\xfe\x00\x00", "utf-32le", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
	{"\x00\x00\x00<", "utf-32be", utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)},
	{"<\x00\x00\x00", "utf-32le", utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)},
	{"\xef\xbb\xbf", "utf-8", encoding.Nop},
	{"\xfe\xff", "utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	{"\xff\xfe", "utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	{"\x00<", "utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	{"<\x00", "utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
	{"\x00{", "utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
	{"{\x00", "utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
}

const mark = "\ufeff"

// Decode makes UTF-8 of src and tells the encoding that it took. ContentType
// is the header that came with it, or empty. What it says goes before what an
// XML declaration says; a byte order mark goes before both, and so does text
// that is UTF-8 beyond doubt: wrong declarations of it are common, and text of
// another encoding that is valid UTF-8 by chance isn't. Where the declared
// encoding can't be that of src, the likeliest is taken. The result may hold
// bytes that aren't UTF-8 where nothing fits.
func Decode(src []byte, contentType string) (text []byte, name string) {
	text, name = decode(src, contentType)
	return meant(text), name
}

// meant replaces the controls from U+0080 to U+009F, which no text has, by what
// windows-1252 has in their place: programs that took that for Latin-1 left
// them behind.
func meant(text []byte) []byte {
	found := false
	for i := 0; !found; i += 2 {
		next := bytes.IndexByte(text[i:], 0xc2)
		if next < 0 || i+next+1 >= len(text) {
			return text
		}
		i += next
		found = text[i+1] < 0xa0 && text[i+1] != 0x85
	}
	return bytes.Map(func(r rune) rune {
		if r >= 0x80 && r < 0xa0 && r != 0x85 {
			return charmap.Windows1252.DecodeByte(byte(r))
		}
		return r
	}, text)
}

func decode(src []byte, contentType string) (text []byte, name string) {
	if text, name := byMark(src); text != nil {
		return text, name
	}
	labels := []string{headerLabel(contentType), declaredLabel(src)}
	if utf8.Valid(src) && !shifts(labels) {
		return src, "utf-8"
	}
	for _, label := range labels {
		if e, name := lookup(label); e != nil && name != "utf-8" {
			if text, ok := with(e, src); ok {
				return text, name
			}
		}
	}
	return guess(src)
}

// byMark decodes what begins with a byte order mark or as XML does in 16 or 32
// bits. It is nil for everything else.
func byMark(src []byte) ([]byte, string) {
	for _, m := range marks {
		if !bytes.HasPrefix(src, []byte(m.start)) {
			continue
		}
		text, err := m.encoding.NewDecoder().Bytes(src)
		if err != nil {
			return nil, ""
		}
		text = bytes.TrimPrefix(text, []byte(mark))
		if m.encoding == encoding.Nop && !utf8.Valid(text) {
			return bytes.ToValidUTF8(text, []byte("\ufffd")), m.name
		}
		return text, m.name
	}
	return nil, ""
}

// headerLabel is the charset parameter of a Content-Type. Some servers write
// white space around it or quote it with apostrophes.
func headerLabel(contentType string) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
		return strings.Trim(params["charset"], " '\"")
	}
	_, label, _ := strings.Cut(strings.ToLower(contentType), "charset")
	label = strings.TrimLeft(label, " =")
	label, _, _ = strings.Cut(label, ";")
	return strings.Trim(label, " '\"")
}

var declaration = regexp.MustCompile(`<\?xml\s[^>]*?encoding\s*=\s*["']\s*([^"'>\s]+)`)

// declaredLabel is the encoding that an XML declaration names.
func declaredLabel(src []byte) string {
	if m := declaration.FindSubmatch(src[:min(len(src), 1024)]); m != nil {
		return string(m[1])
	}
	return ""
}

// shifts reports whether one of the labels is of an encoding whose bytes are
// all ASCII, so that its text is valid UTF-8 and means something else.
func shifts(labels []string) bool {
	for _, label := range labels {
		switch strings.ToLower(label) {
		case "iso-2022-jp", "csiso2022jp", "hz-gb-2312":
			return true
		}
	}
	return false
}

// lookup finds an encoding by any of its names, nil where it has none.
func lookup(label string) (encoding.Encoding, string) {
	if label == "" {
		return nil, ""
	}
	// The names of UTF-16 and 32 without a mark or a sign of it are wrong.
	if lower := strings.ToLower(label); strings.HasPrefix(lower, "utf-16") || strings.HasPrefix(lower, "utf-32") {
		return nil, ""
	}
	if e, name := charset.Lookup(label); e != nil && name != "replacement" {
		return e, name
	}
	if e, err := ianaindex.IANA.Encoding(label); err == nil && e != nil {
		return e, strings.ToLower(label)
	}
	return nil, ""
}

// maxFaults is the part of its characters that text may have wrong and still
// be of an encoding: one broken sentence doesn't make another one likelier.
const maxFaults = 0.01

// with decodes src. ok is false where it can't be in that encoding.
func with(e encoding.Encoding, src []byte) (text []byte, ok bool) {
	text, err := e.NewDecoder().Bytes(src)
	if err != nil {
		return nil, false
	}
	faults := bytes.Count(text, []byte("\ufffd"))
	return text, float64(faults) <= maxFaults*float64(utf8.RuneCount(text))
}
