package entity

import (
	_ "embed"
	"sort"
	"strings"
	"unicode/utf8"
)

// sex is what titles, first names and pronouns tell of a person. It is used to
// tell two bearers of a name apart and for nothing else.
type sex int8

const (
	unknownSex sex = iota
	female
	male
)

// Each line is a folded first name and the lines are sorted, so that they are
// searched as they are.
var (
	//go:embed lists/female.txt
	femaleNames string
	//go:embed lists/male.txt
	maleNames string
)

// firstSex is the sex that a folded first name tells. Of a double name the
// first half does.
func firstSex(first string) sex {
	if i := strings.IndexByte(first, '-'); i > 0 {
		first = first[:i]
	}
	switch {
	case hasLine(femaleNames, first):
		return female
	case hasLine(maleNames, first):
		return male
	}
	return unknownSex
}

// hasLine reports whether sorted lines have one that is s.
func hasLine(lines, s string) bool {
	if s == "" {
		return false
	}
	at := sort.Search(len(lines), func(i int) bool { return lineAt(lines, i) >= s })
	return at < len(lines) && lineAt(lines, at) == s
}

// lineAt is the line that byte i is in.
func lineAt(lines string, i int) string {
	start := strings.LastIndexByte(lines[:i], '\n') + 1
	line, _, _ := strings.Cut(lines[start:], "\n")
	return line
}

// Titles and words for relatives that stand before a name and tell the sex of
// its bearer.
var (
	ofWomen = wordSet("mrs ms miss madam madame mme lady dame queen princess duchess countess baroness empress sister mother frau fraulein senora signora dona actress congresswoman chairwoman spokeswoman businesswoman wife daughter widow niece aunt grandmother sister-in-law mother-in-law girlfriend")
	ofMen   = wordSet("mr sir lord king prince duke count baron emperor monsieur herr senor signor don actor congressman chairman spokesman businessman husband son brother father uncle nephew grandfather widower brother-in-law father-in-law boyfriend")
)

// titleSex is the sex that the word before a mention tells.
func (d *reader) titleSex(first int, m mention) sex {
	if s := wordSex(d.words[m.first]); s != unknownSex && m.end-m.first > 1 {
		return s
	}
	if m.first == first {
		return unknownSex
	}
	return wordSex(d.words[m.first-1])
}

func wordSex(w string) sex {
	w = strings.ToLower(strings.TrimSuffix(w, "."))
	switch {
	case ofWomen[w]:
		return female
	case ofMen[w]:
		return male
	}
	return unknownSex
}

// pronounSex is the sex that pronouns behind a mention tell: those of its
// sentence up to the next person, who may be meant as well.
func (d *reader) pronounSex(i, end int) sex {
	if i+1 < len(d.mentions) {
		end = min(end, d.mentions[i+1].first)
	}
	for t := d.mentions[i].end; t < end; t++ {
		switch d.words[t] {
		case "she", "her", "herself", "hers":
			return female
		case "he", "his", "him", "himself":
			return male
		}
	}
	return unknownSex
}

// sexOf is the sex of a group of full names: what a title before one of them
// says, else the first name.
func (d *reader) sexOf(x *group) sex {
	for _, n := range x.names {
		for _, i := range n.mentions {
			first, _ := d.sentenceOf(d.mentions[i])
			if s := d.titleSex(first, d.mentions[i]); s != unknownSex {
				return s
			}
		}
	}
	if len(x.words) < 2 {
		return unknownSex
	}
	return firstSex(x.words[0])
}

func firstRune(s string) (rune, int) { return utf8.DecodeRuneInString(s) }
