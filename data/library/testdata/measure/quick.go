package main

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/data"
)

// quick stands for the recogniser where the library itself is measured: it
// takes words with capitals for names, as many as news has, and next to no time.
type quick struct{}

func (quick) Version() string { return "quick 1" }

func (quick) Recognise(_ context.Context, a *data.Article) data.Recognition {
	r := data.Recognition{Version: "quick 1", Language: "en"}
	index := map[string]int{}
	start, end, begins := -1, 0, true
	flush := func() {
		if start < 0 {
			return
		}
		name := strings.TrimRight(a.Text[start:end], ".,;:’'”\"")
		words := strings.Count(name, " ")
		at, known := index[name]
		if !known {
			at = len(r.Entities)
			index[name] = at
			e := data.LocalEntity{Kind: data.Place, Name: name, Join: strings.ToLower(name)}
			if words == 1 {
				e.Kind = data.Person
			} else if words > 1 {
				e.Kind = data.Organisation
			}
			r.Entities = append(r.Entities, e)
		}
		e := &r.Entities[at]
		e.Mentions = append(e.Mentions, data.LocalMention{Start: start, End: start + len(name), Why: data.Why{By: "list"}})
		start = -1
	}
	for at := 0; at < len(a.Text); {
		size := strings.IndexAny(a.Text[at:], " \n")
		if size < 0 {
			size = len(a.Text) - at
		}
		word := a.Text[at : at+size]
		first, _ := utf8.DecodeRuneInString(word)
		if unicode.IsUpper(first) && !begins {
			if start < 0 {
				start = at
			}
			end = at + size
		} else {
			flush()
		}
		begins = size == 0 || strings.ContainsRune(".\n“", rune(a.Text[at+size-1])) || at+size < len(a.Text) && a.Text[at+size] == '\n'
		if size > 0 && strings.ContainsRune(".,;:", rune(word[size-1])) {
			flush()
		}
		at += size + 1
	}
	flush()
	return r
}
