package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dateline/data"
	"dateline/feed"
	"dateline/feed/safe"
	"dateline/feed/story"
)

// testCase is what is needed of a line of cases.jsonl.
type testCase struct {
	ID      string            `json:"id"`
	File    string            `json:"file"`
	BaseURL string            `json:"base_url"`
	Headers map[string]string `json:"headers"`
}

// result is a line of the output. Its fields are those that score.py names.
type result struct {
	ID      string  `json:"id"`
	OK      bool    `json:"ok"`
	Error   string  `json:"error,omitempty"`
	Panic   bool    `json:"panic,omitempty"`
	Ms      float64 `json:"ms"`
	Feed    *about  `json:"feed,omitempty"`
	Entries []entry `json:"entries,omitempty"`
}

type about struct {
	Format      string   `json:"format"`
	Title       string   `json:"title"`
	Link        string   `json:"link"`
	Links       []string `json:"links"`
	Description string   `json:"description"`
	Author      string   `json:"author"`
	Authors     []person `json:"authors"`
	Date        string   `json:"date"`
	Dates       []string `json:"dates"`
	ID          string   `json:"id"`
	Language    string   `json:"language"`
	Rights      string   `json:"rights"`
	Generator   string   `json:"generator"`
	ImageURL    string   `json:"image_url"`
	Categories  []string `json:"categories"`
}

type entry struct {
	ID         string      `json:"id"`
	Title      string      `json:"title"`
	Link       string      `json:"link"`
	Links      []string    `json:"links"`
	Author     string      `json:"author"`
	Authors    []person    `json:"authors"`
	Date       string      `json:"date"`
	Dates      []string    `json:"dates"`
	Summary    string      `json:"summary"`
	Content    []string    `json:"content"`
	Categories []string    `json:"categories"`
	Enclosures []enclosure `json:"enclosures"`
	ImageURL   string      `json:"image_url"`
	Comments   string      `json:"comments"`
}

type person struct {
	Name  string `json:"name"`
	Email string `json:"email"`
	URL   string `json:"url"`
}

type enclosure struct {
	URL    string `json:"url"`
	Type   string `json:"type"`
	Length string `json:"length"`
}

// run parses every case of a folder.
func run(dir string, out io.Writer) error {
	f, err := os.Open(filepath.Join(dir, "cases.jsonl"))
	if err != nil {
		return err
	}
	defer f.Close()
	d, e := json.NewDecoder(f), json.NewEncoder(out)
	e.SetEscapeHTML(false)
	for n := 1; ; n++ {
		var c testCase
		if err := d.Decode(&c); err == io.EOF {
			return nil
		} else if err != nil {
			return fmt.Errorf("case %d of %s: %w", n, f.Name(), err)
		}
		src, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(c.File)))
		if err != nil {
			return err
		}
		if err := e.Encode(try(c, src)); err != nil {
			return err
		}
	}
}

// try parses one case. A panic is a result too: the other cases go on.
func try(c testCase, src []byte) (r result) {
	start := time.Now()
	r.ID = c.ID
	defer func() {
		r.Ms = float64(time.Since(start).Microseconds()) / 1000
		if p := recover(); p != nil {
			r.Panic, r.OK, r.Error = true, false, fmt.Sprint(p)
		}
	}()
	raw, err := feed.ReadFeed(src, feed.FeedOptions{
		Address: c.BaseURL, Location: header(c.Headers, "Content-Location"), Type: header(c.Headers, "Content-Type"), Language: header(c.Headers, "Content-Language"), Zone: time.UTC,
	})
	if err != nil {
		r.Error = err.Error()
		return r
	}
	f, items := story.Feed(raw, story.Options{Address: c.BaseURL, Zone: time.UTC})
	r.OK, r.Feed = true, describe(f)
	// The feed's title as the parser read it: of some, the characters in
	// question are those that never reach a screen, such as joiners.
	r.Feed.Title = safe.Plain(raw.Title.HTML)
	for i := range items {
		r.Entries = append(r.Entries, entryOf(&items[i]))
	}
	return r
}

// header is a header by its name in any case.
func header(headers map[string]string, name string) string {
	for key, value := range headers {
		if strings.EqualFold(key, name) {
			return value
		}
	}
	return ""
}

// formats are score.py's names of the formats.
var formats = map[string]string{"RSS": "rss", "Atom": "atom", "JSON": "json"}

func describe(f *data.Feed) *about {
	kind, _, _ := strings.Cut(f.Format, " ")
	return &about{
		Format: formats[kind], Title: f.Title, Link: f.Link, Links: f.Links, Description: f.Description,
		Author: first(f.Authors), Authors: people(f.Authors), Date: stamp(f.Updated), Dates: stamps(f.Published),
		ID: f.GUID, Language: f.Language, Rights: f.Rights, Generator: f.Generator, ImageURL: f.Picture, Categories: f.Categories,
	}
}

func entryOf(i *data.Entry) entry {
	a := i.Article
	e := entry{
		ID: i.GUID, Title: a.Title, Link: a.URL, Links: i.Links, Author: first(i.Authors), Authors: people(i.Authors),
		Date: stamp(a.Published), Dates: stamps(i.Updated, i.Created), Summary: i.Summary, Categories: i.Categories,
		ImageURL: i.Picture, Comments: i.Comments,
	}
	if i.Body != "" {
		e.Content = []string{i.Body}
	}
	if e.Summary == "" {
		e.Summary = i.Body // the short version of an article that has none
	}
	for _, f := range i.Enclosures {
		e.Enclosures = append(e.Enclosures, enclosure{f.URL, f.Type, fmt.Sprint(f.Length)})
	}
	return e
}

func first(all []data.Author) string {
	if len(all) == 0 {
		return ""
	}
	return strings.TrimSpace(all[0].Name + " " + all[0].Email)
}

func people(all []data.Author) []person {
	var out []person
	for _, p := range all {
		out = append(out, person(p))
	}
	return out
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func stamps(all ...time.Time) []string {
	var out []string
	for _, t := range all {
		if s := stamp(t); s != "" {
			out = append(out, s)
		}
	}
	return out
}
