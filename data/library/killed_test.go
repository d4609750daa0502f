package library_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/data"
)

// killedIn is the environment variable that makes a test the program that is
// killed: it names the library's file.
const killedIn = "DATELINE_TEST_KILLED_LIBRARY"

// feedOf is what the nth refresh of a feed gives: ten articles, five of which
// the refresh before had already, one of them with another text.
func feedOf(n int) []data.Entry {
	var entries []data.Entry
	for i := 5 * n; i < 5*n+10; i++ {
		body := fmt.Sprintf("So it was said by Anna of word%d.", i)
		if i == 5*n {
			body += " Again."
		}
		entries = append(entries, entry("gazette", fmt.Sprint(i), fmt.Sprintf("Article %d", i), body, i))
	}
	return entries
}

// refreshUntilKilled stores one refresh after the other, and tells of each that
// is stored.
func refreshUntilKilled(t *testing.T, path string) {
	s := open(t, path)
	s.follow("gazette")
	for n := 0; ; n++ {
		s.give("gazette", feedOf(n)...)
		if _, err := s.Apply(s.ctx, data.Change{Action: data.MarkRead, Articles: []data.ID{feedOf(n)[0].Article.ID}}); err != nil {
			t.Fatal(err)
		}
		fmt.Printf("stored %d\n", n)
	}
}

// TestKilled: a program that is killed in the middle of a refresh loses nothing
// that it said was stored, and leaves a sound library; again and again.
func TestKilled(t *testing.T) {
	if path := os.Getenv(killedIn); path != "" {
		refreshUntilKilled(t, path)
	}
	if testing.Short() {
		t.Skip("it starts programs and kills them, which takes seconds")
	}
	path := filepath.Join(t.TempDir(), "library.db")
	last := -1
	for round := range 4 {
		stored := killAfter(t, path, time.Duration(150+90*round)*time.Millisecond)
		last = max(last, stored)
		s := open(t, path)
		s.settle()
		s.sound()
		for n := range last + 1 {
			for _, e := range feedOf(n) {
				reading, err := s.Read(s.ctx, e.Article.ID, data.Query{})
				if err != nil {
					t.Fatalf("refresh %d was stored, and %s is lost: %v", n, e.Article.Title, err)
				}
				if !reading.Recognised {
					t.Fatalf("%s isn't recognised", e.Article.Title)
				}
			}
			if id := feedOf(n)[0].Article.ID; n > 0 {
				rows, err := s.Rows(s.ctx, []data.ID{id})
				s.ok(err)
				if !rows[0].Read {
					t.Errorf("the mark of refresh %d is lost", n)
				}
			}
		}
		counts, err := s.Counts(s.ctx)
		s.ok(err)
		if least := 5*last + 10; counts.Articles < least || counts.Articles > least+5*(round+1) {
			t.Errorf("%d articles after %d refreshes, want %d", counts.Articles, last+1, least)
		}
		s.ok(s.Close())
	}
	if last < 1 {
		t.Errorf("only %d refreshes were stored before the programs were killed", last+1)
	}
}

// killAfter runs the program until some refreshes were stored and a while more,
// kills it, and answers with the last refresh that it told of.
func killAfter(t *testing.T, path string, while time.Duration) (last int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	program := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestKilled$")
	program.Env = append(os.Environ(), killedIn+"="+path)
	out, err := program.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	last = -1
	killed := false
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if _, err := fmt.Sscanf(lines.Text(), "stored %d", &last); err != nil && !strings.Contains(lines.Text(), "===") {
			t.Error(lines.Text())
		}
		if !killed {
			killed = true
			time.AfterFunc(while, func() {
				if err := program.Process.Kill(); err != nil {
					t.Error(err)
				}
			})
		}
	}
	if err := program.Wait(); err == nil {
		t.Error("the program ended by itself")
	}
	return last
}
