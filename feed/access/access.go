// Package access reads feeds.toml: what the reader set for single feeds that
// servers or his taste ask for, and where their secrets are. The secrets
// themselves are in the system's keyring, or in files that only he can read.
//
//	[[feed]]
//	url      = "https://paper.example/"      # and all below it; without a slash at the end only this
//	user     = "jane"
//	password = "keyring"                     # or "file:paper.secret", beside feeds.toml
//	headers  = { X-Edition = "north", Authorization = "file:paper.token" }
//	every    = "2h"
package access

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"dateline/data/clean"
	"dateline/feed/fetch"
)

// feed is one entry of the file.
type feed struct {
	URL      string            `toml:"url"`
	User     string            `toml:"user"`
	Password string            `toml:"password"`
	Headers  map[string]string `toml:"headers"`
	Every    string            `toml:"every"`

	every time.Duration
}

// Table is the whole file. The zero value has nothing in it.
type Table struct {
	feeds   []feed
	folder  string // that files are relative to
	keyring func(account string) (string, error)
}

// Load reads a file. One that doesn't exist is an empty one. The error names the
// file, the line and the column; no secret is in it.
func Load(path string) (*Table, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return &Table{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s can't be read: %w", clean.Line(path, 300), err)
	}
	t, err := Parse(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", clean.Line(path, 300), err)
	}
	t.folder = filepath.Dir(path)
	return t, nil
}

// Parse reads the text of a file. Unknown settings are errors: a setting with a
// slip in it would silently do nothing.
func Parse(text []byte) (*Table, error) {
	var file struct {
		Feed []feed `toml:"feed"`
	}
	d := toml.NewDecoder(strings.NewReader(string(text)))
	d.DisallowUnknownFields()
	if err := d.Decode(&file); err != nil {
		return nil, positioned(err)
	}
	for i := range file.Feed {
		if setting, err := file.Feed[i].check(); err != nil {
			return nil, fmt.Errorf("%s: %w", place(text, i, setting), err)
		}
	}
	return &Table{feeds: file.Feed, keyring: fromKeyring}, nil
}

// How secrets are told to be elsewhere.
const (
	inKeyring = "keyring"
	inFile    = "file:"
)

// secret matches the names of headers whose values are secrets.
var secret = regexp.MustCompile(`(?i)auth|cookie|token|secret|key|passw|session|credential`)

// headerName matches what may be a header's name (RFC 9110, 5.6.2).
var headerName = regexp.MustCompile("^[A-Za-z0-9!#$%&'*+.^_`|~-]+$")

// check checks one entry, and names the setting that is wrong.
func (f *feed) check() (setting string, err error) {
	if f.URL == "" {
		return "", errors.New("a feed has no url")
	}
	link, ok := clean.Link(f.URL, "")
	switch {
	case !ok || !strings.HasPrefix(link, "http"):
		return "url", errors.New("this isn't an address of the web: those begin with https:// or http://")
	case strings.Contains(f.URL, "@") && !strings.Contains(link, "@"):
		return "url", errors.New("a name and a password don't belong into an address: set user and password")
	}
	f.URL = link
	if f.Password != "" && !elsewhere(f.Password) {
		return "password", errors.New(`a password doesn't stand here: write "keyring", or "file:" and the name of a file that only you can read`)
	}
	if f.Every != "" {
		if f.every, err = time.ParseDuration(f.Every); err != nil || f.every < time.Minute || f.every > 31*24*time.Hour {
			return "every", errors.New(`this is a time from "1m" to "744h"`)
		}
	}
	for name, value := range f.Headers {
		switch {
		case !headerName.MatchString(name):
			return "headers", errors.New("a header has a name that no header may have")
		case secret.MatchString(name) && !elsewhere(value):
			return "headers", fmt.Errorf(`the value of %s is a secret, which doesn't stand here: write "keyring", or "file:" and the name of a file that only you can read`, name)
		case clean.Line(value, 0) != value:
			return "headers", fmt.Errorf("the value of %s has signs that no header may have", name)
		}
	}
	return "", nil
}

// elsewhere reports whether a value says where a secret is.
func elsewhere(value string) bool {
	return value == inKeyring || strings.HasPrefix(value, inFile) && len(value) > len(inFile)
}

// For is what an address needs: that of the entry for it, else of the longest
// one that it is below.
func (t *Table) For(address string) (fetch.Access, error) {
	f := t.entry(address)
	if f == nil {
		return fetch.Access{}, nil
	}
	a := fetch.Access{User: f.User, Headers: map[string]string{}}
	var err error
	if f.Password != "" {
		if a.Password, err = t.secret(f.Password, f.URL); err != nil {
			return fetch.Access{}, fmt.Errorf("its password: %w", err)
		}
	}
	for name, value := range f.Headers {
		if elsewhere(value) {
			if value, err = t.secret(value, f.URL+" "+name); err != nil {
				return fetch.Access{}, fmt.Errorf("its header %s: %w", name, err)
			}
		}
		a.Headers[name] = value
	}
	return a, nil
}

// Every is how often the reader wants an address refreshed, 0 where he doesn't
// say.
func (t *Table) Every(address string) time.Duration {
	if f := t.entry(address); f != nil {
		return f.every
	}
	return 0
}

// entry is the entry for an address, nil where there is none.
func (t *Table) entry(address string) (found *feed) {
	for i := range t.feeds {
		f := &t.feeds[i]
		if f.URL != address && !(strings.HasSuffix(f.URL, "/") && strings.HasPrefix(address, f.URL)) {
			continue
		}
		if found == nil || len(f.URL) > len(found.URL) {
			found = f
		}
	}
	return found
}

// positioned puts the place into an error of the TOML reader.
func positioned(err error) error {
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) && len(strict.Errors) > 0 {
		line, column := strict.Errors[0].Position()
		return fmt.Errorf("line %d, column %d: there is no setting %s", line, column, strings.Join(strict.Errors[0].Key(), "."))
	}
	var syntax *toml.DecodeError
	if errors.As(err, &syntax) {
		line, column := syntax.Position()
		return fmt.Errorf("line %d, column %d: %s", line, column, clean.Line(strings.TrimPrefix(syntax.Error(), "toml: "), 200))
	}
	return err
}

// place is where a setting of an entry stands in the text; without a setting,
// where the entry does.
func place(text []byte, entry int, setting string) string {
	var p unstable.Parser
	p.Reset(text)
	at, found := -1, unstable.Range{}
	for p.NextExpression() {
		e := p.Expression()
		var names []string
		var first unstable.Range
		for keys := e.Key(); keys.Next(); {
			if len(names) == 0 {
				first = keys.Node().Raw
			}
			names = append(names, string(keys.Node().Data))
		}
		switch {
		case e.Kind == unstable.ArrayTable && len(names) == 1 && names[0] == "feed":
			if at++; at == entry {
				found = first
			}
		case at == entry && setting != "" && (len(names) > 0 && names[0] == setting || len(names) > 1 && names[1] == setting):
			found = first
			if e.Kind == unstable.KeyValue {
				start := p.Shape(found).Start
				return fmt.Sprintf("line %d, column %d", start.Line, start.Column)
			}
		}
	}
	start := p.Shape(found).Start
	return fmt.Sprintf("line %d, column %d", start.Line, start.Column)
}
