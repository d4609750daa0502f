package access

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zalando/go-keyring"
)

const file = `# who asks for more
[[feed]]
url = "https://paper.example/"
user = "jane"
password = "keyring"
headers = { X-Edition = "north", Authorization = "file:token" }
every = "2h"

[[feed]]
url = "https://paper.example/open.xml"
`

// table is the file above with its secrets.
func table(t *testing.T) *Table {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"feeds.toml": file, "token": "Bearer t0ken\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := Load(filepath.Join(dir, "feeds.toml"))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestFor(t *testing.T) {
	keyring.MockInit()
	if err := Keep("https://paper.example/", "", "correct horse"); err != nil {
		t.Fatal(err)
	}
	got := table(t)
	a, err := got.For("https://paper.example/news/feed.xml")
	if err != nil || a.User != "jane" || a.Password != "correct horse" || a.Headers["X-Edition"] != "north" || a.Headers["Authorization"] != "Bearer t0ken" {
		t.Errorf("%q %q %v, %v", a.User, a.Password, a.Headers, err)
	}
	if got.Every("https://paper.example/news/feed.xml") != 2*time.Hour {
		t.Error("the interval isn't there")
	}
	for _, other := range []string{"https://paper.example/open.xml", "https://paper.example.evil.example/", "http://paper.example/", "https://other.example/"} {
		if a, err := got.For(other); err != nil || a.User != "" || a.Password != "" || len(a.Headers) > 0 || got.Every(other) != 0 {
			t.Errorf("%s: %q, %v", other, a.User, err)
		}
	}
}

// TestNoSecret: the error says what to do, and has no secret in it.
func TestNoSecret(t *testing.T) {
	keyring.MockInit()
	got := table(t)
	if _, err := got.For("https://paper.example/"); err == nil || err.Error() != "its password: the keyring has none for https://paper.example/ of dateline" {
		t.Errorf("%v", err)
	}
	keyring.MockInitWithError(errors.New("locked\x1b[31m"))
	if _, err := got.For("https://paper.example/"); err == nil || !strings.Contains(err.Error(), `the keyring doesn't answer: unlock it, or use "file:" (locked`) || strings.Contains(err.Error(), "\x1b") {
		t.Errorf("%v", err)
	}
	keyring.MockInit()
	if err := Keep("https://paper.example/", "", "correct horse"); err != nil {
		t.Fatal(err)
	}
	token := filepath.Join(got.folder, "token")
	for _, c := range []struct {
		do   func() error
		want string
	}{
		{func() error { return os.Chmod(token, 0o644) }, "others can read " + token + " (mode 0644): chmod 600 it"},
		{func() error {
			return errors.Join(os.Chmod(token, 0o600), os.WriteFile(token, []byte("a\nX-Evil: b\n"), 0o600))
		}, "it has signs that can't be sent"},
		{func() error { return os.WriteFile(token, []byte(strings.Repeat("a", maxSecret+1)), 0o600) }, "is larger than a secret is"},
		{func() error { return os.Remove(token) }, "there is no file " + token},
		{func() error { return os.Mkdir(token, 0o700) }, "is no file that can be read"},
	} {
		if err := c.do(); err != nil {
			t.Fatal(err)
		}
		if _, err := got.For("https://paper.example/"); err == nil || !strings.HasPrefix(err.Error(), "its header Authorization: ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
}

func TestErrorsNameThePlace(t *testing.T) {
	for text, want := range map[string]string{
		"[[feed]]\nurl = ": "line 2, column",
		"[[feed]]\nurl = \"https://a.example/\"\ncolour = 1": "line 3, column 1: there is no setting feed.colour",
		"x = 1":                            "line 1, column 1: there is no setting x",
		"[[feed]]\nuser = \"a\"":           "line 1, column 3: a feed has no url",
		"[[feed]]\n url = \"file:///etc\"": "line 2, column 2: this isn't an address of the web",
		"[[feed]]\nurl = \"https://jane:hunter2@a.example/\"":                                                  "line 2, column 1: a name and a password don't belong into an address",
		"[[feed]]\nurl=\"https://a.example/\"\n[[feed]]\nurl=\"https://b.example/\"\n\npassword = \"hunter2\"": "line 6, column 1: a password doesn't stand here",
		"[[feed]]\nurl=\"https://a.example/\"\nevery=\"1s\"":                                                   "line 3, column 1: this is a time from",
		"[[feed]]\nurl=\"https://a.example/\"\nevery=3":                                                        "line 3, column",
		"[[feed]]\nurl=\"https://a.example/\"\nheaders={Cookie=\"hunter2\"}":                                   "line 3, column 1: the value of Cookie is a secret",
		"[[feed]]\nurl=\"https://a.example/\"\n[feed.headers]\n\"X-Api-Key\"=\"hunter2\"":                      "the value of X-Api-Key is a secret",
		"[[feed]]\nurl=\"https://a.example/\"\nheaders={\"a b\"=\"c\"}":                                        "line 3, column 1: a header has a name that no header may have",
		"[[feed]]\nurl=\"https://a.example/\"\nheaders={A=\"b\\nC: d\"}":                                       "line 3, column 1: the value of A has signs that no header may have",
	} {
		_, err := Parse([]byte(text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
		if strings.Contains(fmt.Sprint(err), "hunter2") {
			t.Errorf("a secret in %v", err)
		}
	}
}

func TestLoad(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feeds.toml")
	if got, err := Load(path); err != nil || got.Every("https://a.example/") != 0 {
		t.Errorf("a missing file: %+v, %v", got, err)
	}
	if err := os.WriteFile(path, []byte("nonsense"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(path); err == nil || !strings.HasPrefix(err.Error(), path+": line 1, column") {
		t.Errorf("the error doesn't name the file: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(file)
	f.Add("[[feed]]\nurl=\"https://a.example/\"\n[feed.headers]\nA=\"b\"")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := Parse([]byte(text))
		if err != nil {
			return
		}
		for _, e := range got.feeds {
			if e.Password != "" && !elsewhere(e.Password) || !strings.HasPrefix(e.URL, "http") {
				t.Errorf("%+v", e)
			}
		}
	})
}
