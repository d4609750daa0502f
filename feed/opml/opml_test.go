package opml

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"dateline/data"
	"dateline/data/clean"
)

var noon = time.Date(2026, 4, 28, 12, 0, 0, 0, time.UTC)

func sub(folder string, place int, title, address, site string) data.Subscription {
	return data.Subscription{ID: data.NewFeedID(address), Address: address, Title: title, Site: site, Folder: folder, Place: place}
}

const list = `<?xml version="1.0" encoding="ISO-8859-1"?>
<opml version="1.1"><head><title>Mine</title></head><body>
<outline text="Top" xmlUrl="https://top.example/feed" type="rss"/>
<outline text="News">
  <outline text="ignored" title="Courier &amp; Mail" type="rss" xmlUrl="https://courier.example/feed?a=1&amp;b=2" htmlUrl="https://courier.example/"/>
  <outline title="Europe">
    <OUTLINE TEXT="Brevik" XMLURL="feed://brevik.example/rss"></OUTLINE>
    <outline text="Again" xmlUrl="https://top.example/feed"/>
  </outline>
  <outline text="After" xmlUrl="https://after.example/"/>
</outline>
<outline text="AC/DC"><outline text="Loud" xmlUrl="https://loud.example/"/></outline>
<outline text="Flat" xmlUrl="https://flat.example/" category="/News/Europe,/Other"/>
<outline text="no title"><outline xmlUrl="https://none.example/" filtercmd="rm -rf /"/></outline>
</body></opml>`

func TestRead(t *testing.T) {
	got, problems, err := Read(strings.NewReader(list), "mine.opml")
	if err != nil {
		t.Fatal(err)
	}
	want := []data.Subscription{
		sub("", 0, "Top", "https://top.example/feed", ""),
		sub("News", 0, "Courier & Mail", "https://courier.example/feed?a=1&b=2", "https://courier.example/"),
		sub("News/Europe", 0, "Brevik", "http://brevik.example/rss", ""),
		sub("News", 1, "After", "https://after.example/", ""),
		sub("AC∕DC", 0, "Loud", "https://loud.example/", ""),
		sub("News/Europe", 1, "Flat", "https://flat.example/", ""),
		sub("no title", 0, "", "https://none.example/", ""),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	told := []data.Problem{
		{Path: "mine.opml:8", Cause: "https://top.example/feed is in line 3 already"},
		{Path: "mine.opml:14", Cause: "what it would run was left out: filtercmd"},
	}
	if diff := cmp.Diff(told, problems); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestWhatIsLeftOut: addresses that would run something or read something of
// this machine are told of.
func TestWhatIsLeftOut(t *testing.T) {
	for address, want := range map[string]string{
		"exec:~/bin/evil.sh":                    "it would run something, and was left out: exec:~/bin/evil.sh",
		"filter:~/bin/x:https://a.example/":     "it would run something, and was left out: filter:~/bin/x:https://a.example/",
		"JavaScript:alert(1)":                   "it would run something, and was left out: JavaScript:alert(1)",
		"data:text/xml,x":                       "it would run something, and was left out: data:text/xml,x",
		"query:Unread:unread = &quot;yes&quot;": `it is a search and no feed, and was left out: query:Unread:unread = "yes"`,
		"file:///etc/passwd":                    "it is a file of this machine, which a list can't subscribe to: add it yourself: file:///etc/passwd",
		"feed:file:///etc/passwd":               "it isn't an address of the web, and was left out: feed:file:///etc/passwd",
		"/etc/passwd":                           "it isn't an address of the web, and was left out: /etc/passwd",
		"| sh -c evil":                          "it isn't an address of the web, and was left out: | sh -c evil",
		"mailto:a@b.example":                    "it isn't an address of the web, and was left out: mailto:a@b.example",
		"https://a.example/&#27;[31m":           "it isn't an address of the web, and was left out: https://a.example/",
	} {
		got, problems, err := Read(strings.NewReader(`<opml><body><outline text="x" xmlUrl="`+address+`"/></body></opml>`), "x")
		if err != nil || len(got) != 0 || len(problems) != 1 || !strings.HasPrefix(problems[0].Cause, want) {
			t.Errorf("%s: %+v, %+v, %v", address, got, problems, err)
		}
	}
	got, problems, err := Read(strings.NewReader(`<opml><outline xmlUrl="https://jane:hunter2@a.example/feed"/></opml>`), "x")
	if err != nil || len(got) != 1 || got[0].Address != "https://a.example/feed" || len(problems) != 1 || strings.Contains(fmt.Sprint(problems), "hunter2") {
		t.Errorf("%+v, %+v, %v", got, problems, err)
	}
}

func TestBroken(t *testing.T) {
	for _, c := range []struct {
		in    string
		feeds int
		err   error
	}{
		{"", 0, ErrNoList},
		{"<html><body>", 0, ErrNoList},
		{`<rss><channel><title>x</title></channel></rss>`, 0, ErrNoList},
		{"\x00\x01\x02\xff", 0, ErrNoList},
		{`<opml><body></body></opml>`, 0, nil},
		{`<opml><body><outline xmlUrl="https://a.example/?a&b"><outline xmlUrl="https://b.example/"`, 1, nil},
		{`<opml><body><outline xmlUrl='https://a.example/'></wrong></body>`, 1, nil},
		{`<outline xmlUrl='https://a.example/'/>`, 1, nil},
		{"\ufeff<opml><outline text='&nbsp;&bogus;' xmlUrl=https://a.example/></opml>", 1, nil},
		{`<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><outline text="&x;" xmlUrl="https://a.example/"/></opml>`, 1, nil},
	} {
		got, _, err := Read(strings.NewReader(c.in), "x")
		if len(got) != c.feeds || !errors.Is(err, c.err) {
			t.Errorf("%q: %+v, %v", c.in, got, err)
		}
		if strings.Contains(fmt.Sprint(got), "root:") {
			t.Error("an entity was read")
		}
	}
}

// TestCutShort: that the end of a list is missing is told.
func TestCutShort(t *testing.T) {
	const list = `<opml><body>
<outline xmlUrl="https://a.example/"/>
<outline xmlUrl="https://b.exam`
	got, problems, err := Read(strings.NewReader(list), "x")
	if err != nil || len(got) != 1 || len(problems) != 1 || problems[0] != (data.Problem{Path: "x:3", Cause: "it breaks off here: what stood before was taken over"}) {
		t.Errorf("%+v, %+v, %v", got, problems, err)
	}
	if _, problems, _ := Read(strings.NewReader(list+`ple/"/></body></opml>`), "x"); len(problems) > 0 {
		t.Errorf("%+v", problems)
	}
}

// TestHostile: depth, count and size are bounded, and it ends soon.
func TestHostile(t *testing.T) {
	size := 8 << 20
	if testing.Short() {
		size = 1 << 20
	}
	many := func(piece string, size int) string { return "<opml><body>" + strings.Repeat(piece, size/len(piece)) }
	var numbered strings.Builder
	numbered.WriteString("<opml>")
	for i := range maxFeeds + 10 {
		fmt.Fprintf(&numbered, `<outline xmlUrl="https://a.example/%d"/>`, i)
	}
	for name, in := range map[string]string{
		"levels":     many("<outline text='a'>", size) + `<outline xmlUrl="https://a.example/"/>`,
		"feeds":      numbered.String(),
		"one feed":   many(`<outline xmlUrl="https://a.example/"/>`, size),
		"problems":   many(`<outline xmlUrl="exec:x"/>`, size),
		"attributes": "<opml><outline " + strings.Repeat("a='b' ", 1<<20) + "/>",
		"a title":    "<opml><outline text='" + strings.Repeat("a", size) + "' xmlUrl='https://a.example/'/>",
		"an address": "<opml><outline xmlUrl='https://a.example/" + strings.Repeat("a", size) + "'/>",
		"ends":       many("</outline>", size),
		"brackets":   many("<", size),
		"too large":  many("<outline/>", MaxSize+100),
	} {
		start := time.Now()
		got, problems, err := Read(strings.NewReader(in), "x")
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s took %v", name, took)
		}
		if len(got) > maxFeeds || len(problems) > maxTold || (err != nil) != (name == "too large") {
			t.Errorf("%s: %d feeds, %d problems, %v", name, len(got), len(problems), err)
		}
		for _, s := range got[:min(len(got), 10)] {
			if strings.Count(s.Folder, "/") >= maxDepth || len(s.Title) > 4*maxName {
				t.Errorf("%s: %d bytes of folder", name, len(s.Folder))
			}
		}
		if name == "feeds" && (len(got) != maxFeeds || len(problems) != 1) {
			t.Errorf("%d feeds, %v", len(got), problems)
		}
	}
}

// TestRoundTrip: what is written is read again as it was.
func TestRoundTrip(t *testing.T) {
	word := rapid.StringMatching(`[A-Za-zÅøé&<>"'∕]{1,6}( [a-z&]{1,5})?`)
	rapid.Check(t, func(t *rapid.T) {
		places, seen := map[string]int{}, map[string]bool{}
		var all []data.Subscription
		for range rapid.IntRange(0, 12).Draw(t, "feeds") {
			folder := strings.Join(rapid.SliceOfN(word, 0, 3).Draw(t, "folder"), "/")
			address := "https://" + rapid.StringMatching(`[a-z]{1,5}`).Draw(t, "host") + ".example/feed?a=1&b=2"
			if seen[address] {
				continue
			}
			seen[address] = true
			all = append(all, sub(folder, places[folder], word.Draw(t, "title"), address, "https://site.example/"))
			places[folder]++
		}
		var b bytes.Buffer
		if err := Write(&b, "All & more", noon, all); err != nil {
			t.Fatal(err)
		}
		got, problems, err := Read(&b, "x")
		if err != nil || len(problems) > 0 || len(got) != len(all) {
			t.Fatalf("%d of %d, %v, %v", len(got), len(all), problems, err)
		}
		byAddress := map[string]data.Subscription{}
		for _, s := range got {
			byAddress[s.Address] = s
		}
		for _, s := range all {
			if diff := cmp.Diff(s, byAddress[s.Address]); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		}
	})
}

func TestWrite(t *testing.T) {
	var b bytes.Buffer
	err := Write(&b, "Dateline", noon, []data.Subscription{
		sub("News/Europe", 0, "", "https://b.example/", ""), sub("", 0, "A", "https://a.example/", "https://a.example"),
		{Address: "/home/jane/articles", Given: "articles"}, sub("News", 1, "D", "https://d.example/", ""), sub("News", 0, "C", "https://c.example/", ""),
	})
	want := `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
<head>
  <title>Dateline</title>
  <dateCreated>Tue, 28 Apr 2026 12:00:00 UTC</dateCreated>
</head>
<body>
  <outline type="rss" text="A" title="A" xmlUrl="https://a.example/" htmlUrl="https://a.example"/>
  <outline type="rss" text="articles" title="articles" xmlUrl="file:///home/jane/articles"/>
  <outline text="News" title="News">
    <outline type="rss" text="C" title="C" xmlUrl="https://c.example/"/>
    <outline type="rss" text="D" title="D" xmlUrl="https://d.example/"/>
    <outline text="Europe" title="Europe">
      <outline type="rss" text="https://b.example/" title="https://b.example/" xmlUrl="https://b.example/"/>
    </outline>
  </outline>
</body>
</opml>
`
	if diff := cmp.Diff(want, b.String()); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(list)
	f.Add(`<opml><outline text="&#27;[31m" xmlUrl="https://a.example/"><outline/></opml>`)
	f.Fuzz(func(t *testing.T, in string) {
		got, problems, err := Read(strings.NewReader(in), "x")
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
		var b bytes.Buffer
		if err == nil && Write(&b, "x", noon, got) == nil {
			if again, _, err := Read(&b, "x"); err != nil || len(again) != len(got) {
				t.Errorf("%d feeds became %d, %v", len(got), len(again), err)
			}
		}
	})
}
