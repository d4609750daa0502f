package command_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/ui"
)

var update = flag.Bool("update", false, "write the README's table of keys")

// TestReadme: its table of keys is that of the commands, and it isn't long.
func TestReadme(t *testing.T) {
	const begin, end, most = "<!-- keys -->\n", "<!-- /keys -->\n", 200
	path := filepath.Join("..", "..", "README.md")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(content), "\r\n", "\n")
	before, rest, opened := strings.Cut(text, begin)
	table, after, closed := strings.Cut(rest, end)
	if !opened || !closed {
		t.Fatalf("it has no %q before a %q", begin, end)
	}
	want := keyTable(ui.Keys())
	if *update && table != want {
		if err := os.WriteFile(path, []byte(before+begin+want+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
		table = want
	}
	if table != want {
		t.Errorf("the table of keys is an older one: go test ./ui/command -run Readme -update writes\n%s", want)
	}
	if n := strings.Count(text, "\n"); n > most {
		t.Errorf("it has %d lines, and at most %d are read", n, most)
	}
}

// keyTable sets the keys as a Markdown table, a group to a row.
func keyTable(lines []ui.KeyLine) string {
	var b strings.Builder
	b.WriteString("| | keys |\n|---|---|\n")
	for i, l := range lines {
		switch {
		case i == 0:
			fmt.Fprintf(&b, "| %s | ", l.Group)
		case lines[i-1].Group != l.Group:
			fmt.Fprintf(&b, " |\n| %s | ", l.Group)
		default:
			b.WriteString(" · ")
		}
		b.WriteString("`" + strings.ReplaceAll(strings.Join(l.Keys, "` `"), "|", `\|`) + "` " + l.Help)
	}
	return b.String() + " |\n"
}
