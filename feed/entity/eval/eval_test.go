package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var ownArticles = filepath.Join("..", "testdata", "articles")

// withSet is a folder of corpora with one small dev set.
func withSet(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "dev"), 0o755); err != nil {
		t.Fatal(err)
	}
	line := `{"id":"1","text":"Angela Merkel spoke in Berlin on Monday.","ents":[[0,13,"PER"],[23,29,"LOC"],[33,39,"ORG"]]}`
	if err := os.WriteFile(filepath.Join(dir, "dev", "tiny.jsonl"), []byte(line+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestEvalPrintsATable(t *testing.T) {
	dir := withSet(t)
	var out strings.Builder
	if err := run(&out, dir, ownArticles, "", 5, dir); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"no *.jsonl in", "tiny", "100.00  66.67  80.00", "1 missed organisation Monday", "own articles", "memory in use", "spans alone", "found as"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, &out)
		}
	}
}

func TestEvalSaysWhatIsMissing(t *testing.T) {
	var out strings.Builder
	if err := run(&out, withSet(t), t.TempDir(), "", 0, ""); err == nil || !strings.Contains(err.Error(), "-articles") {
		t.Errorf("got %v", err)
	}
	if err := run(&out, t.TempDir(), ownArticles, "", 0, ""); err == nil || !strings.Contains(err.Error(), "-corpora") {
		t.Errorf("got %v", err)
	}
	if err := run(&out, withSet(t), ownArticles, "nothere.bin", 0, ""); err == nil || !strings.Contains(err.Error(), "nothere.bin") {
		t.Errorf("got %v", err)
	}
}

func TestEvalMeasuresGrouping(t *testing.T) {
	dir := t.TempDir()
	line := `{"id":"a","entities":[{"entity":1,"name":"Ana Ruiz","kind":"person","link":"Ana_Ruiz"},{"entity":2,"name":"Leeds","kind":"place"}],` +
		`"mentions":[{"text":"Ana Ruiz","begin":0,"entity":1},{"text":"Ruiz","begin":9,"entity":1},{"text":"Leeds","begin":20,"entity":2},{"text":"Oslo","begin":30,"entity":2}]}`
	if err := os.WriteFile(filepath.Join(dir, "small.jsonl"), []byte(line+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := run(&out, withSet(t), ownArticles, "", 5, dir); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"small", "50.00", "place put apart: Leeds | Oslo"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, &out)
		}
	}
}
