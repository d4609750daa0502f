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
// {O Reuters}: people, locations and organisations. What means a name without
// being one is marked as {P~ the envoy|Ana Ruiz}.
func Inline(marked string) (Text, error) {
	var t Text
	var text strings.Builder
	for i := 0; i < len(marked); {
		switch marked[i] {
		case '{':
			end := strings.IndexAny(marked[i+1:], "{}") + i + 1
			if end <= i || marked[end] != '}' {
				return t, fmt.Errorf("byte %d: the name isn't closed, or another is in it", i)
			}
			shown, err := t.mark(marked[i+1:end], text.Len())
			if err != nil {
				return t, fmt.Errorf("byte %d: %w", i, err)
			}
			text.WriteString(shown)
			i = end
		case '}':
			return t, fmt.Errorf("byte %d: } closes nothing", i)
		default:
			text.WriteByte(marked[i])
		}
		i++
	}
	t.Text = text.String()
	return t, nil
}

// mark notes what stands between braces, at a byte of the text, and answers
// with what the text shows of it.
func (t *Text) mark(inside string, at int) (string, error) {
	head, shown, ok := strings.Cut(inside, " ")
	letter, nominal := strings.CutSuffix(head, "~")
	kind := strings.Index("PLO", letter)
	if !ok || len(letter) != 1 || kind < 0 {
		return "", fmt.Errorf("want {P …}, {L …} or {O …}, or with P~ a phrase, a bar and the name that it means")
	}
	of := ""
	if nominal {
		shown, of, ok = strings.Cut(shown, "|")
	}
	if shown == "" || nominal && of == "" || !ok {
		return "", fmt.Errorf("nothing is marked, or no name is meant, in {%s}", inside)
	}
	name := Name{at, at + len(shown), data.Kinds[kind]}
	if nominal {
		t.Nominals = append(t.Nominals, Nominal{name, of})
	} else {
		t.Names = append(t.Names, name)
	}
	return shown, nil
}
