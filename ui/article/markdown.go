package article

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"dateline/data"
	"dateline/data/clean"
)

// Markdown is an article as CommonMark, with tables as GitHub has them: its
// title, where it is from, all its blocks, and links to the files and pictures
// that belong to it. What is read back from it has the same text, and behind it
// what those are; only a table's ruler and the marks themselves are added.
func Markdown(a *data.Article) string {
	var b strings.Builder
	if headline(a) < 0 && a.Title != "" {
		b.WriteString("# " + Escape(a.Title) + "\n\n")
	}
	origin := Origin(a)
	last := data.Rule
	for i, block := range a.Blocks {
		if i > 0 {
			b.WriteString("\n")
			if block.Kind != data.Item || last != data.Item {
				b.WriteString("\n")
			}
		}
		b.WriteString(blockMarkdown(a, block))
		if block.Kind == data.Headline && origin != "" {
			b.WriteString("\n\n" + origin)
			origin = ""
		}
		last = block.Kind
	}
	if origin != "" {
		b.WriteString("\n\n" + origin)
	}
	text := strings.TrimRight(b.String(), "\n") + "\n"
	if list := attached(a); list != "" {
		text += "\n---\n\n" + list
	}
	return text
}

// attached lists the files and the pictures of an article. Pictures are linked,
// not shown: who opens the text doesn't ask other people's servers for them.
func attached(a *data.Article) string {
	var b strings.Builder
	item := func(what, label, url string) {
		if label = Escape(label); url != "" {
			label = "[" + label + "](<" + destination(url) + ">)"
		}
		fmt.Fprintf(&b, "- %s: %s\n", what, label)
	}
	for _, e := range a.Enclosures {
		item("File", FileLabel(e), e.URL)
	}
	for _, p := range a.Pictures {
		item("Picture", cmp.Or(p.Alt, clean.FileName(p.URL), "without a description"), p.URL)
	}
	return b.String()
}

// Origin says where and when an article appeared, for the line below its title.
func Origin(a *data.Article) string {
	var parts []string
	if s := a.Attribution(); s != "" {
		parts = append(parts, Escape(s))
	}
	if !a.Published.IsZero() {
		parts = append(parts, a.Published.Format("2 January 2006"))
	}
	if a.URL != "" {
		parts = append(parts, "<"+a.URL+">")
	}
	return strings.Join(parts, " · ")
}

func blockMarkdown(a *data.Article, b data.Block) string {
	text := a.Text[b.Start:b.End]
	switch b.Kind {
	case data.Headline:
		return "# " + inlineMarkdown(a, b)
	case data.Heading:
		return strings.Repeat("#", min(max(b.Level, 2), 6)) + " " + inlineMarkdown(a, b)
	case data.Quote:
		return strings.Repeat("> ", max(b.Level, 1)) + inlineMarkdown(a, b)
	case data.Item:
		mark := "- "
		if b.Ordinal > 0 {
			mark = fmt.Sprintf("%d. ", b.Ordinal)
		}
		return strings.Repeat("    ", max(b.Level, 1)-1) + mark + inlineMarkdown(a, b)
	case data.Code:
		fence := strings.Repeat("`", max(3, longestRun(text, '`')+1))
		return fence + b.Lang + "\n" + text + "\n" + fence
	case data.Table:
		return tableMarkdown(text)
	case data.Rule:
		return "---"
	}
	return inlineMarkdown(a, b)
}

// tableMarkdown sets rows of cells; the first row is the head.
func tableMarkdown(text string) string {
	var rows []string
	for i, row := range strings.Split(text, "\n") {
		cells := strings.Split(row, "\t")
		for c := range cells {
			cells[c] = strings.ReplaceAll(Escape(cells[c]), "|", `\|`)
		}
		rows = append(rows, "| "+strings.Join(cells, " | ")+" |")
		if i == 0 {
			rows = append(rows, "|"+strings.Repeat("---|", len(cells)))
		}
	}
	return strings.Join(rows, "\n")
}

// boundary is where the mark of an inline stands.
type boundary struct {
	at    int
	mark  string
	inner int // closing marks come before opening ones, inner before outer
}

// inlineMarkdown is a block's text with its emphasis, code and links.
func inlineMarkdown(a *data.Article, b data.Block) string {
	var bounds []boundary
	var code []data.Inline
	for i, in := range b.Inlines {
		text := a.Text[in.Start:in.End]
		if strings.TrimSpace(text) != text || text == "" {
			continue // such marks mean nothing in Markdown
		}
		opens, closes := marks(a, in, text)
		if in.Kind == data.CodeSpan {
			code = append(code, in)
		}
		bounds = append(bounds, boundary{in.Start, opens, 1 + i}, boundary{in.End, closes, -1 - i})
	}
	slices.SortStableFunc(bounds, func(x, y boundary) int { return cmp.Or(cmp.Compare(x.at, y.at), cmp.Compare(x.inner, y.inner)) })
	var out strings.Builder
	at := b.Start
	write := func(to int) {
		text := a.Text[at:to]
		if inCode := slices.ContainsFunc(code, func(in data.Inline) bool { return in.Start <= at && at < in.End }); !inCode {
			text = escapeInline(text)
		}
		out.WriteString(text)
		at = to
	}
	for _, e := range bounds {
		write(e.at)
		out.WriteString(e.mark)
	}
	write(b.End)
	return atLineStart(out.String())
}

// marks are what stands before and behind an inline.
func marks(a *data.Article, in data.Inline, text string) (opens, closes string) {
	switch in.Kind {
	case data.Strong:
		return "**", "**"
	case data.CodeSpan:
		fence := strings.Repeat("`", longestRun(text, '`')+1)
		if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
			return fence + " ", " " + fence
		}
		return fence, fence
	case data.Anchor:
		if in.Link >= 0 && in.Link < len(a.Links) {
			return "[", "](<" + destination(a.Links[in.Link].URL) + ">)"
		}
		return "", ""
	}
	return "*", "*"
}

// destination is an address as it stands between pointed brackets.
func destination(url string) string { return destinations.Replace(url) }

var destinations = strings.NewReplacer("<", "%3C", ">", "%3E", "\n", "%0A", "\r", "%0D")

func longestRun(s string, of byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] != of {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// Escape makes a text of one line mean itself in Markdown.
func Escape(s string) string { return atLineStart(escapeInline(s)) }

var (
	special = regexp.MustCompile("[\\\\`*_\\[\\]<]|&[#A-Za-z]|~")
	opening = regexp.MustCompile(`^(#{1,6}(?:\s|$)|[-+](?:\s|$)|>|=+\s*$|-{2,}\s*$)`)
	ordinal = regexp.MustCompile(`^(\d{1,9})([.)])(\s|$)`)
)

func escapeInline(s string) string { return special.ReplaceAllString(s, `\$0`) }

// atLineStart escapes what would begin a block.
func atLineStart(s string) string {
	s = opening.ReplaceAllString(s, `\$1`)
	return ordinal.ReplaceAllString(s, `$1\$2$3`)
}
