package command_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dateline/data"
	"dateline/data/memory"
	"dateline/data/search"
	"dateline/data/store"
	"dateline/ui/article"
	"dateline/ui/command"
)

// shelf is the library in memory with articles that the tests make. Reading
// and recognising are the feed's, and tested with the program as a whole.
type shelf struct {
	*memory.Library
	raw    map[data.ID][]byte
	closed bool
}

// openShelf opens files: their lines are paragraphs, one that begins with "# "
// a headline, and those of "key: value" before it the source and the date.
func openShelf(paths []string) (*shelf, error) {
	s := &shelf{raw: map[data.ID][]byte{}, Library: memory.New(memory.Config{
		Recogniser: names{},
		Open:       func() (memory.Keeper, []data.Problem) { return store.Memory(time.Now), nil },
	})}
	defer s.Done()
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256([]byte(path))
		a := &data.Article{ID: data.ID(hex.EncodeToString(sum[:8])), Title: filepath.Base(path)}
		s.raw[a.ID] = content
		for line := range strings.Lines(string(content)) {
			addLine(a, strings.TrimSpace(line))
		}
		s.Add(a)
	}
	return s, nil
}

// addLine adds what a line says to an article.
func addLine(a *data.Article, line string) {
	key, value, _ := strings.Cut(line, ": ")
	kind := data.Paragraph
	switch {
	case line == "":
		return
	case key == "source":
		a.Source = value
		return
	case key == "date":
		a.Published, _ = time.Parse(time.DateOnly, value)
		return
	case strings.HasPrefix(line, "# "):
		line, kind = line[2:], data.Headline
		a.Title = line
	}
	if a.Text != "" {
		a.Text += "\n\n"
	}
	a.Blocks = append(a.Blocks, data.Block{Kind: kind, Start: len(a.Text), End: len(a.Text) + len(line)})
	a.Text += line
}

func (s *shelf) Raw(id data.ID) ([]byte, error) {
	raw, ok := s.raw[id]
	if !ok {
		return nil, data.ErrNoArticle
	}
	return raw, nil
}

func (s *shelf) Close() error {
	s.closed = true
	return s.Library.Close()
}

// names recognises two names.
type names struct{}

func (names) Version() string { return "two names" }

func (names) Recognise(_ context.Context, a *data.Article) data.Recognition { return recognise(a.Text) }

// recognise finds the two names in a text.
func recognise(text string) data.Recognition {
	var r data.Recognition
	for kind, name := range map[data.Kind]string{data.Person: "Steve Witkoff", data.Place: "Kyiv"} {
		e := data.LocalEntity{Kind: kind, Name: name, Join: search.Fold(name)}
		for at := 0; ; {
			next := strings.Index(text[at:], name)
			if next < 0 {
				break
			}
			at += next + len(name)
			e.Mentions = append(e.Mentions, data.LocalMention{Start: at - len(name), End: at})
		}
		if len(e.Mentions) > 0 {
			r.Entities = append(r.Entities, e)
		}
	}
	return r
}

// parts are what the commands under test are built from.
func parts() command.Parts {
	return command.Parts{
		Open: func(_ context.Context, paths []string, _ command.Options) (command.Library, error) {
			return openShelf(paths)
		},
		Screen:    func(context.Context, []string, command.Options) error { return nil },
		Recognise: func() (func(string) data.Recognition, error) { return recognise, nil },
		Parse:     search.Parse,
		Plain: func(a *data.Article, width int) (string, error) {
			return article.Plain(context.Background(), a, width)
		},
		Markdown: article.Markdown,
		Fold:     search.Fold,
		Now:      func() time.Time { return time.Date(2025, 4, 25, 9, 0, 0, 0, time.UTC) },
		Zone:     time.UTC,
	}
}
