package article

import (
	"errors"
	"io"
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
)

// brokenRenderer stands for Glamour gone wrong.
type brokenRenderer func(w io.Writer, source []byte) error

func (r brokenRenderer) Render(w io.Writer, source []byte, _ ast.Node) error { return r(w, source) }
func (r brokenRenderer) AddOptions(...renderer.Option)                       {}

func write(s string) brokenRenderer {
	return func(w io.Writer, _ []byte) error {
		_, err := io.WriteString(w, s)
		return err
	}
}

// TestFallback checks that a fault in Glamour changes nothing on the page: the
// part is set without it.
func TestFallback(t *testing.T) {
	a := readSample(t, "testdata/every-kind.txt")
	want := layout(t, a, 66)
	for name, r := range map[string]brokenRenderer{
		"error":           func(io.Writer, []byte) error { return errors.New("broken") },
		"panic":           func(io.Writer, []byte) error { panic("broken") },
		"nothing":         write(""),
		"other text":      write("\x1b[58;2;0;0;0mnothing like it\x1b[m"),
		"no such run":     write("\x1b[58;2;255;255;255mx"),
		"other escapes":   write("\x1b]8;;https://example.org\x07x"),
		"cut escape":      write("\x1b[58;2"),
		"parameters":      write("\x1b[1;2;3;4;5;6;7;8;9;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;58;2m"),
		"all of it twice": func(w io.Writer, source []byte) error { return write(string(source)+string(source))(w, nil) },
		"a number's half": write("\x1b[58;2m\x1b[58m\x1b[m"),
	} {
		t.Run(name, func(t *testing.T) {
			s := New(a, Options{Width: 66})
			var got []Line
			p := newPress(s.options)
			var last place
			for at, ok := s.after(place{block: -1}); ok; at, ok = s.after(at) {
				if len(got) > 0 {
					got = append(got, s.gap(last, at)...)
				}
				p.glamour = r
				got = append(got, s.render(at, p)...)
				last = at
			}
			if diff := diffLines(want.Lines, got); diff != "" {
				t.Error("-with Glamour +without:\n", diff)
			}
		})
	}
}
