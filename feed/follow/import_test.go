package follow_test

import (
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite" // newsboat's cache is such a file

	"dateline/data"
)

func TestImport(t *testing.T) {
	d := newDesk(t)
	list := `<?xml version="1.0"?><opml version="2.0"><body><outline text="News"><outline text="A" type="rss" xmlUrl="https://a.example/feed"/>
		<outline text="B" xmlUrl="exec:rm -rf /"/></outline></body></opml>`
	urls := "https://a.example/feed\nhttps://c.example/feed Tech \"~C's own\"\nexec:~/feed.sh\n\"filter:~/f.sh:https://d.example/\"\n"
	for _, test := range []struct {
		path, content string
		want          data.Imported
		skipped       string
	}{
		{"list.opml", list, data.Imported{Feeds: 1}, "exec:rm"},
		{"list.opml", "\ufeff \n" + list, data.Imported{Known: 1}, "exec:rm"},
		{"urls", urls, data.Imported{Feeds: 1, Known: 1}, "urls:3: it would run something, and was left out: exec:~/feed.sh; urls:4: it would run something"},
		{"urls", "", data.Imported{}, ""},
	} {
		got, err := d.Import(t.Context(), test.path, strings.NewReader(test.content))
		var told []string
		for _, p := range got.Skipped {
			told = append(told, p.Error())
		}
		if err != nil || got.Feeds != test.want.Feeds || got.Known != test.want.Known || got.Read != 0 || !strings.Contains(strings.Join(told, "; "), test.skipped) {
			t.Errorf("%s: %+v, %v", test.path, got, err)
		}
	}
	all, err := d.library.Subscriptions(t.Context())
	d.ok(err)
	got := ""
	for _, f := range all {
		got += f.Folder + "/" + f.Title + " " + f.Address + "\n"
	}
	if got != "News/A https://a.example/feed\nTech/C's own https://c.example/feed\n" {
		t.Errorf("followed are\n%s", got)
	}
	// It is one change, which is undone as one.
	if _, ok, err := d.library.Undo(t.Context()); !ok || err != nil {
		t.Fatal(ok, err)
	}
	if all, err := d.library.Subscriptions(t.Context()); err != nil || len(all) != 1 {
		t.Errorf("after an undo %v, %v", all, err)
	}
	for name, content := range map[string]string{"page.html": "<html><body>no list</body></html>", "cut.db": "SQLite format 3\x00",
		"letter.txt": "Dear Jane,\n\nthe ferries don't run.\n", "program": "\x7fELF\x02\x01\x00\x00:\nhttp:\n"} {
		path := filepath.Join(t.TempDir(), name)
		d.ok(os.WriteFile(path, []byte(content), 0o600))
		if got, err := d.Import(t.Context(), path, strings.NewReader(content)); err == nil || !strings.HasPrefix(err.Error(), path+": ") {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

// TestImportSearches: searches are saved behind those that there are, which stay
// as they are, and one undo takes them back.
func TestImportSearches(t *testing.T) {
	d := newDesk(t)
	mine := data.SavedSearch{Name: "Mine", Query: "kyiv"}
	_, err := d.library.Apply(t.Context(), data.Change{Action: data.EditSearches, Searches: []data.SearchEdit{{After: &mine}}})
	d.ok(err)
	urls := "\"query:Unread:unread = \\\"yes\\\"\"\n\"query:mine:age < 7\"\n\"query:Odd:link =~ \\\"x\\\"\"\n\"query:Last:age <= 7\"\n"
	for _, want := range []int{2, 0} {
		got, err := d.Import(t.Context(), "urls", strings.NewReader(urls))
		if err != nil || got.Searches != want || len(got.Skipped) != 2 || !strings.Contains(got.Skipped[0].Error(), "the search Odd wasn't taken over") ||
			got.Skipped[1].Error() != "urls: there is a search mine, which stays as it is: kyiv" {
			t.Errorf("%+v, %v", got, err)
		}
	}
	all, err := d.library.SavedSearches(t.Context())
	d.ok(err)
	names := ""
	for _, s := range all {
		names += s.Name + ": " + s.Query + "; "
	}
	if names != "Mine: kyiv; Unread: is:unread; Last: after:7d; " {
		t.Errorf("saved are %s", names)
	}
	if _, ok, err := d.library.Undo(t.Context()); !ok || err != nil {
		t.Error(ok, err)
	}
	if all, err := d.library.SavedSearches(t.Context()); err != nil || len(all) != 1 {
		t.Errorf("after an undo %v, %v", all, err)
	}
}

// cache is a cache.db in which stories 1 and 3 of a feed are read.
func (d *desk) cache(feed string) string {
	d.Helper()
	path := filepath.Join(d.TempDir(), "cache.db")
	db, err := sql.Open("sqlite", path)
	d.ok(err)
	_, err = db.Exec(`CREATE TABLE rss_item (guid TEXT, url TEXT, feedurl TEXT, unread INTEGER, deleted INTEGER);
		INSERT INTO rss_item VALUES ('story-1', ?1 || '/story/1', ?2, 0, 0), ('story-2', ?1 || '/story/2', ?2, 1, 0), ('story-3', ?1 || '/story/3', ?2, 0, 0)`,
		d.site.URL, feed)
	d.ok(err)
	d.ok(db.Close())
	return path
}

// take imports a cache.
func (d *desk) take(path, as string) {
	d.Helper()
	file, err := os.Open(path)
	d.ok(err)
	defer file.Close()
	if got, err := d.Import(d.Context(), as, file); err != nil || got.Read != 2 || got.Feeds != 0 {
		d.Errorf("%+v, %v", got, err)
	}
}

// TestCache: what newsboat knows as read is read, whether it is here already or
// comes later, from the feed's first address or the one that it has now.
func TestCache(t *testing.T) {
	const want = "read Story 3, Story 2, read Story 1"
	begin := func(t *testing.T) (d *desk, address string) {
		d = newDesk(t)
		d.serve("/feed", "application/xml", rss("Feed", d.item(1, "One."), d.item(2, "Two."), d.item(3, "Three.")))
		return d, d.site.URL + "/feed"
	}
	t.Run("after the articles", func(t *testing.T) {
		d, address := begin(t)
		d.refresh([]data.FeedID{d.subscribe(address, nil)})
		d.take(d.cache(address), "cache.db")
		if got := d.titles(); got != want {
			t.Errorf("articles: %s", got)
		}
	})
	t.Run("before the articles", func(t *testing.T) {
		d, address := begin(t)
		path := d.cache(address)
		d.take(path, path)
		if _, err := d.library.Compact(t.Context()); err != nil {
			t.Error(err)
		}
		d.refresh([]data.FeedID{d.subscribe(address, nil)})
		if got := d.titles(); got != want {
			t.Errorf("articles: %s", got)
		}
		if counts, err := d.library.Counts(t.Context()); err != nil || counts.Unread != 1 {
			t.Errorf("%+v, %v", counts, err)
		}
	})
	t.Run("through a pipe", func(t *testing.T) {
		d, address := begin(t)
		d.refresh([]data.FeedID{d.subscribe(address, nil)})
		d.take(d.cache(address), "-")
		if got := d.titles(); got != want {
			t.Errorf("articles: %s", got)
		}
	})
	t.Run("of a feed at another address", func(t *testing.T) {
		d, address := begin(t)
		d.serve("/old", "application/xml", rss("Feed", d.item(1, "One."), d.item(2, "Two."), d.item(3, "Three.")))
		d.refresh([]data.FeedID{d.subscribe(d.site.URL+"/old", nil)})
		all, err := d.library.Subscriptions(t.Context())
		d.ok(err)
		moved := all[0]
		moved.Address = address
		_, err = d.library.Apply(t.Context(), data.Change{Action: data.EditFeeds, Feeds: []data.FeedEdit{{Before: &all[0], After: &moved}}})
		d.ok(err)
		d.take(d.cache(address), "cache.db")
		if got := d.titles(); got != want {
			t.Errorf("articles: %s", got)
		}
	})
	t.Run("of an article that two feeds give", func(t *testing.T) {
		d, address := begin(t)
		d.serve("/other", "application/xml", rss("Other", strings.ReplaceAll(d.item(1, "One."), "story-1", "other-1"), strings.ReplaceAll(d.item(3, "Three."), "story-3", "other-3")))
		d.refresh([]data.FeedID{d.subscribe(d.site.URL+"/other", nil)})
		d.refresh([]data.FeedID{d.subscribe(address, nil)})
		d.take(d.cache(address), "cache.db")
		if got := d.titles(); got != want {
			t.Errorf("articles: %s", got)
		}
	})
}
