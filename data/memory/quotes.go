package memory

import (
	"context"
	"math"
	"strings"

	"dateline/data"
)

// quote is a data.LocalQuote in 20 bytes.
type quote struct {
	start, end       uint32
	cueStart, cueEnd uint32
	speaker          uint32 // number in who.entities, or nobody
}

// nobody is the speaker of a quotation that isn't known.
const nobody = math.MaxUint32

// quotes makes the valid quotations of a recognition as a document keeps them.
// keys are those of its entities.
func (w *who) quotes(found []data.LocalQuote, keys []data.EntityKey) []quote {
	if len(found) == 0 {
		return nil
	}
	quotes := make([]quote, len(found))
	for i, q := range found {
		quotes[i] = quote{uint32(q.Start), uint32(q.End), uint32(q.CueStart), uint32(q.CueEnd), nobody}
		if q.Speaker >= 0 {
			quotes[i].speaker = w.byKey[keys[q.Speaker]]
		}
	}
	return quotes
}

// quotation makes a quotation as the screen knows it. l.mu is held.
func (l *Library) quotation(d *doc, q quote) data.Quotation {
	made := data.Quotation{
		Article: d.article.ID, Start: int(q.start), End: int(q.end), CueStart: int(q.cueStart), CueEnd: int(q.cueEnd),
		Text: strings.Join(strings.Fields(d.article.Text[q.start:q.end]), " "),
	}
	if q.speaker != nobody {
		made.Speaker = l.who.entities[q.speaker].id
	}
	return made
}

// quotations makes all quotations of an article. l.mu is held.
func (l *Library) quotations(d *doc) []data.Quotation {
	made := make([]data.Quotation, len(d.quotes))
	for i, q := range d.quotes {
		made[i] = l.quotation(d, q)
	}
	return made
}

// Quotations answers with what an entity is quoted as saying in the articles
// that match within, by article in order, and in an article as it is read. The
// empty id asks for every quotation, those of unknown speakers included. The
// error is data.ErrNoEntity for an unknown id.
func (l *Library) Quotations(ctx context.Context, speaker data.EntityID, within data.Query, order data.Order) ([]data.Quotation, error) {
	if err := l.ask(ctx); err != nil {
		return nil, err
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	number, known := l.who.byID[speaker]
	if speaker != "" && !known {
		return nil, data.ErrNoEntity
	}
	s, err := l.scope(ctx, within)
	if err != nil {
		return nil, err
	}
	var found []data.Quotation
	for _, n := range l.ordered(s, order) {
		d := l.shelf.docs[n]
		for _, q := range d.quotes {
			if speaker == "" || q.speaker == number {
				found = append(found, l.quotation(d, q))
			}
		}
	}
	return found, ctx.Err()
}
