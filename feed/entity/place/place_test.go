package place

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/data"
)

func gazetteer(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// each calls do with every key of the file, in its order.
func (g *Gazetteer) each(do func(key string, e entry)) {
	for n := range g.blockCount {
		key := ""
		for b := g.block(n); len(b) > 0; {
			shared, own := int(b[0]), int(b[1])
			key = key[:shared] + b[2:2+own]
			b = b[2+own:]
			rows := 2 * int(b[1])
			do(key, entry{b[2 : 2+rows], int(b[0])})
			b = b[2+rows:]
		}
	}
}

func TestEveryKeyIsFound(t *testing.T) {
	g := gazetteer(t)
	before, n := "", 0
	g.each(func(key string, want entry) {
		if key <= before {
			t.Fatalf("%q stands behind %q", key, before)
		}
		before, n = key, n+1
		got, ok := g.lookup(key)
		if !ok || got != want {
			t.Fatalf("%q isn't found", key)
		}
		for i := range got.len() {
			row := got.row(i)
			if row >= g.Rows() {
				t.Fatalf("%q is row %d of %d", key, row, g.Rows())
			}
			if r := g.region(row); r != NoRegion && (g.kind(r) != Region || g.country(r) != g.country(row)) {
				t.Fatalf("%q lies in row %d, which is no region of its country", key, r)
			}
			if lat, lon := g.lat(row), g.lon(row); lat < -90*Degree || lat > 90*Degree || lon < -180*Degree || lon > 180*Degree {
				t.Fatalf("%q is at %d, %d", key, lat, lon)
			}
		}
	})
	if n < 30_000 || g.Rows() < 30_000 {
		t.Errorf("%d keys and %d places, want 30,000 of each at least", n, g.Rows())
	}
	for _, key := range []string{"", "\xff", "zzzzzzzz", "kyi", "kyivv", strings.Repeat("a", 1000)} {
		if _, ok := g.lookup(key); ok {
			t.Errorf("%q is found", key)
		}
	}
}

// TestKinds counts what the gazetteer holds.
func TestKinds(t *testing.T) {
	g := gazetteer(t)
	var kinds [Site + 1]int
	capitals := map[string]bool{}
	for n := range g.Rows() {
		kinds[g.kind(n)]++
		if g.capital(n) {
			capitals[g.code(n)] = true
		}
		if k := g.kind(n); (k == Country || k == Region) && g.name(n) == "" {
			t.Errorf("row %d has no name", n)
		}
	}
	others := 0
	for k, n := range kinds {
		t.Logf("%s: %d", Kind(k), n)
		if Kind(k) > City {
			others += n
		}
	}
	if kinds[Country] < 240 || kinds[Region] < 3_500 || kinds[City] < 25_000 || others < 500 || len(capitals) < 195 {
		t.Errorf("%d countries with %d capitals, %d regions, %d cities, %d others", kinds[Country], len(capitals), kinds[Region], kinds[City], others)
	}
}

// TestNamesOfNews looks up other and former names.
func TestNamesOfNews(t *testing.T) {
	g := gazetteer(t)
	for _, pair := range strings.Split(`Kiev=Kyiv Odessa=Odesa Kharkov=Kharkiv Lvov=Lviv Bombay=Mumbai Calcutta=Kolkata
		Madras=Chennai Rangoon=Yangon Türkiye=Turkey Burma=Myanmar Swaziland=Eswatini Czechia=Czech_Republic
		Côte_d'Ivoire=Ivory_Coast Peking=Beijing Saigon=Ho_Chi_Minh_City Londonderry=Derry Nur-Sultan=Astana
		Cape_Verde=Cabo_Verde Fez=Fes St._Petersburg=Saint_Petersburg Mt._Everest=Mount_Everest Holland=The_Netherlands
		Leningrad=St_Petersburg U.S.=United_States UK=Britain Raqqa=Ar_Raqqah Cologne=Köln P'yongyang=Pyongyang
		Cracow=Kraków Gulf_of_America=Gulf_of_Mexico Zaporizhia=Zaporizhzhia El_Fasher=al-Fashir Donbass=Donbas
		Chornobyl=Chernobyl Karabakh=Nagorno-Karabakh Malvinas=Falklands Bangalore=Bengaluru Danzig=Gdansk`, "\n") {
		for _, p := range strings.Fields(pair) {
			a, b, _ := strings.Cut(strings.ReplaceAll(p, "_", " "), "=")
			x, okA := g.lookup(Key(a))
			y, okB := g.lookup(Key(b))
			if !okA || !okB {
				t.Errorf("%s %v, %s %v", a, okA, b, okB)
				continue
			}
			if !slices.ContainsFunc(rowsOf(x), func(n int) bool { return slices.Contains(rowsOf(y), n) }) {
				t.Errorf("%s and %s have no place in common", a, b)
			}
		}
	}
}

func TestKey(t *testing.T) {
	for name, want := range map[string]string{
		"St. Petersburg": "saint petersburg", "the Hague": "hague", "Côte d’Ivoire": "cote divoire", "U.S.": "us",
		"N'Djamena": "ndjamena", "Khan-Yunis": "khan yunis", "Mt Etna": "mount etna", "": "", "  ": "", "the": "the",
		"Ft. Worth": "fort worth", "Washington,  D.C.": "washington dc", "ŁÓDŹ": "lodz", "\xff": Key("\xff"),
	} {
		if got := Key(name); got != want {
			t.Errorf("Key(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	g := gazetteer(t)
	row := func(name string) int {
		e, ok := g.lookup(Key(name))
		if !ok {
			t.Fatalf("no %s", name)
		}
		return e.row(0)
	}
	for _, c := range []struct {
		a, b string
		want int // km, great circle
	}{{"Paris", "London", 344}, {"Kyiv", "Odesa", 441}, {"Suva", "Apia", 1_144}, {"Oslo", "Stockholm", 417}, {"Quito", "Bogota", 731}} {
		if got := g.distance(row(c.a), row(c.b)); got < c.want*85/100 || got > c.want*115/100 {
			t.Errorf("%s to %s is %d km, want %d", c.a, c.b, got, c.want)
		}
	}
}

// TestCutFile opens every beginning of a file's first part and files that lie
// about their sizes: each is refused.
func TestCutFile(t *testing.T) {
	for n := range 200 {
		if _, err := open(embedded[:n]); err == nil {
			t.Fatalf("%d bytes are opened", n)
		}
	}
	for at := len(Magic); at < headSize; at++ {
		b := []byte(embedded)
		b[at] ^= 0x55
		if _, err := open(string(b)); err == nil {
			t.Errorf("a file with byte %d of its head changed is opened", at)
		}
	}
	if _, err := open(embedded + "x"); err == nil {
		t.Error("a file with more behind it is opened")
	}
}

// at makes an entity of every place in a text where a name stands.
func at(text string, kind data.Kind, name string) data.LocalEntity {
	e := data.LocalEntity{Kind: kind, Name: name, Join: strings.ToLower(name)}
	for from := 0; ; {
		i := strings.Index(text[from:], name)
		if i < 0 {
			return e
		}
		e.Mentions = append(e.Mentions, data.LocalMention{Start: from + i, End: from + i + len(name)})
		from += i + len(name)
	}
}

func TestOneNameTwoPlaces(t *testing.T) {
	g := gazetteer(t)
	text := "While Paris, Texas, mourned, Paris, France, was quiet. In Paris nobody knew."
	found := []data.LocalEntity{at(text, data.Place, "Paris"), at(text, data.Place, "Texas"), at(text, data.Place, "France")}
	got := g.Settle(text, found)
	if len(got) != 4 {
		t.Fatalf("%d entities, want 4: %+v", len(got), got)
	}
	if len(found[0].Mentions) != 3 || found[0].Location != nil {
		t.Error("what was given is changed")
	}
	texas, france := got[0], got[2]
	if texas.Join != "paris, texas" || texas.Name != "Paris" || texas.Location.Region != "Texas" || len(texas.Mentions) != 1 {
		t.Errorf("Texas: %+v", texas)
	}
	if france.Join != "paris" || france.Location.Country != "FR" || len(france.Mentions) != 2 {
		t.Errorf("France: %+v", france)
	}
}

// TestJoins holds what keeps places of one name apart over articles: only the
// one that the name means by itself joins under it.
func TestJoins(t *testing.T) {
	g := gazetteer(t)
	for _, c := range []struct{ text, name, join string }{
		{"Police in St. Petersburg, Fla., arrested two men.", "St. Petersburg", "saint petersburg, florida"},
		{"Russian police in St. Petersburg arrested two men.", "St. Petersburg", "st. petersburg"},
		{"Voters in Georgia, Florida and Ohio lined up.", "Georgia", "georgia, united states"},
		{"Georgia's parliament in Tbilisi met.", "Georgia", "georgia, country"},
		{"She was born in Georgia.", "Georgia", "georgia"},
		{"Drillers in Odessa, Texas, waited.", "Odessa", "odessa, texas"},
		{"Drones struck Kyiv in Ukraine.", "Kyiv", "kyiv"},
	} {
		found := []data.LocalEntity{at(c.text, data.Place, c.name)}
		for _, other := range []string{"Florida", "Ohio", "Texas", "Tbilisi", "Ukraine", "Fla."} {
			if e := at(c.text, data.Place, other); len(e.Mentions) > 0 {
				found = append(found, e)
			}
		}
		for _, e := range g.Settle(c.text, found) {
			if e.Name == c.name && e.Join != c.join {
				t.Errorf("%q: %s joins as %q, want %q", c.text, c.name, e.Join, c.join)
			}
		}
	}
}

// FuzzSettle gives any text with any spans: nothing panics, no mention is lost.
func FuzzSettle(f *testing.F) {
	f.Add("Police in Paris, Texas, and Paris, France.", 10, 15, 28, 33)
	f.Add("ST. PETERSBURG, Fla. — Georgia's", 0, 14, 25, 32)
	f.Add("\xff, \n.'s-", 0, 1, 3, 4)
	f.Add("In the south, the northern state of Georgia (Ga.)", 36, 43, 45, 48)
	g := gazetteer(f)
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		var found []data.LocalEntity
		for i, s := range [][2]int{{a, b}, {c, d}} {
			if s[0] < 0 || s[1] > len(text) || s[0] >= s[1] {
				continue
			}
			found = append(found, data.LocalEntity{Kind: data.Kind((i + b) % 3), Name: text[s[0]:s[1]], Join: "x",
				Mentions: []data.LocalMention{{Start: s[0], End: s[1]}}})
		}
		n := 0
		for _, e := range g.Settle(text, found) {
			n += len(e.Mentions)
			if e.Kind != data.Place && e.Location != nil {
				t.Error("what is no place has a location")
			}
		}
		if n != len(found) {
			t.Errorf("%d mentions, want %d", n, len(found))
		}
	})
}

// TestLongLists holds that a long list of places takes no square of its length.
func TestLongLists(t *testing.T) {
	g := gazetteer(t)
	names := strings.Fields("Georgia Armenia Victoria Paris Cambridge Springfield Portland Jordan Hamilton Valencia")
	var found []data.LocalEntity
	text := strings.Repeat(strings.Join(names, ", ")+" and Texas. ", 4_000)
	for _, name := range names {
		found = append(found, at(text, data.Place, name))
	}
	start := time.Now()
	g.Settle(text, found)
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("44,000 names took %s", took)
	}
}

func BenchmarkEmbedded(b *testing.B) {
	for b.Loop() {
		if _, err := Embedded(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(embedded)), "bytes")
}

func BenchmarkLookup(b *testing.B) {
	g := gazetteer(b)
	names := []string{"Kyiv", "St. Petersburg", "United States", "Solheim", "Côte d'Ivoire", "Zzyzx", "Georgian"}
	i := 0
	for b.Loop() {
		g.lookup(Key(names[i%len(names)]))
		i++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "lookups/s")
}

// BenchmarkSettle takes news of some 1,000 words of which one in twelve is a
// place's name.
func BenchmarkSettle(b *testing.B) {
	g := gazetteer(b)
	text := strings.Repeat("It was late in the evening when the first of them came down to the water and asked what had become of the boats. "+
		"Nobody answered, as nobody had seen them since the storm, and those who might have known had left with the last bus. "+
		"A woman at the corner said that she had heard the engines, but that she had thought nothing of it at the time. "+
		"The inquiry will hear twelve witnesses next week, among them two who have never spoken of it in public before. "+
		"Russian drones struck the port of Odesa overnight, and officials in Kyiv said that Ukraine would answer. "+
		"In Washington, the White House asked Moscow to return to the talks in Istanbul. A spokesman for the Georgian president "+
		"said in Tbilisi that Georgia would take part, as would Armenia and Moldova. "+
		"Families in Springfield sent blankets through the American Red Cross in Paris, Texas. ", 7)
	var found []data.LocalEntity
	for _, name := range strings.Fields("Odesa Kyiv Ukraine Washington Moscow Istanbul Tbilisi Georgia Armenia Moldova Springfield Paris Texas") {
		found = append(found, at(text, data.Place, name))
	}
	words := len(strings.Fields(text))
	b.ReportAllocs()
	for b.Loop() {
		g.Settle(text, found)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(words), "ms/1000words")
}

func ExampleGazetteer_Settle() {
	g, err := Embedded()
	if err != nil {
		panic(err)
	}
	text := "The mayor of Paris, Texas, said that the fair would go on."
	found := []data.LocalEntity{{Kind: data.Place, Name: "Paris", Join: "paris", Mentions: []data.LocalMention{{Start: 13, End: 18}}}}
	e := g.Settle(text, found)[0]
	fmt.Println(e.Join, e.Location.Country)
	// Output: paris, texas US
}
