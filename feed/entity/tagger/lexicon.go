package tagger

import (
	"strings"
)

// Class is a kind of list that a phrase can be in. A phrase may be in several.
type Class uint8

// The classes. The tagger learns what each is worth: being in a list is a
// hint and never a verdict.
const (
	CityBig Class = iota // 300,000 people and more
	CityMid              // 50,000 and more
	CitySmall
	Country
	Demonym
	Region   // states, provinces, regions
	Site     // seas, rivers, mountains, buildings, streets
	First    // first names
	Name     // names of persons of any sort
	Title    // titles and roles before a name
	OrgWord  // words that organisations' names are made of
	SiteWord // words that places' names are made of
	Org      // organisations
	Team     // clubs and teams
	Figure   // persons known by one name
	Classes  // how many there are
)

// more marks a phrase that is the beginning of a longer one in the lists.
const more = uint16(1) << 15

// phraseWords is the longest phrase that is looked up.
const phraseWords = 7

// capitalOnly are the classes that count only for a phrase with a capital.
const capitalOnly = ^(uint16(1)<<Title | 1<<OrgWord | 1<<SiteWord | more)

// ClassNames are the names of the list files, in the order of the classes.
var ClassNames = [Classes]string{"citybig", "citymid", "citysmall", "country", "demonym", "region", "site",
	"first", "name", "title", "orgword", "siteword", "org", "team", "figure"}

// cluster is what the word table knows about a word: clusters of three
// sizes from its embedding, and how common it is (1 most, 4 least, 5 unknown).
type cluster struct {
	coarse, middle, fine uint16
	rarity               uint8
}

const unknownWord = 5

// Words per rarity: up to 1,000 the commonest, and so on.
var rarityBounds = [...]int{1000, 5000, 20000}

const fineBits = 13 // a word's value: fine cluster and, above it, rarity-1

// lexicon is the part of the model that knows words and phrases.
type lexicon struct {
	words   table  // hash of a word: fine cluster and rarity
	parents []byte // for each fine cluster: middle and coarse, 16 bits each
	phrases table  // hash of a phrase: bits of classes, and more
	ranks   ranks  // hash of a word: its row in the network
}

func (x *lexicon) cluster(h uint64) cluster {
	v, ok := x.words.get(h)
	if !ok {
		return cluster{rarity: unknownWord}
	}
	fine := int(v & (1<<fineBits - 1))
	if 4*fine+4 > len(x.parents) {
		return cluster{rarity: unknownWord}
	}
	p := x.parents[4*fine : 4*fine+4]
	return cluster{
		middle: uint16(p[0]) | uint16(p[1])<<8,
		coarse: uint16(p[2]) | uint16(p[3])<<8,
		fine:   uint16(fine) + 1,
		rarity: uint8(v>>fineBits) + 1,
	}
}

// classes returns the bits of the classes that a phrase is in, with the bit
// more where longer phrases begin with it.
func (x *lexicon) classes(h uint64) uint16 {
	v, _ := x.phrases.get(h)
	return v
}

// nextWord extends a phrase's hash by a word.
func nextWord(phrase uint64, word string) uint64 {
	h := (phrase ^ ' ') * fnvPrime
	for i := 0; i < len(word); i++ {
		h = (h ^ uint64(word[i])) * fnvPrime
	}
	return h
}

// phraseHash is the hash of a phrase as the tagger would read it from text,
// and the hashes of its beginnings.
func phraseHash(words []string) (whole uint64, beginnings []uint64) {
	h := hashString(fold(words[0]))
	for _, w := range words[1:] {
		beginnings = append(beginnings, h)
		h = nextWord(h, fold(w))
	}
	return h, beginnings
}

// newPhrases lays lists of phrases, cut into tokens, out as a table.
func newPhrases(lists map[Class][][]string) table {
	values := map[uint64]uint16{}
	for class, phrases := range lists {
		for _, words := range phrases {
			if len(words) == 0 || len(words) > phraseWords || strings.TrimSpace(words[0]) == "" {
				continue
			}
			whole, beginnings := phraseHash(words)
			values[whole] |= 1 << class
			for _, b := range beginnings {
				values[b] |= more
			}
		}
	}
	return newTable(values)
}
