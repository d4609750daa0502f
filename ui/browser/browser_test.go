package browser

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestOnlySafeSchemes(t *testing.T) {
	t.Setenv("BROWSER", "true")
	for _, address := range []string{"file:///etc/passwd", "javascript:alert(1)", "ssh://host", "-version", "", "http://a\x00b"} {
		if _, err := (Opener{}).Open(address, ""); err == nil {
			t.Errorf("%q was opened", address)
		}
	}
}

func TestCandidates(t *testing.T) {
	got := candidates("lynx -x %s"+string(os.PathListSeparator)+"w3m", "linux")
	if len(got) < 3 || strings.Join(got[0], "|") != "lynx|-x|%s" || got[1][0] != "w3m" || got[2][0] != "xdg-open" {
		t.Errorf("got %v", got)
	}
}

func TestArguments(t *testing.T) {
	const address = "https://example.org/?a=b;rm -rf $HOME"
	for _, c := range []struct{ words, want []string }{
		{nil, []string{address}},
		{[]string{"--new"}, []string{"--new", address}},
		{[]string{"--url=%s", "-q"}, []string{"--url=" + address, "-q"}},
	} {
		if got := arguments(c.words, address); strings.Join(got, "\x00") != strings.Join(c.want, "\x00") {
			t.Errorf("%v: got %q", c.words, got)
		}
	}
}

// TestNoShell starts a real program and looks at what it was given.
func TestNoShell(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the test's browser is a shell script")
	}
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	script := "#!/bin/sh\nprintf '%s\\n' \"$@\" > " + out + ".new && mv " + out + ".new " + out + "\n"
	path := filepath.Join(dir, "reader's browser")
	if err := os.WriteFile(path, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "browse")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	t.Setenv("BROWSER", link)
	const address = "https://example.org/a;touch%20x?q=$(id)"
	if _, err := (Opener{}).Open(address, ""); err != nil {
		t.Fatal(err)
	}
	for range 200 {
		if got, err := os.ReadFile(out); err == nil {
			if strings.TrimSpace(string(got)) != address {
				t.Errorf("the browser got %q", got)
			}
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("the browser wasn't started")
}

func TestProgramOfAMediaType(t *testing.T) {
	o := Opener{Programs: map[string][]string{"audio/*": {"mpv"}, "audio/ogg": {"ogg123", "-q"}, "image/*": {"feh"}}}
	for _, c := range []struct{ name, kind, want string }{
		{"/a.mp3", "audio/mpeg", "mpv"}, {"/a", "audio/ogg; codecs=opus", "ogg123"}, {"/a.png", "", "feh"},
		{"/a", "", ""}, {"/a.html", "text/html", ""},
	} {
		got := ""
		if p := o.program(c.name, c.kind); len(p) > 0 {
			got = p[0]
		}
		if got != c.want {
			t.Errorf("%s of type %q: %q, want %q", c.name, c.kind, got, c.want)
		}
	}
	_, err := Opener{Programs: map[string][]string{"audio/*": {"quillwort"}}}.Open("https://example.org/a", "audio/mpeg")
	if err == nil || !strings.Contains(err.Error(), "quillwort") {
		t.Errorf("%v", err)
	}
}
