package store

import (
	"database/sql"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dateline/data"
)

// drawArticle is an article of blocks one behind the other.
func drawArticle(t *rapid.T) *data.Article {
	a := &data.Article{}
	for range rapid.IntRange(0, 4).Draw(t, "links") {
		a.Links = append(a.Links, data.Link{URL: rapid.String().Draw(t, "url")})
		a.Pictures = append(a.Pictures, data.Picture{URL: rapid.String().Draw(t, "picture"), Alt: rapid.String().Draw(t, "alt")})
		a.Enclosures = append(a.Enclosures, data.Enclosure{URL: "u", Type: "audio/mpeg", Title: rapid.String().Draw(t, "title"), Length: rapid.Int64Min(0).Draw(t, "length")})
	}
	for range rapid.IntRange(0, 6).Draw(t, "blocks") {
		text := rapid.StringN(0, 40, -1).Draw(t, "text")
		b := data.Block{
			Kind: data.BlockKind(rapid.IntRange(0, int(data.Rule)).Draw(t, "kind")), Start: len(a.Text), End: len(a.Text) + len(text),
			Level: rapid.IntRange(0, 6).Draw(t, "level"), Ordinal: rapid.IntRange(0, 999).Draw(t, "ordinal"), Lang: rapid.SampledFrom([]string{"", "go"}).Draw(t, "lang"),
		}
		if len(text) > 2 {
			b.Inlines = append(b.Inlines, data.Inline{Kind: data.Strong, Start: b.Start, End: b.Start + 1})
			if len(a.Links) > 0 {
				b.Inlines = append(b.Inlines, data.Inline{Kind: data.Anchor, Start: b.Start + 1, End: b.End, Link: len(a.Links) - 1})
			}
		}
		a.Blocks = append(a.Blocks, b)
		a.Text += text + "\n\n"
	}
	return a
}

func TestContentSurvivesTheCodec(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawArticle(t)
		var got data.Article
		if err := decodeContent(encodeContent(a), &got); err != nil || !reflect.DeepEqual(&got, a) {
			t.Fatalf("%v: %+v, want %+v", err, got, a)
		}
	})
}

// FuzzContent: whatever a damaged file has in an article's place, reading it
// ends, and what it gives is of the text.
func FuzzContent(f *testing.F) {
	f.Add(encodeContent(&data.Article{Text: "A\n\nb", Links: []data.Link{{URL: "x"}}, Blocks: []data.Block{
		{Kind: data.Headline, End: 1}, {Start: 3, End: 4, Inlines: []data.Inline{{Kind: data.Anchor, Start: 3, End: 4}}},
	}}))
	f.Add(pressed([]byte{contentFormat, 0, 9, 0, 0, 0, 2, 0, 200, 1}))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, raw := range [][]byte{b, pressed(append([]byte{contentFormat}, b...))} {
			var a data.Article
			if decodeContent(raw, &a) != nil {
				continue
			}
			for _, block := range a.Blocks {
				_ = a.Text[block.Start:block.End]
				for _, i := range block.Inlines {
					_ = a.Text[i.Start:i.End]
					if i.Kind == data.Anchor {
						_ = a.Links[i.Link]
					}
				}
			}
		}
	})
}

func TestWhatAFeedGaveSurvivesTheCodec(t *testing.T) {
	at := time.Date(2025, 4, 25, 10, 15, 0, 0, time.FixedZone("", 2*60*60))
	e := &data.Entry{
		GUID: "1", Updated: at, Authors: []data.Author{{Name: "Holm", Email: "h@example.org"}}, Summary: "<p>a & b</p>", Body: "<p>c</p>",
		Links: []string{"https://example.org/"}, Categories: []string{"World"}, Enclosures: []data.Enclosure{{URL: "u", Length: 7}},
		Picture: "p", Comments: "c",
	}
	b, err := encodeGiven(e)
	check(t, err)
	var got data.Entry
	check(t, decodeGiven(b, &got))
	if !got.Updated.Equal(e.Updated) {
		t.Errorf("updated %v", got.Updated)
	}
	got.Updated = e.Updated
	if !reflect.DeepEqual(&got, e) {
		t.Errorf("%+v, want %+v", got, e)
	}
}

func TestCanonical(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.Example.org/a/b/":                            "example.org/a/b",
		"http://example.org:80/a/b?utm_source=rss&UTM_Medium=x#c": "example.org/a/b",
		"https://example.org/a?id=7&fbclid=z&b=2":                 "example.org/a?b=2&id=7",
		"https://example.org/a?b=2&id=7":                          "example.org/a?b=2&id=7",
		"https://example.org/?p=12":                               "example.org?p=12",
		"https://m.example.org/A":                                 "m.example.org/A",
		"https://example.org/":                                    "",
		"https://example.org/?utm_source=rss":                     "",
		"mailto:a@example.org":                                    "",
		"file:///a/b":                                             "",
		"::":                                                      "",
		"":                                                        "",
	} {
		if got := Canonical(address); got != want {
			t.Errorf("%s is %s, want %s", address, got, want)
		}
	}
}

// TestIdentitiesMigrate: entities of the first schema keep their identities.
func TestIdentitiesMigrate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db, err := sql.Open("sqlite", dsn(path, writerCache))
	check(t, err)
	check(t, prepare(db, path, migrations()[:1]))
	_, err = db.Exec(`INSERT INTO entities (id, kind, joined, article, name) VALUES
		('one', 'person', 'anna', '', ''), ('two', 'place', 'anna', '', ''), ('three', 'organisation', '', 'a', 'Anna')`)
	check(t, err)
	check(t, db.Close())
	s, err := Open(path, now)
	check(t, err)
	ids, err := s.Identify(t.Context(), []data.EntityKey{
		{Kind: data.Organisation, Article: "a", Name: "Anna"}, {Kind: data.Place, Join: "anna"}, {Kind: data.Person, Join: "anna"},
	})
	check(t, err)
	if want := []data.EntityID{"three", "two", "one"}; !reflect.DeepEqual(ids, want) {
		t.Errorf("identities %v, want %v", ids, want)
	}
	check(t, s.Close())
}

// TestADiskThatIsFullWhileAFeedIsStored: nothing of it is stored, what was
// there stays, and the sentence names the file.
func TestADiskThatIsFullWhileAFeedIsStored(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	s, err := Open(path, now)
	check(t, err)
	feed := data.Subscription{ID: "f", Address: "https://example.org/feed"}
	_, err = s.Apply(t.Context(), data.Change{Action: data.EditFeeds, Feeds: []data.FeedEdit{{After: &feed}}})
	check(t, err)
	_, err = s.db.Exec("PRAGMA max_page_count = 80")
	check(t, err)
	stored, full := 0, false
	for n := 0; n < 200 && !full; n++ {
		var entries []data.Entry
		for i := range 20 {
			id := data.NewID("f", numeral(20*n+i))
			entries = append(entries, data.Entry{Body: string(id), Article: &data.Article{ID: id, Title: "A title of some length"}})
		}
		done, err := s.File(t.Context(), data.Fetched{Feed: "f", Entries: entries})
		stored += done.New
		if full = err != nil; full && (done.New != 0 || !contains(err.Error(), path, "disk is full")) {
			t.Errorf("stored %d with %v", done.New, err)
		}
	}
	var rows int
	check(t, s.db.QueryRow("SELECT count(*) FROM articles").Scan(&rows))
	if !full || rows != stored || rows == 0 {
		t.Errorf("%d rows, %d were reported as stored, full: %v", rows, stored, full)
	}
	wrong, err := s.Check(t.Context())
	check(t, err)
	if len(wrong) > 0 {
		t.Errorf("the file is damaged: %v", wrong)
	}
	check(t, s.Close())
}

func contains(text string, parts ...string) bool {
	for _, part := range parts {
		if !strings.Contains(text, part) {
			return false
		}
	}
	return true
}

// TestArticlesAreFoundByIndexes: with 100,000 articles, a question that reads
// the table for each article that is stored is one that never ends.
func TestArticlesAreFoundByIndexes(t *testing.T) {
	s := Memory(now)
	for _, query := range []string{
		byAddress, byEntry,
		"SELECT " + filedColumns + " FROM articles WHERE state = 0 ORDER BY published DESC LIMIT 5",
		"SELECT number FROM entities WHERE mentions > 0 ORDER BY mentions DESC LIMIT 5",
		"SELECT number, stored FROM articles WHERE id = 'a' AND state = 1 ORDER BY number DESC",
		"SELECT article FROM marks WHERE changed >= 5",
	} {
		rows, err := s.db.Query("EXPLAIN QUERY PLAN "+query, make([]any, strings.Count(query, "?"))...)
		check(t, err)
		plan := ""
		for rows.Next() {
			var id, parent, unused int
			var step string
			check(t, rows.Scan(&id, &parent, &unused, &step))
			plan += step + "; "
		}
		check(t, rows.Err())
		ordered := strings.Contains(query, "ORDER BY") && strings.Contains(plan, "USING INDEX") && !strings.Contains(plan, "TEMP B-TREE")
		if strings.Contains(plan, "SCAN") && !ordered {
			t.Errorf("%s: %s", query, plan)
		}
	}
	check(t, s.Close())
}
