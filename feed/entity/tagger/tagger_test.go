package tagger

import (
	"bytes"
	"math/rand"
	"strings"
	"testing"

	"dateline/data"

	"github.com/google/go-cmp/cmp"
)

func TestSpansReadWhatEncodeWrote(t *testing.T) {
	want := []Span{{Start: 0, End: 1, Kind: data.Person}, {Start: 2, End: 4, Kind: data.Place}, {Start: 4, End: 8, Kind: data.Organisation}}
	labels := make([]int8, 9)
	for _, s := range want {
		Encode(labels, s)
	}
	if d := cmp.Diff(want, Spans(labels)); d != "" {
		t.Error(d)
	}
	for i := 1; i < len(labels); i++ {
		if !CanFollow(int(labels[i-1]), int(labels[i])) {
			t.Errorf("label %d may not follow %d", labels[i], labels[i-1])
		}
	}
}

func TestSpansTakeAnyLabels(t *testing.T) {
	rng := rand.New(rand.NewSource(1))
	for range 1000 {
		labels := make([]int8, rng.Intn(12))
		for i := range labels {
			labels[i] = int8(rng.Intn(Labels))
		}
		at := 0
		for _, s := range Spans(labels) {
			if s.Start < at || s.End <= s.Start || s.End > len(labels) {
				t.Fatalf("%v gives %v", labels, s)
			}
			at = s.End
		}
	}
}

func TestTableFindsWhatWasPutIn(t *testing.T) {
	values := map[uint64]uint16{}
	rng := rand.New(rand.NewSource(2))
	for range 5000 {
		values[rng.Uint64()] = uint16(rng.Intn(1 << 16))
	}
	tab := newTable(values)
	for h, want := range values {
		if got, ok := tab.get(h); !ok || got != want {
			t.Fatalf("%x: got %d, %v, want %d", h, got, ok, want)
		}
	}
	wrong := 0
	for range 100_000 {
		if _, ok := tab.get(rng.Uint64()); ok {
			wrong++
		}
	}
	if wrong > 20 {
		t.Errorf("%d of 100,000 absent words were found", wrong)
	}
	if !bytes.Equal(tab, newTable(values)) {
		t.Error("the same values made different bytes")
	}
	if tab.full() || (table)(nil).full() {
		t.Error("a table with room says it is full")
	}
}

// tiny is a model with a few words and lists, and weights that mark a word
// in the list of countries as a place and nothing else.
func tiny(t testing.TB) *Model {
	t.Helper()
	m, err := NewModel([]Word{{"the", 1, 2, 3}, {"bank", 1, 2, 4}}, 0,
		map[Class][][]string{Country: {{"Norway"}, {"South", "Africa"}}, OrgWord: {{"bank"}}})
	if err != nil {
		t.Fatal(err)
	}
	const rows = 4001
	w := Weights{Rows: make([]int8, rows*Labels)}
	x := m.NewExtractor()
	for _, words := range [][]string{{"Norway"}, {"in", "South", "Africa"}} {
		x.Document([][]string{words})
		x.Sentence(0)
		for i := range words {
			want := 0
			if part := x.sentence()[i].place[Country]; part != 0 {
				want = int(label(data.Place, map[uint8]int{phraseBegin: begin, phraseLast: last, phraseWhole: unit}[part]))
			}
			for _, id := range x.Features(i) {
				w.Rows[Row(id, rows)*Labels+want] += 3
			}
		}
	}
	file := m.File(w)
	again, err := Open(file)
	if err != nil {
		t.Fatal(err)
	}
	return again
}

func TestTagFindsPhrasesOfLists(t *testing.T) {
	tagger := tiny(t).NewTagger()
	words := strings.Fields("in South Africa")
	tagger.Document([][]string{words, nil})
	spans := tagger.Tag(0, nil)
	if len(spans) != 1 || spans[0].Start != 1 || spans[0].End != 3 || spans[0].Kind != data.Place || spans[0].Score <= 0 {
		t.Errorf("got %+v", spans)
	}
	if got := tagger.Tag(1, nil); got != nil {
		t.Errorf("an empty sentence has %v", got)
	}
}

func TestEmitIsTheSumOfRows(t *testing.T) {
	m := tiny(t)
	rng := rand.New(rand.NewSource(3))
	for i := range m.rows {
		m.rows[i] = byte(rng.Intn(256))
	}
	for _, n := range []int{0, 1, 90, maxFeatures} {
		ids := make([]uint64, n)
		var want, got [Labels]int32
		for i := range ids {
			ids[i] = rng.Uint64()
			for k := range want {
				want[k] += int32(m.rows[Row(ids[i], m.rowCount)*Labels+k]) - zeroWeight
			}
		}
		m.emit(ids, &got)
		if got != want {
			t.Errorf("%d features: got %v, want %v", n, got, want)
		}
	}
}

// TestBestIsTheBestOfAll compares the search with trying every path.
func TestBestIsTheBestOfAll(t *testing.T) {
	m := tiny(t)
	rng := rand.New(rand.NewSource(4))
	for range 20 {
		for a := range Labels {
			for b := range Labels {
				m.transitions[a][b] = int32(rng.Intn(200) - 100)
			}
		}
		const n = 4
		p := path{scores: make([][Labels]int32, n)}
		for i := range p.scores {
			for k := range Labels {
				p.scores[i][k] = int32(rng.Intn(400) - 200)
			}
		}
		most := int32(never)
		var try func(i, prev int, sum int32)
		try = func(i, prev int, sum int32) {
			if i == n {
				if CanEnd(prev) {
					most = max(most, sum)
				}
				return
			}
			for b := range Labels {
				switch {
				case i == 0 && CanStart(b):
					try(1, b, p.scores[0][b])
				case i > 0 && CanFollow(prev, b):
					try(i+1, b, sum+m.transitions[prev][b]+p.scores[i][b])
				}
			}
		}
		try(0, 0, 0)
		sum := int32(0)
		for i, l := range m.best(&p, n) {
			sum += p.scores[i][l]
			if i > 0 {
				sum += m.transitions[p.labels[i-1]][l]
			}
		}
		if sum != most {
			t.Fatalf("found a path of %d, the best has %d", sum, most)
		}
	}
}

func TestOpenRefusesDamage(t *testing.T) {
	m := tiny(t)
	file := m.File(Weights{Rows: make([]int8, 10*Labels)})
	for name, bad := range map[string][]byte{
		"empty":         nil,
		"another file":  append([]byte("GIF89a"), make([]byte, 1000)...),
		"cut short":     file[:len(file)-1],
		"too long":      append(bytes.Clone(file), 0),
		"header only":   file[:headerSize],
		"without rows":  m.File(Weights{}),
		"another model": bytes.Replace(file, []byte(magic), []byte("DLTAG99\n"), 1),
	} {
		if _, err := Open(bad); err == nil {
			t.Errorf("%s was opened", name)
		}
	}
	if _, err := Open(file); err != nil {
		t.Error(err)
	}
}

func TestFoldAndShapes(t *testing.T) {
	for in, want := range map[string]string{"Oslo": "oslo", "ÅLESUND": "ålesund", "B-52": "b-00", "plain": "plain"} {
		if got := fold(in); got != want {
			t.Errorf("fold(%q) = %q, want %q", in, got, want)
		}
	}
	if a, _ := shapes("McDonald"); a != hashString("XxXx") {
		t.Error("shape of McDonald isn't XxXx")
	}
	if _, long := shapes("aaaaaaaaa"); long != hashString("xxxx") {
		t.Error("a long shape has more than four of a class")
	}
	if got := len(clip(strings.Repeat("é", 100))); got > wordBytes || got%2 != 0 {
		t.Errorf("clip leaves %d bytes", got)
	}
}
