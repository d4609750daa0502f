package command_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

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

// keyTable sets the keys as a Markdown table, two to a row.
func keyTable(lines []ui.KeyLine) string {
	rows := [][]string{{"", "key", "", "key", ""}, {"---", "---", "---", "---", "---"}}
	for i := 0; i < len(lines); i++ {
		row := []string{"", keyNames(lines[i].Keys), lines[i].Help, "", ""}
		if i == 0 || lines[i-1].Group != lines[i].Group {
			row[0] = lines[i].Group
		}
		if next := i + 1; next < len(lines) && lines[next].Group == lines[i].Group {
			row[3], row[4] = keyNames(lines[next].Keys), lines[next].Help
			i = next
		}
		rows = append(rows, row)
	}
	return aligned(rows)
}

// keyNames are keys as code.
func keyNames(keys []string) string { return "`" + strings.Join(keys, "` `") + "`" }

// aligned sets rows as a table whose columns are as wide as their widest cell.
func aligned(rows [][]string) string {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for c, cell := range row {
			widths[c] = max(widths[c], ansi.StringWidth(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		for c, cell := range row {
			fill := " "
			if strings.HasPrefix(cell, "---") {
				fill = "-"
			}
			fmt.Fprintf(&b, "| %s%s ", cell, strings.Repeat(fill, widths[c]-ansi.StringWidth(cell)))
		}
		b.WriteString("|\n")
	}
	return b.String()
}
