// Package plain reads plain text.
package plain

import (
	"errors"
	"strings"
	"time"

	"dateline/data"
	"dateline/data/clean"
	"dateline/feed/block"
)

// ErrNoText is the answer for a file without text to read.
var ErrNoText = errors.New("there is no text in it")

// Parse reads plain text, one paragraph a line or parted by empty lines.
func Parse(src []byte, _ *time.Location) (*data.Article, error) {
	var b block.Builder
	for part := range strings.SplitSeq(clean.Text(string(src)), "\n\n") {
		b.Add(data.Paragraph, 0, part)
	}
	a := b.Article()
	if a.Text == "" {
		return nil, ErrNoText
	}
	a.Title = block.TitleFrom(a)
	return a, nil
}
