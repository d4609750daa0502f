package entity

import (
	_ "embed"
	"strings"

	"dateline/data"
	"dateline/feed/entity/tagger"
)

//go:embed lists/role.txt
var roleFile string

//go:embed lists/body.txt
var bodyFile string

// bodies are the nouns for organisations and places, and the words of their
// names by which they are that.
type bodies [len(data.Kinds)]struct {
	nouns   map[string]bool
	byWord  map[string][]string // from what a name has in it, or is, to its nouns
	phrases []bodyPhrase
}

// bodyPhrase is several words that a name may end in, and its noun.
type bodyPhrase struct{ words, noun string }

// parseRoles reads nouns parted by semicolons.
func parseRoles(file string) map[string]bool {
	roles := map[string]bool{}
	for line := range strings.Lines(file) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for w := range strings.SplitSeq(line, ";") {
			if w = strings.TrimSpace(w); w != "" {
				roles[w] = true
			}
		}
	}
	return roles
}

// parseBodies reads lines of a noun, a colon and words parted by semicolons,
// below a [kind].
func parseBodies(file string) (bodies, error) {
	var out bodies
	lines, err := sections("words for bodies", file)
	if err != nil {
		return out, err
	}
	for i := range out {
		out[i].nouns, out[i].byWord = map[string]bool{}, map[string][]string{}
	}
	for _, l := range lines {
		k, ok := data.ParseKind(l.heading)
		if !ok {
			return out, errKind("words for bodies", l)
		}
		b := &out[k]
		b.nouns[l.name] = true
		for w := range strings.SplitSeq(l.rest, ";") {
			f := fold(w)
			if f == "" {
				continue
			}
			b.byWord[f] = append(b.byWord[f], l.name)
			if strings.Contains(f, " ") {
				b.phrases = append(b.phrases, bodyPhrase{f, l.name})
			}
		}
	}
	return out, nil
}

// noRoles are titles that are part of a name's courtesy, or whose word means
// too much else, and so don't stand for a person alone.
var noRoles = wordSet("mr mr. mrs mrs. ms ms. miss mx dr dr. prof prof. sir dame lord lady st st. saint don shah señor senor monsieur madame herr frau haji begum shri datuk head chief chair private major host sister brother father mother count earl resident representative fr. rev rev. patriarch metropolitan")

// isRoleNoun reports whether a word may stand for a person who was introduced
// by it.
func (d *reader) isRoleNoun(w string) bool {
	w = strings.ToLower(w)
	if d.aliases.roles[w] || strings.HasSuffix(w, "-year-old") {
		return true
	}
	return len(w) > 3 && !noRoles[w] && d.model.Classes(w)&(1<<tagger.Title) != 0
}

// compounds of roles: the prime minister isn't the minister.
var roleCompounds = wordSet("prime-minister attorney-general secretary-general surgeon-general solicitor-general governor-general vice-president chief-executive general-secretary vice-chancellor bus-driver field-marshal")

// headAt is the noun that a phrase ends with at token t, with its other half
// where it is a compound, folded.
func (d *reader) headAt(first, t int) string {
	w := strings.ToLower(d.words[t])
	if t > first {
		if two := strings.ToLower(d.words[t-1]) + "-" + w; roleCompounds[two] {
			return two
		}
	}
	return w
}
