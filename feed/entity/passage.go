package entity

import (
	"regexp"
	"strings"
	"sync"

	"dateline/data"
)

// passage is a stretch of the text that is tagged by itself: no name and no
// sentence goes on from one into the next.
type passage struct {
	start, end int
	kind       data.BlockKind
}

// passages are the tagged blocks of an article without what they credit. A
// table's cells are passages of their own.
func passages(a *data.Article) []passage {
	var out []passage
	for _, b := range a.Blocks {
		if !b.Kind.Tagged() || b.Start < 0 || b.End > len(a.Text) || b.Start >= b.End {
			continue
		}
		text := a.Text[b.Start:b.End]
		switch b.Kind {
		case data.Table:
			out = append(out, cells(text, b.Start)...)
		case data.Caption:
			out = append(out, passage{b.Start, b.Start + creditStart(text), b.Kind})
		case data.Paragraph:
			out = append(out, withoutAgency(text, b)...)
		default:
			out = append(out, passage{b.Start, b.End, b.Kind})
		}
	}
	return out
}

func cells(text string, base int) []passage {
	var out []passage
	for len(text) > 0 {
		n := strings.IndexAny(text, "\t\n")
		if n < 0 {
			n = len(text)
		}
		if n > 0 {
			out = append(out, passage{base, base + n, data.Table})
		}
		n = min(n+1, len(text))
		text, base = text[n:], base+n
	}
	return out
}

// credits are the forms of a credit at the end of a caption: announced by a word
// ("Photo: Reuters", "(AP Photo/Ana Ruiz)"), or a name, a slash and an agency
// ("Ana Ruiz/AFP", "Ana Ruiz/Pool via AP"). By form, so that an agency that no
// list knows is found as well.
var credits = sync.OnceValue(func() []*regexp.Regexp {
	announced := regexp.MustCompile(`(?i)[\s(\[|–—-]*\b(?:photo(?:graph|grapher|s)?|image|picture|pic|credits?|courtesy|illustration|source|video|file photo)\s*(?:by\b|credit\b|courtesy\b|of\b)?\s*[:/–—|©][^.!?]*[.)\]]*$`)
	initialed := regexp.MustCompile(`(?:^|[.!?”"')\]]\s+|\s*[(\[|–—]\s*)(?:\p{Lu}[\p{L}.'’-]*\s+){0,4}\p{Lu}[\p{L}.'’-]*\s?/\s?(?:[\p{L}.&'’-]+[\s/]*){1,6}[.)\]]*$`)
	agency := regexp.MustCompile(`(?:^|[.!?”"')\]]\s+|\s*[(\[|–—]\s*)(?:via\s+)?(?:AP|AFP|Reuters|REUTERS|EPA|EPA-EFE|Getty(?: Images)?|Shutterstock|Alamy|PA(?: Media| Wire)?|Xinhua|Sputnik|TASS|dpa)(?:\s+(?:Photo|Images))?[.)\]]*$`)
	copyright := regexp.MustCompile(`\s*(?:©|\(c\)|\(C\))\s?[^.!?]*[.)\]]*$`)
	return []*regexp.Regexp{announced, initialed, agency, copyright}
})

// creditBytes is how long a trailing credit may be.
const creditBytes = 160

// creditStart is where the credit at the end of a caption begins, or the
// caption's length.
func creditStart(caption string) int {
	from := max(0, len(caption)-creditBytes)
	tail := caption[from:]
	start := len(tail)
	for _, re := range credits() {
		if at := re.FindStringIndex(tail); at != nil {
			start = min(start, at[0]+len(tail[at[0]:])-len(strings.TrimLeft(tail[at[0]:], `.!?”"')] `)))
		}
	}
	return from + start
}

// datelined is how an agency begins a story: "KYIV, April 24 (Reuters) - ".
var datelined = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[^(\n]{2,60}(\((?:\p{L}|[ .&-])+\))\s*[-–—]+\s`)
})

// withoutAgency leaves the agency in the dateline of a paragraph out.
func withoutAgency(text string, b data.Block) []passage {
	m := datelined().FindStringSubmatchIndex(text[:min(len(text), 120)])
	if m == nil {
		return []passage{{b.Start, b.End, b.Kind}}
	}
	return []passage{{b.Start, b.Start + m[2], b.Kind}, {b.Start + m[3], b.End, b.Kind}}
}
