package quote_test

import (
	"slices"
	"strings"
	"testing"

	"dateline/data"
	"dateline/feed/entity/quote"
	"dateline/feed/entity/token"

	"github.com/google/go-cmp/cmp"
)

// cast is who is known in the tests of single sentences.
var cast = []struct {
	kind  data.Kind
	forms []string
}{
	{data.Person, []string{"Anna Ruiz", "Ruiz"}},
	{data.Person, []string{"John Hardie", "Hardie"}},
	{data.Organisation, []string{"Met Office"}},
	{data.Organisation, []string{"Ministry of Fisheries"}},
	{data.Place, []string{"Kyiv"}},
}

// parts cuts a text into its lines and finds the names of the cast in it.
func parts(text string) (*token.Text, []quote.Passage, []data.LocalEntity) {
	t := &token.Text{}
	t.Reset(text)
	t.Add(0, len(text))
	var entities []data.LocalEntity
	for _, c := range cast {
		e := data.LocalEntity{Kind: c.kind, Name: c.forms[0]}
		for at := 0; at < len(text); {
			form := slices.IndexFunc(c.forms, func(f string) bool { return strings.HasPrefix(text[at:], f) })
			if form < 0 {
				at++
				continue
			}
			e.Mentions = append(e.Mentions, data.LocalMention{Start: at, End: at + len(c.forms[form])})
			at += len(c.forms[form])
		}
		if len(e.Mentions) > 0 {
			entities = append(entities, e)
		}
	}
	return t, []quote.Passage{{Start: 0, End: len(text), Kind: data.Paragraph}}, entities
}

// found lists the quotations of a text as "speaker: words".
func found(text string) []string {
	tokens, passages, entities := parts(text)
	var out []string
	for _, q := range quote.Find(tokens, passages, entities) {
		speaker := "?"
		if q.Speaker >= 0 {
			speaker = entities[q.Speaker].Name
		}
		out = append(out, speaker+": "+text[q.Start:q.End])
	}
	return out
}

func TestCues(t *testing.T) {
	for text, want := range map[string][]string{
		`“We go,” Ruiz said.`:                                             {"Anna Ruiz: We go,"},
		`“We go,” said Ruiz.`:                                             {"Anna Ruiz: We go,"},
		`“We go?” Ruiz tearfully asked.`:                                  {"Anna Ruiz: We go?"},
		`“We go,” the family said.`:                                       {"?: We go,"},
		`“We go”, says Anna Ruiz, 45, a nurse.`:                           {"Anna Ruiz: We go"},
		`“We go,” the director of the clinic, Anna Ruiz, told reporters.`: {"Anna Ruiz: We go,"},
		`“We go,” said Hardie’s lawyer, Anna Ruiz.`:                       {"Anna Ruiz: We go,"},
		`“We go,” said Hardie’s lawyer.`:                                  {"?: We go,"},
		`“We go,” said planetary geologist Anna Ruiz of Kyiv.`:            {"Anna Ruiz: We go,"},
		`“We go,” said a spokesman for the Met Office.`:                   {"Met Office: We go,"},
		`“We go,” a Met Office spokeswoman said.`:                         {"Met Office: We go,"},
		`“We go,” the Ministry of Fisheries said in a statement.`:         {"Ministry of Fisheries: We go,"},
		`“We go,” according to Hardie.`:                                   {"John Hardie: We go,"},
		`“We go,” Ruiz and Hardie said.`:                                  {"?: We go,"},
		`“We go,” said the mayor of Kyiv.`:                                {"?: We go,"},
		`“We go,” Kyiv said.`:                                             {"Kyiv: We go,"},
		`“We go,” said Ruiz, “and we stay.”`:                              {"Anna Ruiz: We go,", "Anna Ruiz: and we stay."},
		`“We go,” said Ruiz. “We stay.”`:                                  {"Anna Ruiz: We go,", "Anna Ruiz: We stay."},
		`“We go,” said Ruiz. Hardie shrugged. “We stay.”`:                 {"Anna Ruiz: We go,", "John Hardie: We stay."},
		`Ruiz said: “We go.”`:                                             {"Anna Ruiz: We go."},
		`Ruiz told the BBC, “We go.”`:                                     {"Anna Ruiz: We go."},
		`In a post, Ruiz wrote: “We go.”`:                                 {"Anna Ruiz: We go."},
		`Of the plan Ruiz said: “We go.”`:                                 {"Anna Ruiz: We go."},
		`Ruiz came. To the mayor she had two words: “We go.”`:             {"Anna Ruiz: We go."},
		`Ruiz had another view: “We go.”`:                                 {"Anna Ruiz: We go."},
		`According to Ruiz: “We go.”`:                                     {"Anna Ruiz: We go."},
		`Ruiz’s answer: “We go.”`:                                         {"Anna Ruiz: We go."},
		`Asked about the “fleet”, Ruiz laughed. “Which fleet is that?”`:   {"Anna Ruiz: Which fleet is that?"},
		`“We go,” said one of the nurses, Anna Ruiz, 45.`:                 {"Anna Ruiz: We go,"},
		`“We go,” said one of the nurses.`:                                {"?: We go,"},
		`“We go,” said a visibly angry Ruiz.`:                             {"Anna Ruiz: We go,"},
		`Ruiz — who hadn’t slept — said, “We go.”`:                        {"Anna Ruiz: We go."},
		`Ruiz -- who hadn’t slept -- said, "We go."`:                      {"Anna Ruiz: We go."},
		`Ruiz, who met Hardie, replied: “We go.”`:                         {"Anna Ruiz: We go."},
		`Ruiz called it “grim,” and added, “We go,” while smiling.`:       {"Anna Ruiz: We go,"},
		`Ruiz was asked: “Do we go?”`:                                     nil,
		`The sign says: “We go.”`:                                         nil,
	} {
		if d := cmp.Diff(want, found(text)); d != "" {
			t.Errorf("%s\n%s", text, d)
		}
	}
}

func TestPronouns(t *testing.T) {
	for text, want := range map[string][]string{
		"“We go,” said Ruiz.\n“We stay,” she said.":                                                    {"Anna Ruiz: We go,", "Anna Ruiz: We stay,"},
		"“We go,” said Mr. Hardie.\n“We stay,” she said.":                                              {"John Hardie: We go,", "?: We stay,"},
		"“We go,” said Anna Ruiz.\nThe director, John Hardie, called it “grim.”\nHe added: “We stay.”": {"Anna Ruiz: We go,", "John Hardie: We stay."},
		"“We go,” said Ruiz of Hardie.\nThe post will go. “We stay,” she said.":                        {"Anna Ruiz: We go,", "Anna Ruiz: We stay,"},
		"Ruiz met Hardie. “We stay,” she said.":                                                        {"Anna Ruiz: We stay,"},
		"“We go,” said Ruiz.\nHardie arrived with his wife.\n“No,” he said.":                           {"Anna Ruiz: We go,", "John Hardie: No,"},
		"Rovers coach Anna Ruiz was late.\n“We go,” the coach said.":                                   {"Anna Ruiz: We go,"},
		"“We go,” the Met Office said. “We stay,” it added.":                                           {"Met Office: We go,", "Met Office: We stay,"},
	} {
		if d := cmp.Diff(want, found(text)); d != "" {
			t.Errorf("%s\n%s", text, d)
		}
	}
}

func TestMarks(t *testing.T) {
	for text, want := range map[string][]string{
		`"We go," Ruiz said.`:                                                      {"Anna Ruiz: We go,"},
		`'It's the boys' boat, and we're going,' Ruiz said.`:                       {"Anna Ruiz: It's the boys' boat, and we're going,"},
		`‘It’s the boys’ boat’, Ruiz said, ‘and we’re going.’`:                     {"Anna Ruiz: It’s the boys’ boat", "Anna Ruiz: and we’re going."},
		`«We go,» Ruiz said.`:                                                      {"Anna Ruiz: We go,"},
		`»We go,« Ruiz said.`:                                                      {"Anna Ruiz: We go,"},
		`„We go,“ Ruiz said.`:                                                      {"Anna Ruiz: We go,"},
		`„We go,” Ruiz said.`:                                                      {"Anna Ruiz: We go,"},
		`“I said, ‘We go,’ and we went,” Ruiz said.`:                               {"Anna Ruiz: I said, ‘We go,’ and we went,"},
		`“There is “no boat” here,” Ruiz said.`:                                    {"Anna Ruiz: There is “no boat” here,"},
		"“We go,” Ruiz said. “Then we stay.\n“Then we go again.”":                  {"Anna Ruiz: We go,", "Anna Ruiz: Then we stay.", "Anna Ruiz: Then we go again."},
		"RUIZ: We go.\nHARDIE: We stay.\nRUIZ: Then stay. Anna Ruiz.\nJohn Hardie": {"Anna Ruiz: We go.", "John Hardie: We stay.", "Anna Ruiz: Then stay. Anna Ruiz."},
	} {
		if d := cmp.Diff(want, found(text)); d != "" {
			t.Errorf("%s\n%s", text, d)
		}
	}
}

// TestBesideTranscripts has quotations before, between and after turns.
func TestBesideTranscripts(t *testing.T) {
	text := "“A,” Ruiz said.\nRUIZ: One.\n“B,” said Hardie.\nHARDIE: Two.\nRUIZ: Three.\n“C,” said John Hardie. Anna Ruiz"
	want := []string{"Anna Ruiz: A,", "Anna Ruiz: One.", "John Hardie: B,", "John Hardie: Two.", "Anna Ruiz: Three.", "John Hardie: C,"}
	if d := cmp.Diff(want, found(text)); d != "" {
		t.Error(d)
	}
}

// TestNoSpeech has what stands in quotation marks without being said.
func TestNoSpeech(t *testing.T) {
	for _, text := range []string{
		`Ruiz spoke of “a lot of progress”.`,
		`Ruiz said the talks were “compelling.”`,
		`“The Crown,” a series, made Ruiz known.`,
		`Her book, “The Long Way Home,” was praised, Ruiz said.`,
		`The “ghost fleet” is Hardie's.`,
		`They called the plan “Road.”`,
		`Hardie agreed to return what he got from the use of “We.”`,
		`The pipe is 6" wide and 5' long, said Ruiz.`,
		`He was born in the '90s, Ruiz said, and 'twas late.`,
		`Ruiz: a life in pictures`,
		`‘Dear colleague,’ it began.`,
		`'Why Don't You Go And Fight For Them?'`,
	} {
		if got := found(text); got != nil {
			t.Errorf("%s\nis taken for speech: %q", text, got)
		}
	}
}
