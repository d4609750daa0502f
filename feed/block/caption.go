package block

import (
	"regexp"
	"strings"

	"dateline/data"
	"dateline/data/clean"
)

// AddCaption adds the text under a picture, its credit as a block of its own.
func (b *Builder) AddCaption(text string) {
	text = strings.Join(strings.Fields(clean.Text(text)), " ")
	caption, credit := SplitCredit(text)
	b.Add(data.Caption, 0, caption)
	b.Add(data.Credit, 0, credit)
}

// creditLabel is how a credit is announced: "Photo: …", "Image credit: …",
// "Photograph by …", "© …".
var creditLabel = regexp.MustCompile(`(?i)(?:\b(?:(?:photo|image|picture|video|graphic|illustration|file|handout|screenshot)s?(?: |-)?(?:credit|courtesy|source)?s?|photograph(?:y|er)?s?|credits?|courtesy)(?: ?: ?| by | courtesy of | of )|©|\(c\))`)

// SplitCredit parts a caption from the credit at its end: "A yard in the
// capital. Photo: Reuters" and "The envoy arrives. (J. Doe/AP)". Either may be
// empty.
func SplitCredit(text string) (caption, credit string) {
	if IsCredit(text) {
		return "", text
	}
	from := floor(text, max(0, len(text)-maxCredit-1))
	for _, m := range creditLabel.FindAllStringIndex(text[from:], -1) {
		m[0] += from
		head, tail := strings.TrimRight(text[:m[0]], " ([|–—-"), strings.TrimRight(text[m[0]:], " ")
		if head != "" && len(tail) <= maxCredit && endsSentence(text[:m[0]]) {
			return head, strings.TrimRight(tail, ")]")
		}
	}
	if i := strings.LastIndexAny(text, "(["); i > 0 && strings.HasSuffix(strings.TrimSuffix(text, "."), closing(text[i])) {
		inner := strings.TrimSuffix(strings.TrimSuffix(text[i+1:], "."), closing(text[i]))
		if IsCredit(inner) {
			return strings.TrimRight(text[:i], " "), inner
		}
	}
	for i := strings.LastIndex(text, ". "); i > 0; i = strings.LastIndex(text[:i], ". ") {
		if tail := text[i+2:]; IsCredit(tail) {
			return text[:i+1], tail
		} else if len(tail) > maxCredit {
			break
		}
	}
	return text, ""
}

// maxCredit is the longest credit, in bytes.
const maxCredit = 120

func closing(open byte) string {
	if open == '(' {
		return ")"
	}
	return "]"
}

// endsSentence reports whether a caption may end here: after a stop, a
// bracket or a dash.
func endsSentence(head string) bool {
	head = strings.TrimRight(head, " ")
	return head == "" || strings.ContainsAny(head[len(head)-1:], ".!?\"')]([|-/:") || strings.HasSuffix(head, "”") || strings.HasSuffix(head, "—") || strings.HasSuffix(head, "–") || strings.HasSuffix(head, "…")
}

// agencies are the picture agencies whose name ends or makes a credit. It is
// lexicon, not law: a slash between names is enough without them.
var agencies = map[string]bool{
	"ap": true, "afp": true, "epa": true, "epa-efe": true, "efe": true, "reuters": true, "getty": true, "getty images": true,
	"associated press": true, "shutterstock": true, "alamy": true, "bloomberg": true, "dpa": true, "pa": true, "ansa": true,
	"tass": true, "sputnik": true, "xinhua": true, "kyodo": true, "pool": true, "anadolu": true, "zuma": true, "sipa": true,
	"nurphoto": true, "upi": true, "magnum": true, "istock": true, "istockphoto": true, "flickr": true, "unsplash": true,
	"wikimedia commons": true, "via": true, "rex features": true, "ritzau": true, "ntb": true, "tt": true, "keystone": true,
	"the canadian press": true, "press association": true, "agence france-presse": true, "ap photo": true, "pa wire": true, "pa media": true,
	"reuters photo": true, "afp photo": true, "pixabay": true, "handout": true,
}

// IsCredit reports whether a line is only a credit: announced as one, an
// agency, or names parted by slashes: "Jane Doe/Pool/Agency via Agency".
func IsCredit(s string) bool {
	s = strings.Trim(s, " .()[]|")
	if s == "" || len(s) > maxCredit {
		return false
	}
	if m := creditLabel.FindStringIndex(s); m != nil && m[0] == 0 {
		return Namelike(s[m[1]:]) || s[m[1]:] == "" && m[1] > 3
	}
	parts := strings.FieldsFunc(strings.ReplaceAll(s, " via ", "/"), func(r rune) bool { return r == '/' || r == '|' })
	known := 0
	for _, part := range parts {
		part = strings.TrimSpace(part)
		if agencies[strings.ToLower(part)] {
			known++
		} else if !Namelike(part) {
			return false
		}
	}
	return known > 0 && (len(parts) > 1 || known == 1)
}

// Namelike reports whether s is a few words that all begin like a name: no
// sentence. Small words may stand between.
func Namelike(s string) bool {
	words := strings.Fields(strings.Trim(s, " ./|"))
	if len(words) == 0 || len(words) > 12 {
		return false
	}
	for _, w := range words {
		switch strings.ToLower(strings.Trim(w, ",.;/")) {
		case "of", "for", "the", "via", "by", "and", "de", "la", "von", "van", "der", "da", "del", "di", "al", "bin", "courtesy", "&", "-", "–", "|":
			continue
		}
		if c := w[0]; c >= 'a' && c <= 'z' {
			return false
		}
		if strings.ContainsAny(strings.TrimRight(w, ".,"), "?!;“”\"") {
			return false
		}
	}
	return true
}
