package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dateline/data"
	"dateline/data/search"
)

// key is as the recogniser's: folded, with one listed alias.
func key(k data.Kind, s string) string {
	if folded := search.Fold(s); k != data.Place || folded != "kiev" {
		return folded
	}
	return "kyiv"
}

// article makes an article of paragraphs; one that begins with "©" is a credit.
func article(paragraphs ...string) *data.Article {
	a := &data.Article{ID: "a"}
	for i, text := range paragraphs {
		if i > 0 {
			a.Text += "\n\n"
		}
		kind := data.Paragraph
		if strings.HasPrefix(text, "©") {
			kind = data.Credit
		}
		a.Blocks = append(a.Blocks, data.Block{Kind: kind, Start: len(a.Text), End: len(a.Text) + len(text)})
		a.Text += text
	}
	return a
}

// signs write kinds in the tests: @ a person, ^ a place, # an organisation.
const signs = "@^#"

// found makes a recognition of a text with names in it: "@Anna Lindqvist" is a
// name, "@Anna Lindqvist=Lindqvist" a form of it; _ stands for a space. Of
// persons full names join.
func found(paragraphs ...string) (*data.Article, data.Recognition) {
	type mention struct {
		kind       data.Kind
		name, form string
		word       int
	}
	var mentions []mention
	n := 0
	for i, p := range paragraphs {
		words := strings.Fields(p)
		for w, word := range words {
			if at := strings.IndexByte(signs, word[0]); at >= 0 && len(word) > 1 {
				core := strings.TrimRight(word[1:], ".,’s")
				if strings.HasSuffix(word[1:], "s") && !strings.Contains(word, "’s") {
					core = strings.TrimRight(word[1:], ".,")
				}
				rest := word[1+len(core):]
				name, form, ok := strings.Cut(core, "=")
				if !ok {
					form = name
				}
				mentions = append(mentions, mention{data.Kind(at), strings.ReplaceAll(name, "_", " "), strings.ReplaceAll(form, "_", " "), n})
				words[w] = "\x01" + strings.ReplaceAll(form, "_", " ") + "\x02" + rest
			}
			n++
		}
		paragraphs[i] = strings.Join(words, " ")
	}
	marked := article(paragraphs...)
	var spans [][2]int
	var text strings.Builder
	plain := make([]string, len(paragraphs))
	for i, p := range paragraphs {
		plain[i] = strings.NewReplacer("\x01", "", "\x02", "").Replace(p)
	}
	for i := 0; i < len(marked.Text); i++ {
		switch c := marked.Text[i]; c {
		case 1:
			spans = append(spans, [2]int{text.Len(), 0})
		case 2:
			spans[len(spans)-1][1] = text.Len()
		default:
			text.WriteByte(c)
		}
	}
	r := data.Recognition{Version: "test"}
	for i, m := range mentions {
		at := slices.IndexFunc(r.Entities, func(e data.LocalEntity) bool { return e.Kind == m.kind && e.Name == m.name })
		if at < 0 {
			at = len(r.Entities)
			e := data.LocalEntity{Kind: m.kind, Name: m.name, Join: key(m.kind, m.name)}
			if m.kind == data.Person && !strings.Contains(m.name, " ") {
				e.Join = ""
			}
			r.Entities = append(r.Entities, e)
		}
		e := &r.Entities[at]
		e.Mentions = append(e.Mentions, data.LocalMention{Start: spans[i][0], End: spans[i][1], Why: data.Why{By: "tagger", Score: 7}})
		if m.form != m.name && !slices.Contains(e.Aliases, m.form) {
			e.Aliases = append(e.Aliases, m.form)
		}
	}
	return article(plain...), r
}

// show writes a recognition: "@Anna Lindqvist/anna lindqvist: Lindqvist 2".
func show(a *data.Article, r data.Recognition) string {
	var lines []string
	for _, e := range r.Entities {
		var forms []string
		for _, m := range e.Mentions {
			forms = append(forms, a.Text[m.Start:m.End])
		}
		lines = append(lines, fmt.Sprintf("%c%s/%s: %s", signs[e.Kind], e.Name, e.Join, strings.Join(forms, ", ")))
	}
	return strings.Join(lines, "\n")
}

const (
	person = data.Person
	place  = data.Place
	org    = data.Organisation
)

func merge(kind data.Kind, keep string, join ...string) data.Correction {
	return data.Correction{Verb: data.Merge, Kind: kind, Name: keep, Join: join}
}

func split(kind data.Kind, name, form string) data.Correction {
	return data.Correction{Verb: data.Split, Kind: kind, Name: name, Form: form}
}

func rename(kind data.Kind, name, to string) data.Correction {
	return data.Correction{Verb: data.Rename, Kind: kind, Name: name, To: to}
}

func rekind(kind data.Kind, name string, to data.Kind) data.Correction {
	return data.Correction{Verb: data.ChangeKind, Kind: kind, Name: name, ToKind: to}
}

func not(kind data.Kind, name, form string) data.Correction {
	return data.Correction{Verb: data.NotEntity, Kind: kind, Name: name, Form: form}
}

func alias(kind data.Kind, name, form string) data.Correction {
	return data.Correction{Verb: data.AddAlias, Kind: kind, Name: name, Form: form}
}

func marking(kind data.Kind, text string) data.Correction {
	return data.Correction{Verb: data.MarkText, Kind: kind, Name: text}
}

// mentionsOf lists what is mentioned where, for comparing sets of mentions.
func mentionsOf(r data.Recognition) (all []data.LocalMention) {
	for _, e := range r.Entities {
		all = append(all, e.Mentions...)
	}
	slices.SortFunc(all, func(a, b data.LocalMention) int { return cmp.Compare(a.Start, b.Start) })
	return all
}
