package judge

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// form is what a line looks like, counted once.
type form struct {
	words, upper, lower, digits int // words by how they begin
	stops, commas               int // within the line
	lexicon, you                int // words of the lexicon; addresses outside quotation marks
	we                          int // those of the addresses that speak for a group
	capitals                    int // words all in capitals
	order, quoted               bool
	first, last                 rune
	marks                       uint8
}

// Marks that text seldom has and pages often do.
const (
	markBox     uint8 = 1 << iota // [ ] ( ) of forms and pictures
	markBar                       // | » › → between links
	markAddress                   // http, www, @
	markRights                    // ©
	markPicture                   // a file's name, or a line that is only [a name]
	markTime                      // a date or a time
)

// measure looks at a line once.
func measure(s string) form {
	f := form{}
	f.first, _ = utf8.DecodeRuneInString(s)
	f.last, _ = utf8.DecodeLastRuneInString(s)
	depth := 0
	word := 0
	for field := range strings.FieldsSeq(s) {
		depth += strings.Count(field, "“") + strings.Count(field, "«") + strings.Count(field, "„")
		f.word(field, word, depth > 0)
		depth = max(0, depth-strings.Count(field, "”")-strings.Count(field, "»"))
		word++
	}
	f.quoted = strings.ContainsAny(s, "“”«»„\"「『")
	f.marks = marksOf(s)
	return f
}

// word counts one word, number i in its line.
func (f *form) word(field string, i int, inQuotes bool) {
	core := strings.TrimFunc(field, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	last, _ := utf8.DecodeLastRuneInString(field)
	switch {
	case strings.ContainsRune(",;，、、؛،", last):
		f.commas++
	case strings.ContainsRune(".!?。！？।", last):
		f.stops++
	}
	for _, r := range field {
		if r == '。' || r == '，' || r == '、' || r == '！' || r == '？' {
			f.commas++
		}
	}
	if core == "" {
		return
	}
	f.words++
	switch r, _ := utf8.DecodeRuneInString(core); {
	case unicode.IsDigit(r):
		f.digits++
	case unicode.IsUpper(r):
		f.upper++
		if len(core) > 1 && core == strings.ToUpper(core) {
			f.capitals++
		}
	default:
		f.lower++
	}
	low := strings.ToLower(strings.ReplaceAll(core, "’", "'"))
	if stem, _, ok := strings.Cut(low, "'"); ok {
		low = stem
	}
	if furniture[low] {
		f.lexicon++
	}
	if addresses[low] && !inQuotes {
		f.you++
		if !strings.HasPrefix(low, "you") {
			f.we++
		}
	}
	if i == 0 && orders[low] {
		f.order = true
	}
}

// shouts reports whether all words are in capitals, or most.
func (f *form) shouts() bool { return f.capitals > 1 && f.capitals*10 >= f.words*7 }

// label tells what a label at the beginning of a line is: none, one of the
// lexicon ("Related: …", "READ MORE: …"), another ("Score: …").
func label(s string) int {
	head, rest, ok := strings.Cut(s, ":")
	if !ok || len(head) > 30 || rest != "" && rest[0] != ' ' {
		return 0
	}
	for word := range strings.FieldsSeq(strings.ToLower(head)) {
		if furniture[word] {
			return 2
		}
	}
	return 1
}

// marksOf finds the marks of pages in a line.
func marksOf(s string) (m uint8) {
	if strings.ContainsAny(s, "[]") {
		m |= markBox
		if strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]") && len(s) < 100 {
			m |= markPicture
		}
	}
	if strings.ContainsAny(s, "|»›→▸▾▼") {
		m |= markBar
	}
	if strings.Contains(s, "://") || strings.Contains(s, "www.") || strings.Contains(s, "@") || strings.Contains(s, ".com") {
		m |= markAddress
	}
	if strings.Contains(s, "©") {
		m |= markRights
	}
	for _, end := range []string{".jpg", ".png", ".jpeg", ".gif", ".svg"} {
		if strings.Contains(s, end) {
			m |= markPicture
		}
	}
	if len(s) < 80 && hasTime(s) {
		m |= markTime
	}
	return m
}

// hasTime reports whether a short line has a year, or a time of day.
func hasTime(s string) bool {
	for i := 0; i+4 <= len(s); i++ {
		if (s[i:i+2] == "20" || s[i:i+2] == "19") && isDigit(s[i+2]) && isDigit(s[i+3]) && (i+4 == len(s) || !isDigit(s[i+4])) && (i == 0 || !isDigit(s[i-1])) {
			return true
		}
		if isDigit(s[i]) && s[i+1] == ':' && isDigit(s[i+2]) && isDigit(s[i+3]) {
			return true
		}
	}
	return false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// The features of the first model. Each group is one value that is put into
// one of a few bins, and each bin has a weight.
const (
	fWords    = iota * groupSize // how many words
	fEnd                         // how it ends
	fStart                       // how it begins
	fIndent                      // indent
	fBullet                      // bullet, and whether the line is long
	fUpper                       // share of capitalised words, short lines
	fUpperL                      // the same, long lines
	fCommas                      // commas, by length
	fStops                       // stops within, by length
	fDigits                      // share of numbers
	fLexicon                     // words of the lexicon, short lines
	fLexiconL                    // the same, long lines
	fYou                         // addresses, by length
	fOrder                       // begins with an order, by length
	fRepeat                      // repeats an earlier line, by length
	fMarks                       // one each
	fQuoted                      // has a quotation, by length
	fRun                         // size of its group, by length
	fEnding                      // begins what stands below an article
	fShout                       // all in capitals, by length
	fLabel                       // begins with a label, by length
	localSize
)

// groupSize is how many bins a group may have.
const groupSize = 12

var wordBins = []int{1, 2, 3, 5, 8, 12, 18, 30, 60}

// bin is the index of the first limit that v is below.
func bin(v int, limits []int) int {
	for i, limit := range limits {
		if v < limit {
			return i
		}
	}
	return len(limits)
}

// share is part of whole in five bins: none, under 20 %, 40 %, 70 %, more.
func share(part, whole int) int {
	if part == 0 || whole == 0 {
		return 0
	}
	return 1 + bin(part*100/whole, []int{20, 40, 70})
}

// length puts a line into one of three lengths.
func length(words int) int { return bin(words, []int{6, 14}) }

// local are the features of a line by itself.
func local(l Line) []int {
	f := l.form
	size := length(l.words)
	features := []int{
		fWords + bin(l.words, wordBins),
		fEnd + ending(f.last, l.Text),
		fStart + beginning(f.first),
		fIndent + bin(l.Indent, []int{1, 4, 8}),
		fBullet + l.Bullet*2 + min(size, 1),
		fCommas + min(f.commas, 2)*3 + size,
		fStops + min(f.stops, 2)*3 + size,
		fDigits + share(f.digits, f.words),
		fYou + min(f.you, 2)*3 + size,
		fQuoted + btoi(f.quoted)*3 + size,
		fRun + bin(l.run, []int{2, 4, 8})*3 + size,
		fRepeat + btoi(l.repeat > 0)*3 + size,
		fOrder + btoi(f.order)*3 + size,
		fEnding + btoi(l.Ending()),
		fShout + btoi(f.shouts())*3 + size,
		fLabel + label(l.Text)*3 + size,
	}
	if size == 0 {
		features = append(features, fUpper+share(f.upper, f.words), fLexicon+min(f.lexicon, 3))
	} else {
		features = append(features, fUpperL+share(f.upper, f.words)+5*btoi(f.upper+f.lower > 0 && f.upper == 0), fLexiconL+bin(f.lexicon*100/max(f.words, 1), []int{1, 5, 10, 20}))
	}
	for i := range 6 {
		if f.marks&(1<<i) != 0 {
			features = append(features, fMarks+i)
		}
	}
	return features
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// ending puts the end of a line into a bin.
func ending(last rune, s string) int {
	switch {
	case strings.ContainsRune(".。।", last):
		return 1
	case strings.ContainsRune("!?！？", last):
		return 2
	case strings.ContainsRune("…", last) || strings.HasSuffix(s, "..."):
		return 3
	case last == ':' || last == '：':
		return 4
	case strings.ContainsRune(",;-–—", last):
		return 5
	case strings.ContainsRune("\"”’»'」)", last):
		return 6
	case unicode.IsDigit(last):
		return 7
	case strings.ContainsRune("|>»›→]", last):
		return 8
	}
	return 0
}

// beginning puts the start of a line into a bin.
func beginning(first rune) int {
	switch {
	case unicode.IsUpper(first):
		return 1
	case unicode.IsLower(first):
		return 2
	case unicode.IsDigit(first):
		return 3
	case strings.ContainsRune("\"“‘'«„「『", first):
		return 4
	case first == '[':
		return 5
	case first == '(':
		return 6
	case unicode.IsLetter(first):
		return 7
	}
	return 0
}
