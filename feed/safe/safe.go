// Package safe takes from HTML all that could do something: scripts, frames,
// forms, handlers, styles, and addresses that aren't of the web. What is left
// is text, its structure, its links and its pictures, with whole addresses.
package safe

import (
	"strings"

	"golang.org/x/net/html"

	"dateline/data/clean"
)

// elements are the ones that stay; all others go, and their text stays.
var elements = set("a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn dir div dl dt em " +
	"figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark menu ol p picture pre q rp rt ruby s samp section small span strike strong sub " +
	"summary sup table tbody td tfoot th thead time tr tt u ul var wbr")

// dropped are the ones whose text goes too: it isn't meant to be read.
var dropped = set("script style iframe noembed noframes noscript template applet select textarea audio video canvas head title")

// attributes are the ones that stay, beside href and src.
var attributes = set("alt title start datetime cite lang colspan rowspan hidden")

func set(names string) map[string]bool {
	m := map[string]bool{}
	for name := range strings.FieldsSeq(names) {
		m[name] = true
	}
	return m
}

// MaxHTML is the most that is kept of one text, in bytes.
const MaxHTML = 8 << 20

// HTML is fragment without what could do something. Addresses are made whole
// with base; without one, those that are relative stay so.
func HTML(fragment, base string) string {
	if !strings.ContainsAny(fragment, "<&") {
		return strings.TrimSpace(clean.Text(fragment))
	}
	w := writer{base: base}
	w.out.Grow(len(fragment))
	z := html.NewTokenizer(strings.NewReader(fragment))
	for w.out.Len() < MaxHTML {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		w.token(z, kind)
	}
	return strings.TrimSpace(w.out.String())
}

// writer writes what stays.
type writer struct {
	out  strings.Builder
	base string
	skip string // the element whose text is being dropped
}

func (w *writer) token(z *html.Tokenizer, kind html.TokenType) {
	switch kind {
	case html.TextToken:
		if w.skip == "" {
			w.out.WriteString(html.EscapeString(clean.Text(string(z.Text()))))
		}
	case html.StartTagToken, html.SelfClosingTagToken:
		w.start(z, kind == html.SelfClosingTagToken)
	case html.EndTagToken:
		raw, _ := z.TagName()
		name := string(raw)
		switch {
		case name == w.skip:
			w.skip = ""
		case w.skip == "" && elements[name]:
			w.out.WriteString("</" + name + ">")
		}
	}
}

// start writes the beginning of an element that stays.
func (w *writer) start(z *html.Tokenizer, empty bool) {
	raw, more := z.TagName()
	name := string(raw)
	if empty || name == "plaintext" {
		z.NextIsNotRawText() // what follows is text like any other
	}
	switch {
	case w.skip != "":
	case dropped[name]:
		if !empty {
			w.skip = name
		}
	case elements[name]:
		w.out.WriteString("<" + name)
		for n := 0; more && n < 64; n++ {
			var key, value []byte
			key, value, more = z.TagAttr()
			w.attribute(name, string(key), string(value))
		}
		w.out.WriteByte('>')
	}
}

// attribute writes one that stays.
func (w *writer) attribute(element, key, value string) {
	switch {
	case key == "href" && element == "a", key == "src" && element == "img":
		address, ok := w.address(value)
		if !ok {
			return
		}
		value = address
	case key == "class" && (element == "code" || element == "pre"): // names the language
	case key == "style":
		style := strings.ReplaceAll(strings.ToLower(value), " ", "")
		if !strings.Contains(style, "display:none") && !strings.Contains(style, "visibility:hidden") {
			return
		}
		key, value = "hidden", ""
	case !attributes[key]:
		return
	}
	w.out.WriteString(" " + key + "=\"" + html.EscapeString(clean.Text(value)) + "\"")
}

// address is a safe address.
func (w *writer) address(raw string) (string, bool) {
	if link, ok := clean.Link(raw, w.base); ok {
		return link, true
	}
	raw = strings.TrimSpace(raw)
	relative := w.base == "" && raw != "" && len(raw) <= clean.MaxLink && !strings.ContainsAny(raw, ":\\")
	return clean.Line(raw, 0), relative
}

// Text is the text of HTML in one line, without its tags, and at most max
// characters; what isn't read, such as a script, is left out.
func Text(fragment string, max int) string { return clean.Line(Plain(fragment), max) }

// Plain is the text of HTML as it is: without its tags, and not safe yet.
func Plain(fragment string) string {
	if !strings.ContainsAny(fragment, "<&") {
		return fragment
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(fragment))
	skip := ""
	for b.Len() < MaxHTML {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		skip = textOf(&b, z, kind, skip)
	}
	return b.String()
}

// textOf writes the text of a token, and is what is being dropped behind it.
func textOf(b *strings.Builder, z *html.Tokenizer, kind html.TokenType, skip string) string {
	switch kind {
	case html.TextToken:
		if skip == "" {
			b.Write(z.Text())
		}
	case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
		raw, _ := z.TagName()
		name := string(raw)
		if kind == html.SelfClosingTagToken || name == "plaintext" {
			z.NextIsNotRawText()
		}
		switch {
		case kind == html.EndTagToken && name == skip:
			return ""
		case kind == html.StartTagToken && skip == "" && dropped[name]:
			return name
		case spaced[name]:
			b.WriteByte(' ')
		}
	}
	return skip
}

// spaced are the elements that part words.
var spaced = set("p div br li ul ol tr td th table h1 h2 h3 h4 h5 h6 hr blockquote dd dt figure figcaption section article pre")

// IsHTML reports whether a text that may be either looks like HTML: it has an
// entity or the end of an element, and no tag that HTML hasn't.
func IsHTML(s string) bool {
	if !strings.ContainsAny(s, "<&") {
		return false
	}
	sign := false
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '&':
			end := strings.IndexByte(s[i:min(len(s), i+32)], ';')
			sign = sign || end > 1 && html.UnescapeString(s[i:i+end+1]) != s[i:i+end+1]
		case '<':
			name, closed := tagName(s[i+1:])
			if name != "" && !elements[name] && !dropped[name] {
				return false
			}
			sign = sign || name != "" && (closed || void[name])
		}
	}
	return sign
}

// void are the elements that have no end.
var void = set("br img hr wbr")

// tagName is the name in a tag whose < is before s, empty where it is none.
func tagName(s string) (name string, closed bool) {
	s, closed = strings.CutPrefix(s, "/")
	n := 0
	for n < len(s) && n < 16 && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' || n > 0 && s[n] >= '0' && s[n] <= '9') {
		n++
	}
	if n == 0 || n == len(s) || strings.IndexByte(" \t\n/>", s[n]) < 0 {
		return "", false
	}
	return strings.ToLower(s[:n]), closed
}
