package block

import (
	"strings"

	"dateline/data"
	"dateline/data/clean"
)

// Begin begins emphasis, strong emphasis or a code span in the open block.
// End ends what was begun last.
func (b *Builder) Begin(kind data.InlineKind) { b.begin(kind, 0) }

// Link begins a link. It reports false, and begins nothing, for an address
// that may not be opened, and within another link. Base makes a relative
// address whole.
func (b *Builder) Link(address, base string) bool {
	if b.linking() {
		return false
	}
	url, ok := clean.Link(address, base)
	if !ok {
		return false
	}
	i, known := b.index[url]
	if !known {
		if b.index == nil {
			b.index = map[string]int{}
		}
		i = len(b.links)
		b.index[url] = i
		b.links = append(b.links, data.Link{URL: url})
	}
	b.begin(data.Anchor, i)
	return true
}

func (b *Builder) begin(kind data.InlineKind, link int) {
	if len(b.inlines) >= maxInline {
		b.stack = append(b.stack, -1)
		return
	}
	b.stack = append(b.stack, len(b.inlines))
	b.inlines = append(b.inlines, data.Inline{Kind: kind, Start: -1, End: -1, Link: link})
}

// End ends the inline that was begun last.
func (b *Builder) End() {
	n := len(b.stack)
	if n == 0 {
		return
	}
	i := b.stack[n-1]
	b.stack = b.stack[:n-1]
	if i >= 0 && b.inlines[i].Start >= 0 {
		b.inlines[i].End = len(b.raw)
	}
}

// linking reports whether a link is open.
func (b *Builder) linking() bool {
	for _, i := range b.stack {
		if i >= 0 && b.inlines[i].Kind == data.Anchor {
			return true
		}
	}
	return false
}

// bareLink finds the first web address in text. It reads text once, whatever
// is in it.
func bareLink(text string) (start, end int, ok bool) {
	for from := 0; ; {
		i := strings.Index(text[from:], "://")
		if i < 0 {
			return 0, 0, false
		}
		start, from = schemeStart(text, from, from+i), from+i+len("://")
		if start < 0 {
			continue
		}
		for end = from; end < len(text) && inAddress(text[end]); end++ {
		}
		if end-start > clean.MaxLink {
			from = end
			continue
		}
		if end = trimAddress(text, from, end); end > from {
			return start, end, true
		}
	}
}

// schemeStart is where http or https begins that ends at end, -1 where
// something else stands there.
func schemeStart(text string, from, end int) int {
	for _, scheme := range []string{"https", "http"} {
		start := end - len(scheme)
		if start < from || !strings.EqualFold(text[start:end], scheme) {
			continue
		}
		if start == 0 || text[start-1] >= 0x80 || text[start-1]|0x20 < 'a' || text[start-1]|0x20 > 'z' {
			return start
		}
	}
	return -1
}

// inAddress tells the bytes that an address in running text may have.
func inAddress(c byte) bool {
	return c > ' ' && c < 0x7f && strings.IndexByte("<>\"`|\\^{}", c) < 0
}

// trimAddress takes the punctuation of the sentence off an address: the stop
// at its end, and a bracket that was opened before it.
func trimAddress(text string, start, end int) int {
	for end > start {
		switch text[end-1] {
		case '.', ',', ';', ':', '!', '?', '\'', '*', '_', '~':
		case ')':
			if strings.Count(text[start:end], "(") >= strings.Count(text[start:end], ")") {
				return end
			}
		case ']':
			if strings.Contains(text[start:end], "[") {
				return end
			}
		default:
			return end
		}
		end--
	}
	return end
}
