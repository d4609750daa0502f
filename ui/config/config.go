// Package config reads what the reader set in config.toml: theme, signs, keys.
package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// Config is the whole file. Everything in it may be left out.
type Config struct {
	Theme string              `toml:"theme"` // "dark", "light", or empty to ask the terminal
	ASCII bool                `toml:"ascii"` // draw with ASCII signs only
	Mouse *bool               `toml:"mouse"` // false leaves the mouse to the terminal
	Keys  map[string][]string `toml:"keys"`  // keys by command
	// Refresh is whether feeds are refreshed by themselves while the screen is
	// open; nil is yes.
	Refresh *bool               `toml:"refresh"`
	Open    map[string][]string `toml:"open"` // programs by media type: "audio/*" = ["mpv"]
}

// Load reads a file. One that doesn't exist is an empty one. An error names the
// file, the line and the column.
func Load(path string) (Config, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Config{}, nil
	}
	if err != nil {
		return Config{}, fmt.Errorf("the configuration can't be read: %w", err)
	}
	c, err := Parse(text)
	if err != nil {
		return Config{}, fmt.Errorf("%s: %w", path, err)
	}
	return c, nil
}

// Parse reads the text of a configuration. Unknown settings are errors: a
// setting with a slip in it would silently do nothing.
func Parse(text []byte) (Config, error) {
	var c Config
	d := toml.NewDecoder(strings.NewReader(string(text)))
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil {
		return Config{}, positioned(err)
	}
	switch c.Theme {
	case "", "dark", "light":
	default:
		return Config{}, fmt.Errorf("theme is %q; it is dark or light", c.Theme)
	}
	return c, nil
}

// positioned puts the place into an error of the TOML reader.
func positioned(err error) error {
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) && len(strict.Errors) > 0 {
		e := &strict.Errors[0]
		line, column := e.Position()
		return fmt.Errorf("line %d, column %d: there is no setting %s", line, column, strings.Join(e.Key(), "."))
	}
	var syntax *toml.DecodeError
	if errors.As(err, &syntax) {
		line, column := syntax.Position()
		return fmt.Errorf("line %d, column %d: %s", line, column, strings.TrimPrefix(syntax.Error(), "toml: "))
	}
	return err
}
