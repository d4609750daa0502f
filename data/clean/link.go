package clean

import (
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// MaxLink is the longest address that is kept, in bytes. An address can't be
// cut, so a longer one is none.
const MaxLink = 4096

// Link makes an address safe: absolute, http, https or mailto, of printable
// ASCII but for the host, and without a user name, which is how one site
// poses as another. Where base isn't empty, raw may be relative to it. The
// host is in punycode unless all its letters are of one script. ok is false
// for everything that isn't such an address.
func Link(raw, base string) (link string, ok bool) {
	raw = strings.TrimSpace(raw)
	if raw == "" || len(raw) > MaxLink || Text(raw) != raw || strings.ContainsAny(raw, "\n<>") {
		return "", false
	}
	u, err := url.Parse(raw)
	if err != nil {
		return "", false
	}
	if base != "" && !u.IsAbs() {
		if b, err := url.Parse(base); err == nil && b.IsAbs() {
			u = b.ResolveReference(u)
		}
	}
	switch u.Scheme {
	case "mailto":
		return mailLink(u)
	case "http", "https":
		return webLink(u)
	}
	return "", false
}

// FileName is the last part of a link's path as it can be shown, empty where it
// has none.
func FileName(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	name := u.Path[strings.LastIndexByte(u.Path, '/')+1:]
	return strings.Join(strings.Fields(Text(name)), " ")
}

func mailLink(u *url.URL) (string, bool) {
	if !strings.Contains(u.Opaque, "@") {
		return "", false
	}
	return finish("mailto:" + u.Opaque + query(u))
}

func webLink(u *url.URL) (string, bool) {
	host, ok := safeHost(u.Hostname())
	if !ok {
		return "", false
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port := u.Port(); port != "" {
		host += ":" + port
	}
	fragment := ""
	if u.Fragment != "" {
		fragment = "#" + u.EscapedFragment()
	}
	return finish(u.Scheme + "://" + host + escape(u.EscapedPath()) + query(u) + escape(fragment))
}

func query(u *url.URL) string {
	if u.RawQuery == "" {
		return ""
	}
	return "?" + escape(u.RawQuery)
}

// finish refuses what grew too long or is still not what Link promises.
func finish(link string) (string, bool) {
	if len(link) > MaxLink || Text(link) != link || strings.ContainsAny(link, " \n<>\"") {
		return "", false
	}
	return link, true
}

// escape percent-encodes every byte that isn't printable ASCII.
func escape(s string) string {
	const hex = "0123456789ABCDEF"
	if plainPrefix(s) == len(s) && !strings.ContainsAny(s, " \n<>\"") {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c > 0x20 && c < 0x7f && strings.IndexByte("<>\"", c) < 0 {
			b.WriteByte(c)
		} else {
			b.WriteString("%" + string(hex[c>>4]) + string(hex[c&15]))
		}
	}
	return b.String()
}

// safeHost is the host as it may be shown: lower case, in punycode where
// letters of several scripts could pass for one another.
func safeHost(host string) (string, bool) {
	if host == "" || strings.ContainsAny(host, " %\\") {
		return "", false
	}
	if plainPrefix(host) == len(host) {
		return strings.ToLower(host), true
	}
	ascii, err := idna.Lookup.ToASCII(host)
	if err != nil || ascii == "" {
		return "", false
	}
	shown, err := idna.Lookup.ToUnicode(ascii)
	if err != nil || Text(shown) != shown || mixesScripts(shown) {
		return ascii, true
	}
	return shown, true
}

// mixesScripts tells whether letters of more than one script are in s.
func mixesScripts(s string) bool {
	first := ""
	for _, r := range s {
		if !unicode.IsLetter(r) {
			continue
		}
		script := scriptOf(r)
		if first == "" {
			first = script
		}
		if script == "" || script != first {
			return true
		}
	}
	return false
}

// scriptOf names the script of a letter, empty where it has none of its own.
func scriptOf(r rune) string {
	if r < 0x80 {
		return "Latin"
	}
	for name, table := range unicode.Scripts {
		if name != "Common" && name != "Inherited" && unicode.Is(table, r) {
			return name
		}
	}
	return ""
}
