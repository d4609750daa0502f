package plain

import (
	"strings"

	"dateline/feed/block"
	"dateline/feed/plain/judge"
)

// The words of a caption.
const (
	minCaption = 4
	maxCaption = 80
)

// isCaption reports whether a line stands under a picture: a credit follows it
// or ends it, or it begins a line of which that is so.
func isCaption(lines []judge.Line, i int) bool {
	l := lines[i]
	if l.Words() < minCaption || l.Words() > maxCaption || l.Bullet != 0 {
		return false
	}
	if caption, credit := block.SplitCredit(l.Text); credit != "" && caption != "" {
		return true
	}
	return creditBelow(lines, i) || saidAgain(lines, i)
}

// captionElsewhere reports whether another line says the same with a credit.
func captionElsewhere(lines []judge.Line, i int) bool {
	text := lines[i].Text
	if lines[i].Words() < minCaption {
		return false
	}
	for j, l := range lines {
		if j == i || len(l.Text) < len(text) || !strings.EqualFold(l.Text[:len(text)], text) {
			continue
		}
		if len(l.Text) == len(text) && creditBelow(lines, j) {
			return true
		}
		if caption, credit := block.SplitCredit(l.Text); credit != "" && strings.EqualFold(caption, text) {
			return true
		}
	}
	return false
}

// creditBelow reports whether the line right below line i is its credit. The
// name of an agency alone is one only below a sentence: elsewhere it says who
// wrote the article.
func creditBelow(lines []judge.Line, i int) bool {
	if i+1 >= len(lines) || lines[i+1].Gap || !isCredit(lines[i+1].Text) {
		return false
	}
	return lines[i+1].Words() > 2 || strings.HasSuffix(lines[i].Text, ".")
}

// saidAgain reports whether a line is a caption that the next one repeats with
// its credit.
func saidAgain(lines []judge.Line, i int) bool {
	if i+1 >= len(lines) {
		return false
	}
	caption, credit := block.SplitCredit(lines[i+1].Text)
	return credit != "" && strings.EqualFold(caption, lines[i].Text)
}

// isCredit reports whether a line is the credit of a picture. On a line of its
// own two names parted by a slash are enough.
func isCredit(text string) bool {
	if block.IsCredit(text) {
		return true
	}
	name, outlet, ok := strings.Cut(text, "/")
	return ok && len(text) <= 80 && !strings.ContainsAny(text, ":,;*") && strings.Contains(name, " ") && !strings.HasSuffix(name, " ") && block.Namelike(name) && block.Namelike(outlet)
}
