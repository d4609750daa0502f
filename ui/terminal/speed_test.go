//go:build unix

package terminal_test

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// The benchmarks run the whole program in a pseudo-terminal of 140×40, on the
// edition and a thousand generated articles that it has seen before:
//
//	go test ./ui/terminal -run xxx -bench . -benchtime 20x
//
// They report medians, as machines are noisy.

// articles generates a thousand articles beside the edition, and answers with
// the paths of both.
func articles(b *testing.B) []string {
	b.Helper()
	dir := b.TempDir()
	out, err := exec.Command("go", "run", "dateline/feed/testdata/generate", "-n", "1000", "-out", dir).CombinedOutput()
	if err != nil {
		b.Fatalf("generating articles: %v\n%s", err, out)
	}
	edition, err := filepath.Abs(filepath.Join("..", "..", "data", "edition"))
	if err != nil {
		b.Fatal(err)
	}
	return []string{dir, edition}
}

// seen runs the program until it knows all names of the articles, and answers
// with the folder of its library.
func seen(b *testing.B, paths []string) string {
	b.Helper()
	home := b.TempDir()
	p := start(b, setup{cols: 140, rows: 40, home: home, answers: true, args: paths})
	p.await(0, "1,018 articles")
	p.settle()
	time.Sleep(2 * time.Second) // recognition goes on behind the screen
	p.settle()
	p.send("q")
	p.ended()
	return home
}

// appear is how long a program takes from its start until it has written mark.
func appear(b *testing.B, s setup, mark string) time.Duration {
	b.Helper()
	began := time.Now()
	p := start(b, s)
	for {
		if at, ok := p.shown(mark); ok {
			p.settle()
			p.send("q")
			p.ended()
			return at.Sub(began)
		}
		if time.Since(began) > patience {
			b.Fatalf("%q didn't appear", mark)
		}
		time.Sleep(25 * time.Millisecond) // seldom: looking takes from what is measured
	}
}

// BenchmarkStart is from the start of the process to the first frame that has
// marked mentions, beside a program with Bubble Tea, Glamour and SQLite alone.
func BenchmarkStart(b *testing.B) {
	paths := articles(b)
	started(b, setup{cols: 140, rows: 40, home: seen(b, paths), answers: true, args: paths})
}

// started measures the first frame of the program that s sets up.
func started(b *testing.B, s setup) {
	b.Helper()
	bare := setup{cols: s.cols, rows: s.rows, home: s.home, answers: s.answers, path: filepath.Join(folder, "bare")}
	if out, err := exec.Command("go", "build", "-o", bare.path, "dateline/ui/testdata/bare").CombinedOutput(); err != nil {
		b.Fatalf("building the bare program: %v\n%s", err, out)
	}
	var floor, ours []time.Duration
	for b.Loop() {
		floor = append(floor, appear(b, bare, "A paragraph of"))
		ours = append(ours, appear(b, s, "\x1b[38;2;121;208;192;58;2;70;128;122;4:4m"))
	}
	b.ReportMetric(milliseconds(floor), "bare-ms")
	b.ReportMetric(milliseconds(ours), "first-frame-ms")
	b.ReportMetric(milliseconds(ours)-milliseconds(floor), "more-ms")
}

func milliseconds(d []time.Duration) float64 {
	slices.Sort(d)
	return float64(d[len(d)/2].Microseconds()) / 1000
}

// BenchmarkKeys is what a key costs: from the key to the last byte that follows
// from it, and how many bytes those are.
func BenchmarkKeys(b *testing.B) {
	paths := articles(b)
	home := seen(b, paths)
	for _, c := range []struct {
		name   string
		before []string
		keys   []string
		pause  time.Duration
	}{
		{"row", []string{"1", "g", "g"}, []string{"j", "j", "k"}, shown},
		{"line", []string{"1", "g", "g", "\r", "J"}, []string{"j", "j", "k"}, 0},
		{"step", []string{"1", "g", "g", "\r", "n"}, []string{"n", "n", "N"}, 0},
		{"article", []string{"1", "g", "g", "\r"}, []string{"J"}, 0},
		{"search", []string{"S"}, []string{"k", "y", "i", "v", " ", "t", "a", "l", "k", "\x15"}, 0},
	} {
		b.Run(c.name, func(b *testing.B) {
			p := start(b, setup{cols: 140, rows: 40, home: home, answers: true, args: paths})
			p.await(0, "1,018 articles")
			pressed(b, p, c.before, c.keys, c.pause)
		})
	}
}

// libraryVariable is the environment variable that names a library to measure
// with: that of data/library/testdata/measure, say.
const libraryVariable = "DATELINE_BENCH_LIBRARY"

// libraryOf is the program at 140×40 on the library that libraryVariable names,
// without refreshing its feeds.
func libraryOf(b *testing.B) setup {
	b.Helper()
	library := os.Getenv(libraryVariable)
	if library == "" {
		b.Skip(libraryVariable + " names no library")
	}
	home := b.TempDir()
	config := filepath.Join(home, "config.toml")
	if err := os.WriteFile(config, []byte("refresh = false\n"), 0o600); err != nil {
		b.Fatal(err)
	}
	return setup{
		cols: 140, rows: 40, home: home, answers: true,
		env: []string{"DATELINE_LIBRARY=" + library, "DATELINE_CONFIG=" + config},
	}
}

// BenchmarkLibraryStart is as BenchmarkStart, in a library of the reader's own.
// The newest article should name a place.
func BenchmarkLibraryStart(b *testing.B) { started(b, libraryOf(b)) }

// BenchmarkLibrary is what a key costs in a library of the reader's own: from the
// key to the last byte that follows from it, and how many bytes those are.
//
//	DATELINE_BENCH_LIBRARY=FILE go test ./ui/terminal -run xxx -bench 'Library$' -benchtime 100x
func BenchmarkLibrary(b *testing.B) {
	library := libraryOf(b)
	typed := strings.Split("g o v e r n m e n t \x15 h a r b o u r  l i s b o n \x15 t h e  p e o p l e \x15 k y i v  s a i d \x15", " ")
	for i, key := range typed {
		if key == "" {
			typed[i] = " "
		}
	}
	for _, c := range []struct {
		name   string
		before []string
		keys   []string
		pause  time.Duration
	}{
		{"move", []string{"1", "g", "g"}, []string{"j", "j", "j", "k"}, shown},
		{"step", []string{"1", "g", "g", "\r", "n"}, []string{"n"}, 0},
		{"filter", []string{"1", "/"}, typed, 0},
		{"search", []string{"S"}, typed, 0},
		{"search slowly", []string{"S"}, typed, slowly},
	} {
		b.Run(c.name, func(b *testing.B) {
			p := start(b, library)
			p.await(0, " articles")
			p.settle()
			time.Sleep(3 * time.Second) // all is loaded
			pressed(b, p, c.before, c.keys, c.pause)
		})
	}
}

// Pauses behind a key, once the screen is still: until the article under the
// cursor is shown, which follows after 80 ms, and as long as people take who look
// for the next letter, when what is found is being shown beside.
const (
	shown  = 100 * time.Millisecond
	slowly = 170 * time.Millisecond
)

// pressed measures keys, pressed one after the other once the screen is still.
func pressed(b *testing.B, p *terminal, before, keys []string, pause time.Duration) {
	b.Helper()
	p.settle()
	p.press(before...)
	p.settle()
	random := rand.New(rand.NewPCG(1, 2))
	var times []time.Duration
	var sizes []int
	for i := 0; b.Loop(); i++ {
		from, began := p.length(), time.Now()
		p.send(keys[i%len(keys)])
		p.still(50 * time.Millisecond)
		out, at := p.since(from)
		sizes = append(sizes, len(out))
		if len(out) > 0 {
			times = append(times, at.Sub(began))
		}
		time.Sleep(pause)
		if pause == shown {
			p.settle()
		}
		// Bubble Tea writes 120 frames a second: people press at no certain
		// moment between two of them, and still ends at much the same one.
		time.Sleep(time.Duration(random.Int64N(int64(time.Second / 120))))
	}
	slices.Sort(sizes)
	slices.Sort(times)
	b.ReportMetric(float64(sizes[len(sizes)/2]), "bytes")
	b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(times[len(times)*95/100].Microseconds())/1000, "p95-ms")
	p.send("\x03")
	p.ended()
}
