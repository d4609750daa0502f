// Package xmltext reads XML as feeds have it: well-formed mostly, and broken
// in every way now and then. It never fails. What can't be a tag is text, an
// end without a beginning is passed over, what isn't closed ends with what it
// is in, and a file that was cut off ends where it ends.
//
// It expands no entities but those of HTML, reads no document type, and takes
// time in proportion to the length of the text whatever is in it.
package xmltext

import (
	"strings"
)

// Limits. Beyond them what is too much is left out.
const (
	maxAttrs  = 64       // attributes of an element
	maxValue  = 64 << 10 // bytes of an attribute's value
	maxName   = 256      // bytes of a name
	maxEntity = 32       // bytes of an entity's name
)

// Attr is an attribute with the name that the source has, in lower case.
type Attr struct {
	Name  string
	Value string
}

type kind uint8

const (
	textToken kind = iota
	startTag
	endTag
)

// token is a piece of the source.
type token struct {
	kind  kind
	name  string // of a tag, as in the source
	text  string // decoded
	attrs []Attr
	empty bool // a tag that is its own end
}

// scanner cuts the source into tokens.
type scanner struct {
	src string
	pos int
	// absent are ends that aren't in the rest of the source: they aren't
	// looked for again, which would take time in the square of its length.
	absent map[string]bool
	attrs  []Attr // that of the last tag; its room is used again
}

// index finds what ends something, from the position on; -1 where nothing does.
func (s *scanner) index(end string, from int) int {
	if s.absent[end] {
		return -1
	}
	i := strings.Index(s.src[from:], end)
	if i < 0 {
		if s.absent == nil {
			s.absent = map[string]bool{}
		}
		s.absent[end] = true
		return -1
	}
	return from + i
}

// next is the next token, false at the end.
func (s *scanner) next() (token, bool) {
	for s.pos < len(s.src) {
		if s.src[s.pos] != '<' {
			return s.text(), true
		}
		rest := s.src[s.pos:]
		switch {
		case strings.HasPrefix(rest, "<![CDATA["):
			return s.cdata(), true
		case strings.HasPrefix(rest, "<!--"):
			s.skip("-->", 4)
		case strings.HasPrefix(rest, "<?"):
			s.skip("?>", 2)
		case strings.HasPrefix(rest, "<!") && len(rest) > 2 && isNameStart(rest[2]):
			s.doctype()
		case strings.HasPrefix(rest, "<!["): // a CDATA section that was cut off
			s.pos = len(s.src)
		case strings.HasPrefix(rest, "</") && len(rest) > 2 && isNameStart(rest[2]):
			return s.end(), true
		case len(rest) > 1 && isNameStart(rest[1]):
			return s.start(), true
		case len(rest) == 1:
			s.pos = len(s.src)
		default:
			s.pos++
			return token{text: "<"}, true
		}
	}
	return token{}, false
}

// text is the run up to the next tag.
func (s *scanner) text() token {
	end := strings.IndexByte(s.src[s.pos:], '<')
	if end < 0 {
		end = len(s.src) - s.pos
	}
	text := s.src[s.pos : s.pos+end]
	s.pos += end
	return token{text: Unescape(text)}
}

// cdata is text without entities. One that isn't closed goes on up to the end.
func (s *scanner) cdata() token {
	from := s.pos + len("<![CDATA[")
	end := s.index("]]>", from)
	if end < 0 {
		s.pos = len(s.src)
		return token{text: s.src[from:]}
	}
	s.pos = end + len("]]>")
	return token{text: s.src[from:end]}
}

// skip goes behind the end of what begins here, or behind the next > where
// that is missing.
func (s *scanner) skip(end string, n int) {
	if i := s.index(end, s.pos+n); i >= 0 {
		s.pos = i + len(end)
		return
	}
	s.pos += n
	if i := strings.IndexAny(s.src[s.pos:], "<>"); i >= 0 {
		s.pos += i
		if s.src[s.pos] == '>' {
			s.pos++
		}
		return
	}
	s.pos = len(s.src)
}

// doctype goes behind a document type with all that it declares, unread.
func (s *scanner) doctype() {
	end := strings.IndexAny(s.src[s.pos:], "[>")
	if end < 0 {
		s.pos = len(s.src)
		return
	}
	if s.src[s.pos+end] == '>' {
		s.pos += end + 1
		return
	}
	s.pos += end + 1
	depth := 0
	for ; s.pos < len(s.src); s.pos++ {
		switch s.src[s.pos] {
		case '<':
			depth++
		case '>':
			if depth == 0 {
				s.pos++
				return
			}
			depth--
		case ']':
			depth = 0
		case '"', '\'':
			if i := s.index(s.src[s.pos:s.pos+1], s.pos+1); i >= 0 {
				s.pos = i
			}
		}
	}
}

func (s *scanner) end() token {
	s.pos += 2
	name := s.name()
	if i := strings.IndexAny(s.src[s.pos:], "<>"); i < 0 {
		s.pos = len(s.src)
	} else {
		s.pos += i
		if s.src[s.pos] == '>' {
			s.pos++
		}
	}
	return token{kind: endTag, name: name}
}

func (s *scanner) start() token {
	s.pos++
	t := token{kind: startTag, name: s.name()}
	s.attrs = s.attrs[:0]
	for {
		s.space()
		if s.pos >= len(s.src) || s.src[s.pos] == '<' {
			break
		}
		c := s.src[s.pos]
		if c == '>' {
			s.pos++
			break
		}
		if c == '/' && strings.HasPrefix(s.src[s.pos:], "/>") {
			s.pos += 2
			t.empty = true
			break
		}
		if !isNameStart(c) {
			s.pos++
			continue
		}
		a := Attr{Name: strings.ToLower(s.name())}
		a.Value = s.value()
		if len(s.attrs) < maxAttrs {
			s.attrs = append(s.attrs, a)
		}
	}
	t.attrs = s.attrs
	return t
}

func (s *scanner) space() {
	for s.pos < len(s.src) && isSpace(s.src[s.pos]) {
		s.pos++
	}
}

// name is a name; one that is too long for one is cut.
func (s *scanner) name() string {
	from := s.pos
	for s.pos < len(s.src) && isName(s.src[s.pos]) {
		s.pos++
	}
	return s.src[from:min(s.pos, from+maxName)]
}

// value is what stands behind an attribute's name: in quotes, or a word.
func (s *scanner) value() string {
	s.space()
	if s.pos >= len(s.src) || s.src[s.pos] != '=' {
		return ""
	}
	s.pos++
	s.space()
	if s.pos >= len(s.src) {
		return ""
	}
	from, end := s.pos, -1
	if c := s.src[s.pos]; c == '"' || c == '\'' {
		from++
		end = s.index(s.src[s.pos:s.pos+1], from)
	}
	if end >= 0 {
		s.pos = end + 1
	} else {
		for s.pos < len(s.src) && !isSpace(s.src[s.pos]) && s.src[s.pos] != '>' && s.src[s.pos] != '<' {
			s.pos++
		}
		end = max(s.pos, from)
	}
	if end-from > maxValue {
		return ""
	}
	return Unescape(s.src[from:end])
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

func isNameStart(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c == ':' || c >= 0x80
}

func isName(c byte) bool {
	return isNameStart(c) || c >= '0' && c <= '9' || c == '-' || c == '.'
}
