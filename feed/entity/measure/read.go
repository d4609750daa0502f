package measure

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"dateline/data"
)

var kinds = map[string]data.Kind{"PER": data.Person, "LOC": data.Place, "ORG": data.Organisation}

// Read reads JSON Lines of {"id", "text", "ents": [[start, end, kind], …]}
// with offsets in characters, and returns them in bytes. Kinds other than
// PER, LOC and ORG are left out.
func Read(r io.Reader) ([]Text, error) {
	var out []Text
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<24)
	for n := 1; lines.Scan(); n++ {
		var l struct {
			ID   string               `json:"id"`
			Text string               `json:"text"`
			Ents [][3]json.RawMessage `json:"ents"`
		}
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		t := Text{ID: l.ID, Text: l.Text}
		at := byteOffsets(l.Text)
		for _, e := range l.Ents {
			var start, end int
			var kind string
			if err := unmarshal(e, &start, &end, &kind); err != nil || start < 0 || end < start || end >= len(at) {
				return nil, fmt.Errorf("line %d: name %s isn't start, end and kind in the text", n, e)
			}
			if k, ok := kinds[kind]; ok {
				t.Names = append(t.Names, Name{at[start], at[end], k})
			}
		}
		out = append(out, t)
	}
	return out, lines.Err()
}

func unmarshal(raw [3]json.RawMessage, into ...any) error {
	for i := range into {
		if err := json.Unmarshal(raw[i], into[i]); err != nil {
			return err
		}
	}
	return nil
}

// byteOffsets gives, for each character and for the end, its byte.
func byteOffsets(s string) []int {
	at := make([]int, 0, len(s)+1)
	for i := range s {
		at = append(at, i)
	}
	return append(at, len(s))
}

// Inline reads a text in which names are marked as {P Ana Ruiz}, {L Oslo} and
// {O Reuters}: people, locations and organisations.
func Inline(marked string) (Text, error) {
	var t Text
	var text strings.Builder
	open, kind := -1, data.Person
	for i := 0; i < len(marked); i++ {
		switch c := marked[i]; {
		case c == '{':
			if open >= 0 || i+3 >= len(marked) || marked[i+2] != ' ' || !strings.Contains("PLO", marked[i+1:i+2]) {
				return t, fmt.Errorf("byte %d: want {P …}, {L …} or {O …}, not nested", i)
			}
			open, kind = text.Len(), data.Kinds[strings.IndexByte("PLO", marked[i+1])]
			i += 2
		case c == '}':
			if open < 0 || open == text.Len() {
				return t, fmt.Errorf("byte %d: } closes nothing", i)
			}
			t.Names = append(t.Names, Name{open, text.Len(), kind})
			open = -1
		default:
			text.WriteByte(c)
		}
	}
	if open >= 0 {
		return t, fmt.Errorf("the name at byte %d of the text isn't closed", open)
	}
	t.Text = text.String()
	return t, nil
}
