package xmltext

import "strings"

// maxHead is how far into a document its root element is looked for, in bytes.
const maxHead = 64 << 10

// Root is the name of the first element of a document, in lower case and with
// the prefix that its namespace is known by; empty where it begins with
// anything but markup. What a server printed before an XML declaration is
// passed over.
func Root(src string) string {
	src = strings.TrimLeft(strings.TrimPrefix(src[:min(len(src), maxHead)], "\ufeff"), " \t\r\n\x00")
	if !strings.HasPrefix(src, "<") {
		i := strings.Index(src, "<?xml")
		if i < 0 {
			return ""
		}
		src = src[i:]
	}
	if i := strings.Index(src, "<?xml"); i > 0 {
		if name := root(src[i:]); name != "" {
			return name
		}
	}
	return root(src)
}

func root(src string) string {
	s := scanner{src: src}
	for {
		t, ok := s.next()
		if !ok {
			return ""
		}
		if t.kind == startTag {
			return (*scope)(nil).declare(t.attrs).name(t.name)
		}
	}
}
