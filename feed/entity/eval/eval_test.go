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
	if err := run(&out, dir, ownArticles, "", 5); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"tiny", "100.00  66.67  80.00", "1 missed organisation Monday", "own articles", "memory in use", "spans alone", "found as"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, &out)
		}
	}
}

func TestEvalSaysWhatIsMissing(t *testing.T) {
	var out strings.Builder
	if err := run(&out, withSet(t), t.TempDir(), "", 0); err == nil || !strings.Contains(err.Error(), "-articles") {
		t.Errorf("got %v", err)
	}
	if err := run(&out, t.TempDir(), ownArticles, "", 0); err == nil || !strings.Contains(err.Error(), "-corpora") {
		t.Errorf("got %v", err)
	}
	if err := run(&out, withSet(t), ownArticles, "nothere.bin", 0); err == nil || !strings.Contains(err.Error(), "nothere.bin") {
		t.Errorf("got %v", err)
	}
}
