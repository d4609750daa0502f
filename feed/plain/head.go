package plain

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline/feed/block"
	"dateline/feed/dates"
	"dateline/feed/page"
	"dateline/feed/plain/judge"
)

// head is what stands above an article's text.
type head struct {
	title, deck string
	titleLine   int // the last line that says the title before the text, -1
	deckLine    int // -1
	captions    []int
	used        map[int]bool // lines that are said in another way
	authors     []string
	published   time.Time
}

// headReach is how many lines above the text the headline may stand.
const headReach = 40

// findHead looks above line first, where the text begins, for the headline and
// what goes with it.
func findHead(lines []judge.Line, first int, body map[string]bool, zone *time.Location) head {
	h := head{titleLine: -1, deckLine: -1, used: map[int]bool{}}
	best := 0
	for i := max(0, first-headReach); i < first; i++ {
		if score := titleScore(lines, i, first, body); score > best || score == best && score > 0 && h.titleLine >= 0 && sameText(lines[i], lines[h.titleLine]) {
			best, h.titleLine = score, i
		}
	}
	if best < minTitle {
		h.titleLine = -1
		return h
	}
	h.title = lines[h.titleLine].Text
	top := h.titleLine
	for i := max(0, first-headReach); i < h.titleLine; i++ {
		if sameText(lines[i], lines[h.titleLine]) {
			top = i
			break
		}
	}
	for i := top + 1; i < first; i++ {
		h.line(lines, i, top, body, zone)
	}
	return h
}

// line takes from a line between headline and text what it says.
func (h *head) line(lines []judge.Line, i, top int, body map[string]bool, zone *time.Location) {
	l := lines[i]
	var when time.Time
	switch {
	case sameText(l, lines[h.titleLine]):
	case isCaption(lines, i):
		h.captions = append(h.captions, i)
		h.used[i+1] = creditBelow(lines, i)
	case h.used[i]: // a credit
	case l.Words() < 20 && dateIn(l.Text, zone, &when):
		if h.published.IsZero() {
			h.published = when
		}
		h.byline(l.Text)
	case h.byline(l.Text):
	case captionElsewhere(lines, i):
		h.captions = append(h.captions, i)
	case h.deckLine < 0 && i <= top+deckReach && isDeck(l, body):
		h.deck, h.deckLine = l.Text, i
	default:
		return
	}
	h.used[i] = true
}

// deckReach is how many lines below the headline the deck may stand.
const deckReach = 4

// isDeck reports whether a line may be the sentence under a headline.
func isDeck(l judge.Line, body map[string]bool) bool {
	if l.Words() < 7 || l.Words() > 60 || l.Bullet != 0 || l.Sign() || l.Repeated() || l.Label() || block.IsCredit(l.Text) {
		return false
	}
	shared, content := overlap(l.Text, body)
	return l.Sentence() && shared*5 >= content
}

// minTitle is the least score of a headline.
const minTitle = 6

// titleScore tells how much a line above the text looks like its headline: the
// right length, no full stop, said twice, near the text, made of words that
// the text has.
func titleScore(lines []judge.Line, i, first int, body map[string]bool) int {
	l := lines[i]
	if l.Words() < 2 || l.Words() > 35 || l.Bullet != 0 || strings.HasPrefix(l.Text, "[") || strings.HasSuffix(l.Text, ".") && !strings.HasSuffix(l.Text, "..") || block.IsCredit(l.Text) {
		return 0
	}
	if r, _ := utf8.DecodeRuneInString(l.Text); unicode.IsLower(r) || l.Ending() || l.Table() || isCaption(lines, i) {
		return 0
	}
	var when time.Time
	if l.Words() < 16 && dateIn(l.Text, time.UTC, &when) {
		return 0
	}
	score := 0
	if l.Words() >= 4 {
		score += 2
	}
	if l.Sign() {
		score -= 4
	}
	for j := range first {
		if j != i && sameText(lines[j], l) {
			score += 3
			break
		}
	}
	shared, content := overlap(l.Text, body)
	if content > 0 {
		score += 8 * shared / content
	}
	score += min(shared, 4)
	return score - min((first-i)/6, 4)
}

// overlap counts the longer words of a line, and those that the text has.
func overlap(text string, body map[string]bool) (shared, content int) {
	for _, w := range contentWords(text) {
		content++
		if body[w] {
			shared++
		}
	}
	return shared, content
}

// contentWords are the words of four letters and more, and numbers, folded.
func contentWords(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return slices.DeleteFunc(words, func(w string) bool {
		return utf8.RuneCountInString(w) < 4 && w[0] < 0x80 && (w[0] < '0' || w[0] > '9')
	})
}

// sameText reports whether two lines say the same, but for case and a site's
// name behind a bar.
func sameText(a, b judge.Line) bool {
	x, y := strings.ToLower(a.Text), strings.ToLower(b.Text)
	if len(x) > len(y) {
		x, y = y, x
	}
	rest, ok := strings.CutPrefix(y, x)
	return ok && (rest == "" || len(x) > 20 && strings.ContainsAny(rest[:min(len(rest), 4)], "|-–—»"))
}

// labels stand before dates and names above an article.
var labels = []string{"published on", "published", "posted on", "posted", "updated on", "last updated", "updated", "first published", "date", "on"}

// dateIn reads the date of a line that is a date line: a date, perhaps with a
// label, a name or a place, and nothing like a sentence.
func dateIn(text string, zone *time.Location, t *time.Time) bool {
	if len(text) > 120 || strings.HasSuffix(text, ".") && len(text) > 40 {
		return false
	}
	lower := strings.ToLower(text)
	for _, label := range labels {
		if strings.HasPrefix(lower, label+" ") || strings.HasPrefix(lower, label+":") {
			text = strings.TrimLeft(text[len(label):], " :")
			break
		}
	}
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '|' || r == '•' || r == '·' || r == '–' || r == '—' || r == ';' }) {
		if when, ok := dates.Parse(strings.TrimSpace(part), zone); ok {
			*t = when
			return true
		}
	}
	fields := strings.Fields(text)
	for n := min(len(fields), 6); n >= 1 && len(fields) <= 14; n-- {
		for from := 0; from+n <= len(fields); from++ {
			if when, ok := dates.Parse(strings.Trim(strings.Join(fields[from:from+n], " "), ",.()"), zone); ok {
				*t = when
				return true
			}
		}
	}
	return false
}

// byline reads the names of a line that begins with "By".
func (h *head) byline(text string) bool {
	rest, ok := strings.CutPrefix(text, "By ")
	if !ok {
		if rest, ok = strings.CutPrefix(text, "by "); !ok {
			return false
		}
	}
	rest = names(rest)
	if rest == "" || len(rest) > 120 || !block.Namelike(rest) {
		return false
	}
	if len(h.authors) == 0 {
		h.authors = page.Authors(rest)
	}
	return true
}

// names is the beginning of a byline, up to a bar, a dash, a date or a number.
func names(text string) string {
	var kept []string
	for field := range strings.FieldsSeq(text) {
		lower := strings.ToLower(strings.Trim(field, ":,;"))
		if strings.ContainsAny(field, "|•·0123456789@") || field == "-" || field == "–" || field == "—" || slices.Contains(labels, lower) || dates.IsMonth(lower) {
			break
		}
		kept = append(kept, field)
	}
	return strings.Trim(strings.Join(kept, " "), " ,;:")
}
