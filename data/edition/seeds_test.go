package edition

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// seeds returns the words of each report that the edition retells. They are
// other people's text and not part of the project: DATELINE_SEEDS says where
// they are, else ../shared/seeds beside the module's root.
func seeds(t *testing.T) [][]string {
	t.Helper()
	dir := os.Getenv("DATELINE_SEEDS")
	if dir == "" {
		dir = filepath.Join(moduleRoot(t), "..", "shared", "seeds")
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skipf("no reports in %s: set DATELINE_SEEDS to the folder that has them", dir)
	}
	var all [][]string
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, wordsOf(string(src)))
	}
	return all
}

func moduleRoot(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the working directory")
		}
		dir = up
	}
}

// wordsOf folds away case and punctuation, so that neither hides a copy.
func wordsOf(s string) []string {
	s = strings.NewReplacer("’", "", "'", "").Replace(strings.ToLower(s))
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

var quoted = regexp.MustCompile(`“[^”]*”`)

// key joins words so that one run of them is found in another at word ends.
func key(words []string) string { return " " + strings.Join(words, " ") + " " }

// TestWordsAreOurs: outside quotation marks, no eight words in a row are those
// of a report. A quotation ends a run.
func TestWordsAreOurs(t *testing.T) {
	const length = 8
	theirs := map[string]bool{}
	for _, words := range seeds(t) {
		for i := 0; i+length <= len(words); i++ {
			theirs[key(words[i:i+length])] = true
		}
	}
	for _, p := range pieces(t) {
		for _, run := range quoted.Split(p.Title+"\n\n"+p.prose(), -1) {
			words := wordsOf(run)
			for i := 0; i+length <= len(words); i++ {
				if k := key(words[i : i+length]); theirs[k] {
					t.Errorf("%s: a report's words:%s", p.slug, k)
				}
			}
		}
	}
}

// TestQuotationsAreTheirs: whatever stands in quotation marks was said, and
// stands in a report word for word; and quotations are short and few.
func TestQuotationsAreTheirs(t *testing.T) {
	var reports []string
	for _, words := range seeds(t) {
		reports = append(reports, key(words))
	}
	for _, p := range pieces(t) {
		total := 0
		for _, q := range quoted.FindAllString(p.Title+"\n\n"+p.prose(), -1) {
			words := wordsOf(q)
			total += len(words)
			if !containsAny(reports, key(words)) {
				t.Errorf("%s: %s is in no report", p.slug, q)
			}
			if len(words) > 40 {
				t.Errorf("%s: a quotation of %d words: %s", p.slug, len(words), q)
			}
		}
		if body := len(wordsOf(p.body)); total*4 > body {
			t.Errorf("%s: %d of %d words are quoted, more than a quarter", p.slug, total, body)
		}
	}
}

func containsAny(texts []string, s string) bool {
	for _, text := range texts {
		if strings.Contains(text, s) {
			return true
		}
	}
	return false
}
