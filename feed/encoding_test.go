package feed

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

// TestEncodings: text files of older encodings are read as what they say.
func TestEncodings(t *testing.T) {
	for _, c := range []struct {
		name     string
		encoding encoding.Encoding
		text     string
	}{
		{"windows-1252", charmap.Windows1252, "The café in Reykjavík was closed. María López, who runs it, had gone to Zürich – “for a week”, said the note on the door."},
		{"windows-1251", charmap.Windows1251, "Сегодня в городе идёт снег. Кафе на углу закрыто, и записка на двери говорит, что хозяйка вернётся через неделю."},
		{"shift_jis", japanese.ShiftJIS, "今日は雪が降っています。 角の喫茶店は閉まっていて、扉の紙には、主人は一週間後に戻ると書いてあります。"},
	} {
		src, err := c.encoding.NewEncoder().String(c.text)
		if err != nil {
			t.Fatal(err)
		}
		a, err := Parse([]byte(src+"\n"), "note.txt", time.UTC)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if !strings.Contains(strings.ReplaceAll(a.Text, "\n\n", " "), strings.Fields(c.text)[1]) || strings.ContainsRune(a.Text, '\ufffd') {
			t.Errorf("%s: read as %q", c.name, a.Text)
		}
	}
}
