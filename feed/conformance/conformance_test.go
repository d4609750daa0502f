package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"dateline/data/corpora"
)

// floors are the least parts of the cases that must be right. Groups are
// score.py's, of the reader profile; "*" are all but the sanitize group, whose
// answers are compared with another program's way of cleaning.
var floors = []struct {
	name   string
	groups *regexp.Regexp
	floor  float64
}{
	{"reader profile", regexp.MustCompile(`^(feedparser|gofeed|feed-rs|feedvalidator) `), 0.97},
	{"base addresses", regexp.MustCompile(`/base$`), 1},
	{"entities", regexp.MustCompile(`^feedparser entities$`), 1},
	{"encodings guessed", regexp.MustCompile(`/chardet$`), 5.0 / 6},
	{"the W3C's valid documents", regexp.MustCompile(`^feedvalidator `), 0.99},
}

// feedRSFloor is the least part of the checks of feed-rs' cases.
const feedRSFloor = 0.96

// scores is what score.py writes with --json.
type scores struct {
	Suites map[string][4]int // cases right, cases, checks right, checks
	Groups map[string][2]int // cases right, cases
	Panics []string
}

// TestFloors scores all cases of the corpus:
//
//	go test ./feed/conformance -run TestFloors -v
func TestFloors(t *testing.T) {
	dir := corpora.Dir(t, "feedcases")
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 to run the corpus's score.py with")
	}
	s, printed := score(t, python, dir)
	for _, f := range floors {
		right, all := 0, 0
		for group, n := range s.Groups {
			if f.groups.MatchString(group) && !strings.HasSuffix(group, "/sanitize") {
				right, all = right+n[0], all+n[1]
			}
		}
		t.Logf("%s: %d of %d cases right, %.1f %%", f.name, right, all, 100*float64(right)/float64(max(all, 1)))
		if all == 0 || float64(right) < f.floor*float64(all) {
			t.Errorf("%s: below %.3f", f.name, f.floor)
		}
	}
	rs := s.Suites["feed-rs"]
	t.Logf("feed-rs: %d of %d checks right", rs[2], rs[3])
	if float64(rs[2]) < feedRSFloor*float64(rs[3]) {
		t.Errorf("feed-rs: below %.3f", feedRSFloor)
	}
	left := regexp.MustCompile(`active content (\d+)/(\d+)`).FindStringSubmatch(printed)
	if left == nil || left[1] != "0" || left[2] == "0" {
		t.Errorf("active content is left: %q", left)
	}
	if len(s.Panics) > 0 {
		t.Errorf("panics: %q", s.Panics)
	}
}

// score runs all cases and score.py over what came of them.
func score(t *testing.T, python, dir string) (s scores, printed string) {
	t.Helper()
	var results bytes.Buffer
	if err := run(dir, &results); err != nil {
		t.Fatal(err)
	}
	tmp := t.TempDir()
	in, out := filepath.Join(tmp, "results.jsonl"), filepath.Join(tmp, "scores.json")
	if err := os.WriteFile(in, results.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command(python, filepath.Join(dir, "score.py"), in, "--profile", "reader", "--json", out).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	raw, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &s); err != nil {
		t.Fatal(err)
	}
	return s, string(text)
}

// TestRun: a line for each case, in order, with the fields that are scored.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("a.xml", "<rss version='2.0'><channel><title>A</title><item><title>one</title><link>/1</link><description>&lt;a href='2'>x&lt;/a></description></item></channel></rss>")
	write("b.xml", "no feed")
	write("cases.jsonl", `{"id":"a","file":"a.xml","base_url":"https://a.example/f","headers":{"content-location":"/dir/"}}`+"\n"+`{"id":"b","file":"b.xml"}`+"\n")
	var out bytes.Buffer
	if err := run(dir, &out); err != nil {
		t.Fatal(err)
	}
	var got []result
	for d := json.NewDecoder(&out); d.More(); {
		var r result
		if err := d.Decode(&r); err != nil {
			t.Fatal(err)
		}
		got = append(got, r)
	}
	if len(got) != 2 || !got[0].OK || got[1].OK || got[1].Error == "" {
		t.Fatalf("%+v", got)
	}
	e := got[0].Entries[0]
	if got[0].Feed.Format != "rss" || e.Link != "https://a.example/1" || e.Summary != `<a href="https://a.example/dir/2">x</a>` {
		t.Errorf("%+v, %s", e, strconv.Quote(e.Summary))
	}
	if err := run(t.TempDir(), &out); err == nil {
		t.Error("a folder without cases is no error")
	}
}
