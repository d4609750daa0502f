package xmltext

// maxHead is how far into a document its root element is looked for, in bytes.
const maxHead = 64 << 10

// Root is the name of the first element of a document that is sure to be what
// is looked for, else of its first element; in lower case and with the prefix
// that its namespace is known by. So what a server printed before a feed, or
// wrapped around it, is passed over. It is empty where there is no markup.
func Root(src string, sure func(name string) bool) string {
	src = src[:min(len(src), maxHead)]
	s := scanner{src: src}
	first := ""
	for {
		t, ok := s.next()
		if !ok {
			return first
		}
		if t.kind != startTag {
			continue
		}
		name := (*scope)(nil).declare(t.attrs).name(t.name)
		if sure(name) {
			return name
		}
		if first == "" {
			first = name
		}
	}
}
