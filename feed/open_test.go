package feed

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/data"
	"dateline/feed/block/blocktest"
)

// folder writes files into a temporary folder and answers with its path.
func folder(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// titles opens paths and answers with the titles in order, and the problems
// without the folder.
func titles(t testing.TB, dir string, opts Options, paths ...string) (got, problems []string) {
	t.Helper()
	for a, p := range Files(paths, opts).Open(t.Context()) {
		if (a == nil) == (p == nil) {
			t.Fatalf("both or neither of %v and %v", a, p)
		}
		if p != nil {
			problems = append(problems, strings.TrimPrefix(p.Error(), dir+string(filepath.Separator)))
			continue
		}
		blocktest.Check(t, a)
		got = append(got, a.Title)
	}
	return got, problems
}

func dated(title, date string) string {
	return fmt.Sprintf("---\ntitle: %s\ndate: %s\n---\nText of it.\n", title, date)
}

func TestOpenFolder(t *testing.T) {
	dir := folder(t, map[string]string{
		"old.md":             dated("Old", "2024-01-01"),
		"new.md":             dated("New", "2025-04-24"),
		"below/middle.md":    dated("Middle", "2025-01-01"),
		"below/page.html":    "<html><body><p>A page of little text.</p></body></html>",
		"note.txt":           "A note of one line.",
		".hidden.md":         dated("Hidden", "2025-01-01"),
		".git/config.md":     dated("Hidden too", "2025-01-01"),
		"picture.png":        "\x89PNG",
		"below/deep/more.md": dated("Older", "2023-01-01"),
	})
	changed := time.Date(2024, 6, 1, 0, 0, 0, 0, time.UTC)
	for _, name := range []string{"note.txt", "below/page.html"} {
		if err := os.Chtimes(filepath.Join(dir, name), changed, changed); err != nil {
			t.Fatal(err)
		}
	}
	got, problems := titles(t, dir, Options{}, dir, filepath.Join(dir, "new.md"))
	want := []string{"New", "Middle", "A page of little text", "A note of one line", "Old", "Older"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("titles (-want +got):\n%s", diff)
	}
	if problems != nil {
		t.Errorf("problems: %q", problems)
	}
}

func TestOpenLinksInACircle(t *testing.T) {
	dir := folder(t, map[string]string{"a/one.md": "# One\n\nText.", "a/b/two.md": "# Two\n\nText."})
	for link, to := range map[string]string{"a/b/back": "..", "a/self": "self", "a/self.md": "self.md", "a/link.md": "one.md"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skipf("links can't be made here: %v", err)
		}
	}
	got, problems := titles(t, dir, Options{}, dir)
	if len(got) != 3 {
		t.Errorf("titles: %q", got)
	}
	if want := []string{"a/self.md: its link leads in a circle"}; !cmp.Equal(problems, want) {
		t.Errorf("problems: %q, want %q", problems, want)
	}
}

func TestOpenProblems(t *testing.T) {
	dir := folder(t, map[string]string{
		"empty.md":      "",
		"blank.txt":     " \n\n",
		"picture.jpeg":  "\xff\xd8\xff\xe0 whatever",
		"book.pdf":      "%PDF-1.7",
		"program":       "\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00",
		"noise":         strings.Repeat("\xfe\x80\x9c\xc0", 100),
		"front.md":      "---\ntags: x\n---\n",
		"list.opml":     "<?xml version=\"1.0\"?><opml version=\"2.0\"><body/></opml>",
		"rss.xml":       "<?xml version=\"1.0\"?><rss><channel/></rss>",
		"script.html":   "<html><script>x</script></html>",
		"good.md":       "# Good\n\nText.",
		"nothing/x.png": "x",
	})
	large := filepath.Join(dir, "large.txt")
	if err := os.WriteFile(large, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, MaxSize+1); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, cause string }{
		{"absent.md", "there is no such file or folder"},
		{"empty.md", "it is empty"},
		{"blank.txt", "it is empty"},
		{"picture.jpeg", "it is a picture"},
		{"book.pdf", "it is a PDF: turn it into text first, for example with pdftotext"},
		{"program", "it isn't text"},
		{"noise", "it isn't text"},
		{"large.txt", "it is larger than 16 MB, which is the most that Dateline opens: split it"},
		{"front.md", "there is no text in it"},
		{"script.html", "there is no text in it"},
		{"rss.xml", "it is a feed without articles"},
		{"list.opml", "it is a list of feeds (OPML), not a feed"},
		{"nothing", "there is no article in it: Dateline reads .txt, .md, .html files and feeds"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, problems := titles(t, dir, Options{}, filepath.Join(dir, tt.name), filepath.Join(dir, "good.md"))
			if want := []string{tt.name + ": " + tt.cause}; !cmp.Equal(problems, want) {
				t.Errorf("problems: %q, want %q", problems, want)
			}
			if want := []string{"Good"}; !cmp.Equal(got, want) {
				t.Errorf("titles: %q, want %q", got, want)
			}
		})
	}
}

func TestOpenWithoutPermission(t *testing.T) {
	if os.Geteuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("this user may read everything")
	}
	dir := folder(t, map[string]string{"shut.md": "# Shut", "shut/in.md": "# In", "good.md": "# Good\n\nText."})
	for _, name := range []string{"shut.md", "shut"} {
		path := filepath.Join(dir, name)
		if err := os.Chmod(path, 0); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.Chmod(path, 0o755) })
	}
	got, problems := titles(t, dir, Options{}, dir)
	if len(problems) != 2 || len(got) != 1 {
		t.Errorf("problems: %q, titles: %q", problems, got)
	}
}

func TestProblemNamesAreSafe(t *testing.T) {
	_, problems := titles(t, "", Options{}, "no\x1b[31m\nsuch\u202e")
	if want := []string{"no such: there is no such file or folder"}; !cmp.Equal(problems, want) {
		t.Errorf("problems: %q, want %q", problems, want)
	}
}

func TestOpenStdin(t *testing.T) {
	open := func(stdin io.Reader) *data.Article {
		for a, p := range Files([]string{Stdin}, Options{Stdin: stdin}).Open(t.Context()) {
			if p != nil {
				t.Fatal(p)
			}
			return a
		}
		return nil
	}
	one, two, same := open(strings.NewReader("One line.")), open(strings.NewReader("Another line.")), open(strings.NewReader("One line."))
	if one.Origin != "-" || one.ID == two.ID || one.ID != same.ID {
		t.Errorf("identities %s, %s and %s, from %q", one.ID, two.ID, same.ID, one.Origin)
	}
	if page := open(strings.NewReader("<!DOCTYPE html><p>A <b>page</b>.")); page.Text != "A page." {
		t.Errorf("HTML became %q", page.Text)
	}
	_, problems := titles(t, "", Options{}, Stdin)
	if want := []string{"-: there is no standard input to read"}; !cmp.Equal(problems, want) {
		t.Errorf("problems: %q", problems)
	}
	_, problems = titles(t, "", Options{Stdin: io.LimitReader(endless{}, MaxSize+5)}, Stdin)
	if len(problems) != 1 || !strings.Contains(problems[0], "larger than") {
		t.Errorf("problems: %q", problems)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func TestIdentityIsThePlaceOfAFile(t *testing.T) {
	dir := folder(t, map[string]string{"a.md": "# One\n\nText."})
	t.Chdir(dir)
	id := func(path string) data.ID {
		for a := range Files([]string{path}, Options{}).Open(t.Context()) {
			return a.ID
		}
		return ""
	}
	before := id("a.md")
	if err := os.WriteFile("a.md", []byte("# Two\n\nOther text."), 0o644); err != nil {
		t.Fatal(err)
	}
	if after := id("./a.md"); after != before || len(after) != 16 {
		t.Errorf("it was %s and is %s", before, after)
	}
}

func TestEmbedded(t *testing.T) {
	fsys := fstest.MapFS{
		"old.md":    {Data: []byte(dated("Old", "2024-01-01"))},
		"new.md":    {Data: []byte(dated("New", "2025-04-24"))},
		"broken.md": {Data: nil},
		"list.txt":  {Data: []byte("not an article")},
	}
	var got []string
	for a, p := range Embedded(fsys, "edition", Options{Zone: time.UTC}).Open(t.Context()) {
		if p != nil {
			got = append(got, p.Error())
			continue
		}
		got = append(got, string(a.ID)+" "+a.Title+" "+a.Published.Format(time.DateOnly)+" "+a.Origin)
	}
	want := []string{"edition/new New 2025-04-24 new.md", "edition/old Old 2024-01-01 old.md", "broken.md: it is empty"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOpenStops(t *testing.T) {
	files := map[string]string{}
	for i := range 100 {
		files[fmt.Sprintf("%03d.md", i)] = dated(fmt.Sprint("Article ", i), "2025-01-01")
	}
	dir := folder(t, files)
	before := runtime.NumGoroutine()
	n := 0
	for range Files([]string{dir}, Options{}).Open(t.Context()) {
		if n++; n == 3 {
			break
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	for range Files([]string{dir}, Options{}).Open(ctx) {
		n++
		cancel()
	}
	if n > 60 {
		t.Errorf("%d articles after the end", n)
	}
	// A goroutine that is done with its work takes a moment to be gone.
	for began := time.Now(); runtime.NumGoroutine() > before; time.Sleep(time.Millisecond) {
		if time.Since(began) > time.Minute {
			t.Fatalf("%d goroutines became %d", before, runtime.NumGoroutine())
		}
	}
}

func TestFormats(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"a.md", "Text.", "Markdown"},
		{"a.txt", "Text.", "plain text"},
		{"a.txt", "# Not Markdown: a .txt is what it says.", "plain text"},
		{"a.txt", "---\ntitle: x\n---\nText.", "Markdown"},
		{"a.txt", "\n<!DOCTYPE html><p>x", "HTML"},
		{"a.md", "<?xml version='1.0'?>\n<!-- x -->\n<html>", "HTML"},
		{"a.html", "Just text.", "HTML"},
		{"-", "Just text.", "plain text"},
		{"-", "# Head\n\nText.", "Markdown"},
		{"README", "One [link](https://a.example) and\n\n```\ncode\n```", "Markdown"},
	}
	for _, tt := range tests {
		if got := formatOf([]byte(tt.content), tt.name).name; got != tt.want {
			t.Errorf("%s with %q is %s, want %s", tt.name, tt.content, got, tt.want)
		}
	}
}

func TestUTF16(t *testing.T) {
	for _, in := range []string{"\xff\xfeA\x00 \x00l\x00\xf6\x00w\x00.\x00", "\xfe\xff\x00A\x00 \x00l\x00\xf6\x00w\x00."} {
		a, err := Parse([]byte(in), "a.txt", time.UTC)
		if err != nil || a.Text != "A löw." {
			t.Errorf("%q became %v, %v", in, a, err)
		}
	}
}

// BenchmarkOpen opens 1,000 Markdown articles of 500 words.
func BenchmarkOpen(b *testing.B) {
	paragraph := strings.Repeat("The envoy met the **president** in the capital on Friday, officials said. ", 6) + "\n\n"
	files := map[string]string{}
	for i := range 1000 {
		files[fmt.Sprintf("%04d.md", i)] = dated(fmt.Sprint("Article ", i), "2025-01-01") + strings.Repeat(paragraph, 7)
	}
	dir := folder(b, files)
	for b.Loop() {
		n := 0
		for a := range Files([]string{dir}, Options{}).Open(b.Context()) {
			if a != nil {
				n++
			}
		}
		if n != 1000 {
			b.Fatalf("%d articles", n)
		}
	}
}
