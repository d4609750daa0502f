package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	no := false
	got, err := Parse([]byte("# mine\ntheme = \"light\"\nascii = true\nmouse = false\n[keys]\nstar = [\"*\", \"s\"]\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := Config{Theme: "light", ASCII: true, Mouse: &no, Keys: map[string][]string{"star": {"*", "s"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestErrorsNameThePlace(t *testing.T) {
	for text, want := range map[string]string{
		"theme = \"dark\"\ncolour = 1": "line 2, column 1: there is no setting colour",
		"theme = ":                     "line 1, column",
		"theme = \"blue\"":             `theme is "blue"; it is dark or light`,
		"[keys]\nstar = 3":             "line 2, column",
	} {
		if _, err := Parse([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
}

func TestLoad(t *testing.T) {
	path := filepath.Join(t.TempDir(), "config.toml")
	if c, err := Load(path); err != nil || c.Theme != "" {
		t.Errorf("a missing file: %+v, %v", c, err)
	}
	if err := os.WriteFile(path, []byte("nonsense"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(path); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("the error doesn't name the file: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("theme = \"dark\"\n[keys]\nnext = [\"n\"]")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Parse([]byte(text))
		if err == nil && c.Theme != "" && c.Theme != "dark" && c.Theme != "light" {
			t.Errorf("theme %q was accepted", c.Theme)
		}
	})
}
