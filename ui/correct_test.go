package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/data/memory"
	"dateline/data/store"
	"dateline/feed/entity/rules"
)

// desk is a library on files that can be opened again, as the program's are.
type desk struct {
	t      *testing.T
	folder string
}

func (k desk) rules() string { return filepath.Join(k.folder, "rules.toml") }

// open opens the library and the screen on it; end closes both.
func (k desk) open(w, h int) (d *driver, end func()) {
	k.t.Helper()
	l := memory.New(memory.Config{
		Recogniser: names{},
		Open: func() (memory.Keeper, []data.Problem) {
			return store.OpenOrMemory(filepath.Join(k.folder, "library.db"), clock)
		},
		Correct: func() data.Corrector { return rules.Open(k.rules(), joinOf) },
	})
	l.Add(stories()...)
	l.Done()
	if err := l.Wait(context.Background(), true); err != nil {
		k.t.Fatal(err)
	}
	d = drive(k.t, w, h, l)
	return d, func() {
		k.t.Helper()
		if err := d.m.Close(); err != nil {
			k.t.Error(err)
		}
		if err := l.Close(); err != nil {
			k.t.Error(err)
		}
	}
}

// TestMergeIsSeenEverywhere: in the status line, the sidebar, the steps, the
// search and the names for completing; undo brings all of it back, redo does it
// again, and a restart keeps it.
func TestMergeIsSeenEverywhere(t *testing.T) {
	k := desk{t, t.TempDir()}
	d, end := k.open(140, 40)
	before := d.press("enter n").wantStatus("◆ Marta Lindqvist  1 of 3 here · 5 in 3 articles").screen()
	d.press("e m").enter("iri").press("enter")
	d.want("Merge into one person", "8 mentions will be Marta Lindqvist", `["Tomás Iriarte"]}`)
	d.press("enter").wantStatus("“Tomás Iriarte” is Marta Lindqvist (2 articles)")
	d.press("n").wantStatus("◆ Marta Lindqvist  2 of 5 here · 8 in 3 articles")
	if strings.Contains(d.screen(), "▌Tomás") || strings.Contains(sidebar(d), "Tomás") {
		t.Errorf("who was merged is still there:\n%s", d.screen())
	}
	d.press("n n n").wantStatus("◆ Marta Lindqvist  5 of 5 here").press("n").wantStatus("◆ Marta Lindqvist  1 of 2 here")
	d.press("S").enter(`person:"tomás iriarte"`).want("3 found")
	d.press("esc esc")

	d.press("u").wantStatus("Undone: “Tomás Iriarte” is Marta Lindqvist (2 articles)") // that a second article was read meanwhile isn’t in the way
	d.press("1 g g enter n").wantStatus("◆ Marta Lindqvist  1 of 3 here · 5 in 3 articles")
	if text := read(t, k.rules()); strings.Contains(text, "{") {
		t.Errorf("after undo the rules are\n%s", text)
	}
	if got := sidebar(d); got != sidebarOf(before) {
		t.Errorf("after undo the sidebar is\n%s\nwant\n%s", got, sidebarOf(before))
	}
	d.press("ctrl+r").wantStatus("Done again: “Tomás Iriarte” is Marta Lindqvist")
	end()

	d, end = k.open(140, 40)
	defer end()
	d.press("2 g g esc n").wantStatus("◆ Marta Lindqvist  1 of 5 here · 8 in 3 articles")
	d.press("u").wantStatus("Undone: “Tomás Iriarte” is Marta Lindqvist")
	d.press("n").wantStatus("◆ Marta Lindqvist  2 of 3 here · 5 in 3 articles")
}

// sidebar is what the entities' pane shows.
func sidebar(d *driver) string { return sidebarOf(d.screen()) }

func sidebarOf(screen string) string {
	var b strings.Builder
	for line := range strings.Lines(screen) {
		if at := strings.LastIndexAny(line, "│┃•"); at >= 0 {
			b.WriteString(strings.TrimLeft(line[at:], "│┃•"))
		}
	}
	return b.String()
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestCorrecting(t *testing.T) {
	for name, c := range map[string]struct {
		keys   func(*driver)
		status string
		rule   string
		want   string // on the screen
	}{
		"rename": {
			func(d *driver) { d.press("e r ctrl+u").enter("Marta L.").press("enter") },
			"Marta Lindqvist is shown as Marta L. (3 articles)", `{do = "rename", kind = "person", name = "Marta Lindqvist", to = "Marta L."}`, "Marta L.",
		},
		"rename to a name that is there": {
			func(d *driver) { d.press("e r ctrl+u").enter("Li Wei").want("Merge with Li Wei").press("enter") },
			"“Marta Lindqvist” is Li Wei (3 articles)", `{do = "merge", kind = "person", keep = "Li Wei", join = ["Marta Lindqvist"]}`, "Li Wei",
		},
		"kind": {
			func(d *driver) { d.press("e k down enter") },
			"Marta Lindqvist is an organisation, not a person (3 articles)", `{do = "kind", kind = "person", name = "Marta Lindqvist", to = "organisation"}`, "■ Marta Lindqvist",
		},
		"split": {
			func(d *driver) { d.press("n e s a") },
			"“Lindqvist” isn’t Marta Lindqvist (1 article)", `{do = "split", kind = "person", name = "Marta Lindqvist", form = "Lindqvist"}`, "◆ Lindqvist",
		},
		"alias": {
			func(d *driver) { d.press("e a").enter("boat").press("enter") },
			"“boat” is Marta Lindqvist (1 article)", `{do = "alias", kind = "person", name = "Marta Lindqvist", alias = "boat"}`, "Marta Lindqvist",
		},
		"not": {
			func(d *driver) { d.press("e x") },
			"“Marta Lindqvist” is no person (3 articles)", `{do = "not", kind = "person", name = "Marta Lindqvist"}`, "Tomás Iriarte",
		},
		"not in one form": {
			func(d *driver) { d.press("n e x enter") },
			"“Lindqvist” doesn’t name Marta Lindqvist (1 article)", `{do = "not", kind = "person", name = "Marta Lindqvist", form = "Lindqvist"}`, "Marta Lindqvist",
		},
		"mark what was found": {
			func(d *driver) {
				d.press("/").enter("uter islan").press("enter e t").want(": outer islands").press("down enter")
			},
			"“outer islands” is a place (1 article)", `{do = "mark", kind = "place", text = "outer islands"}`, "outer islands",
		},
		"from the sidebar": {
			func(d *driver) { d.press("3 j j e x") },
			"“Norway” is no place (1 article)", `{do = "not", kind = "place", name = "Norway"}`, "Marta Lindqvist",
		},
	} {
		t.Run(name, func(t *testing.T) {
			k := desk{t, t.TempDir()}
			d, end := k.open(140, 40)
			defer end()
			before := sidebar(d.press("enter n"))
			c.keys(d)
			d.wantStatus(c.status).want(c.want)
			if text := read(t, k.rules()); !strings.HasSuffix(text, "\n\nrules = [\n  "+c.rule+",\n]\n") {
				t.Errorf("the rules are\n%s\nwant\n%s", text, c.rule)
			}
			d.press("esc esc u").wantStatus("Undone: ")
			d.press("2 esc esc g g n")
			if got := sidebar(d); got != before {
				t.Errorf("undone:\n%s\nbut it was\n%s", got, before)
			}
		})
	}
}

// TestSidebarStays: the cursor of the sidebar stays where it is, so that one
// correction can follow another.
func TestSidebarStays(t *testing.T) {
	d := start(t, 140, 40)
	d.press("enter n 3 j j") // Norway
	if e, _ := d.m.entities.Selected(); e.Name != "Norway" {
		t.Fatalf("on %s", e.Name)
	}
	d.press("e r").enter(" West").press("enter").wantStatus("Norway is shown as Norway West")
	if e, _ := d.m.entities.Selected(); e.Name != "Norway West" || d.m.chosen.Name != "Marta Lindqvist" {
		t.Errorf("on %s, %s chosen", e.Name, d.m.chosen.Name)
	}
	d.press("e x").wantStatus("“Norway West” is no place")
	if e, _ := d.m.entities.Selected(); e.Name != "Harbour Board" {
		t.Errorf("on %s", e.Name)
	}
}

// TestUnsureAsks: where no mention is the current one, not an entity asks.
func TestUnsureAsks(t *testing.T) {
	start(t, 100, 30).press("enter e x").want("What isn’t a name", "All of Marta Lindqvist").press("esc").press("e s").want("Lindqvist")
	start(t, 100, 30).press("j enter e s").wantStatus("Lisbon goes by this name alone")
	start(t, 100, 30).press("j j j enter e m").wantStatus("No names in this article.")
}

// TestBrokenRulesAreTold: with line and column, and nothing is changed.
func TestBrokenRulesAreTold(t *testing.T) {
	k := desk{t, t.TempDir()}
	broken := "rules = [\n  {do = \"not\", kind = \"place\", name = Norway},\n]\n"
	if err := os.WriteFile(k.rules(), []byte(broken), 0o600); err != nil {
		t.Fatal(err)
	}
	d, end := k.open(140, 40)
	defer end()
	d.press("P").want("Could not be read", "line 2, column 39").press("esc")
	d.press("enter n e x").want("× Storing the change: ").want("line 2, column 39")
	if read(t, k.rules()) != broken {
		t.Error("the reader's file was written")
	}
	d.press("n").wantStatus("◆ Marta Lindqvist  2 of 3 here")
}

// TestMergeDialog: keeping another name, adding several, leaving, the mouse.
func TestMergeDialog(t *testing.T) {
	d := start(t, 140, 40)
	d.press("enter n e m").enter("nobody").want("No other person is called that.").press("enter esc").want("► Ferry to")
	d.press("e m").enter("li").press("enter /").enter("iri").press("enter").want(`["Li Wei", "Tomás Iriarte"]}`, "The other two become names it goes by.")
	d.press("up space").want(`keep = "Li Wei"`, "9 mentions will be Li Wei").press("/ esc esc").wantStatus("◆ Marta Lindqvist")
	d.press("e m")
	d.send(tea.PasteMsg{Content: "Li Wei"})
	x, y := find(t, d, "◆ Li Wei")
	d.click(x, y).want(`["Li Wei"]}`)
	d.click(0, 0).wantStatus("◆ Marta Lindqvist  1 of 3 here")
}

// find is where a text stands on the screen.
func find(t *testing.T, d *driver, text string) (x, y int) {
	t.Helper()
	for y, line := range strings.Split(d.screen(), "\n") {
		if before, _, ok := strings.Cut(line, text); ok && strings.Contains(line, "│▌") {
			return len([]rune(before)), y
		}
	}
	t.Fatalf("%q isn't on the screen:\n%s", text, d.screen())
	return 0, 0
}

// slow is a library that makes and undoes changes, and gives the names, only once
// it is let go.
type slow struct {
	Library
	open chan struct{}
}

func (s slow) Apply(ctx context.Context, c data.Change) (data.Change, error) {
	<-s.open
	return s.Library.Apply(ctx, c)
}

func (s slow) Undo(ctx context.Context) (data.Change, bool, error) {
	<-s.open
	return s.Library.Undo(ctx)
}

func (s slow) Entities(ctx context.Context, within data.Query) ([]data.EntityCount, error) {
	<-s.open
	return s.Library.Entities(ctx, within)
}

// TestSlowCorrectionIsTold at once, and again when it is made.
func TestSlowCorrectionIsTold(t *testing.T) {
	l := newLibrary(t, stories()...)
	d := drive(t, 140, 40, l).press("enter n n")
	wait := func(keys, doing, done string) {
		t.Helper()
		s := slow{l, make(chan struct{})}
		d.m.opt.Library = still{s}
		var last tea.Cmd
		for _, k := range strings.Fields(keys) {
			_, last = d.m.Update(tea.KeyPressMsg(tea.Key{Code: []rune(k)[0], Text: k}))
		}
		d.wantStatus(doing)
		close(s.open)
		d.run(last)
		d.wantStatus(done)
	}
	wait("e m", "Learning the names …", "Nothing is changed until enter")
	if d.press("esc"); d.m.note.text != "" {
		t.Errorf("behind the dialog it says %q", d.m.note.text)
	}
	d.press("N")
	wait("e x", "Correcting: “Marta Lindqvist” is no person …", "“Marta Lindqvist” is no person (3 articles)")
	wait("u", "Undoing …", "Undone: “Marta Lindqvist” is no person (3 articles)")
}
