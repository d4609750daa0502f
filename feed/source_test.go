package feed

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/data"
)

// TestFilesRaw: the bytes are found again, whatever their file is called.
func TestFilesRaw(t *testing.T) {
	content := "a\x1b[31m\xff\r\nb"
	names := map[string]string{}
	for _, name := range []string{"a.txt", "two words.txt", "ünï 中文.txt", "-dash.txt", "esc\x1b[31m\u202e.txt", "x" + strings.Repeat("x", 240) + ".txt"} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Logf("%q is no name here: %v", name, err)
			continue
		}
		names[name] = dir
	}
	for name, dir := range names {
		s := Files([]string{dir}, Options{})
		n := 0
		for a, p := range s.Open(t.Context()) {
			if p != nil {
				t.Errorf("%q: %v", name, p)
				continue
			}
			n++
			if got, err := s.Raw(a.ID); err != nil || string(got) != content {
				t.Errorf("%q is %q, %v", name, got, err)
			}
			if strings.ContainsAny(a.Origin, "\x1b\u202e") {
				t.Errorf("shown as %q", a.Origin)
			}
		}
		if n != 1 {
			t.Errorf("%q: %d articles", name, n)
		}
	}
}

func TestStdinRaw(t *testing.T) {
	const content = "Only once.\r\n\xff"
	s := Files([]string{Stdin}, Options{Stdin: strings.NewReader(content)})
	for a, p := range s.Open(t.Context()) {
		if p != nil {
			t.Fatal(p)
		}
		for range 2 {
			got, err := s.Raw(a.ID)
			if err != nil || string(got) != content {
				t.Errorf("%q, %v", got, err)
			}
			clear(got) // the caller's own
		}
	}
}

func TestRawOfOthers(t *testing.T) {
	dir := folder(t, map[string]string{"a.txt": "Text."})
	fsys := fstest.MapFS{"a.md": {Data: []byte("Text.")}, "deep/b.md": {Data: []byte("Text.")}}
	for name, s := range map[string]Source{"files": Files([]string{dir}, Options{}), "edition": Embedded(fsys, "edition", Options{})} {
		for range s.Open(t.Context()) {
		}
		for _, id := range []data.ID{"", "edition", "edition/", "edition/b", "edition/../a", "edition/deep/b", "edition/*", "other/a", "0123456789abcdef"} {
			if got, err := s.Raw(id); !errors.Is(err, data.ErrNoArticle) {
				t.Errorf("%s: %q is %q, %v", name, id, got, err)
			}
		}
	}
	s := Embedded(fsys, "edition", Options{})
	if got, err := s.Raw("edition/a"); err != nil || string(got) != "Text." {
		t.Errorf("%q, %v", got, err)
	}
}

// TestRawOfWhatWent: a file that was removed since is a problem in words.
func TestRawOfWhatWent(t *testing.T) {
	dir := folder(t, map[string]string{"a.txt": "Text."})
	s := Files([]string{dir}, Options{})
	for a := range s.Open(context.Background()) {
		if err := os.Remove(filepath.Join(dir, "a.txt")); err != nil {
			t.Fatal(err)
		}
		var p data.Problem
		if _, err := s.Raw(a.ID); !errors.As(err, &p) || p.Cause != "there is no such file or folder" {
			t.Errorf("%v", err)
		}
	}
}

func TestReadFolder(t *testing.T) {
	_, err := read(t.TempDir(), bytes.NewReader(nil))
	if p := (data.Problem{}); !errors.As(err, &p) || p.Cause != "it is a folder" {
		t.Errorf("%v", err)
	}
}
