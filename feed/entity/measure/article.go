package measure

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// titleMark begins the line of an article's title.
const titleMark = "== "

// Articles reads a file of texts with names marked as Inline reads them, one
// paragraph a line. A line "== Title" begins an article, which ends at the next
// title or at an empty line; its text is the title and the paragraphs, each on
// a line. A paragraph in no article is a text by itself. Lines that begin with
// "#" are left out. The ID of a text is its first line's number.
func Articles(file string) ([]Text, error) {
	var out []Text
	var lines []string
	first, number := 0, 0
	article := false
	end := func() error {
		if len(lines) == 0 {
			return nil
		}
		t, err := Inline(strings.Join(lines, "\n"))
		if err != nil {
			return fmt.Errorf("text at line %d: %w", first, err)
		}
		t.ID = fmt.Sprintf("line %d", first)
		out, lines = append(out, t), nil
		return nil
	}
	for line := range strings.Lines(file) {
		number++
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			continue
		}
		title, titled := strings.CutPrefix(line, titleMark)
		if line == "" || titled || !article {
			if err := end(); err != nil {
				return nil, err
			}
			article = titled
		}
		if line == "" {
			continue
		}
		if len(lines) == 0 {
			first = number
		}
		lines = append(lines, title)
	}
	return out, end()
}

// Folder reads every *.txt of a folder with Articles, in the order of their
// names. No such file is an error.
func Folder(dir string) ([]Text, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(paths) == 0 {
		return nil, fmt.Errorf("no *.txt in %s", dir)
	}
	var out []Text
	for _, path := range paths {
		file, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		texts, err := Articles(string(file))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		for i := range texts {
			texts[i].ID = filepath.Base(path) + ", " + texts[i].ID
		}
		out = append(out, texts...)
	}
	return out, nil
}
