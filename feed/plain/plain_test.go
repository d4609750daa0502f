package plain

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/feed/block/blocktest"
)

// paragraphs are sentences of our own for the tables.
const (
	p1 = "The harbour of Brevik was closed for a third day on Monday after a crane fell across the only channel that the ferries use, the port authority said."
	p2 = "“Nobody was hurt, and that is what counts,” said Marit Aune, who leads the authority, adding that divers would go down once the wind had dropped."
	p3 = "Two ships with grain from Gdansk were sent to Larvik instead, and some 400 passengers spent the night in a sports hall that the town had opened for them."
	p4 = "It wasn’t clear when the crane, which was built in 1987 and had been inspected in March, could be lifted."
)

func TestParse(t *testing.T) {
	body := "\nparagraph: " + p1 + "\nparagraph: " + p2 + "\nparagraph: " + p3 + "\nparagraph: " + p4
	tests := []struct{ name, in, title, want string }{
		{"paragraphs parted by empty lines", p1 + "\n\n" + p2 + "\n\n" + p3 + "\n\n" + p4 + "\n", "The harbour of Brevik was closed for a third day on Monday after a crane fell across the…", body},
		{"one paragraph a line", p1 + "\n" + p2 + "\n" + p3 + "\n" + p4, "The harbour of Brevik was closed for a third day on Monday after a crane fell across the…", body},
		{"appeal, headline twice, deck, caption twice, nags below",
			"Support our work\n\nFallen crane closes Brevik harbour for a third day\n\nFerries are diverted while divers wait for the wind to drop.\nThe crane lies across the channel at Brevik on Monday.\nThe crane lies across the channel at Brevik on Monday. Photo: Ola Nes/NTB\nFallen crane closes Brevik harbour for a third day\n\n" +
				p1 + "\n\n" + p2 + "\n\n" + p3 + "\n\n" + p4 +
				"\n\nYou have read this far, and we are glad. Our small newsroom lives on readers like you: with your support we keep our pages open to all. Become a member or donate what you can, and help us go on.\n\nFound an error? Write to us\n\nShare this article\n\n    The Brevik Courier\n\n    Related stories\n\n    Leave a comment",
			"Fallen crane closes Brevik harbour for a third day", "\nheadline: Fallen crane closes Brevik harbour for a third day\ndeck: Ferries are diverted while divers wait for the wind to drop.\ncaption: The crane lies across the channel at Brevik on Monday.\ncredit: Photo: Ola Nes/NTB" + body},
		{"captions with credits between paragraphs",
			p1 + "\n\nThe crane lies across the channel at Brevik on Monday.\nOla Nes/NTB via AP\n" + p2 + "\n" + p3 + "\n\nPassengers wait in a sports hall in Brevik, Norway, on Monday night.\nKari Vik/The Courier\n" + p4 + "\nLeave a Reply",
			"The harbour of Brevik was closed for a third day on Monday after a crane fell across the…",
			"\nparagraph: " + p1 + "\ncaption: The crane lies across the channel at Brevik on Monday.\ncredit: Ola Nes/NTB via AP\nparagraph: " + p2 + "\nparagraph: " + p3 +
				"\ncaption: Passengers wait in a sports hall in Brevik, Norway, on Monday night.\ncredit: Kari Vik/The Courier\nparagraph: " + p4},
		{"dump of a page with navigation",
			"Skip to content\n\n  • Home\n  • News\n      □ World\n      □ Sport\n  • Contact\n\n[logo]\n\nSearch [          ] Search\n\nFallen crane closes Brevik harbour\n\nBy Liv Dahl\nApril 28, 2025 at 6:30 PM\n\n  • Facebook\n  • Twitter\n\n" +
				p1 + "\n\n" + p2 + "\n\nAdvertisement\n\n" + p3 + "\n\n" + p4 + "\n\nRead more\n\n  • Bus drivers in Skien vote to strike\n  • Five walks along the coast\n  • Why the herring came back\n\n© 2025 The Brevik Courier. All rights reserved.\nPrivacy policy | Terms of use | Cookies\n",
			"Fallen crane closes Brevik harbour", "\nheadline: Fallen crane closes Brevik harbour" + body},
		{"headings and items", p1 + "\n\nWhat happened\n\n" + p2 + "\n\n• the crane fell\n• the channel closed\n\n" + p3,
			"The harbour of Brevik was closed for a third day on Monday after a crane fell across the…",
			"\nparagraph: " + p1 + "\nheading 2: What happened\nparagraph: " + p2 + "\nitem 1: the crane fell\nitem 1: the channel closed\nparagraph: " + p3},
		{"short note", "Ring Liv about the crane.\nBuy bread.", "Ring Liv about the crane", "\nparagraph: Ring Liv about the crane.\nparagraph: Buy bread."},
		{"note of furniture alone", "Subscribe to our newsletter", "Subscribe to our newsletter", "\nparagraph: Subscribe to our newsletter"},
		{"poem", "The crane came down at dawn,\nthe gulls went up in white,\nand all the boats that lay\nalong the quay took fright.\n\nNobody rang the bell.", "The crane came down at dawn,",
			"\nparagraph: The crane came down at dawn,\nparagraph: the gulls went up in white,\nparagraph: and all the boats that lay\nparagraph: along the quay took fright.\nparagraph: Nobody rang the bell."},
		{"escapes and marks", "The \x1b[31mharbour\x1b[0m is clo\u200bsed.\u202e", "The harbour is closed", "\nparagraph: The harbour is closed."},
		{"addresses", "See https://harbour.example/today for news.", "See https://harbour.example/today for news", "\nparagraph: See https://harbour.example/today for news. [link https://harbour.example/today → https://harbour.example/today]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Parse([]byte(tt.in), time.UTC)
			if err != nil {
				t.Fatal(err)
			}
			blocktest.Check(t, a)
			if diff := cmp.Diff(strings.TrimPrefix(tt.want, "\n")+"\n", blocktest.Dump(a)); diff != "" {
				t.Errorf("blocks (-want +got):\n%s", diff)
			}
			if a.Title != tt.title {
				t.Errorf("the title is %q, want %q", a.Title, tt.title)
			}
		})
	}
}

func TestBylineAndDate(t *testing.T) {
	body := "\n\n" + p1 + "\n\n" + p2 + "\n\n" + p3 + "\n\n" + p4
	tests := []struct{ above, authors, published string }{
		{"By Liv Dahl\nApril 28, 2025", "Liv Dahl", "2025-04-28"},
		{"by Liv Dahl and Ola Nes | 28 Apr 2025 10:15 AM", "Liv Dahl+Ola Nes", "2025-04-28"},
		{"Published: Monday, 28 April 2025", "", "2025-04-28"},
		{"By Liv Dahl, Updated Apr 28, 2025", "Liv Dahl", "2025-04-28"},
		{"The crane came from a yard in Gdansk on April 28, 1987, and was paid for by the state", "", ""},
		{"", "", ""},
	}
	for _, tt := range tests {
		a, err := Parse([]byte("Fallen crane closes Brevik harbour\n\n"+tt.above+body), time.UTC)
		if err != nil {
			t.Fatal(err)
		}
		published := ""
		if !a.Published.IsZero() {
			published = a.Published.Format(time.DateOnly)
		}
		if got := strings.Join(a.Authors, "+"); got != tt.authors || published != tt.published {
			t.Errorf("%q: by %q on %q, want %q on %q", tt.above, got, published, tt.authors, tt.published)
		}
		if !strings.Contains(a.Text, p1) || !strings.Contains(a.Text, p4) {
			t.Errorf("%q: text was lost", tt.above)
		}
	}
}

// wrap breaks text into lines of at most width, as typewriters and mail do.
func wrap(text, indent string, width int) string {
	var b strings.Builder
	n := width
	for i, word := range strings.Fields(text) {
		if i == 0 {
			b.WriteString(indent)
			n = len(indent) - 1
		} else if n+1+len([]rune(word)) > width {
			b.WriteByte('\n')
			n = -1
		} else {
			b.WriteByte(' ')
		}
		b.WriteString(word)
		n += 1 + len([]rune(word))
	}
	return b.String()
}

func TestUnwrap(t *testing.T) {
	poem := "The crane came down at dawn,\nthe gulls went up in white,\nand all the boats that lay\nalong the quay took fright,\nand no one rang the bell\nuntil the fall of night.\n"
	tests := []struct{ name, in, want string }{
		{"book with empty lines", wrap(p1, "", 72) + "\n\n" + wrap(p2, "", 72) + "\n\n" + wrap(p3, "", 72), p1 + "\n\n" + p2 + "\n\n" + p3},
		{"book with indents", wrap(p1, "    ", 66) + "\n" + wrap(p2, "    ", 66) + "\n" + wrap(p3, "    ", 66), "    " + p1 + "\n\n    " + p2 + "\n\n    " + p3},
		{"mail with a list", wrap(p1+" "+p2+" "+p3, "", 76) + "\n\n- bread\n- milk\n", p1 + " " + p2 + " " + p3 + "\n\n- bread\n- milk\n"},
		{"poem", poem, poem},
		{"one paragraph a line", p1 + "\n" + p2 + "\n" + p3, p1 + "\n" + p2 + "\n" + p3},
		{"list", "One thing\nAnother thing\nA third thing\nMilk\nBread\nCheese and ham\n", "One thing\nAnother thing\nA third thing\nMilk\nBread\nCheese and ham\n"},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, unwrap(tt.in)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestNoText(t *testing.T) {
	for _, in := range []string{"", "\n\n", "*** --- ***", "\x1b[31m"} {
		if a, err := Parse([]byte(in), time.UTC); !errors.Is(err, ErrNoText) {
			t.Errorf("Parse(%q) = %v, %v", in, a, err)
		}
	}
}

// hostile is input in which a careless reader would look at all for each part.
func hostile(size int) map[string]string {
	fill := func(piece string) string { return strings.Repeat(piece, size/len(piece)) }
	return map[string]string{
		"lines":    fill("a b\n"),
		"prose":    fill(p1 + "\n"),
		"one line": fill("word "),
		"credits":  fill("A ship. Photo: A/B "),
		"captions": fill("A ship lies in the harbour.\nOla Nes/NTB\n"),
		"brackets": fill("( ["),
		"signs":    fill("Share this\n"),
		"stops":    fill(". "),
		"no end":   fill("a"),
	}
}

func TestHostileInputEndsSoon(t *testing.T) {
	size := 2 << 20
	if testing.Short() {
		size >>= 4 // the race detector makes all of it some ten times slower
	}
	for name, in := range hostile(size) {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			if a, err := Parse([]byte(in), time.UTC); err == nil {
				blocktest.Check(t, a)
			}
			if took := time.Since(start); took > time.Minute {
				t.Errorf("took %v", took)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, in := range hostile(200) {
		f.Add(in)
	}
	f.Add("Title here\n\nBy A B\nApril 1, 2025\n\n" + p1 + "\n\n" + p2 + "\nRelated\n• x\n1. y")
	f.Add(wrap(p1, "  ", 60) + "\n" + wrap(p2, "  ", 60))
	f.Fuzz(func(t *testing.T, in string) {
		if a, err := Parse([]byte(in), time.UTC); err == nil {
			blocktest.Check(t, a)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	in := []byte("Fallen crane closes Brevik harbour\n\n" + strings.Repeat(p1+"\n\n"+p2+"\n\n"+p3+"\n\n"+p4+"\n\n", 5) + "Share this\nRelated posts\n")
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		if _, err := Parse(in, time.UTC); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkHostile parses the largest file that is opened, of each kind.
func BenchmarkHostile(b *testing.B) {
	for name, in := range hostile(16 << 20) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_, _ = Parse([]byte(in), time.UTC)
			}
		})
	}
}
