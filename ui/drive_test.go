package ui

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"dateline/data"
	"dateline/feed/entity/rules"
	"dateline/ui/event"
)

var update = flag.Bool("update", false, "write the screens under testdata anew")

// still is a library whose changes never come, so that commands all end.
type still struct{ Library }

func (still) Changes() <-chan data.Event {
	c := make(chan data.Event)
	close(c)
	return c
}

// driver presses keys as a reader does and runs all commands to their end.
type driver struct {
	t      testing.TB
	m      *Model
	opened []string // addresses that went to the browser
	quit   bool
	copied string
}

// drive starts the screen on a library.
func drive(t testing.TB, w, h int, l Library) *driver {
	t.Helper()
	d := &driver{t: t}
	feeds, _ := l.(Feeds)
	searches, _ := l.(Searches)
	d.m = New(context.Background(), Options{
		Library: still{l}, Feeds: feeds, Searches: searches, Now: clock, Name: "All articles", Theme: "dark", Mouse: true,
		Browse: func(url, kind string) (string, error) {
			d.opened = append(d.opened, url)
			return map[string]string{"audio/mpeg": "player"}[kind], nil
		},
		Rule: rules.Format,
	})
	d.m.unresting = true
	d.run(d.m.Init())
	d.send(tea.WindowSizeMsg{Width: w, Height: h})
	return d
}

func (d *driver) send(msg tea.Msg) {
	_, cmd := d.m.Update(msg)
	d.run(cmd)
	_ = d.m.View() // as Bubble Tea does after every message
}

// run runs a command and all that follows from it.
func (d *driver) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil:
	case tea.BatchMsg:
		for _, c := range msg {
			d.run(c)
		}
	case tea.QuitMsg:
		d.quit = true
	default:
		if v := reflect.ValueOf(msg); v.Kind() == reflect.Slice { // a sequence
			for i := range v.Len() {
				if c, ok := v.Index(i).Interface().(tea.Cmd); ok {
					d.run(c)
				}
			}
			return
		}
		if strings.Contains(reflect.TypeOf(msg).String(), "lipboard") {
			d.copied = reflect.ValueOf(msg).String()
		}
		d.send(msg)
	}
}

// special keys by the names that tests use for them.
var special = map[string]tea.Key{
	"enter": {Code: tea.KeyEnter}, "esc": {Code: tea.KeyEscape}, "tab": {Code: tea.KeyTab},
	"shift+tab": {Code: tea.KeyTab, Mod: tea.ModShift}, "space": {Code: tea.KeySpace, Text: " "},
	"up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown}, "left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight},
	"pgdown": {Code: tea.KeyPgDown}, "pgup": {Code: tea.KeyPgUp}, "backspace": {Code: tea.KeyBackspace},
	"home": {Code: tea.KeyHome}, "end": {Code: tea.KeyEnd},
}

// press presses keys, parted by spaces: "j", "ctrl+d", "enter".
func (d *driver) press(keys string) *driver {
	for _, k := range strings.Fields(keys) {
		key, ok := special[k]
		if rest, ctrl := strings.CutPrefix(k, "ctrl+"); !ok && ctrl {
			key = tea.Key{Code: rune(rest[0]), Mod: tea.ModCtrl}
		} else if !ok {
			key = tea.Key{Code: []rune(k)[0], Text: k}
		}
		d.send(tea.KeyPressMsg(key))
	}
	return d
}

// enter types text, a key a letter.
func (d *driver) enter(text string) *driver {
	for _, r := range text {
		d.send(tea.KeyPressMsg(tea.Key{Code: r, Text: string(r)}))
	}
	return d
}

func (d *driver) click(x, y int) *driver {
	d.send(tea.MouseClickMsg(tea.Mouse{X: x, Y: y, Button: tea.MouseLeft}))
	return d
}

// screen is what is shown, as text.
func (d *driver) screen() string {
	d.m.draw()
	return d.m.canvas.Plain()
}

// status is the last line.
func (d *driver) status() string {
	lines := strings.Split(strings.TrimRight(d.screen(), "\n"), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}

// want fails unless all of the texts are on the screen.
func (d *driver) want(texts ...string) *driver {
	d.t.Helper()
	for _, s := range texts {
		if !strings.Contains(d.screen(), s) {
			d.t.Fatalf("%q isn't on the screen:\n%s", s, d.screen())
		}
	}
	return d
}

// wantStatus fails unless the status line begins so.
func (d *driver) wantStatus(s string) *driver {
	d.t.Helper()
	if !strings.HasPrefix(d.status(), s) {
		d.t.Fatalf("the status line is %q, want %q\n%s", d.status(), s, d.screen())
	}
	return d
}

// golden compares the screen with a stored one.
func (d *driver) golden(name string) {
	d.t.Helper()
	path := filepath.Join("testdata", "screens", name+".txt")
	got := d.screen()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			d.t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			d.t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		d.t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		d.t.Errorf("%s has changed; go test ./ui -update writes it anew:\n%s", name, diff)
	}
}

// landing is an ordinary opening of an article.
func landing() event.Landing { return event.Landing{Top: -1, Mention: -1} }
