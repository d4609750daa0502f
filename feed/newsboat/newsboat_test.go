package newsboat

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/data"
	"dateline/data/clean"
	"dateline/data/search"
)

const file = `# my feeds
https://courier.example/feed News "~The Brevik \"Courier\""
https://plain.example/rss

   https://two.example/ "World news" europe "a b" # behind a comment
https://hidden.example/ ! Tech
"https://quoted.example/a b" x
https://courier.example/feed again
exec:~/bin/feed.sh "~Evil"
"filter:~/bin/filter.sh:https://a.example/feed"
"query:Unread:unread = \"yes\""
file:///etc/passwd
https://jane:hunter2@private.example/feed AC/DC
`

func TestURLs(t *testing.T) {
	got, searches, problems, err := URLs(strings.NewReader(file), "urls")
	if err != nil {
		t.Fatal(err)
	}
	sub := func(address, title, folder string, place int) data.Subscription {
		return data.Subscription{ID: data.NewFeedID(address), Address: address, Title: title, Folder: folder, Place: place}
	}
	want := []data.Subscription{
		sub("https://courier.example/feed", `The Brevik "Courier"`, "News", 0),
		sub("https://plain.example/rss", "", "", 0),
		sub("https://two.example/", "", "World news", 0),
		sub("https://hidden.example/", "", "Tech", 0),
		sub("https://quoted.example/a%20b", "", "x", 0),
		sub("https://private.example/feed", "", "AC∕DC", 0),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]data.SavedSearch{{Name: "Unread", Query: "is:unread"}}, searches); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	told := []string{
		"urls:5: a feed is in one folder, World news: it isn't in europe, a b as well",
		"urls:6: newsboat hides this feed; here it is shown",
		"urls:8: https://courier.example/feed is in line 2 already",
		"urls:9: it would run something, and was left out: exec:~/bin/feed.sh",
		"urls:10: it would run something, and was left out: filter:~/bin/filter.sh:https://a.example/feed",
		"urls:12: it is a file of this machine, which a list can't subscribe to: add it yourself: file:///etc/passwd",
		"urls:13: the name and the password in its address weren't taken over: put them into feeds.toml for private.example",
	}
	var lines []string
	for _, p := range problems {
		lines = append(lines, p.Error())
	}
	if diff := cmp.Diff(told, lines); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestQueries: newsboat's searches are ours where they can be said so, and
// those that can't are named.
func TestQueries(t *testing.T) {
	const feeds = "https://a.example/ News \"daily\"\nhttps://b.example/ Sport daily\nhttps://c.example/x\n"
	a, b, c := "="+string(data.NewFeedID("https://a.example/")), "="+string(data.NewFeedID("https://b.example/")), "="+string(data.NewFeedID("https://c.example/x"))
	for expression, want := range map[string]string{
		`unread = "yes"`:                                   "is:unread",
		`unread != "yes"`:                                  "is:read",
		`unread == "no" and age <= 7`:                      "is:read after:7d",
		`title =~ "Merkel"`:                                "title:Merkel",
		`title =~ "angela merkel|scholz" `:                 `title:("angela merkel" or scholz)`,
		`title !~ "(a|b)"`:                                 "-title:(a or b)",
		`title =~ ".*Li Wei.*"`:                            `title:"Li Wei"`,
		`content =~ "node\.js" or author = "Ada"`:          `text:"node js" or author:Ada`,
		`author !~ "Ada"and(title =~ "x" or title =~ "y")`: "-author:Ada (title:x or title:y)",
		`title =~ "x" and title =~ "y" or title =~ "z"`:    "title:x (title:y or title:z)", // as newsboat reads it
		`title =~ "x" or title =~ "y" and title =~ "z"`:    "title:x or title:y title:z",
		`feedtitle =~ "Gazette"`:                           "source:Gazette",
		`age < 1`:                                          "after:24h",
		`age < 7`:                                          "after:6d",
		`age > 7`:                                          "before:7d",
		`age >= "1"`:                                       "before:24h",
		`age between 0:10`:                                 "after:10d",
		`age between 2:5`:                                  "after:5d before:1d",
		`age = 0`:                                          "after:24h",
		`tags # "News"`:                                    "feed:" + a,
		`unread = "yes" and tags # "daily"`:                "is:unread feed:(" + a + " or " + b + ")",
		`tags !# "News"`:                                   "-feed:" + a,
		`rssurl =~ "C.EXAMPLE"`:                            "feed:" + c,
		`rssurl = "https://c.example/x"`:                   "feed:" + c,
		`((unread = "yes"))`:                               "is:unread",
		`link =~ "x"`:                                      `“link =~ "x"” has no like here`,
		`title = "x"`:                                      `“title = "x"” has no like here`,
		`title =~ "^x"`:                                    `“title =~ "^x"” has no like here`,
		`title =~ "..."`:                                   `“title =~ "..."” has no like here`,
		`title =~ "--"`:                                    "it would be too long or have nothing to look for",
		`unread = "yes" and flags # "s"`:                   `“flags # "s"” has no like here`,
		`tags # "none"`:                                    `“tags # "none"” has no like here`,
		`age >= 0`:                                         `“age >= 0” has no like here`,
		`age between 3`:                                    `“age between 3” has no like here`,
		`(unread = "yes"`:                                  "a bracket isn't closed",
		`unread = "yes")`:                                  "it can't be read from “)” on",
		`unread = yes`:                                     "it can't be read from “unread = yes” on",
		``:                                                 "it can't be read from “” on",
		strings.Repeat("(", 100_000):                       "it has too many parts",
		strings.Repeat(`unread = "yes" and `, 40) + `age < 7`: "it has too many parts",
	} {
		line := `"query:Mine:` + strings.ReplaceAll(strings.ReplaceAll(expression, `\`, `\\`), `"`, `\"`) + `" tag`
		if len(line) > maxLine {
			line = line[:maxLine-2]
		}
		_, searches, problems, err := URLs(strings.NewReader(line+"\n"+feeds), "urls")
		got := ""
		for _, s := range searches {
			got += s.Query
		}
		for _, p := range problems {
			if cause, ok := strings.CutPrefix(p.Error(), "urls:1: the search Mine wasn't taken over: "); ok {
				got += cause
			}
		}
		if err != nil || got != want {
			t.Errorf("%.80s: %s, %v; want %s", expression, got, err, want)
		}
		if len(searches) > 0 {
			if _, err := search.Parse(got, time.Now(), time.UTC, false); err != nil || searches[0].Name != "Mine" {
				t.Errorf("%s: %+v, %v", expression, searches[0], err)
			}
		}
	}
	_, searches, problems, err := URLs(strings.NewReader("\"query:A:age < 7\"\n\"query:a:age < 8\"\nquery:\n"), "urls")
	if err != nil || len(searches) != 1 || len(problems) != 2 || problems[0].Error() != "urls:2: a search a is in line 1 already" {
		t.Errorf("%v %v %v", searches, problems, err)
	}
}

func TestLongLine(t *testing.T) {
	if _, _, _, err := URLs(strings.NewReader("# a\n"+strings.Repeat("x", maxLine+1)), "urls"); err == nil || !strings.HasPrefix(err.Error(), "line 2 is longer than 65536 bytes") {
		t.Errorf("%v", err)
	}
}

func FuzzURLs(f *testing.F) {
	f.Add(file)
	f.Add("https://a.example/ \"\\\" ~x")
	f.Add("https://a.example/ a\n\"query:N:(age < 7 or title =~ \\\"a|b\\\") and tags # \\\"a\\\"\"")
	f.Fuzz(func(t *testing.T, in string) {
		got, searches, problems, _ := URLs(strings.NewReader(in), "urls")
		for _, s := range searches {
			if _, err := search.Parse(s.Query, time.Now(), time.UTC, false); err != nil || clean.Line(s.Name, 0) != s.Name || clean.Line(s.Query, 0) != s.Query {
				t.Errorf("%+v: %v", s, err)
			}
		}
		for _, s := range got {
			link, ok := clean.Link(s.Address, "")
			if !ok || link != s.Address || clean.Line(s.Title, 0) != s.Title || clean.Line(s.Folder, 0) != s.Folder {
				t.Errorf("%+v", s)
			}
		}
		for _, p := range problems {
			if clean.Line(p.Error(), 0) != p.Error() {
				t.Errorf("%q", p.Error())
			}
		}
	})
}

// cache makes a file as newsboat does, with its own columns.
func cache(t *testing.T) string {
	t.Helper()
	made, path := filepath.Join(t.TempDir(), "made.db"), filepath.Join(t.TempDir(), "cache #1?.db")
	db, err := sql.Open("sqlite", made)
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		`CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL, title VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL,
			url VARCHAR(1024) NOT NULL, feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL, content VARCHAR(65535) NOT NULL, unread INTEGER(1) NOT NULL,
			enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024), enqueued INTEGER(1) NOT NULL DEFAULT 0, flags VARCHAR(52), deleted INTEGER(1) NOT NULL DEFAULT 0, base VARCHAR(128) NOT NULL DEFAULT "")`,
		`INSERT INTO rss_item (guid,title,author,url,feedurl,pubDate,content,unread,deleted) VALUES
			('1','t','','https://a.example/1','https://a.example/feed',0,'',0,0),
			('2','t','','https://a.example/2','https://a.example/feed',0,'',1,0),
			('3','t','','https://a.example/3','https://a.example/feed',0,'',0,1),
			('4'||char(27)||'[31m','t','','javascript:x','https://a.example/feed',0,'',0,0),
			('5','t','','https://a.example/5','exec:x',0,'',0,0),
			('','t','','','https://a.example/feed',0,'',0,0)`,
	} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(made, path); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestMarks(t *testing.T) {
	got, err := Marks(context.Background(), cache(t))
	const feed = "https://a.example/feed"
	want := []data.OldMark{
		{Feed: feed, GUID: "1", URL: "https://a.example/1", Read: true},
		{Feed: feed, GUID: "2", URL: "https://a.example/2"},
		{Feed: feed, GUID: "4", Read: true},
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

// TestMarksChangeNothing: the file is only read.
func TestMarksChangeNothing(t *testing.T) {
	path := cache(t)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Marks(context.Background(), path); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(path)
	if err != nil || string(after) != string(before) {
		t.Errorf("the file was changed, %v", err)
	}
	if names, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(names) != 1 {
		t.Errorf("%v", names)
	}
}

func TestNoMarks(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text")
	if err := os.WriteFile(text, []byte(strings.Repeat("not a database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(dir, "other.db")
	db, err := sql.Open("sqlite", other)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE TABLE x (y)"); err != nil {
		t.Fatal(err)
	}
	_ = db.Close()
	for path, want := range map[string]string{
		filepath.Join(dir, "absent"): "there is no such file", dir: "it isn't a file",
		text: "it isn't newsboat's cache.db: it is no SQLite file", other: "it isn't newsboat's cache.db: it has no table of articles",
	} {
		if got, err := Marks(context.Background(), path); err == nil || err.Error() != path+": "+want {
			t.Errorf("%s: %v, %v", path, got, err)
		}
	}
}
