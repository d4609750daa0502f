package data

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// Kind says whether an entity is a person, a place or an organisation.
type Kind uint8

// The kinds of entity, in the order in which they are shown.
const (
	Person Kind = iota
	Place
	Organisation
)

// Kinds has all kinds in the order in which they are shown.
var Kinds = [...]Kind{Person, Place, Organisation}

var kinds = [...]string{"person", "place", "organisation"}

// String is the kind's name as the commands print it.
func (k Kind) String() string { return kinds[k] }

// Noun is the kind in a sentence: "an organisation".
func (k Kind) Noun() string {
	if k == Organisation {
		return "an " + kinds[k]
	}
	return "a " + kinds[k]
}

// ParseKind is the reverse of String.
func ParseKind(s string) (Kind, bool) {
	for i, name := range kinds {
		if s == name {
			return Kind(i), true
		}
	}
	return 0, false
}

// EntityID identifies an entity of the library. It is given once and stays,
// while the name that is shown may grow longer.
type EntityID string

// Entity is a person, a place or an organisation of the library.
type Entity struct {
	ID          EntityID
	Name        string // the longest name it goes by
	Kind        Kind
	Aliases     []string // other forms found in text, most frequent first, without Name
	Description string   // title or role read in the text, empty where none was
	Related     []Relation
	Location    *Location // of a place, nil where it isn't known or not decided
}

// Terse reports whether a description is one word, as "President": one that says
// more is shown rather, though it be older.
func Terse(description string) bool {
	return description != "" && !strings.Contains(description, " ")
}

// Location is where a place is.
type Location struct {
	Country string  // ISO 3166-1 alpha-2, "UA"; empty for seas and for what lies in several countries
	Region  string  // the region that contains it, where that helps to tell it from others: "Florida"
	Lat     float64 // degrees north, WGS 84
	Lon     float64 // degrees east
}

// Relation is a tie to something that is kept apart: the Kremlin is no other
// name of Russia, but of its government.
type Relation struct {
	How  string // "demonym", "government", "seat", "capital", "country"
	Kind Kind   // of what Name names; a demonym names nothing, but its country
	Name string
}

// Mention is one place in one article's text where an entity is named.
type Mention struct {
	Start  int // byte offsets in the canonical text, [Start,End)
	End    int
	Entity EntityID
	Kind   Kind
	Softer bool // a nominal ('the envoy'): marked, but not counted or stepped through
	Why    Why
}

// Why is the evidence for a mention.
type Why struct {
	By    string // "tagger", "list", "repeat", "nominal", "rule"
	Note  string // which list, what it repeats, which rule; then how it was grouped
	Score int    // the tagger's margin in its own integer units; 0 elsewhere
	// Rules are the reader's corrections that changed it, in words and in their
	// order, parted by "; ". Recognisers leave it empty.
	Rules string
}

// String is the evidence in words: what goes behind "it is read as a place: ".
func (w Why) String() string {
	var s string
	switch w.By {
	case "tagger":
		s = fmt.Sprintf("the model chose it, by a margin of %d", max(w.Score, 0))
		if w.Note != "" {
			s += " (" + w.Note + ")"
		}
	case "list":
		s = "it is in a list"
		if w.Note != "" {
			s += " (" + w.Note + ")"
		}
	case "repeat":
		s = "it " + cmp.Or(w.Note, "repeats a name of the text")
	case "nominal":
		s = "it is no name, but what the text calls somebody by: it " + w.Note
	default:
		s = w.By
		if w.Note != "" {
			s = w.Note
		}
	}
	if w.Rules != "" {
		s += "; your rules: " + w.Rules
	}
	return s
}

// Recognition is what a recogniser found in one text: the entities as this one
// text names them. Joining them over articles is the library's work.
type Recognition struct {
	Version  string // of the recogniser: another version may find other mentions
	Language string // BCP 47, of the text as it was detected; empty where that isn't sure
	Entities []LocalEntity
	Quotes   []LocalQuote // ordered by Start, apart
}

// LocalQuote is direct speech in one text. What is split by the words that say
// who speaks, or runs over several paragraphs, is one for each of its parts.
type LocalQuote struct {
	Start   int // byte offsets of the words, without the quotation marks, [Start,End)
	End     int
	Speaker int // index in Recognition.Entities; -1 where nobody known says it
	// Cue is the words that say who speaks ("Rubio said"), [CueStart,CueEnd);
	// both are 0 where there are none.
	CueStart int
	CueEnd   int
}

// Quotation is direct speech with its speaker.
type Quotation struct {
	Article  ID
	Start    int // as in LocalQuote
	End      int
	CueStart int
	CueEnd   int
	Text     string   // the words, on one line
	Speaker  EntityID // empty where it isn't known
}

// InMarks is the words in quotation marks. A comma at their end is that of the
// sentence around them.
func (q Quotation) InMarks() string { return "“" + strings.TrimSuffix(q.Text, ",") + "”" }

// LocalEntity is an entity as one article names it.
type LocalEntity struct {
	Kind Kind
	Name string
	// Join is the normalised name under which it is the same entity in other
	// articles, within its Kind. It is empty where a name alone isn't enough,
	// as with a lone surname: a wrong merge is worse than a missed one.
	Join        string
	Aliases     []string // surface forms found here, without Name
	Description string
	Related     []Relation
	Location    *Location      // of a place, nil where it isn't known or not decided
	Mentions    []LocalMention // ordered by Start
}

// LocalMention is a mention before its entity has an identity.
type LocalMention struct {
	Start  int
	End    int
	Softer bool
	Why    Why
}

// EntityCount is an entity with how often it is mentioned.
type EntityCount struct {
	Entity
	Here     int   // mentions in the article at hand, 0 where there is none
	All      int   // mentions in all articles of the scope
	Articles int   // articles of the scope that mention it
	First    int   // offset of its first mention in the article at hand, -1 where there is none
	Last     int64 // Unix seconds of the newest article that mentions it, 0 where none is dated
	// Days are its mentions on each of the days up to that of Last, the oldest
	// first; nil where they weren't asked for or no article is dated.
	Days []int
}

// DaysShown is how many days EntityCount.Days has.
const DaysShown = 14

// Card is what the articles of a scope tell of one entity.
type Card struct {
	EntityCount           // counted over the scope, with Days
	FirstSeen   time.Time // date of the oldest article that mentions it, zero where none is dated
	LastSeen    time.Time // and of the newest
	Naming      []Naming  // the articles that mention it, in the order asked for

	// With is who and what else they mention: of most of them first, then the
	// most mentioned in them, then by name; at most MostCompanions.
	With []Companion
}

// Day is the day of which Days has the mentions at i.
func (c Card) Day(i int) time.Time { return c.LastSeen.AddDate(0, 0, i+1-len(c.Days)) }

// Naming is an article that mentions an entity.
type Naming struct {
	Article  ID
	Mentions int // softer ones don't count
}

// Companion is an entity that is mentioned in the same articles as another.
type Companion struct {
	Entity
	Together int // articles that mention both
	Mentions int // of it, in those articles
}

// MostCompanions is how many companions a card has at most.
const MostCompanions = 50
