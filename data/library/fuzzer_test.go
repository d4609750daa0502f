package library_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"dateline/data"
)

// Words that are hard to fold, to part, or to tell apart, and names.
var (
	hard = append(strings.Fields(`harbour harbours har tar tariff tariffs counter-tariffs ferry-boat ferryboat the of said war cease-fire
		über straße strasse O’Brien O'Brien can't can’t 1,000 3.5 35 a@b.org C++ c# #tag @name Київ Горбачёв Αθήνα ΑΘΗΝΑ Ἀθῆναι
		北京 東京 AI技術 データ القاهرة مُحَمَّد צה״ל שָׁלוֹם İstanbul istanbul ısı ﬁnance finance softhyphen ét́ é Beyoncé
		U.S. U.S.A. twenty-one-year-old กรุงเทพ ภาษา km² ½ well–known — & … “quoted” «mot» l’état col·lecció x y ab abc abcd`), "soft\u00adhyphen")
	names = [len(data.Kinds)][]string{
		strings.Split("Anna Lindqvist|Lindqvist|Li Wei|Boris|Steve Witkoff|Witkoff|O’Brien|Paris Hilton|Hilton", "|"),
		strings.Split("Paris|Georgia|Kyiv|Kiev|Lisbon|New York|北京", "|"),
		strings.Split("Harbour Board|Georgia Tech|U.N.|Board", "|"),
	}
)

// listed finds those names. A surname stays within its article, Kiev is Kyiv, and
// of the mentions some are softer.
func listed(_ context.Context, a *data.Article) data.Recognition {
	var r data.Recognition
	for i, kind := range data.Kinds {
		for _, name := range names[i] {
			e := data.LocalEntity{Name: name, Kind: kind, Join: strings.ToLower(name)}
			for at := strings.Index(a.Text, name); at >= 0; {
				end := at + len(name)
				e.Mentions = append(e.Mentions, data.LocalMention{Start: at, End: end, Softer: at%5 == 0, Why: data.Why{By: "list"}})
				next := strings.Index(a.Text[end:], name)
				if at = end + next; next < 0 {
					break
				}
			}
			switch name {
			case "Lindqvist", "Witkoff", "Hilton", "Board":
				e.Join = ""
			case "Kiev":
				e.Join, e.Aliases = "kyiv", []string{"Kyiv"}
			}
			if len(e.Mentions) > 0 {
				r.Entities = append(r.Entities, e)
			}
		}
	}
	return r
}

// fuzzer makes articles and queries at random, of few enough words that they meet.
type fuzzer struct{ *rand.Rand }

func (f fuzzer) of(all ...string) string { return all[f.IntN(len(all))] }

// word is a word, a name, or now and then a part of one.
func (f fuzzer) word() string {
	if f.IntN(4) == 0 {
		return f.of(names[f.IntN(len(names))]...)
	}
	w := []rune(f.of(hard...))
	if f.IntN(4) == 0 {
		w = w[:1+f.IntN(len(w))]
	}
	if f.IntN(8) == 0 {
		w = w[f.IntN(len(w)):]
	}
	return string(w)
}

func (f fuzzer) line(n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(f.word() + f.of(" ", " ", " ", " ", " ", ", ", ". ", "-", "\n", ""))
	}
	return strings.TrimSpace(b.String())
}

func (f fuzzer) articles(n int) []*data.Article {
	all := make([]*data.Article, n)
	for i := range all {
		e := data.Entry{Body: f.line(f.IntN(40)) + ". So said " + f.line(5), Article: &data.Article{
			ID: data.ID(fmt.Sprintf("%04d", i)), Title: f.line(f.IntN(5)), Source: f.of("Gazette", "Ferry News", "Co-op Bürgerblatt", ""),
			After: f.of("", "", "The Guardian"), Language: f.of("en", "en-GB", "de", "", "pt_BR"),
		}}
		if f.IntN(10) > 0 {
			e.Article.Published = noon.Add(-time.Duration(f.IntN(40)) * 12 * time.Hour)
		}
		for range f.IntN(3) {
			e.Article.Authors = append(e.Article.Authors, f.line(1+f.IntN(2)))
		}
		compose(&e)
		all[i] = e.Article
	}
	return all
}

// query is a query of the whole language.
func (f fuzzer) query(depth int) string {
	switch n := f.IntN(8); {
	case depth == 0:
	case n < 2:
		return f.of("", "", "-") + "(" + f.query(depth-1) + " or " + f.query(depth-1) + ")"
	case n < 5:
		return f.query(depth-1) + " " + f.query(depth-1)
	case n == 5:
		return f.query(depth-1) + " or " + f.query(depth-1)
	case n == 6:
		return f.of("title:", "person:", "text:", "author:", "entity:") + "(" + f.query(0) + " or " + f.query(0) + ")"
	}
	return f.of("", "", "", "", "", "", "-") + f.term()
}

func (f fuzzer) term() string {
	w := f.word()
	if strings.Contains(w, " ") || f.IntN(8) == 0 {
		w = `"` + w + f.of("", " "+f.word()) + `"`
	}
	switch f.IntN(12) {
	case 0:
		return f.of("title:", "text:", "author:") + w
	case 1:
		return f.of("source:", "feed:") + f.of(w, "gaz", "ferry", "co-op", "guardian", `"ferry n"`)
	case 2:
		return f.of("person:", "place:", "org:", "entity:") + w
	case 3:
		return f.of("person:", "place:", "entity:") + f.of("ann", "wit", "kiev", "paris", "georgia", `"paris h"`, "bord", "lndqvist", "lisbn", `"new york"`)
	case 4:
		return f.of("after:", "before:") + f.of(fmt.Sprint("2025-04-1", f.IntN(10)), "7d", "24h", "1w", "2025", "today", "yesterday")
	case 5:
		return f.of("lang:en", "lang:de", "lang:fr", "lang:pt-BR", "is:read", "is:unread", "is:starred")
	}
	return w
}
