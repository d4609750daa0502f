package article

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// looksOf tells a page's styles in text: each segment that isn't plain text is
// named by its bits, under the line.
func looksOf(s Style) string {
	names := []string{"bold", "italic", "code", "headline", "deck", "heading", "quote", "caption", "credit", "cell", "link", "ref", "deco"}
	var on []string
	for i, name := range names {
		if s&(1<<i) != 0 {
			on = append(on, name)
		}
	}
	return strings.Join(on, "+")
}

func picture(p *Page) string {
	var b strings.Builder
	for _, l := range p.Lines {
		fmt.Fprintf(&b, "%s\n", l)
		var notes []string
		for _, s := range l.Segments {
			if s.Style != 0 {
				notes = append(notes, fmt.Sprintf("%s:%q", looksOf(s.Style), s.Text))
			}
		}
		if len(notes) > 0 {
			fmt.Fprintf(&b, "\t%s\n", strings.Join(notes, " "))
		}
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	a := readSample(t, "testdata/every-kind.txt")
	for _, width := range []int{20, 50, 66, 76} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			p, err := Layout(context.Background(), a, Options{Width: width, Headline: true})
			if err != nil {
				t.Fatal(err)
			}
			checkGolden(t, fmt.Sprintf("every-kind-%d.golden", width), picture(p))
		})
	}
}

// TestGoldenPlain has every sample as show --plain prints it.
func TestGoldenPlain(t *testing.T) {
	for name, a := range samples(t) {
		t.Run(name, func(t *testing.T) {
			got, err := Plain(context.Background(), a, 40)
			if err != nil {
				t.Fatal(err)
			}
			checkGolden(t, name+"-plain.golden", got)
		})
	}
}

func checkGolden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s: -want +got, rewrite with -update if it is right:\n%s", path, diff)
	}
}
