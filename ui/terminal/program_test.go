//go:build unix

package terminal_test

import (
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// tour goes through every view of the program.
var tour = [][]string{
	{"J", "J", "\r", " ", " ", "b", "G", "g", "g"},
	{"n", "n", "N", ".", ".", ",", "v", "v", "v", "z", "z", "E"},
	{"f", "\x1b"}, {"P", "\x1b"}, {"?", "\x1b"},
	{":", "w", "i", "t", "\x1b"},
	{"S", "m", "o", "s", "c", "o", "w", "\r", "n", "n", "N", "\x1b", "\x1b"},
	{"1", "/", "p", "u", "t", "i", "n", "\r", "\x1b"},
	{"2", "/", "k", "y", "i", "v", "\r", "n", "\x1b"},
	{"s", "m", "u", "\x12", "A", "u", "O", "U", "U", "M", "u"},
	{"\t", "\t", "\x1b[Z", "3", "i", "j", "\r", "O", "i"},
	{"H", "H", "L", "V", "V", "\x04", "\x15"},
	{"\x1b[<0;5;6M", "\x1b[<0;5;6m", "\x1b[<65;60;12M", "\x1b[<0;60;9M", "\x1b[<0;60;9m"},
	{"\x1b[200~pasted \x1b[31337m\x00\r\nlines\x1b[201~", "\x1b"},
	{"J", "J", "J", "J", "J", "J", "J", "J", "J", "J", "J", "J"},
}

// TestHostile takes the program through hostile articles, at every size, and
// judges each byte that it writes.
func TestHostile(t *testing.T) {
	dir := writeHostile(t)
	for _, c := range []struct {
		cols, rows int
		env        []string
		answers    bool
	}{
		{140, 40, nil, true},
		{100, 30, nil, false},
		{60, 20, []string{"TERM=xterm", "COLORTERM="}, false},
		{40, 10, []string{"NO_COLOR=1"}, false},
		{2, 2, nil, false},
		{1, 1, nil, true},
		{500, 200, []string{"TERM=linux", "COLORTERM="}, true},
	} {
		t.Run(fmt.Sprintf("%dx%d", c.cols, c.rows), func(t *testing.T) {
			t.Parallel()
			p := start(t, setup{cols: c.cols, rows: c.rows, home: t.TempDir(), env: c.env, answers: c.answers, args: []string{dir}})
			p.await(0, "Dateline\a")
			for _, keys := range tour {
				p.press(keys...)
			}
			p.press("\x1b", "\x1b", "\x1b")
			p.signal(syscall.SIGTERM)
			if status := p.ended(); status != 0 {
				t.Errorf("exit status %d", status)
			}
			j := p.restored()
			for _, title := range j.titles {
				if strings.Contains(title, "\x1b") {
					t.Errorf("window title %q", title)
				}
			}
		})
	}
}

// TestStorm resizes faster than anything can be laid out, then asks for a whole
// screen at the last size.
func TestStorm(t *testing.T) {
	p := start(t, setup{cols: 140, rows: 40, home: t.TempDir(), answers: true})
	p.await(0, "keys")
	for i := range 400 {
		p.resize(1+i*37%500, 1+i*13%200)
		time.Sleep(2 * time.Millisecond)
	}
	p.resize(140, 40)
	p.settle()
	if s := p.redraw(); !strings.Contains(s, "Dateline") || !strings.Contains(s, "keys") || !strings.Contains(s, "►") {
		t.Errorf("after the storm there is only %q", s)
	}
	p.press("q")
	if status := p.ended(); status != 0 {
		t.Errorf("exit status %d", status)
	}
	p.restored()
}

// numbered is an article of paragraphs that tell where they stand.
func numbered(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("---\ntitle: Numbered\ndate: 2025-04-24\n---\n\n")
	for i := range 300 {
		fmt.Fprintf(&b, "Paragraph p%04d. %s\n\n", i, sentence)
	}
	dir := t.TempDir()
	for name, text := range map[string]string{"a.md": b.String(), "b.md": "---\ntitle: Older\ndate: 2025-04-23\n---\n\n" + sentence} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// places are the numbers of the paragraphs on the screen.
func places(screen string) []string {
	var found []string
	for _, word := range strings.Fields(screen) {
		if word = strings.TrimSuffix(word, "."); len(word) == 5 && word[0] == 'p' && strings.Trim(word[1:], "0123456789") == "" {
			found = append(found, word)
		}
	}
	return found
}

// TestEnds ends the program in every way that there is, and starts it again:
// the terminal is as it was, and the reader is where they were.
func TestEnds(t *testing.T) {
	for _, c := range []struct {
		name string
		end  func(p *terminal)
		gone bool // there is no terminal left to restore
	}{
		{"q", func(p *terminal) { p.send("q") }, false},
		{"ctrl+c", func(p *terminal) { p.send("\x03") }, false},
		{"SIGTERM", func(p *terminal) { p.signal(syscall.SIGTERM) }, false},
		{"SIGINT", func(p *terminal) { p.signal(syscall.SIGINT) }, false},
		{"SIGHUP", func(p *terminal) { p.signal(syscall.SIGHUP) }, false},
		{"a closed terminal", func(p *terminal) { _ = p.pty.Close() }, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if hangup := c.gone || c.name == "SIGHUP"; hangup && signal.Ignored(syscall.SIGHUP) {
				t.Skip("these tests were started with SIGHUP ignored, as by nohup, and so is the program")
			}
			t.Parallel()
			s := setup{cols: 100, rows: 30, home: t.TempDir(), args: []string{numbered(t)}, closes: c.gone, answers: true}
			p := start(t, s)
			p.await(0, "Numbered — Dateline\a", "p0000.", "keys")
			p.settle()
			p.press("2", " ", " ", " ", " ", "j")
			// How far one is stands there once all of the article is set and the keys
			// have been done: the screen after that is the last.
			for began := time.Now(); !strings.Contains(p.redraw(), "%") && time.Since(began) < patience; {
			}
			shown := p.redraw()
			was := places(shown)
			if len(was) == 0 || was[0] == "p0000" {
				t.Fatalf("the article hasn't scrolled: %v of\n%s", was, shown)
			}
			c.end(p)
			if status := p.ended(); status != 0 {
				t.Errorf("exit status %d", status)
			}
			if !c.gone {
				p.restored()
			}

			p = start(t, s)
			p.await(0, was[0]+".", "keys")
			p.settle()
			if now := places(p.redraw()); len(now) == 0 || now[0] != was[0] {
				t.Errorf("started again at %v, was at %v", now, was)
			}
			p.press("q")
			if status := p.ended(); status != 0 {
				t.Errorf("exit status %d the second time", status)
			}
			p.restored()
		})
	}
}

// TestSuspend stops the program with its key and lets it go on.
func TestSuspend(t *testing.T) {
	p := start(t, setup{cols: 100, rows: 30, home: t.TempDir(), answers: true})
	p.await(0, "keys", "\x1b]10;#")
	p.settle()
	from := p.length()
	p.send("\x1a")
	p.await(from, "\x1b[?1049l")
	p.settle()
	out, _ := p.since(0)
	var j judge
	j.read(out)
	if l := j.left(); len(l) > 0 {
		t.Errorf("left in the terminal while suspended: %s", strings.Join(l, "; "))
	}
	from = p.length()
	p.signal(syscall.SIGCONT)
	p.await(from, "\x1b[?1049h", "Dateline", "keys")
	p.press("q")
	if status := p.ended(); status != 0 {
		t.Errorf("exit status %d", status)
	}
	p.restored()
}

// TestDumb starts the program where it can't draw: one line says so.
func TestDumb(t *testing.T) {
	p := start(t, setup{cols: 100, rows: 30, home: t.TempDir(), env: []string{"TERM=dumb"}})
	if status := p.ended(); status != 1 {
		t.Errorf("exit status %d, want 1", status)
	}
	<-p.done
	out, _ := p.since(0)
	if s := string(out); strings.Count(s, "\n") != 1 || !strings.HasPrefix(s, "dateline: ") || strings.Contains(s, "\x1b") {
		t.Errorf("it said %q", s)
	}
}

// TestIdle checks that a program that nobody touches writes nothing, in the
// smallest of windows too.
func TestIdle(t *testing.T) {
	for _, size := range [][2]int{{100, 30}, {1, 1}, {3, 1}} {
		p := start(t, setup{cols: size[0], rows: size[1], home: t.TempDir()})
		p.await(0, "— Dateline\a")
		p.settle()
		time.Sleep(time.Second) // the names of the edition are read by then
		from := p.length()
		time.Sleep(500 * time.Millisecond)
		if n := p.length() - from; n > 0 {
			t.Errorf("%dx%d: %d bytes while idle", size[0], size[1], n)
		}
		p.send("q")
		if status := p.ended(); status != 0 {
			t.Errorf("%dx%d: exit status %d", size[0], size[1], status)
		}
	}
}
