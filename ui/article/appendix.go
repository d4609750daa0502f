package article

import (
	"cmp"
	"fmt"
	"strings"

	"dateline/data"
	"dateline/data/clean"
)

// appendix are the lines behind the text that tell of what isn't shown: files
// that belong to the article, and pictures by the text that stands for them,
// unless the article says the same. They aren't the article's text.
func (s *Setting) appendix() []Line {
	var notes []string
	for _, e := range s.article.Enclosures {
		notes = append(notes, "File: "+FileLabel(e))
	}
	silent := 0
	for _, p := range s.article.Pictures {
		switch {
		case p.Alt == "":
			silent++
		case !strings.Contains(s.article.Text, p.Alt):
			notes = append(notes, "Picture: "+p.Alt)
		}
	}
	switch {
	case silent == 1:
		notes = append(notes, "A picture without a description")
	case silent > 1:
		notes = append(notes, fmt.Sprintf("%d pictures without a description", silent))
	}
	if len(notes) == 0 {
		return nil
	}
	block := max(len(s.article.Blocks)-1, 0)
	lines := []Line{{Block: block}}
	for _, note := range notes {
		for _, text := range Wrap(note, s.options.width()) {
			lines = append(lines, newLine([]Segment{{Text: text, Start: -1, Style: Caption | Decoration}}, block))
		}
	}
	return lines
}

// FileLabel tells of a file in one line: its name, what it is, and how large.
func FileLabel(e data.Enclosure) string {
	parts := []string{cmp.Or(e.Title, clean.FileName(e.URL), "without a name")}
	if e.Type != "" {
		parts = append(parts, e.Type)
	}
	switch {
	case e.Length <= 0:
	case e.Length < 1e6:
		parts = append(parts, fmt.Sprintf("%d kB", (e.Length+999)/1000))
	default:
		parts = append(parts, fmt.Sprintf("%.1f MB", float64(e.Length)/1e6))
	}
	return strings.Join(parts, " · ")
}
