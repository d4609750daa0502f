package charsets

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

func encode(t testing.TB, e encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatalf("%q: %v", s, err)
	}
	return b
}

func TestDecode(t *testing.T) {
	latin, utf16le := charmap.ISO8859_1, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	declared := func(name, text string) string { return "<?xml version='1.0' encoding='" + name + "'?><a>" + text }
	tests := []struct {
		name, contentType, text string
		src                     []byte
	}{
		{"nothing said", "", "<a>Brévik", []byte("<a>Brévik")},
		{"declared", "", declared("iso-8859-1", "Brévik"), encode(t, latin, declared("iso-8859-1", "Brévik"))},
		{"declared behind a comment", "", "<!-- > -->" + declared("iso-8859-1", "é"), encode(t, latin, "<!-- > -->"+declared("iso-8859-1", "é"))},
		{"the header wins", "text/xml; charset=windows-1251", declared("iso-8859-1", "Привет"), encode(t, charmap.Windows1251, declared("iso-8859-1", "Привет"))},
		{"the header in apostrophes", "application/rss+xml;charset = 'koi8-r'", "<a>Привет", encode(t, charmap.KOI8R, "<a>Привет")},
		{"UTF-8 declared as another", "text/xml; charset=iso-8859-1", "<a>Brévik", []byte("<a>Brévik")},
		{"UTF-8 with a mark", "", "<a>é", []byte("\xef\xbb\xbf<a>é")},
		{"UTF-8 with a broken byte", "", "<a>ééééééééééé é\ufffd.", []byte("<a>ééééééééééé é\xe9.")},
		{"UTF-16 with a mark", "", "<a>é", append([]byte{0xff, 0xfe}, encode(t, utf16le, "<a>é")...)},
		{"UTF-16 without one", "", declared("utf-16", "é"), encode(t, utf16le, declared("utf-16", "é"))},
		{"UTF-16 big", "", "<a>é", append([]byte{0xfe, 0xff}, encode(t, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "<a>é")...)},
		{"UTF-32", "", "<a>é", encode(t, utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), "<a>é")},
		{"UTF-32 little", "", "<a>é", append([]byte{0xff, 0xfe, 0, 0}, encode(t, utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), "<a>é")...)},
		{"said to be UTF-16, and isn't", "", declared("utf-16", "é"), []byte(declared("utf-16", "é"))},
		{"unknown name", "text/xml; charset=x-klingon", "<a>caf“é”", encode(t, charmap.Windows1252, "<a>caf“é”")},
		{"declared wrongly", "", declared("utf-8", "une école déjà fermée"), encode(t, latin, declared("utf-8", "une école déjà fermée"))},
		{"shifted", "text/xml; charset=iso-2022-jp", "<a>日本", encode(t, japanese.ISO2022JP, "<a>日本")},
		{"controls for quotes", "", "<a>don’t", []byte("<a>don\u0092t")},
		{"empty", "", "", nil},
	}
	for _, tt := range tests {
		if got, name := Decode(tt.src, tt.contentType); string(got) != tt.text {
			t.Errorf("%s: %q in %s, want %q", tt.name, got, name, tt.text)
		}
	}
}

// TestGuess: a few sentences tell their encoding. They are our own.
func TestGuess(t *testing.T) {
	chinese := "港口昨天关闭了，因为一台起重机倒在航道上。我们不知道什么时候可以再开，他说。这个城市的人都在等着看结果，没有人能告诉他们问题出在哪里。"
	tests := []struct {
		name     string
		encoding encoding.Encoding
		text     string
	}{
		{"gb18030", simplifiedchinese.GBK, chinese},
		{"big5", traditionalchinese.Big5, "港口昨天關閉了，因為一台起重機倒在航道上。我們不知道什麼時候可以再開，他說。這個城市的人都在等著看結果，沒有人能告訴他們問題出在哪裡。"},
		{"euc-kr", korean.EUCKR, "어제 항구가 폐쇄되었다. 크레인이 수로에 쓰러졌기 때문이다. 언제 다시 열릴지 알 수 없다고 그는 말했다. 도시 사람들은 모두 결과를 기다리고 있다."},
		{"euc-jp", japanese.EUCJP, "昨日、クレーンが水路に倒れたため、港は閉鎖された。いつ再開できるかは分からない、と彼は言った。町の人々はみな結果を待っている。"},
		{"shift_jis", japanese.ShiftJIS, "昨日、クレーンが水路に倒れたため、港は閉鎖された。いつ再開できるかは分からない、と彼は言った。町の人々はみな結果を待っている。"},
		{"windows-1251", charmap.Windows1251, "Вчера порт закрыли, потому что кран упал в канал. Неизвестно, когда его откроют снова, сказал он."},
		{"koi8-r", charmap.KOI8R, "Вчера порт закрыли, потому что кран упал в канал. Неизвестно, когда его откроют снова, сказал он."},
		{"ibm866", charmap.CodePage866, "Вчера порт закрыли, потому что кран упал в канал. Неизвестно, когда его откроют снова, сказал он."},
		{"windows-1255", charmap.Windows1255, "הנמל נסגר אתמול לאחר שמנוף נפל אל תוך התעלה. לא ידוע מתי ייפתח שוב, אמר ראש העיר לתושבים."},
		{"windows-1253", charmap.Windows1253, "Το λιμάνι έκλεισε χθες επειδή ένας γερανός έπεσε στο κανάλι. Δεν είναι γνωστό πότε θα ανοίξει ξανά, είπε."},
		{"windows-874", charmap.Windows874, "ท่าเรือปิดเมื่อวานนี้เพราะปั้นจั่นล้มลงในร่องน้ำ ยังไม่รู้ว่าจะเปิดอีกเมื่อไร เขากล่าว"},
		{"windows-1256", charmap.Windows1256, "أغلق الميناء أمس بعد أن سقطت رافعة في القناة، ولا أحد يعرف متى يفتح من جديد، كما قال رئيس البلدية للسكان."},
		{"windows-1252", charmap.Windows1252, "L’école a été fermée hier à cause de la grève, a déclaré le maire à des élèves étonnés."},
	}
	for _, tt := range tests {
		src := encode(t, tt.encoding, "<rss><channel><title>"+tt.text+"</title></channel></rss>")
		text, name := Decode(src, "")
		if name != tt.name || !strings.Contains(string(text), tt.text) {
			t.Errorf("%s was taken for %s: %q", tt.name, name, text)
		}
	}
}

// TestNames: every encoding of the web's standard can be declared.
func TestNames(t *testing.T) {
	for _, label := range []string{"latin1", "l2", "cp1252", "x-sjis", "gb2312", "ks_c_5601-1987", "tis-620", "mac", "iso-8859-15", "IBM437", "us-ascii", "windows-31j"} {
		if e, _ := lookup(label); e == nil {
			t.Errorf("%s isn't known", label)
		}
	}
	if e, _ := charset.Lookup("utf-16"); e == nil {
		t.Error("the standard's table is gone")
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("<?xml version='1.0' encoding='gb2312'?>\xb8\xdb"), "text/xml; charset=big5")
	f.Add([]byte("\xff\xfe<\x00"), "")
	f.Fuzz(func(t *testing.T, src []byte, contentType string) {
		text, name := Decode(src, contentType)
		if name == "utf-8" && utf8.Valid(src) && len(text) > len(src)*2 {
			t.Errorf("%q became %q", src, text)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	for name, src := range map[string][]byte{
		"UTF-8":   []byte(strings.Repeat("<p>The harbour of Brévik was closed.</p>", 5000)),
		"guessed": encode(b, korean.EUCKR, strings.Repeat("<p>어제 항구가 폐쇄되었다. 크레인이 수로에 쓰러졌기 때문이다.</p>\n", 3000)),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				Decode(src, "")
			}
		})
	}
}
