package charsets

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// The characters that are most frequent in a language's running text, by the
// order in which frequency lists have them. Half of a text or so is of these.
const (
	kana        = "のにはをたがでてとしれさあるいもなこっらかりくんよきまおすだうえけせそつやわどばべめ、。ーンスルトイアリクラシドレジタフロマテ"
	simplified  = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运。，、：“”"
	traditional = "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運。，、：「」"
	hangul      = "이다는에의을가고하지로한은도를인사기자서대어들리나있아해으수시그일정보과것게라만스제전부면여장주와상원까했구조국공성동년거었것비신오습니합안생문때미개경더할금용위방선적세관계등트드라무우화치학회되데연내모출진체발교속말러마"
	cyrillic    = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфё"
	hebrew      = "יוהלאתרבמשנדחכקעפצגטזסםןךףץ"
	greek       = "αοιετσνηυρπκμλςωόήίάέγδθχφύβώ"
	thai        = "านรอกเงมยลวดทสตะปบคหแจพชขใไโผซถณศษัิีึืุู่้์ำๆ"
	arabic      = "الينمرتوهعدبسفقكحجشصطخذضزظغثءأإآىئؤة"
)

// candidates are the encodings that are guessed at.
var candidates = []struct {
	name     string
	encoding encoding.Encoding
	common   string
}{
	{"gb18030", simplifiedchinese.GB18030, simplified},
	{"big5", traditionalchinese.Big5, traditional},
	{"euc-kr", korean.EUCKR, hangul},
	{"euc-jp", japanese.EUCJP, kana},
	{"shift_jis", japanese.ShiftJIS, kana},
	{"windows-1251", charmap.Windows1251, cyrillic},
	{"koi8-r", charmap.KOI8R, cyrillic},
	{"ibm866", charmap.CodePage866, cyrillic},
	{"iso-8859-5", charmap.ISO8859_5, cyrillic},
	{"windows-1255", charmap.Windows1255, hebrew},
	{"windows-1253", charmap.Windows1253, greek},
	{"windows-874", charmap.Windows874, thai},
	{"windows-1256", charmap.Windows1256, arabic},
}

// Limits of guessing.
const (
	sampleSize = 64 << 10 // bytes that are looked at
	// A guess needs this share of its text in its language's most frequent
	// characters: in another language's bytes they are a quarter at most.
	minShare = 0.4
	// And this much more of it than ASCII has: text in Latin letters has a
	// character beyond ASCII here and there, never runs of them.
	minRun = 0.5
)

// guess decodes src in the encoding whose language's most frequent characters
// make up most of it beyond ASCII, else in windows-1252, which never fails.
func guess(src []byte) ([]byte, string) {
	sample := sampleOf(src)
	var best encoding.Encoding = charmap.Windows1252
	bestName, bestShare := "windows-1252", minShare
	if mostlyUTF8(src) {
		return bytes.ToValidUTF8(src, []byte("\ufffd")), "utf-8"
	}
	if runs(sample) >= minRun {
		for _, c := range candidates {
			text, ok := with(c.encoding, sample)
			if !ok {
				continue
			}
			if got := share(string(text), c.common); got > bestShare {
				best, bestName, bestShare = c.encoding, c.name, got
			}
		}
	}
	text, err := best.NewDecoder().Bytes(src)
	if err != nil {
		return src, bestName
	}
	return text, bestName
}

// sampleOf is the part of src that is looked at: its lines with characters
// beyond ASCII, whole, so that no character of two bytes is parted.
func sampleOf(src []byte) []byte {
	var sample []byte
	for line := range bytes.Lines(src) {
		if bytes.IndexFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
			sample = append(sample, line[:min(len(line), sampleSize)]...)
		}
		if len(sample) > sampleSize {
			break
		}
	}
	return sample
}

// mostlyUTF8 reports whether src is UTF-8 but for a few bytes.
func mostlyUTF8(src []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else if n > 1 {
			good++
		}
		i += n
	}
	return good > 10*bad
}

// runs is the share of bytes beyond ASCII that stand beside another one.
func runs(sample []byte) float64 {
	all, beside := 0, 0
	for i, c := range sample {
		if c < utf8.RuneSelf {
			continue
		}
		all++
		if i > 0 && sample[i-1] >= utf8.RuneSelf || i+1 < len(sample) && sample[i+1] >= utf8.RuneSelf {
			beside++
		}
	}
	return float64(beside) / float64(max(all, 1))
}

// share is the part of the characters beyond ASCII that are frequent ones. In
// alphabets, where nearly all letters are in the list, the first of it count
// more than the last.
func share(text, common string) float64 {
	set := map[rune]float64{}
	n := utf8.RuneCountInString(common)
	alphabet := n < 60 && !strings.Contains(common, "の")
	i := 0
	for _, r := range common {
		set[r] = 1
		if alphabet {
			set[r] = 1 - 0.8*float64(i)/float64(n)
		}
		i++
	}
	all, sum := 0, 0.0
	for _, r := range text {
		if r >= utf8.RuneSelf {
			all++
			sum += set[r]
		}
	}
	return sum / float64(max(all, 1))
}
