package memory_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/memory"
	"dateline/data/search"
	"dateline/data/store"
	"dateline/feed/entity/rules"
)

// generated makes articles of about 500 Zipf-like words, with names in them:
// the same ones for the same number.
func generated(count int) []*data.Article {
	random := rand.New(rand.NewPCG(7, 11))
	words := rand.NewZipf(random, 1.15, 8, 60_000)
	names := rand.NewZipf(random, 1.2, 4, 3_000)
	start := time.Date(2025, 4, 25, 0, 0, 0, 0, time.UTC)
	articles := make([]*data.Article, count)
	for i := range articles {
		var b strings.Builder
		for w := range 300 + random.IntN(400) {
			switch {
			case w%40 == 39:
				fmt.Fprintf(&b, "%s. ", nameOf(names.Uint64()))
			case w%120 == 118:
				b.WriteString("end.\n\n")
			default:
				b.WriteString(wordOf(words.Uint64()))
				b.WriteByte(' ')
			}
		}
		title := fmt.Sprintf("%s %s %s", wordOf(words.Uint64()), nameOf(names.Uint64()), wordOf(words.Uint64()))
		text := title + "\n\n" + strings.TrimSpace(b.String())
		articles[i] = &data.Article{
			ID: data.ID(fmt.Sprintf("%08x", i)), Title: title, Source: "Source " + wordOf(uint64(i%50)),
			Published: start.Add(-time.Duration(i) * 17 * time.Minute), Text: text,
			Blocks: []data.Block{{Kind: data.Headline, End: len(title)}, {Start: len(title) + 2, End: len(text)}},
		}
	}
	return articles
}

// wordOf makes a word of a rank: common ones are short, as in language.
func wordOf(n uint64) string {
	const consonants, vowels = "tnshrdlcmwfgypbvkjxqz", "eaoiu"
	var b []byte
	for n += 3; n > 0; n /= 105 {
		b = append(b, consonants[n%21], vowels[n/21%5])
	}
	return string(b)
}

func nameOf(n uint64) string {
	title := func(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
	return title(wordOf(n*31+200)) + " " + title(wordOf(n*17+4000))
}

// capitals recognises two words with capitals as a person: cheap, so that the
// figures are the library's own.
func capitals(_ context.Context, a *data.Article) data.Recognition {
	found := map[string]*data.LocalEntity{}
	var order []string
	for i := 0; i+1 < len(a.Text); i++ {
		if a.Text[i] < 'A' || a.Text[i] > 'Z' {
			continue
		}
		end := i + strings.IndexByte(a.Text[i:]+" ", ' ')
		if end >= len(a.Text)-1 || a.Text[end+1] < 'A' || a.Text[end+1] > 'Z' {
			continue
		}
		end++
		for end < len(a.Text) && a.Text[end] != ' ' && a.Text[end] != '.' && a.Text[end] != '\n' {
			end++
		}
		name := a.Text[i:end]
		if found[name] == nil {
			found[name] = &data.LocalEntity{Kind: data.Person, Name: name, Join: strings.ToLower(name)}
			order = append(order, name)
		}
		found[name].Mentions = append(found[name].Mentions, data.LocalMention{Start: i, End: end, Why: data.Why{By: "tagger", Score: i}})
		i = end
	}
	r := data.Recognition{}
	for _, name := range order {
		r.Entities = append(r.Entities, *found[name])
	}
	return r
}

func clock() time.Time { return time.Date(2025, 4, 25, 12, 0, 0, 0, time.UTC) }

// filled is a settled library of generated articles.
func filled(t testing.TB, count int) *memory.Library {
	t.Helper()
	l := memory.New(memory.Config{
		Recogniser: recogniser{"bench", capitals},
		Open:       func() (memory.Keeper, []data.Problem) { return store.Memory(clock), nil },
	})
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	l.Add(generated(count)...)
	l.Done()
	if err := l.Wait(context.Background(), true); err != nil {
		t.Fatal(err)
	}
	return l
}

var sizes = []int{1_000, 20_000}

// typed are queries as they grow in the field, key by key.
func typed() []string {
	var keys []string
	for _, whole := range []string{
		wordOf(40) + " " + wordOf(300), wordOf(2), "person:" + strings.ToLower(nameOf(1)),
		wordOf(9) + " " + wordOf(12) + " after:2025-04-20", `"` + wordOf(1) + " " + wordOf(2) + `"`,
		"-" + wordOf(5) + " " + wordOf(6000), "is:unread " + wordOf(77), "xyzzyplugh",
	} {
		for i := 1; i <= len(whole); i++ {
			keys = append(keys, whole[:i])
		}
	}
	return keys
}

// BenchmarkTyping is a key in the search field: the query is read, found by
// relevance, and the snippets of a screenful are made. It reports the time that
// 95 in 100 keys take at most.
func BenchmarkTyping(b *testing.B) {
	for _, size := range sizes {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			l := filled(b, size)
			ctx := context.Background()
			var took []time.Duration
			b.ResetTimer()
			for b.Loop() {
				for _, source := range typed() {
					start := time.Now()
					q, _ := search.Parse(source, clock(), time.UTC, true)
					result, err := l.Find(ctx, q, data.Relevance)
					if err == nil {
						_, err = l.Snippets(ctx, q, result.IDs[:min(20, len(result.IDs))], 120)
					}
					if err != nil {
						b.Fatal(err)
					}
					took = append(took, time.Since(start))
				}
				l.Forget()
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms/p50")
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "ms/p95")
			b.ReportMetric(float64(took[len(took)-1].Microseconds())/1000, "ms/max")
		})
	}
}

// BenchmarkNext steps from article to article.
func BenchmarkNext(b *testing.B) {
	for _, size := range sizes {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			l := filled(b, size)
			ctx := context.Background()
			all, err := l.Entities(ctx, data.Query{})
			if err != nil {
				b.Fatal(err)
			}
			from := data.ID("")
			for b.Loop() {
				p, err := l.Next(ctx, all[0].ID, from, data.Query{}, data.Newest, false)
				if err != nil {
					p.Article = ""
				}
				from = p.Article
			}
		})
	}
}

// BenchmarkEntities lists who is in all articles.
func BenchmarkEntities(b *testing.B) {
	for _, size := range sizes {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			l := filled(b, size)
			for b.Loop() {
				if _, err := l.Entities(context.Background(), data.Query{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkRead opens an article with the counts of its entities.
func BenchmarkRead(b *testing.B) {
	for _, size := range sizes {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			l := filled(b, size)
			for b.Loop() {
				if _, err := l.Read(context.Background(), "00000007", data.Query{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkFill adds articles and waits until they can be searched, and until
// they are recognised, with the mentions stored already or not.
func BenchmarkFill(b *testing.B) {
	for _, size := range sizes[:1] {
		articles := generated(size)
		s := store.Memory(clock)
		for _, mentions := range []bool{false, true} {
			b.Run(fmt.Sprintf("%d/mentions=%v", size, mentions), func(b *testing.B) {
				for b.Loop() {
					l := memory.New(memory.Config{
						Recogniser: recogniser{"bench", capitals},
						Open:       func() (memory.Keeper, []data.Problem) { return shared{s}, nil },
					})
					l.Add(articles...)
					l.Done()
					if err := l.Wait(context.Background(), mentions); err != nil {
						b.Fatal(err)
					}
					if err := l.Close(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// shared is a store that stays open when a library closes.
type shared struct{ *store.Store }

func (shared) Close() error { return nil }

// BenchmarkWeight reports the memory that a library takes beyond its articles.
func BenchmarkWeight(b *testing.B) {
	for _, size := range sizes {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			var per float64
			for b.Loop() {
				before := heap()
				l := filled(b, size)
				per = float64(heap()-before) / (1 << 20)
				runtime.KeepAlive(l)
			}
			b.ReportMetric(per, "MB")
		})
	}
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkCorrect is the time of a correction and of its undoing, each from
// the key to the counts: of a name that ten articles have, of the one that most
// have, and of a text that is marked, on a library of files.
func BenchmarkCorrect(b *testing.B) {
	articles := generated(1000)
	folder := b.TempDir()
	l := memory.New(memory.Config{
		Recogniser: recogniser{"capitals", capitals},
		Open: func() (memory.Keeper, []data.Problem) {
			return store.OpenOrMemory(folder+"/library.db", time.Now)
		},
		Correct: func() data.Corrector {
			return rules.Open(folder+"/rules.toml", func(_ data.Kind, name string) string { return search.Fold(name) })
		},
	})
	defer l.Close()
	l.Add(articles...)
	l.Done()
	if err := l.Wait(b.Context(), true); err != nil {
		b.Fatal(err)
	}
	all, err := l.Entities(b.Context(), data.Query{})
	if err != nil {
		b.Fatal(err)
	}
	few := all[slices.IndexFunc(all, func(e data.EntityCount) bool { return e.Articles <= 10 })]
	for name, c := range map[string]data.Correction{
		"few":  {Verb: data.Merge, Kind: few.Kind, Name: "Some One", Join: []string{few.Name}},
		"most": {Verb: data.Merge, Kind: all[0].Kind, Name: "Some One", Join: []string{all[0].Name}},
		"mark": {Verb: data.MarkText, Kind: data.Organisation, Name: wordOf(0)},
	} {
		b.Run(name, func(b *testing.B) {
			changed := 0
			for b.Loop() {
				done, err := l.Apply(b.Context(), data.Change{Action: data.Correct, Correction: &c})
				if err != nil {
					b.Fatal(err)
				}
				changed = len(done.Articles)
				if _, _, err := l.Undo(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(changed), "articles")
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(2*b.N), "ms/change")
		})
	}
}
