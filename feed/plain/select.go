package plain

import (
	"strings"

	"dateline/feed/plain/judge"
)

// How much a text looks like a scraped page, by the lines in it that look like
// furniture by themselves.
const (
	dumpSigns = 6  // so many make it a dump,
	someSigns = 3  // or so many,
	dumpShare = 10 // if they are so many per cent of its lines
	minKept   = 90 // words of an article below which lines get the benefit of the doubt
	maxDoubt  = 200
	minLeft   = 25 // words below which a text is shown whole: loss is worse than furniture
)

// keep tells which lines are of the article.
func keep(lines []judge.Line, models []judge.Model) []bool {
	signs := 0
	for _, l := range lines {
		if l.Sign() || l.Repeated() && l.Words() > 2 {
			signs++
		}
	}
	if signs == 0 {
		return all(len(lines))
	}
	scores := judge.Scores(lines, models)
	var kept []bool
	if signs >= dumpSigns || signs >= someSigns && signs*100 >= len(lines)*dumpShare {
		kept = articleOf(lines, scores)
	} else {
		kept = trimmed(lines, scores)
	}
	dropAppeals(lines, kept)
	dropRepeats(lines, kept)
	if words(lines, kept) < minLeft {
		return all(len(lines))
	}
	return kept
}

func all(n int) []bool {
	kept := make([]bool, n)
	for i := range kept {
		kept[i] = true
	}
	return kept
}

func words(lines []judge.Line, kept []bool) (n int) {
	for i, l := range lines {
		if kept[i] {
			n += l.Words()
		}
	}
	return n
}

// articleOf keeps what the judge believes. Where that is next to nothing it is
// asked again with ever more good will: a table or a list is no prose, but may
// be the article.
func articleOf(lines []judge.Line, scores []int) []bool {
	kept := make([]bool, len(lines))
	for doubt := 0; doubt <= maxDoubt; doubt += 20 {
		for i := range lines {
			kept[i] = scores[i]+doubt > 0
		}
		if words(lines, kept) >= minKept {
			break
		}
	}
	return kept
}

// trimmed is for a text that is mostly clean: only what looks like furniture
// above the first and below the last line of prose goes.
func trimmed(lines []judge.Line, scores []int) []bool {
	kept := all(len(lines))
	first, last := -1, -1
	for i, score := range scores {
		if score > 0 {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return kept
	}
	ended := false
	for i, l := range lines {
		ended = ended || i > last && l.Ending()
		if i < first || i > last {
			kept[i] = !ended && !l.Sign()
		}
	}
	return kept
}

// dropAppeals drops paragraphs that turn to the reader for help, money or
// attention, in an article that doesn't speak to its reader otherwise.
func dropAppeals(lines []judge.Line, kept []bool) {
	total, spoken := 0, 0
	var appeals []int
	for i, l := range lines {
		switch {
		case !kept[i]:
		case appeal(l):
			appeals = append(appeals, i)
		default:
			you, _, _ := l.Address()
			spoken += you
			total += l.Words()
		}
	}
	if spoken*100 > total {
		return
	}
	for _, i := range appeals {
		kept[i] = false
	}
}

// appeal reports whether a line speaks to the reader and for the site, outside
// quotations, in one word of sixteen, and of what sites ask for.
func appeal(l judge.Line) bool {
	you, we, lexicon := l.Address()
	return you > 0 && we > 0 && you+we >= 3 && (you+we)*16 >= l.Words() && lexicon >= 2
}

// dropRepeats drops what was kept before, as captions and pulled quotes are,
// and lines that are the beginning of the next.
func dropRepeats(lines []judge.Line, kept []bool) {
	seen := map[string]bool{}
	for i, l := range lines {
		key := strings.ToLower(l.Text)
		if kept[i] && l.Words() >= 6 {
			if seen[key] {
				kept[i] = false
			}
			seen[key] = true
		}
	}
}
