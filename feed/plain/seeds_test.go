package plain

import (
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/corpora"
	"dateline/feed/block/blocktest"
)

// TestSeeds holds two scraped articles to their structure. It has none of their
// text: paragraphs are told by hashes.
func TestSeeds(t *testing.T) {
	dir := corpora.Dir(t, "../seeds")
	tests := []struct {
		file                          string
		headlines, decks              int
		paragraphs, captions, credits int
		title                         string // or how it ends
		text                          uint32 // FNV-1a of all blocks with their kinds
	}{
		{"000_*.txt", 1, 1, 12, 1, 1, "peace efforts", 0x648db23f},
		{"002_*.txt", 0, 0, 20, 5, 5, "…", 0x86f96e1e},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			files, _ := filepath.Glob(filepath.Join(dir, tt.file))
			if len(files) != 1 {
				t.Skipf("no seed %s", tt.file)
			}
			src, err := os.ReadFile(files[0])
			if err != nil {
				t.Fatal(err)
			}
			a, err := Parse(src, time.UTC)
			if err != nil {
				t.Fatal(err)
			}
			blocktest.Check(t, a)
			count := map[data.BlockKind]int{}
			for _, b := range a.Blocks {
				count[b.Kind]++
			}
			want := map[data.BlockKind]int{data.Headline: tt.headlines, data.Deck: tt.decks, data.Paragraph: tt.paragraphs, data.Caption: tt.captions, data.Credit: tt.credits}
			for kind := data.Paragraph; kind <= data.Rule; kind++ {
				if count[kind] != want[kind] {
					t.Errorf("%d blocks are a %s, want %d", count[kind], kind, want[kind])
				}
			}
			if !strings.HasSuffix(a.Title, tt.title) || tt.headlines > 0 && a.Title != a.Text[:a.Blocks[0].End] {
				t.Errorf("the title is %q", a.Title)
			}
			if !a.Published.IsZero() || a.Source != "" || a.Authors != nil {
				t.Errorf("published %v by %q in %q, which it doesn't say", a.Published, a.Authors, a.Source)
			}
			h := fnv.New32a()
			_, _ = h.Write([]byte(blocktest.Dump(a)))
			if got := h.Sum32(); got != tt.text {
				t.Errorf("the blocks hash to %#x, want %#x", got, tt.text)
			}
			captionsAreCredited(t, a)
		})
	}
}

// captionsAreCredited fails where a caption isn't followed by its credit, or is
// there twice.
func captionsAreCredited(t *testing.T, a *data.Article) {
	t.Helper()
	var seen []string
	for i, b := range a.Blocks {
		if b.Kind != data.Caption {
			continue
		}
		text := a.Text[b.Start:b.End]
		if slices.Contains(seen, text) || i+1 == len(a.Blocks) || a.Blocks[i+1].Kind != data.Credit {
			t.Errorf("caption of %d bytes is repeated or has no credit", len(text))
		}
		seen = append(seen, text)
	}
}
