package library

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"dateline/data"
)

// quotations are the quotes of an article with who says them.
func quotations(o opened, ids []data.EntityID) []data.Quotation {
	var quotes []data.Quotation
	for _, q := range o.found.Quotes {
		said := data.Quotation{
			Article: o.article.ID, Start: q.Start, End: q.End, CueStart: q.CueStart, CueEnd: q.CueEnd,
			Text: oneLine(o.article.Text[q.Start:q.End]),
		}
		if q.Speaker >= 0 && q.Speaker < len(ids) {
			said.Speaker = ids[q.Speaker]
		}
		quotes = append(quotes, said)
	}
	return quotes
}

// Quotations answers with what an entity is quoted as saying in the articles
// that match within, by article in order, and in an article as it is read. The
// empty id asks for every quotation, those of unknown speakers included. The
// error is data.ErrNoEntity for an unknown id.
func (l *Library) Quotations(ctx context.Context, speaker data.EntityID, within data.Query, order data.Order) ([]data.Quotation, error) {
	if err := l.ask(ctx); err != nil {
		return nil, err
	}
	number := uint32(0)
	if speaker != "" {
		var err error
		if number, err = l.entityNumber(ctx, speaker); err != nil {
			return nil, err
		}
	}
	numbers, err := l.quoting(ctx, number, within, order)
	if err != nil {
		return nil, err
	}
	var found []data.Quotation
	for _, n := range numbers {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		quotes, err := l.quotesOf(ctx, n, number)
		if err != nil {
			return nil, err
		}
		found = append(found, quotes...)
	}
	return found, nil
}

// quoting gives the articles of a scope in which an entity, or with 0 anyone,
// may be quoted.
func (l *Library) quoting(ctx context.Context, speaker uint32, within data.Query, order data.Order) ([]uint32, error) {
	s, err := l.scope(ctx, within)
	if err != nil {
		return nil, err
	}
	var posts []uint32
	if speaker != 0 {
		if posts, err = l.store.ArticlesOf(ctx, speaker); err != nil {
			return nil, err
		}
		slices.Sort(posts)
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	list, err := l.ordered(ctx, s, order)
	if err != nil || speaker == 0 {
		return list, err
	}
	var numbers []uint32
	for _, n := range list {
		if _, ok := slices.BinarySearch(posts, n); ok {
			numbers = append(numbers, n)
		}
	}
	return numbers, nil
}

// quotesOf gives the quotations in one article of one speaker, or with 0 of all.
func (l *Library) quotesOf(ctx context.Context, n, speaker uint32) ([]data.Quotation, error) {
	found, who, err := l.store.Mentions(ctx, n)
	if l.broken(err) {
		return nil, nil
	}
	if err != nil || found == nil || len(found.Quotes) == 0 {
		return nil, err
	}
	if speaker != 0 {
		found.Quotes = slices.DeleteFunc(found.Quotes, func(q data.LocalQuote) bool {
			return q.Speaker < 0 || who[q.Speaker] != speaker
		})
		if len(found.Quotes) == 0 {
			return nil, nil
		}
	}
	o, err := l.open(ctx, n, false)
	if l.broken(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	o.found, o.who = found, who
	ids := make([]data.EntityID, len(who))
	for i := range who {
		if !slices.ContainsFunc(found.Quotes, func(q data.LocalQuote) bool { return q.Speaker == i }) {
			continue
		}
		e, err := l.entity(ctx, who[i])
		if err != nil {
			return nil, err
		}
		ids[i] = e.ID
	}
	return quotations(o, ids), nil
}

// oneLine makes one line of a stretch of text.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// fingerprint tells apart what is marked in an article.
func fingerprint(found *data.Recognition, who []uint32) string {
	type marked struct {
		entity uint32
		data.LocalMention
	}
	var all []marked
	for i, e := range found.Entities {
		for _, m := range e.Mentions {
			all = append(all, marked{who[i], m})
		}
	}
	slices.SortStableFunc(all, func(a, b marked) int { return cmp.Compare(a.Start, b.Start) })
	return fmt.Sprint(all)
}
