// Package recognition is how libraries have who and where recognised in an
// article, and what of that they trust.
package recognition

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"dateline/data"
)

// Recogniser finds who and where is in an article. It is called from several
// goroutines. Offsets are of Article.Text.
type Recogniser interface {
	// Version names what it finds: it changes whenever findings may.
	Version() string
	// Recognise may answer with less when its context ends.
	Recognise(ctx context.Context, a *data.Article) data.Recognition
}

// Run runs a recogniser. Should it panic, the article has no mentions and the
// reader is told, rather than the program ending in the middle of a screen.
func Run(ctx context.Context, r Recogniser, a *data.Article, tell func(data.Problem)) (found data.Recognition) {
	version := r.Version()
	defer func() {
		if cause := recover(); cause != nil {
			tell(data.Problem{Path: a.Origin, Cause: fmt.Sprintf("looking for names in “%s” failed: %v", a.Title, cause)})
			found = data.Recognition{Version: version}
		}
	}()
	found = r.Recognise(ctx, a)
	found.Version = version
	return found
}

// Keys gives the key of each entity of an article. Two of one name that aren't
// joined, as two Smiths, are told apart by their order.
func Keys(id data.ID, found []data.LocalEntity) []data.EntityKey {
	type local struct {
		kind data.Kind
		name string
	}
	seen := map[local]int{}
	all := make([]data.EntityKey, len(found))
	for i, e := range found {
		all[i] = data.EntityKey{Kind: e.Kind, Join: e.Join}
		if e.Join != "" {
			continue
		}
		n := seen[local{e.Kind, e.Name}]
		seen[local{e.Kind, e.Name}]++
		all[i].Article, all[i].Name = id, e.Name+strings.Repeat("′", n)
	}
	return all
}

// Valid leaves out what can't be in the article: mentions and quotations that
// aren't whole runes of its text, and entities without a name or of no known
// kind. It changes nothing of what it was given.
func Valid(a *data.Article, r data.Recognition) data.Recognition {
	r.Quotes = quotes(a, &r)
	r.Entities = entities(a, r.Entities)
	return r
}

// proper reports whether an entity has a name and is of a known kind.
func proper(e data.LocalEntity) bool { return int(e.Kind) < len(data.Kinds) && e.Name != "" }

// between reports whether an offset is in an article's text, between two runes.
func between(a *data.Article, at int) bool {
	return at == len(a.Text) || 0 <= at && at < len(a.Text) && utf8.RuneStart(a.Text[at])
}

func entities(a *data.Article, found []data.LocalEntity) []data.LocalEntity {
	kept := make([]data.LocalEntity, 0, len(found))
	for _, e := range found {
		if !proper(e) {
			continue
		}
		mentions := make([]data.LocalMention, 0, len(e.Mentions))
		for _, m := range e.Mentions {
			if m.Start < m.End && between(a, m.Start) && between(a, m.End) {
				mentions = append(mentions, m)
			}
		}
		e.Mentions = mentions
		kept = append(kept, e)
	}
	return kept
}

// quotes leaves out the quotations that can't be in the article, and has the
// speakers of others among the entities that are kept.
func quotes(a *data.Article, r *data.Recognition) []data.LocalQuote {
	if len(r.Quotes) == 0 {
		return nil
	}
	place := make([]int, len(r.Entities))
	next := 0
	for i, e := range r.Entities {
		place[i] = -1
		if proper(e) {
			place[i] = next
			next++
		}
	}
	var kept []data.LocalQuote
	end := 0
	for _, q := range r.Quotes {
		if q.Start < end || q.End <= q.Start || !between(a, q.Start) || !between(a, q.End) {
			continue
		}
		if q.Speaker < 0 || q.Speaker >= len(place) {
			q.Speaker = -1
		} else {
			q.Speaker = place[q.Speaker]
		}
		if q.CueStart >= q.CueEnd || !between(a, q.CueStart) || !between(a, q.CueEnd) {
			q.CueStart, q.CueEnd = 0, 0
		}
		kept, end = append(kept, q), q.End
	}
	return kept
}
