// Measure prints what the library on disk takes: time, memory and room.
//
//	go run ./feed/testdata/generate -n 100000 -feeds 200 -out DIR
//	go run ./data/library/testdata/measure -library FILE -import DIR
//	go run ./data/library/testdata/measure -library FILE
//
// With -import it reads the feeds of a folder, stores them, and waits until all
// is indexed and recognised. Without, it opens the library as the program does,
// and asks it what a screen asks. Run the second a few times: the first run
// reads the file from the disk.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"dateline/data"
	"dateline/data/library"
	"dateline/data/search"
	"dateline/data/store"
	"dateline/feed"
	"dateline/feed/entity"
)

func main() {
	path := flag.String("library", "", "the library's file")
	from := flag.String("import", "", "a folder of feeds to import")
	profile := flag.String("cpuprofile", "", "write a profile of the processor's time to a file")
	wait := flag.Bool("recognise", true, "wait until all is recognised")
	bare := flag.Bool("quick", false, "measure the library alone: names are found by their capitals")
	typed := flag.String("type", "", "queries to type, parted by semicolons, in place of the usual")
	flag.Parse()
	if *typed != "" {
		queries = strings.Split(*typed, ";")
	}
	began := time.Now()
	err := profiled(*profile, func() error { return measure(began, *path, *from, *wait, *bare) })
	if err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

func profiled(path string, do func() error) error {
	if path == "" {
		return do()
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := pprof.StartCPUProfile(file); err != nil {
		return err
	}
	defer pprof.StopCPUProfile()
	return do()
}

func measure(began time.Time, path, from string, wait, bare bool) error {
	if path == "" {
		return fmt.Errorf("-library is missing")
	}
	var recogniser library.Recogniser = quick{}
	if !bare {
		full, err := entity.New()
		if err != nil {
			return err
		}
		recogniser = full
	}
	fmt.Printf("%-58s %8.1f ms\n", "the recogniser is loaded", since(began))
	l := library.New(library.Config{
		Recogniser: recogniser, Compose: feed.Compose,
		Open: func() (*store.Store, []data.Problem) { return store.OpenOrMemory(path, time.Now) },
	})
	ctx := context.Background()
	var err error
	if from != "" {
		err = importFrom(ctx, l, from, wait)
	} else {
		err = ask(ctx, l, began, wait)
	}
	if closing := l.Close(); err == nil {
		err = closing
	}
	if info, statErr := os.Stat(path); statErr == nil {
		fmt.Printf("%-58s %8.1f MB\n", "the file", float64(info.Size())/1e6)
	}
	return err
}

func since(t time.Time) float64 { return float64(time.Since(t).Microseconds()) / 1000 }

// importFrom stores the feeds of a folder, parsing one while another is stored.
func importFrom(ctx context.Context, l *library.Library, dir string, wait bool) error {
	files, err := filepath.Glob(filepath.Join(dir, "*.xml"))
	if err != nil {
		return err
	}
	var edits []data.FeedEdit
	feeds := map[string]data.FeedID{}
	for i, file := range files {
		address := fmt.Sprintf("https://feed%d.example/rss", i)
		feeds[file] = data.NewFeedID(address)
		edits = append(edits, data.FeedEdit{After: &data.Subscription{ID: feeds[file], Address: address}})
	}
	if _, err := l.Apply(ctx, data.Change{Action: data.EditFeeds, Feeds: edits}); err != nil {
		return err
	}
	began := time.Now()
	parsed := make(chan data.Fetched)
	var parsing sync.WaitGroup
	next := make(chan string)
	for range 2 {
		parsing.Go(func() {
			for file := range next {
				src, err := os.ReadFile(file)
				if err != nil {
					panic(err)
				}
				source, entries, err := feed.ParseFeed(src, feed.FeedOptions{Address: string(feeds[file])})
				if err != nil {
					panic(err)
				}
				parsed <- data.Fetched{Feed: feeds[file], Source: source, Entries: entries}
			}
		})
	}
	go func() {
		for _, file := range files {
			next <- file
		}
		close(next)
		parsing.Wait()
		close(parsed)
	}()
	stored := 0
	for f := range parsed {
		done, err := l.Store(ctx, f)
		if err != nil {
			return err
		}
		stored += done.New
	}
	report("stored and readable", began, stored)
	if err := l.Wait(ctx, false); err != nil {
		return err
	}
	report("searchable", began, stored)
	if wait {
		if err := l.Wait(ctx, true); err != nil {
			return err
		}
		report("recognised", began, stored)
	}
	return memory()
}

func report(what string, began time.Time, n int) {
	took := time.Since(began)
	fmt.Printf("%-44s %8.2f s, %.2f s of the processor, %.0f a second\n", fmt.Sprintf("%d articles %s", n, what),
		took.Seconds(), processor().Seconds(), float64(n)/took.Seconds())
}

// processor is how long the process kept a processor busy: on a machine with
// much else to do that tells more than the clock.
func processor() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// thread is the processor's time of the calling thread: what others do on the
// machine isn't in it.
func thread() time.Duration {
	const ofThread = 1
	var used syscall.Rusage
	if err := syscall.Getrusage(ofThread, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// memory prints how much of the machine's the process has and had, where the
// system tells.
func memory() error {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		fmt.Println("the system doesn't tell how much memory this takes")
		return nil
	}
	for line := range strings.Lines(string(status)) {
		if strings.HasPrefix(line, "VmHWM") || strings.HasPrefix(line, "VmRSS") {
			fmt.Print("resident (HWM: at its peak)  ", line)
		}
	}
	return nil
}

// ask asks what a screen asks.
func ask(ctx context.Context, l *library.Library, began time.Time, wait bool) error {
	all, err := l.Find(ctx, data.Query{}, data.Newest)
	if err != nil {
		return err
	}
	fmt.Printf("%-58s %8.1f ms\n", "since the start: the list", since(began))
	rows, err := l.Rows(ctx, all.IDs[:min(len(all.IDs), 50)])
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return fmt.Errorf("the library is empty")
	}
	fmt.Printf("%-58s %8.1f ms\n", "since the start: 50 rows", since(began))
	reading, err := l.Read(ctx, rows[0].ID, data.Query{})
	if err != nil {
		return err
	}
	fmt.Printf("%-58s %8.1f ms, %d entities\n", "since the start: the newest article", since(began), len(reading.Entities))
	if err := l.Wait(ctx, wait); err != nil {
		return err
	}
	fmt.Printf("%-58s %8.1f ms\n", "since the start: all is loaded, and indexed", since(began))
	if all, err = l.Find(ctx, data.Query{}, data.Newest); err != nil {
		return err
	}
	fmt.Printf("%-58s %8d\n", "articles", len(all.IDs))
	entities, err := timed("entities of all", 5, func() ([]data.EntityCount, error) { return l.Entities(ctx, data.Query{}) })
	if err != nil {
		return err
	}
	if err := typing(ctx, l); err != nil {
		return err
	}
	if err := stepping(ctx, l, entities, all.IDs); err != nil {
		return err
	}
	if err := moving(ctx, l, all.IDs); err != nil {
		return err
	}
	return memory()
}

func timed[T any](what string, times int, do func() (T, error)) (made T, err error) {
	var took []float64
	for range times {
		began := time.Now()
		if made, err = do(); err != nil {
			return made, err
		}
		took = append(took, since(began))
	}
	print(what, took)
	return made, nil
}

func print(what string, took []float64) {
	if len(took) == 0 {
		fmt.Printf("%-58s none\n", what)
		return
	}
	slices.Sort(took)
	fmt.Printf("%-58s %8.2f ms median, %8.2f p95, %8.2f most (%d)\n", what, took[len(took)/2], took[len(took)*95/100], took[len(took)-1], len(took))
}

// queries are typed letter by letter.
var queries = []string{
	"government", "harbour lisbon", "the", "people water", "person:lindqvist", "\"in the\"", "kyiv", "said",
	"title:time", "source:ledger world", "Meridian Energy", "year -day", "norberg", "after:2024 house", "or", "is:unread place:oslo",
}

// typing types queries and asks for the list, and for a screenful of rows and
// snippets, as the screen does after each key. Once a query is whole it asks for
// all that it finds, and as the screen it collects garbage between two keys.
func typing(ctx context.Context, l *library.Library) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var finding, screens, ranked, worked []float64
	slowest := map[string]float64{}
	for range 3 {
		for _, text := range queries {
			for end := 1; end <= len(text); end++ {
				q, _ := search.Parse(text[:end], time.Now(), time.UTC, true)
				began, busy := time.Now(), thread()
				found, err := l.First(ctx, q, data.Relevance, 500)
				if err != nil {
					return err
				}
				took := since(began)
				finding = append(finding, took)
				first := found.IDs[:min(len(found.IDs), 10)]
				if _, err := l.Rows(ctx, first); err != nil {
					return err
				}
				if _, err := l.Snippets(ctx, q, first, 80); err != nil {
					return err
				}
				screens = append(screens, since(began))
				work := float64((thread() - busy).Microseconds()) / 1000
				worked = append(worked, work)
				slowest[text[:end]] = max(slowest[text[:end]], took)
				runtime.GC()
				if end < len(text) {
					continue
				}
				began = time.Now()
				if _, err := l.Find(ctx, q, data.Relevance); err != nil {
					return err
				}
				ranked = append(ranked, since(began))
			}
		}
	}
	print("typing: the first results", finding)
	print("typing: the same with ten rows and snippets", screens)
	print("  of that, the processor's time", worked)
	print("then all, by relevance", ranked)
	worst := make([]string, 0, len(slowest))
	for text := range slowest {
		worst = append(worst, text)
	}
	slices.SortFunc(worst, func(a, b string) int { return int(1000 * (slowest[b] - slowest[a])) })
	for _, text := range worst[:min(len(worst), 8)] {
		fmt.Printf("    %-54q %8.2f ms\n", text, slowest[text])
	}
	_, err := timed("the commonest word by relevance, first asked", 1, func() (data.Result, error) {
		q, _ := search.Parse("of", time.Now(), time.UTC, false)
		return l.Find(ctx, q, data.Relevance)
	})
	return err
}

// stepping steps through mentions of entities, common and rare.
func stepping(ctx context.Context, l *library.Library, entities []data.EntityCount, ids []data.ID) error {
	var steps, counts, cards []float64
	for i := 0; i < len(entities); i += max(len(entities)/40, 1) {
		e := entities[i]
		from := ids[len(ids)/30]
		for n := range 10 {
			began := time.Now()
			p, err := l.Next(ctx, e.ID, from, data.Query{}, data.Newest, n%4 == 3)
			if err == data.ErrNoMention {
				break
			}
			if err != nil {
				return err
			}
			steps = append(steps, since(began))
			from = p.Article
		}
		began := time.Now()
		if _, err := l.Entity(ctx, e.ID, data.Query{}); err != nil {
			return err
		}
		counts = append(counts, since(began))
		began = time.Now()
		if _, err := l.Card(ctx, e.ID, data.Query{}, data.Newest); err != nil {
			return err
		}
		cards = append(cards, since(began))
	}
	print("next mention", steps)
	print("an entity with its days", counts)
	print("a card", cards)
	q, _ := search.Parse("government", time.Now(), time.UTC, false)
	_, err := timed("entities within a query", 5, func() ([]data.EntityCount, error) { return l.Entities(ctx, q) })
	return err
}

// moving goes through the list: rows and articles.
func moving(ctx context.Context, l *library.Library, ids []data.ID) error {
	var rows, reads []float64
	for i := 0; i < len(ids); i += max(len(ids)/200, 1) {
		began := time.Now()
		if _, err := l.Rows(ctx, ids[i:min(i+50, len(ids))]); err != nil {
			return err
		}
		rows = append(rows, since(began))
		began = time.Now()
		if _, err := l.Read(ctx, ids[i], data.Query{}); err != nil {
			return err
		}
		reads = append(reads, since(began))
	}
	print("50 rows", rows)
	print("an article with its mentions and counts", reads)
	return nil
}
