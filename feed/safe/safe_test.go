package safe

import (
	"regexp"
	"strings"
	"testing"
)

func TestHTML(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"text", "1 < 2 & 3", "1 &lt; 2 &amp; 3"},
		{"structure", "<h2>a</h2><p class=x>b <b>c</b><br/>d</p>", "<h2>a</h2><p>b <b>c</b><br>d</p>"},
		{"script", "a<script>b</script>c<SCRIPT src=x></script>d", "acd"},
		{"script that isn't closed", "a<script>b", "a"},
		{"frames", "a<iframe src=x>b</iframe>c<iframe src=y />d<object>e<embed src=z></object>", "acde"},
		{"handlers", "<a href='https://b.example' onclick='x()'>b</a><img src=https://b.example/i onerror=x>", `<a href="https://b.example">b</a><img src="https://b.example/i">`},
		{"addresses", "<a href='javascript:x'>a</a><a href=' JAVA&#10;script:x'>b</a><a href='data:x'>c</a><a href='/d'>d</a><a href='?e'>e</a>",
			`<a>a</a><a>b</a><a>c</a><a href="https://a.example/d">d</a><a href="https://a.example/b?e">e</a>`},
		{"forms", "<form action=x><input value=a><button>b</button><textarea>c</textarea></form>", "b"},
		{"styles", "<p style='color:red'>a</p><p style='display: none'>b</p><style>c</style>", `<p>a</p><p hidden="">b</p>`},
		{"controls", "a&#27;[31mb\u202ec<img alt='&#27;]0;x'>", `abc<img alt="0;x">`},
		{"unknown elements", "<blink>a</blink><x-y>b</x-y>", "ab"},
		{"code", "<pre><code class='language-go'>a &lt; b</code></pre>", `<pre><code class="language-go">a &lt; b</code></pre>`},
		{"broken", "<p<b>a</p", "a"},
		{"a tag within a tag", "<scr<script>ipt>x</script>y", "ipt&gt;xy"},
		{"plaintext", "a<plaintext>b</plaintext><script>c</script>", "ab"},
		{"comments", "a<!-- <script>b</script> -->c", "ac"},
	}
	for _, tt := range tests {
		if got := HTML(tt.in, "https://a.example/b"); got != tt.want {
			t.Errorf("%s: %s\nwant %s", tt.name, got, tt.want)
		}
	}
	if got := HTML("<a href=b>c</a><a href='x:y'>d</a>", ""); got != `<a href="b">c</a><a>d</a>` {
		t.Errorf("without a base: %s", got)
	}
}

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"a &amp; <b>b</b><br>c": "a & b c", "<script>x</script>y": "y", "1 < 2": "1 < 2", "a\x1b[31m\nb": "a b", "": "", "<p>a</p><p>b</p>": "a b",
	} {
		if got := Text(in, 0); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestIsHTML(t *testing.T) {
	for in, want := range map[string]bool{
		"a": false, "a < b": false, "AT&T": false, "a &amp; b": true, "<b>a</b>": true, "the <blink> tag": false, "the <b> tag": false,
		"the <blink>old</blink> tag": false, "a<br>b": true, "&unknown;": false, "<a href='x'>y</a>": true, "x<y>z": false, "a <": false, "&": false,
	} {
		if got := IsHTML(in); got != want {
			t.Errorf("%q: %v", in, got)
		}
	}
}

// active is what must not be left.
var active = regexp.MustCompile(`(?i)<\s*(script|iframe|object|embed|applet|meta|link|style|form|base|svg|input)\b|<[^>]*\son\w+\s*=|(href|src)="\s*(javascript|data|vbscript|file):`)

func FuzzHTML(f *testing.F) {
	f.Add("<p onclick='x'>a<script>b</script><a href='javascript:c'>d</a>", "https://a.example/")
	f.Add("<img src=x onerror=y><style>z</style>&lt;script&gt;", "")
	f.Fuzz(func(t *testing.T, in, base string) {
		once := HTML(in, base)
		// Quotes within values are escaped, so a tag ends at its first >.
		if found := active.FindString(strings.ReplaceAll(once, "&gt;", "")); found != "" {
			t.Errorf("%q is left of %q", found, in)
		}
		if strings.ContainsAny(once, "\x1b\u202e\x00") {
			t.Errorf("controls are left of %q", in)
		}
	})
}

func BenchmarkHTML(b *testing.B) {
	in := strings.Repeat("<p>The envoy met the <b>president</b> in <a href='https://a.example/b'>the capital</a> on Friday, officials said &amp; left.</p>", 100)
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		HTML(in, "https://a.example/")
	}
}
