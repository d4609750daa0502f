package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestRunIsDeterministic(t *testing.T) {
	one, two := t.TempDir(), filepath.Join(t.TempDir(), "made")
	for dir, n := range map[string]string{one: "30", two: "20"} {
		if err := run([]string{"-n", n, "-out", dir}, io.Discard); err != nil {
			t.Fatal(err)
		}
	}
	files, err := filepath.Glob(filepath.Join(two, "*.md"))
	if err != nil || len(files) != 20 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	for _, file := range files {
		a, errA := os.ReadFile(file)
		b, errB := os.ReadFile(filepath.Join(one, filepath.Base(file)))
		if errA != nil || errB != nil || string(a) != string(b) {
			t.Errorf("%s differs: %v, %v", filepath.Base(file), errA, errB)
		}
	}
}

func TestArticle(t *testing.T) {
	titles := map[string]bool{}
	for i := range 200 {
		text := article(recipe{seed: 1}, i)
		_, body, ok := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
		if n := len(strings.Fields(body)); !ok || n < shortest || n > longest+120 {
			t.Errorf("article %d has %d words", i, n)
		}
		if !slices.ContainsFunc(places, func(place string) bool { return strings.Contains(body, place) }) {
			t.Errorf("article %d names no place", i)
		}
		titles[strings.SplitN(text, "\n", 3)[1]] = true
	}
	if len(titles) < 195 {
		t.Errorf("200 articles have %d titles", len(titles))
	}
	if article(recipe{seed: 1}, 7) == article(recipe{seed: 2}, 7) {
		t.Error("the seed makes no difference")
	}
}

func TestArticleOfSize(t *testing.T) {
	total := 0
	for i := range 100 {
		_, body, _ := strings.Cut(article(recipe{seed: 1, size: 100}, i)[4:], "\n---\n")
		total += len(strings.Fields(body))
	}
	if total < 100*100 || total > 100*150 {
		t.Errorf("100 articles of about 100 words have %d", total)
	}
}

func TestRunWithoutFolder(t *testing.T) {
	if err := run([]string{"-n", "3"}, io.Discard); err == nil {
		t.Error("it wrote somewhere")
	}
}

func TestFeeds(t *testing.T) {
	dir := t.TempDir()
	if err := run([]string{"-n", "10", "-feeds", "3", "-out", dir}, io.Discard); err != nil {
		t.Fatal(err)
	}
	items := 0
	for _, name := range []string{"0000.xml", "0001.xml", "0002.xml"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		items += strings.Count(string(text), "<item>")
	}
	if items != 10 {
		t.Errorf("%d items", items)
	}
}
