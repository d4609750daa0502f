package article

import (
	"context"
	"fmt"
	"strings"

	"dateline/data"
)

// Plain is the article as text alone at a measure, with its headline or title
// first and the addresses of its links last, each whole on its line. The lines
// between are those that the reader pane shows.
func Plain(ctx context.Context, a *data.Article, width int) (string, error) {
	o := Options{Width: width, Headline: true}
	page, err := Layout(ctx, a, o)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	if a.Title != "" && headline(a) < 0 {
		for _, line := range Wrap(a.Title, o.width()) {
			b.WriteString(line + "\n")
		}
		if len(page.Lines) > 0 {
			b.WriteByte('\n')
		}
	}
	b.WriteString(page.Plain())
	if len(a.Links) > 0 {
		b.WriteByte('\n')
	}
	for i, link := range a.Links {
		fmt.Fprintf(&b, "[%d] %s\n", i+1, visible(link.URL))
	}
	return b.String(), nil
}
