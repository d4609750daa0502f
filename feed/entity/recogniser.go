// Package entity finds who and where: the people, places and organisations
// that an article names, each with every place in the text where it is named.
//
// A tagger proposes names sentence by sentence (package tagger), a pass over
// the document makes them agree with one another, and grouping decides which
// names are one person, place or organisation. Everything is in this package
// and the model file embedded in it: no network, no floating point, and the
// same answer on every machine.
package entity

import (
	"context"
	_ "embed"
	"fmt"
	"sync"

	"dateline/data"
	"dateline/feed/entity/place"
	"dateline/feed/entity/tagger"
)

//go:embed model.bin
var modelFile []byte

// rulesVersion names what is done with the tagger's names. It is raised when
// the document pass, grouping or the lists change what comes out.
const rulesVersion = 9

// Recogniser finds entities. It is safe for concurrent use.
type Recogniser struct {
	model   *tagger.Model
	lists   func() lists // read when they are first needed, behind the first screen
	readers sync.Pool    // of *reader
}

// lists are what is known beside the model.
type lists struct {
	aliases *aliases
	places  *place.Gazetteer
}

// New returns a recogniser. The model is read in place: New takes well under a
// millisecond, and the first text some five more for the lists.
func New() (*Recogniser, error) { return Open(modelFile) }

// Open is New with another model, as feed/entity/train writes it. The file's
// bytes must stay as they are while the recogniser is in use.
func Open(file []byte) (*Recogniser, error) {
	m, err := tagger.Open(file)
	if err != nil {
		return nil, fmt.Errorf("recognition: %w", err)
	}
	r := &Recogniser{model: m, lists: sync.OnceValue(readLists)}
	r.readers.New = func() any { return newReader(m, r.lists().aliases) }
	return r, nil
}

// readLists reads the lists that are built into the program. One that can't be
// read is a mistake of ours, which no reader can mend.
func readLists() lists {
	a, err := loadAliases()
	if err != nil {
		panic(fmt.Sprintf("recognition: %v", err))
	}
	places, err := place.Embedded()
	if err != nil {
		panic(fmt.Sprintf("recognition: %v", err))
	}
	return lists{a, places}
}

// Version names the model and the rules: what one version found may be found
// differently by another.
func (r *Recogniser) Version() string {
	return fmt.Sprintf("%d-%s", rulesVersion, r.model.Version())
}

// Recognise finds the entities of an article in the blocks that are tagged,
// with offsets in bytes of its canonical text. Photographers and agencies in
// credits are none of them. If ctx ends first, the answer is the zero
// Recognition, whose Version is empty.
func (r *Recogniser) Recognise(ctx context.Context, a *data.Article) data.Recognition {
	return r.run(ctx, a.Text, passages(a))
}

// RecogniseText finds the entities of a text as it stands: every line is
// tagged and nothing is taken for a credit. Offsets are bytes of text, which
// may hold anything, invalid UTF-8 too.
func (r *Recogniser) RecogniseText(text string) data.Recognition {
	return r.run(context.Background(), text, []passage{{start: 0, end: len(text), kind: data.Paragraph}})
}

// keptWords is the longest text after which a reader's memory is kept.
const keptWords = 50_000

func (r *Recogniser) run(ctx context.Context, text string, parts []passage) data.Recognition {
	d := r.readers.Get().(*reader)
	defer func() {
		if len(d.words) <= keptWords {
			r.readers.Put(d)
		}
	}()
	found := data.Recognition{Version: r.Version(), Language: language(text, parts)}
	foreign := found.Language != "" && found.Language != "en"
	switch {
	case foreign:
		d.readForeign(text, parts)
	case d.read(ctx, text, parts):
		d.agree()
	default:
		return data.Recognition{}
	}
	found.Entities = r.lists().places.Settle(text, d.group())
	r.lists().aliases.keepApart(found.Entities)
	if !foreign {
		found.Quotes = d.quotes(parts, found.Entities)
	}
	return found
}
