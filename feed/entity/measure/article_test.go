package measure

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/data"

	"github.com/google/go-cmp/cmp"
)

func TestArticles(t *testing.T) {
	got, err := Articles("# a comment\nAlone in {L Oslo}.\n\n== {O Reuters} reports\nOne.\n{P Ana}.\n== Next\nTwo.\n\nLoose.\nAlone.\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []Text{
		{ID: "line 2", Text: "Alone in Oslo.", Names: []Name{{9, 13, data.Place}}},
		{ID: "line 4", Text: "Reuters reports\nOne.\nAna.", Names: []Name{{0, 7, data.Organisation}, {21, 24, data.Person}}},
		{ID: "line 7", Text: "Next\nTwo."},
		{ID: "line 10", Text: "Loose."},
		{ID: "line 11", Text: "Alone."},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if _, err := Articles("fine\n== {X bad}\n"); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("got %v, want the line", err)
	}
}

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	if _, err := Folder(dir); err == nil || !strings.Contains(err.Error(), dir) {
		t.Errorf("got %v, want the folder", err)
	}
	path := filepath.Join(dir, "a.txt")
	if err := os.WriteFile(path, []byte("{P Ana} left.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	got, err := Folder(dir)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]Text{{ID: "a.txt, line 1", Text: "Ana left.", Names: []Name{{0, 3, data.Person}}}}, got); d != "" {
		t.Error(d)
	}
	if err := os.WriteFile(path, []byte("{P Ana left.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Folder(dir); err == nil || !strings.Contains(err.Error(), "a.txt") {
		t.Errorf("got %v, want the file", err)
	}
}
