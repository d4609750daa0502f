package command_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"

	"dateline/data"
	"dateline/ui/command"
)

// shelf is a small library in memory for the tests of this package: it reads
// Markdown with front matter and knows a handful of names. The program's own
// library is tested where it is built.
type shelf struct {
	articles []*data.Article
	raw      map[data.ID][]byte
	problems []data.Problem
	changes  chan data.Event
	closed   bool
	read     map[data.ID]bool
}

// openShelf opens files and folders.
func openShelf(stdin io.Reader, paths []string) (*shelf, error) {
	s := &shelf{raw: map[data.ID][]byte{}, read: map[data.ID]bool{}, changes: make(chan data.Event)}
	for _, path := range paths {
		if path == "-" {
			content, err := io.ReadAll(stdin)
			if err != nil {
				return nil, err
			}
			s.add(path, content)
			continue
		}
		err := filepath.WalkDir(path, func(file string, entry os.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			content, err := os.ReadFile(file)
			s.add(file, content)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(s.articles, func(a, b *data.Article) int {
		if c := b.Published.Compare(a.Published); c != 0 {
			return c
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
	return s, nil
}

func (s *shelf) add(path string, content []byte) {
	if len(content) == 0 {
		s.problems = append(s.problems, data.Problem{Path: path, Cause: "it is empty"})
		return
	}
	absolute, _ := filepath.Abs(path)
	sum := sha256.Sum256([]byte("file:" + absolute))
	a := &data.Article{ID: data.ID(hex.EncodeToString(sum[:6])), Origin: path}
	head, body, ok := strings.Cut(strings.TrimPrefix(string(content), "---\n"), "\n---\n")
	if !ok {
		head, body = "", string(content)
	}
	for line := range strings.Lines(head) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "title":
			a.Title = value
		case "source":
			a.Source = value
		case "byline":
			a.Authors = []string{value}
		case "link":
			a.URL = value
		case "date":
			a.Published, _ = time.Parse("2006-01-02", value)
		}
	}
	for part := range strings.SplitSeq(strings.TrimSpace(body), "\n\n") {
		kind := data.Paragraph
		if heading, ok := strings.CutPrefix(part, "# "); ok {
			kind, part = data.Headline, heading
		}
		part = strings.Join(strings.Fields(part), " ")
		if a.Text != "" {
			a.Text += "\n\n"
		}
		a.Blocks = append(a.Blocks, data.Block{Kind: kind, Start: len(a.Text), End: len(a.Text) + len(part)})
		a.Text += part
	}
	if a.Title == "" {
		a.Title = a.Text[a.Blocks[0].Start:a.Blocks[0].End]
	}
	s.articles = append(s.articles, a)
	s.raw[a.ID] = content
}

// names are what the shelf recognises: surface, whose, kind.
var names = []struct {
	surface, name string
	kind          data.Kind
}{
	{"Steve Witkoff", "Steve Witkoff", data.Person},
	{"Witkoff", "Steve Witkoff", data.Person},
	{"Vladimir Putin", "Vladimir Putin", data.Person},
	{"Putin", "Vladimir Putin", data.Person},
	{"Lisbon", "Lisbon", data.Place},
	{"Kyiv", "Kyiv", data.Place},
	{"White House", "White House", data.Organisation},
	{"the envoy", "Steve Witkoff", data.Person}, // softer
}

// recognise finds the names of a text.
func recognise(text string) data.Recognition {
	found := map[string]*data.LocalEntity{}
	var order []string
	for at := 0; at < len(text); at++ {
		for _, n := range names {
			if !strings.HasPrefix(text[at:], n.surface) {
				continue
			}
			if found[n.name] == nil {
				found[n.name] = &data.LocalEntity{Kind: n.kind, Name: n.name, Join: fold(n.name)}
				order = append(order, n.name)
			}
			e := found[n.name]
			soft := n.surface == "the envoy"
			e.Mentions = append(e.Mentions, data.LocalMention{Start: at, End: at + len(n.surface), Softer: soft})
			if n.surface != n.name && !soft && !slices.Contains(e.Aliases, n.surface) {
				e.Aliases = append(e.Aliases, n.surface)
			}
			at += len(n.surface) - 1
			break
		}
	}
	var r data.Recognition
	for _, name := range order {
		r.Entities = append(r.Entities, *found[name])
	}
	return r
}

// fold lowers, which is all that the shelf's names need.
func fold(name string) string { return strings.ToLower(name) }

// parse reads words, person: and after:.
func parse(source string, _ time.Time, zone *time.Location, _ bool) (data.Query, error) {
	q := data.Query{Source: source}
	for word := range strings.FieldsSeq(source) {
		term := data.Term{Text: word}
		if name, ok := strings.CutPrefix(word, "person:"); ok {
			term = data.Term{Field: data.PersonField, Text: name}
		} else if day, ok := strings.CutPrefix(word, "after:"); ok {
			at, err := time.ParseInLocation("2006-01-02", day, zone)
			if err != nil {
				return q, &data.QueryError{Start: 6, End: len(word), Cause: "dates are year-month-day"}
			}
			term = data.Term{Field: data.AfterField, Day: at}
		}
		q.Terms = append(q.Terms, term)
	}
	return q, nil
}

func (s *shelf) matches(a *data.Article, q data.Query) bool {
	for _, t := range q.Terms {
		switch t.Field {
		case data.AfterField:
			if a.Published.Before(t.Day) {
				return false
			}
		case data.PersonField:
			if !slices.ContainsFunc(recognise(a.Text).Entities, func(e data.LocalEntity) bool {
				return strings.Contains(fold(e.Name), fold(t.Text))
			}) {
				return false
			}
		default:
			if !strings.Contains(fold(a.Title+" "+a.Text), fold(t.Text)) {
				return false
			}
		}
	}
	return true
}

// Find answers with what matches and, for relevance, with articles that have
// the beginning of the first word as close ones.
func (s *shelf) Find(_ context.Context, q data.Query, order data.Order) (data.Result, error) {
	result := data.Result{Complete: true}
	var close []data.ID
	for _, a := range s.articles {
		switch {
		case s.matches(a, q):
			result.IDs = append(result.IDs, a.ID)
		case q.Terms[0].Field == data.AnyField && len(q.Terms[0].Text) > 3 && strings.Contains(fold(a.Text), fold(q.Terms[0].Text[:3])):
			close = append(close, a.ID)
		}
	}
	result.Exact = len(result.IDs)
	result.IDs = append(result.IDs, close...)
	return result, nil
}

func (s *shelf) get(id data.ID) *data.Article {
	for _, a := range s.articles {
		if a.ID == id {
			return a
		}
	}
	return nil
}

func (s *shelf) row(a *data.Article) data.Row {
	return data.Row{ID: a.ID, Title: a.Title, Source: a.Attribution(), Published: a.Published,
		Authors: a.Authors, URL: a.URL, Words: a.Words(), Read: s.read[a.ID]}
}

func (s *shelf) Rows(_ context.Context, ids []data.ID) ([]data.Row, error) {
	var rows []data.Row
	for _, id := range ids {
		if a := s.get(id); a != nil {
			rows = append(rows, s.row(a))
		}
	}
	return rows, nil
}

func (s *shelf) Snippets(ctx context.Context, q data.Query, ids []data.ID, width int) ([]data.Snippet, error) {
	var all []data.Snippet
	for _, id := range ids {
		hits, _ := s.Hits(ctx, q, id)
		text := s.get(id).Text
		for _, hit := range hits {
			text = "…" + text[hit.Start:]
			break
		}
		text, _, _ = strings.Cut(text, "\n")
		all = append(all, data.Snippet{ID: id, Text: text[:min(len(text), width)]})
	}
	return all, nil
}

func (s *shelf) Hits(_ context.Context, q data.Query, id data.ID) ([]data.Hit, error) {
	var hits []data.Hit
	text := fold(s.get(id).Text)
	for _, t := range q.Terms {
		if at := strings.Index(text, fold(t.Text)); t.Field == data.AnyField && at >= 0 {
			hits = append(hits, data.Hit{Start: at, End: at + len(t.Text)})
		}
	}
	return hits, nil
}

func (s *shelf) Read(_ context.Context, id data.ID, _ data.Query) (data.Reading, error) {
	a := s.get(id)
	if a == nil {
		return data.Reading{}, data.ErrNoArticle
	}
	reading := data.Reading{Article: a, Row: s.row(a), Recognised: true, Complete: true}
	for _, e := range recognise(a.Text).Entities {
		for _, m := range e.Mentions {
			reading.Mentions = append(reading.Mentions,
				data.Mention{Start: m.Start, End: m.End, Entity: data.EntityID("e-" + e.Name), Kind: e.Kind, Softer: m.Softer})
		}
	}
	sort.Slice(reading.Mentions, func(i, j int) bool { return reading.Mentions[i].Start < reading.Mentions[j].Start })
	return reading, nil
}

func (s *shelf) Entities(_ context.Context, within data.Query) ([]data.EntityCount, error) {
	var all []data.EntityCount
	for _, a := range s.articles {
		if !s.matches(a, within) {
			continue
		}
		for _, e := range recognise(a.Text).Entities {
			id := data.EntityID("e-" + e.Name)
			at := slices.IndexFunc(all, func(c data.EntityCount) bool { return c.ID == id })
			if at < 0 {
				at = len(all)
				all = append(all, data.EntityCount{Entity: data.Entity{ID: id, Name: e.Name, Kind: e.Kind}})
			}
			for _, m := range e.Mentions {
				if !m.Softer {
					all[at].All++
				}
			}
			all[at].Articles++
			for _, alias := range e.Aliases {
				if !slices.Contains(all[at].Aliases, alias) {
					all[at].Aliases = append(all[at].Aliases, alias)
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b data.EntityCount) int { return b.All - a.All })
	return all, nil
}

func (s *shelf) Counts(context.Context) (data.Counts, error) {
	return data.Counts{Articles: len(s.articles), Recognised: len(s.articles)}, nil
}

func (s *shelf) Problems(context.Context) ([]data.Problem, error) { return s.problems, nil }
func (s *shelf) Changes() <-chan data.Event                       { return s.changes }
func (s *shelf) Close() error                                     { s.closed = true; return nil }

func (s *shelf) Raw(id data.ID) ([]byte, error) {
	raw, ok := s.raw[id]
	if !ok {
		return nil, data.ErrNoArticle
	}
	return raw, nil
}

// plain sets an article without wrapping: the width is told in its last line.
func plain(a *data.Article, width int) (string, error) {
	return a.Text + "\n\n" + strings.Repeat("-", width) + "\n", nil
}

// parts are what the commands under test are built from.
func parts(stdin io.Reader) command.Parts {
	return command.Parts{
		Open: func(_ context.Context, paths []string, _ command.Options) (command.Library, error) {
			return openShelf(stdin, paths)
		},
		Screen:    func(context.Context, []string, command.Options) error { return nil },
		Recognise: func() (func(string) data.Recognition, error) { return recognise, nil },
		Parse:     parse,
		Plain:     plain,
		Fold:      fold,
		Now:       func() time.Time { return time.Date(2025, 4, 25, 9, 0, 0, 0, time.UTC) },
		Zone:      time.UTC,
	}
}
