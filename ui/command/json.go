package command

import (
	"encoding/json"
	"time"

	"github.com/spf13/cobra"

	"dateline/data"
)

// What --json writes: one object a line, every key always there, times in RFC
// 3339 or null, lists never null. Scripts build on these: a key may be added,
// and none changes its meaning or goes.

// articleLine is an article of list, search and show.
type articleLine struct {
	ID        data.ID  `json:"id"`
	Title     string   `json:"title"`
	Source    string   `json:"source"`
	Published *string  `json:"published"`
	Authors   []string `json:"authors"`
	URL       string   `json:"url"`
	Words     int      `json:"words"`
	Unread    bool     `json:"unread"`
	Starred   bool     `json:"starred"`
}

// foundLine is an article of search.
type foundLine struct {
	articleLine
	Exact   bool       `json:"exact"` // all of the query is in it, not only something close
	Snippet string     `json:"snippet"`
	Hits    []spanJSON `json:"hits"` // in the canonical text
}

// wholeLine is an article of show.
type wholeLine struct {
	articleLine
	Text   string      `json:"text"`
	Blocks []blockJSON `json:"blocks"`
}

// spanJSON is a byte range [start,end) of the canonical text.
type spanJSON struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

type blockJSON struct {
	Kind     string `json:"kind"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Level    int    `json:"level"`
	Ordinal  int    `json:"ordinal"`
	Language string `json:"language"`

	Inlines []inlineJSON `json:"inlines"`
}

type inlineJSON struct {
	Kind  string `json:"kind"`
	Start int    `json:"start"`
	End   int    `json:"end"`
	URL   string `json:"url"` // of a link, else empty
}

// entityLine is an entity of entities.
type entityLine struct {
	entityJSON
	Mentions []mentionJSON `json:"mentions"`
}

// entityJSON is who or what an entity is.
type entityJSON struct {
	ID      data.EntityID `json:"id"`
	Name    string        `json:"name"`
	Kind    string        `json:"kind"`
	Aliases []string      `json:"aliases"`
	whereJSON
	Description string         `json:"description"`
	Related     []relationJSON `json:"related"`
}

func whoOf(e data.Entity) entityJSON {
	return entityJSON{e.ID, e.Name, e.Kind.String(), list(e.Aliases), whereOf(e.Location), e.Description, relationsOf(e.Related)}
}

// relationJSON is what an entity is tied to and kept apart from.
type relationJSON struct {
	How  string `json:"how"`
	Kind string `json:"kind"`
	Name string `json:"name"`
}

func relationsOf(all []data.Relation) []relationJSON {
	related := make([]relationJSON, 0, len(all))
	for _, r := range all {
		related = append(related, relationJSON{r.How, r.Kind.String(), r.Name})
	}
	return related
}

// whereJSON is where a place is: all null where that isn't known, and of who
// and what is no place; the country is empty for seas and for what lies in
// several.
type whereJSON struct {
	Country *string  `json:"country"`
	Lat     *float64 `json:"lat"`
	Lon     *float64 `json:"lon"`
}

func whereOf(l *data.Location) whereJSON {
	if l == nil {
		return whereJSON{}
	}
	return whereJSON{&l.Country, &l.Lat, &l.Lon}
}

// mentionJSON is a mention within an entityLine.
type mentionJSON struct {
	Article  data.ID `json:"article"`
	Start    int     `json:"start"`
	End      int     `json:"end"`
	Text     string  `json:"text"`
	Sentence string  `json:"sentence"`
}

// mentionLine is a mention of mentions.
type mentionLine struct {
	Article  data.ID `json:"article"`
	Title    string  `json:"title"`
	Start    int     `json:"start"`
	End      int     `json:"end"`
	Text     string  `json:"text"`
	Sentence string  `json:"sentence"`
	Softer   bool    `json:"softer"` // means the name without being one: "the envoy"
	whereJSON
}

// jsonFlag gives a command its --json.
func jsonFlag(cmd *cobra.Command) *bool {
	return cmd.Flags().Bool("json", false, "one JSON object a line")
}

// quoteLine is a quotation of quotes.
type quoteLine struct {
	Article   data.ID       `json:"article"`
	Title     string        `json:"title"`
	Start     int           `json:"start"`
	End       int           `json:"end"`
	Text      string        `json:"text"`
	Speaker   string        `json:"speaker"` // empty where nobody is known
	SpeakerID data.EntityID `json:"speaker_id"`
	Cue       string        `json:"cue"` // the words that say who speaks, if any
}

// write writes a value as one line of JSON.
func (r *run) write(value any) error {
	encoder := json.NewEncoder(r.out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}

// line is a row as JSON.
func (r *run) line(row data.Row) articleLine {
	return articleLine{
		ID: row.ID, Title: row.Title, Source: row.Source, Published: stamp(row.Published, r.Zone),
		Authors: list(row.Authors), URL: row.URL, Words: row.Words, Unread: !row.Read, Starred: row.Starred,
	}
}

// blocks are the blocks of an article as JSON.
func blocks(a *data.Article) []blockJSON {
	all := make([]blockJSON, 0, len(a.Blocks))
	for _, b := range a.Blocks {
		inlines := make([]inlineJSON, 0, len(b.Inlines))
		for _, in := range b.Inlines {
			set := inlineJSON{Kind: in.Kind.String(), Start: in.Start, End: in.End}
			if in.Kind == data.Anchor && in.Link >= 0 && in.Link < len(a.Links) {
				set.URL = a.Links[in.Link].URL
			}
			inlines = append(inlines, set)
		}
		all = append(all, blockJSON{b.Kind.String(), b.Start, b.End, b.Level, b.Ordinal, b.Lang, inlines})
	}
	return all
}

// stamp is a time in RFC 3339, or nil for none.
func stamp(t time.Time, zone *time.Location) *string {
	if t.IsZero() {
		return nil
	}
	text := t.In(zone).Format(time.RFC3339)
	return &text
}

// list is a slice that JSON writes as a list even when it is empty.
func list[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}
