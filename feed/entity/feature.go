package entity

import (
	"dateline/data"
	"dateline/feed/entity/tagger"
)

// features are what a place is, before "of" and its name: "Isthmus of
// Perekop", "Cape of Good Hope".
var features = wordSet("Isthmus Gulf Strait Straits Sea Bay Cape Isle Isles Horn Islands")

// featureWords is how many words the name behind "of" may have.
const featureWords = 2

// addFeatures finds places that are named by what they are, in place of parts
// that the tagger found.
func (d *reader) addFeatures() {
	at := d.mentionAt()
	var found []mention
	first := 0
	for i, end := range d.text.Ends {
		most := featureWords
		if tagger.MostlyCapital(d.bySent[i]) {
			most = 1
		}
		for t := first; t+2 < end; t++ {
			if !features[d.words[t]] || d.words[t+1] != "of" {
				continue
			}
			stop := t + 2
			for stop < end && stop < t+2+most && capital(d.words[stop]) {
				stop++
			}
			m := mention{t, stop, data.Place, data.Why{By: "list", Note: "what the place is"}}
			if stop > t+2 && d.mayReplace(at, m, first, end) {
				found = append(found, m)
				t = stop - 1
			}
		}
		first = end
	}
	d.replace(found)
}
