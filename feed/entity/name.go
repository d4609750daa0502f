package entity

import (
	"strings"

	"dateline/data"
	"dateline/feed/entity/tagger"
)

// name is one form that an article uses, of one kind, with every mention of
// it.
type name struct {
	kind     data.Kind
	form     string   // folded, without "the"
	words    []string // of the key
	key      string   // form under which equal names meet, see keyOf
	listed   bool     // key comes from the table of aliases
	mentions []int    // in reader.mentions
}

// names collects the forms of the document in the order in which they come.
func (d *reader) names() []*name {
	var out []*name
	byForm := map[keyed]*name{}
	for i, m := range d.mentions {
		id := keyed{m.kind, d.form(m.first, m.end)}
		n := byForm[id]
		if n == nil {
			n = &name{kind: m.kind, form: id.key}
			n.key, n.listed = d.keyOf(m.kind, n.form)
			n.words = n.parts()
			byForm[id] = n
			out = append(out, n)
		}
		n.mentions = append(n.mentions, i)
	}
	return out
}

// parts are the words of a name's key. The table of aliases writes hyphens in
// the names of people, as in al-Sharaa, which part words like any other.
func (n *name) parts() []string {
	if n.kind == data.Person && n.listed {
		return strings.Fields(strings.ReplaceAll(n.key, "-", " "))
	}
	return strings.Fields(n.key)
}

// keyOf is the form under which spellings of one name meet, and whether the
// table of aliases gave it.
func (d *reader) keyOf(k data.Kind, form string) (string, bool) {
	if j, ok := d.aliases.of(k, form); ok {
		return j, true
	}
	switch k {
	case data.Person:
		form = d.personKey(form)
	case data.Place:
		form = placeKey(form)
	default:
		form = companyKey(form)
	}
	if j, ok := d.aliases.of(k, form); ok {
		return j, true
	}
	if k == data.Place {
		if j, ok := d.aliases.demonyms[form]; ok {
			return j, false
		}
	}
	if k == data.Organisation {
		if j, ok := d.aliases.american(form); ok {
			return j, true
		}
	}
	// Whether a hyphen joins two words or a space parts them is the writer's
	// choice: Jean-Claude, GDF-Suez, Hong-Kong.
	if spaced := strings.ReplaceAll(form, "-", " "); spaced != form {
		if j, ok := d.aliases.of(k, spaced); ok {
			return j, true
		}
		return spaced, false
	}
	return form, false
}

// generations stand behind a name and tell people apart, so they are kept in
// a full name but never taken for a family name.
var generations = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true}

// personKey is a person's name without titles before it and without a
// nickname in quotes, each word spelled in one way.
func (d *reader) personKey(form string) string {
	words := strings.Fields(withoutQuoted(form))
	for len(words) > 1 && d.model.Classes(words[0])&(1<<tagger.Title) != 0 && !keptTitles[words[0]] {
		words = words[1:]
	}
	for i, w := range words {
		words[i] = spelling(strings.Trim(w, `"“”(),`), i+1 == len(words))
	}
	return strings.Join(words, " ")
}

// withoutQuoted is a name without the nickname in quotes or brackets that
// stands before its last word: harmeet bans of harmeet "bunty" bans.
func withoutQuoted(form string) string {
	for _, marks := range [...]string{`""`, "“”", "''", "()"} {
		open, size := firstRune(marks)
		i := strings.IndexRune(form, open)
		if i < 0 || i > 0 && form[i-1] != ' ' {
			continue
		}
		rest := form[i+size:]
		if j := strings.Index(rest, marks[size:]); j > 1 && strings.HasPrefix(rest[j+len(marks)-size:], " ") {
			return form[:i] + rest[j+len(marks)-size+1:]
		}
	}
	return form
}

// keptTitles are part of how the world names their bearer: "Pope Francis".
var keptTitles = map[string]bool{"pope": true, "king": true, "queen": true, "prince": true, "princess": true,
	"saint": true, "st": true, "lord": true, "lady": true, "dalai": true, "emperor": true,
	"mother": true, "sister": true, "father": true, "don": true, "san": true, "duke": true, "duchess": true}

// longWord is from where on spelling may differ by a letter.
const longWord = 5

// spelling writes a name's word in one of the ways in which agencies spell
// it: Sergei and Sergey, Zelenskiy and Zelenskyy, Støre and Stoere.
func spelling(w string, family bool) string {
	if len(w) < longWord {
		return w
	}
	for _, end := range [...]string{"iy", "yy", "ii", "ij"} {
		if stem, ok := strings.CutSuffix(w, end); ok {
			return stem + "y"
		}
	}
	if stem, ok := strings.CutSuffix(w, "ei"); ok {
		return stem + "ey"
	}
	if family {
		return withoutUmlaut(w)
	}
	return w
}

// withoutUmlaut writes oe and ue as one letter before a consonant.
func withoutUmlaut(w string) string {
	for i := 0; i+2 < len(w); i++ {
		if (w[i] == 'o' || w[i] == 'u') && w[i+1] == 'e' && !strings.ContainsRune("aeiouy", rune(w[i+2])) {
			return w[:i+1] + w[i+2:]
		}
	}
	return w
}

// placeKey spells Saint in one way.
func placeKey(form string) string {
	for _, short := range [...]string{"st ", "ste "} {
		if rest, ok := strings.CutPrefix(form, short); ok {
			return "saint " + rest
		}
	}
	if rest, ok := strings.CutPrefix(form, "mt "); ok {
		return "mount " + rest
	}
	return form
}

// companyForms end a company's name and say nothing about which it is.
var companyForms = map[string]bool{"inc": true, "incorporated": true, "corp": true, "corporation": true, "co": true,
	"company": true, "ltd": true, "limited": true, "llc": true, "llp": true, "plc": true, "gmbh": true, "ag": true,
	"sa": true, "spa": true, "nv": true, "asa": true, "ab": true, "oyj": true, "pty": true, "holdings": true}

// companyKey is an organisation's name without the form of a company.
func companyKey(form string) string {
	words := strings.Fields(strings.ReplaceAll(form, ",", ""))
	for len(words) > 1 && companyForms[words[len(words)-1]] {
		words = words[:len(words)-1]
		if n := len(words); n > 1 && (words[n-1] == "&" || words[n-1] == "and") {
			words = words[:n-1] // JPMorgan Chase & Co.
		}
	}
	return strings.Join(words, " ")
}
