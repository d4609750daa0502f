package entity

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/data"
	"dateline/data/corpora"

	"github.com/google/go-cmp/cmp"
)

// article joins paragraphs as an article of blocks of one kind each. A block
// is "kind: text", a paragraph where there is no kind.
func article(blocks ...string) *data.Article {
	kinds := map[string]data.BlockKind{"headline": data.Headline, "deck": data.Deck, "quote": data.Quote, "item": data.Item,
		"caption": data.Caption, "credit": data.Credit, "code": data.Code, "table": data.Table}
	a := &data.Article{}
	for i, b := range blocks {
		kind := data.Paragraph
		if name, text, ok := strings.Cut(b, ": "); ok {
			if k, ok := kinds[name]; ok {
				kind, b = k, text
			}
		}
		if i > 0 {
			a.Text += "\n\n"
		}
		start := len(a.Text)
		a.Text += b
		a.Blocks = append(a.Blocks, data.Block{Kind: kind, Start: start, End: len(a.Text)})
	}
	return a
}

// entitiesOf lists an article's entities as "kind name ×mentions".
func entitiesOf(t *testing.T, r *Recogniser, a *data.Article) []string {
	t.Helper()
	var out []string
	for _, e := range r.Recognise(context.Background(), a).Entities {
		out = append(out, fmt.Sprintf("%s %s ×%d", e.Kind, e.Name, len(e.Mentions)))
	}
	slices.Sort(out)
	return out
}

func find(t *testing.T, rec data.Recognition, name string) data.LocalEntity {
	t.Helper()
	for _, e := range rec.Entities {
		if e.Name == name {
			return e
		}
	}
	var have []string
	for _, e := range rec.Entities {
		have = append(have, e.Name)
	}
	t.Fatalf("no %q among %q", name, have)
	return data.LocalEntity{}
}

// TestNamesThatAreOne has, for each rule of grouping, an article and one of
// its entities with all forms and the number of its mentions.
func TestNamesThatAreOne(t *testing.T) {
	r := recogniser(t)
	for _, c := range []struct {
		rule, name string
		forms      []string
		mentions   int
		text       string
	}{
		{"titles and surname", "Donald Trump", []string{"Trump"}, 3,
			"President Trump met reporters. Donald Trump said that talks go well. Later Trump flew home."},
		{"capitals and a hyphen", "Donald Trump", []string{"TRUMP", "Trump"}, 3,
			"TRUMP TO MEET PUTIN IN RIYADH, KREMLIN SAYS\nPresident Donald Trump will meet Vladimir Putin. The Trump-Putin summit is planned for May."},
		{"Mr and Sir", "Alan Pemberton", []string{"Pemberton"}, 2,
			"Mr Pemberton told the inquiry that he knew. Sir Alan Pemberton ran the bank in Leeds."},
		{"first name in a quotation", "Vladimir Putin", []string{"Putin", "Vladimir"}, 3,
			"Vladimir Putin spoke in Moscow on Monday. “Vladimir, end this now!” the envoy wrote. Putin gave no answer."},
		{"an unknown person's surname", "Marit Ellingsen", []string{"Ellingsen"}, 3,
			"Marit Ellingsen was elected mayor of Tromsø. Ms. Ellingsen, a teacher, thanked her voters. Ellingsen takes office in June."},
		{"Saint, St. and St", "St Petersburg", []string{"St. Petersburg", "Saint Petersburg"}, 3,
			"They met in St Petersburg on Friday. Flights to St. Petersburg were full. Saint Petersburg is his home town."},
		{"old and new spelling, capitals", "Kyiv", []string{"Kiev", "KYIV"}, 3,
			"Rockets fell on Kyiv at night. Older maps call it Kiev. “Everyone in KYIV is awake,” she wrote."},
		{"three spellings of a Norwegian", "Jonas Gahr Store", []string{"Jonas Gahr Stoere", "Støre"}, 3,
			"Norway's prime minister Jonas Gahr Store came to Washington. Prime Minister Jonas Gahr Stoere smiled. Støre will be back in May."},
		{"one country", "United States", []string{"U.S.", "US"}, 3,
			"The United States has signed. Officials of the U.S. said so on Monday. The US will pay."},
		{"an acronym in brackets", "Foundation for Rural Clinics", []string{"FRC"}, 3,
			"The Foundation for Rural Clinics (FRC) opened an office in Lagos. Staff of the FRC arrived on Sunday."},
		{"the form of a company", "Kestrel Motors Inc.", []string{"Kestrel Motors", "Kestrel"}, 3,
			"Kestrel Motors Inc. makes vans in Ohio. Kestrel Motors said that orders rose. Shares of Kestrel fell all the same."},
		{"a middle initial", "Harold P. Dunne", []string{"Harold Dunne", "Dunne"}, 3,
			"Harold P. Dunne ran the bank until May. In court, Harold Dunne denied the charges. Dunne was sentenced in Leeds."},
		{"a nickname in quotes", "Harold \"Binky\" Dunne", []string{"Binky", "Dunne", "Harold"}, 4,
			"Harold \"Binky\" Dunne opened a shop in Leeds. Dunne sold hats. \"Nobody calls me Harold,\" said Binky, who is 80."},
		{"another transliteration", "Mahmud Tarabulsi", []string{"Mahmoud Tarabulsi", "Tarabulsi"}, 3,
			"Mahmud Tarabulsi was freed in Cairo on Monday. Mahmoud Tarabulsi, a doctor, had been held for a year. Tarabulsi thanked his lawyers."},
		{"the short form of a first name", "William Pemberton", []string{"Bill Pemberton", "Pemberton"}, 3,
			"William Pemberton ran the bank in Leeds. Bill Pemberton, as friends know him, denied it. Pemberton was sentenced on Friday."},
		{"an Arabic particle", "Omar al-Kutobi", []string{"Kutobi"}, 2,
			"Omar al-Kutobi was arrested in Berlin. Kutobi denied the charges in court."},
		{"a slip of the pen", "Robert Lindqvist", []string{"Lindqivst"}, 2,
			"Robert Lindqvist was elected mayor of Uppsala. Mr Lindqivst thanked his voters."},
		{"members of a party", "Social Democratic Party of Germany", []string{"SPD", "Social Democrats"}, 3,
			"The Social Democratic Party of Germany lost in Bonn. The SPD said that it would learn. The Social Democrats had governed there since 1994."},
		{"beginnings of words", "International Council on Mills and Sluices", []string{"ICOMIS"}, 2,
			"The International Council on Mills and Sluices met in Ghent. ICOMIS said that it was worried."},
		{"a body by its word", "Commission for Rural Roads", []string{"Commission"}, 2,
			"The Commission for Rural Roads met in Nairobi. The Commission said that it would report in May."},
		{"a state and its name", "Pacific Ocean", []string{"Pacific"}, 2,
			"The ship sank in the Pacific Ocean. Storms are common in the Pacific in May."},
		{"a hyphen", "Jean Claude Berthier", []string{"Jean-Claude Berthier"}, 2,
			"Jean-Claude Berthier was elected mayor of Lyon. Friends of Jean Claude Berthier sang in the street."},
		{"the family name first", "Márta Keresztes", []string{"Keresztes", "Keresztes Márta"}, 4,
			"Keresztes Márta was elected mayor of Debrecen. Márta Keresztes, a teacher, thanked her voters, and Márta Keresztes smiled. Keresztes takes office in June."},
		{"a Korean name, the family name last", "Hwang Ji-won", []string{"Hwang", "Ji-won Hwang"}, 4,
			"Hwang Ji-won was elected mayor of Daegu. Ji-won Hwang, a teacher, thanked her voters. Hwang Ji-won smiled. Hwang takes office in June."},
		{"a name that was somebody's before", "Ahmed al-Sharaa", []string{"Abu Mohammad al-Jolani", "Sharaa"}, 3,
			"Ahmed al-Sharaa, once known as Abu Mohammad al-Jolani, came to Paris on Monday. Reporters saw that Sharaa smiled."},
		{"an American body with its country", "Securities and Exchange Commission", []string{"SEC", "U.S. Securities and Exchange Commission"}, 3,
			"The U.S. Securities and Exchange Commission is investigating. The SEC declined to comment. The Securities and Exchange Commission fined a bank."},
		{"and company", "Brown Harlow & Co.", []string{"Brown Harlow"}, 2,
			"Shares of Brown Harlow & Co. fell on Monday, and Brown Harlow denied it."},
		{"a possessive", "Nairobi", nil, 2, "Nairobi’s mayor resigned. The governor of Nairobi's county stayed."},
	} {
		t.Run(c.rule, func(t *testing.T) {
			rec := r.RecogniseText(c.text)
			e := find(t, rec, c.name)
			forms := slices.Clone(e.Aliases)
			slices.Sort(forms)
			slices.Sort(c.forms)
			if !slices.Equal(forms, c.forms) || len(e.Mentions) != c.mentions {
				t.Errorf("%s has %q and %d mentions, want %q and %d", c.name, forms, len(e.Mentions), c.forms, c.mentions)
			}
		})
	}
}

func TestNamesThatAreTwo(t *testing.T) {
	r := recogniser(t)
	for _, c := range []struct {
		rule, text string
		want       []string
	}{
		{"two of one surname", "Karin Holmqvist and her brother Erik Holmqvist run the farm near Uppsala. Holmqvist said that prices fell.",
			[]string{"Karin Holmqvist", "Erik Holmqvist", "Holmqvist"}},
		{"man and woman in Russian", "Alexander Troyanov and Yelena Troyanova were freed in Moscow.",
			[]string{"Alexander Troyanov", "Yelena Troyanova"}},
		{"first names one letter apart", "Daniel Holmqvist met Daniela Holmqvist in Uppsala.",
			[]string{"Daniel Holmqvist", "Daniela Holmqvist"}},
		{"a company and its offshoot", "Apple sued Apple Music Festivals, a promoter in Leeds. Apple said so in court.",
			[]string{"Apple"}},
		{"father and son", "George Pemberton Sr. left the firm to George Pemberton Jr. in Boston.",
			[]string{"George Pemberton Sr.", "George Pemberton Jr."}},
	} {
		t.Run(c.rule, func(t *testing.T) {
			rec := r.RecogniseText(c.text)
			for _, name := range c.want {
				find(t, rec, name)
			}
		})
	}
}

// TestSurnameOfTwo has a family name with two bearers: each line is what is
// said after both were named, and whose the bare name then is.
func TestSurnameOfTwo(t *testing.T) {
	r := recogniser(t)
	const (
		both  = "Karin Holmqvist and Erik Holmqvist run the farm near Uppsala. "
		other = "Hilcry Holmqvist and Erik Holmqvist run the farm near Uppsala. Mrs Holmqvist slept. "
	)
	// "Mrs" is whose first name no list has, so "Mr" is the other.
	rec := r.RecogniseText(other + "Mr Holmqvist said that prices fell.")
	for name, mentions := range map[string]int{"Hilcry Holmqvist": 2, "Erik Holmqvist": 2} {
		if e := find(t, rec, name); len(e.Mentions) != mentions {
			t.Errorf("%s has %d mentions, want %d", name, len(e.Mentions), mentions)
		}
	}
	for _, c := range []struct{ rule, text, name, other string }{
		{"Mrs", both + "Mrs Holmqvist said that prices fell.", "Karin Holmqvist", "Erik Holmqvist"},
		{"Mr", both + "Mr Holmqvist said that prices fell.", "Erik Holmqvist", "Karin Holmqvist"},
		{"a pronoun", both + "Holmqvist said that she would sell.", "Karin Holmqvist", "Erik Holmqvist"},
		{"a title", "Mayor Ellen Holmqvist met Senator Karin Holmqvist in Uppsala. Senator Holmqvist said little.", "Karin Holmqvist", "Ellen Holmqvist"},
		{"called so before the other came", "Erik Holmqvist runs the farm near Uppsala. Holmqvist said that prices fell. His brother Olof Holmqvist agreed. Holmqvist will sell in May.", "Erik Holmqvist", "Olof Holmqvist"},
		{"named far more often", "Olof Holmqvist is dead. Erik Holmqvist runs the farm near Uppsala. Erik Holmqvist is 64. Holmqvist will sell in May.", "Erik Holmqvist", "Olof Holmqvist"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			rec := r.RecogniseText(c.text)
			if e := find(t, rec, c.name); !slices.Contains(e.Aliases, "Holmqvist") {
				t.Errorf("%s goes by %q", c.name, e.Aliases)
			}
			if e := find(t, rec, c.other); slices.Contains(e.Aliases, "Holmqvist") {
				t.Errorf("%s goes by %q", c.other, e.Aliases)
			}
		})
	}
}

func TestSlip(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"lagarde", "largarde", true}, {"lewandowski", "lewandowksi", true}, {"cazeneuve", "cazaneuve", true},
		{"troyanov", "troyanova", false}, {"hansen", "jansen", false}, {"maas", "mass", false}, {"nigeria", "nigera", true},
		{"iran", "iraq", false}, {"", "", false}, {"holmqvist", "holmqvist", false}, {"pemberton", "pimbirton", false},
	} {
		if got := slip(c.a, c.b); got != c.want || slip(c.b, c.a) != c.want {
			t.Errorf("slip(%q, %q) = %v", c.a, c.b, got)
		}
	}
}

func TestFirstSex(t *testing.T) {
	for name, want := range map[string]sex{"karin": female, "erik": male, "olena": female, "volodymyr": male, "robin": unknownSex,
		"anne-marie": female, "jan-ole": firstSex("jan"), "": unknownSex, "zzz": unknownSex, "#": unknownSex} {
		if got := firstSex(name); got != want {
			t.Errorf("firstSex(%q) = %d, want %d", name, got, want)
		}
	}
	for _, list := range []string{femaleNames, maleNames} {
		lines := strings.Split(strings.TrimSpace(list), "\n")
		if !slices.IsSorted(lines) {
			t.Error("a list of first names isn't sorted")
		}
		for _, name := range lines[1:] {
			if hasLine(femaleNames, name) == hasLine(maleNames, name) {
				t.Errorf("%q is in both lists or in none", name)
			}
		}
	}
}

func TestGroupTakesWhatIsGiven(t *testing.T) {
	text := "Ana Ruiz met Bo Ek. Ruiz left."
	r := recogniser(t).Group(text, []Given{{20, 24, data.Person}, {0, 8, data.Person}, {4, 15, data.Person}, {-5, 0, data.Person}, {400, 500, data.Place}, {13, 18, data.Person}})
	if e := find(t, r, "Ana Ruiz"); len(e.Mentions) != 2 || len(r.Entities) != 2 {
		t.Errorf("got %+v", r.Entities)
	}
}

func TestPeoplesAreNoPlaces(t *testing.T) {
	rec := recogniser(t).RecogniseText("Russian and Ukrainian officials met in Geneva. A Russian delegate left early.")
	for _, e := range rec.Entities {
		if e.Name != "Geneva" {
			t.Errorf("%s %s is an entity", e.Kind, e.Name)
		}
	}
	find(t, rec, "Geneva")
}

// TestFixedKinds has names that are of one kind whatever the tagger says, so
// that they are one entity from article to article.
func TestFixedKinds(t *testing.T) {
	r := recogniser(t)
	for text, want := range map[string]data.LocalEntity{
		"He spoke at the White House.":                       {Kind: data.Organisation, Name: "White House"},
		"The White House denied it.":                         {Kind: data.Organisation, Name: "White House"},
		"They met in the Kremlin on Monday.":                 {Kind: data.Organisation, Name: "Kremlin"},
		"They met in the Oval Office of the White House.":    {Kind: data.Organisation, Name: "White House"},
		"In March Ukraine said that it would sign.":          {Kind: data.Place, Name: "Ukraine"},
		"They sat in the Oval Office with the Oval Office's": {Kind: data.Place, Name: "Oval Office"},
	} {
		if e := find(t, r.RecogniseText(text), want.Name); e.Kind != want.Kind {
			t.Errorf("%q: %s is a %s", text, e.Name, e.Kind)
		}
	}
}

func TestWordsWithoutCapitalsAreNoNames(t *testing.T) {
	text := "Ana Ruiz flew from Oslo to Bergen and Ghent, then to Leeds, Lagos, Lyon, Quito, Paris, Berlin and Madrid. Her family follows from afar."
	for _, e := range recogniser(t).RecogniseText(text).Entities {
		if e.Name == "afar" {
			t.Error("afar is an entity")
		}
	}
}

func TestListsBreakATie(t *testing.T) {
	rec := recogniser(t).RecogniseText("Washington wanted more. She flew to Washington on Monday.")
	if e := find(t, rec, "Washington"); e.Kind != data.Place || len(e.Mentions) != 2 {
		t.Errorf("Washington is a %s with %d mentions", e.Kind, len(e.Mentions))
	}
}

func TestCreditsAreNoEntities(t *testing.T) {
	r := recogniser(t)
	for caption, want := range map[string]int{
		"Firefighters at a warehouse in Odesa on Friday. Photo: Marta Olenko/Reuters":            1,
		"Firefighters at a warehouse in Odesa on Friday. Marta Olenko/Pool/EPA-EFE/Shutterstock": 1,
		"Firefighters at a warehouse in Odesa on Friday (AP Photo/Marta Olenko)":                 1,
		"Firefighters at a warehouse in Odesa on Friday. Marta Olenko/Sputnik via AP":            1,
		"Firefighters at a warehouse in Odesa on Friday. Getty Images":                           1,
		"Firefighters at a warehouse in Odesa on Friday. © Marta Olenko":                         1,
		"Marta Olenko talks to reporters in Odesa.":                                              2,
		"Photo: Reuters":                    0,
		"Marta Olenko/AFP via Getty Images": 0,
	} {
		if got := entitiesOf(t, r, article("caption: "+caption)); len(got) != want {
			t.Errorf("%q has %q, want %d", caption, got, want)
		}
	}
	got := entitiesOf(t, r, article("Talks go on in Oslo.", "credit: Marta Olenko/AP", "code: var Oslo = Bergen", "Oslo waits."))
	if d := cmp.Diff([]string{"place Oslo ×2"}, got); d != "" {
		t.Error(d)
	}
}

func TestAgencyOfADatelineIsNoEntity(t *testing.T) {
	got := entitiesOf(t, recogniser(t), article("NAIROBI, April 24 (Reuters) - Police in Nairobi fired tear gas."))
	if d := cmp.Diff([]string{"place Nairobi ×2"}, got); d != "" {
		t.Error(d)
	}
}

func TestBlocksAreApart(t *testing.T) {
	r := recogniser(t)
	a := article("headline: MAYOR OF BERGEN RESIGNS", "item: Bergen", "item: Stavanger", "table: Oslo\t12\nBergen\t7")
	rec := r.Recognise(context.Background(), a)
	for _, e := range rec.Entities {
		for _, m := range e.Mentions {
			if s := a.Text[m.Start:m.End]; strings.ContainsAny(s, "\n\t") {
				t.Errorf("%q goes over the end of a block or a cell", s)
			}
		}
	}
	find(t, rec, "Stavanger")
}

func TestHeadlineTakesTheBodysDecision(t *testing.T) {
	a := article("headline: OLENKO WINS THE RACE IN GHENT", "Marta Olenko won in Ghent on Sunday.", "Olenko was ahead from the start.", "Ghent cheered.")
	rec := recogniser(t).Recognise(context.Background(), a)
	if e := find(t, rec, "Marta Olenko"); len(e.Mentions) != 3 {
		t.Errorf("Olenko has %d mentions, want 3", len(e.Mentions))
	}
	if e := find(t, rec, "Ghent"); len(e.Mentions) != 3 {
		t.Errorf("Ghent has %d mentions, want 3", len(e.Mentions))
	}
}

func TestJoin(t *testing.T) {
	r := recogniser(t)
	for _, c := range []struct{ text, name, want string }{
		{"Officials in the U.S. agreed.", "United States", "united states"},
		{"He lives in America.", "United States", "united states"},
		{"Rockets fell on Kiev at night.", "Kyiv", "kyiv"},
		{"Zelensky said on Monday that he would travel.", "Zelensky", "volodymyr zelenskyy"},
		{"Marit Ellingsen was elected mayor.", "Marit Ellingsen", "marit ellingsen"},
		{"Mayor Ellingsen was elected again, and Ellingsen said so.", "Ellingsen", ""},
		{"Karl Boström and Eva Boström said that Boström had agreed.", "Boström", ""},
		{"The Foreign Office and the U.N. agreed.", "United Nations", "united nations"},
	} {
		if e := find(t, r.RecogniseText(c.text), c.name); e.Join != c.want {
			t.Errorf("%q: %s joins as %q, want %q", c.text, c.name, e.Join, c.want)
		}
	}
}

// TestSeeds checks what the two seeds must show, in their own paragraphs.
func TestSeeds(t *testing.T) {
	dir := corpora.Dir(t, "../seeds")
	r := recogniser(t)
	want := map[string]map[string]string{ // file: form and the entity that it must be in
		"000": {"Trump": "Donald Trump", "Putin": "Vladimir Putin", "Witkoff": "Steve Witkoff", "St. Petersburg": "St Petersburg"},
		"002": {"Trump": "Donald Trump", "Vladimir": "Vladimir Putin", "Putin": "Vladimir Putin", "KYIV": "Kyiv", "Rubio": "Marco Rubio",
			"Jonas Gahr Stoere": "Jonas Gahr Store", "Bruce": "Tammy Bruce"},
	}
	for prefix, forms := range want {
		files, err := filepath.Glob(filepath.Join(dir, prefix+"_*.txt"))
		if err != nil || len(files) != 1 {
			t.Fatalf("seed %s: %v, %v", prefix, files, err)
		}
		b, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		rec := r.RecogniseText(string(b))
		for form, name := range forms {
			if e := find(t, rec, name); !slices.Contains(e.Aliases, form) {
				t.Errorf("%s: %s goes by %q, want %q too", prefix, name, e.Aliases, form)
			}
		}
	}
}

// TestNamesInCapitalsAreShownAsNames has names that the text has in capitals
// alone.
func TestNamesInCapitalsAreShownAsNames(t *testing.T) {
	r := recogniser(t)
	for text, name := range map[string]string{
		"SEOUL (AP) — It rained on Monday.":                        "Seoul",
		"PORT-AU-PRINCE, May 3 (Reuters) - It rained.":             "Port-au-Prince",
		"MARGARET O’BRIEN TO RUN FOR MAYOR":                        "Margaret O’Brien",
		"THE HAGUE, Netherlands (AP) — It rained on Monday.":       "The Hague",
		"RIO DE JANEIRO (AP) — It rained on Monday.":               "Rio de Janeiro",
		"It was signed by UNICEF and the UNHCR on Monday, he said": "UNICEF",
	} {
		find(t, r.RecogniseText(text), name)
	}
}
