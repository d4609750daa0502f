package clean

import (
	"strings"
	"testing"
)

func TestLink(t *testing.T) {
	tests := []struct{ raw, base, want string }{
		{"https://Example.org/a?b=c#d", "", "https://example.org/a?b=c#d"},
		{" http://example.org ", "", "http://example.org"},
		{"/a/b", "https://example.org/c/", "https://example.org/a/b"},
		{"../b?x", "https://example.org/c/d/e", "https://example.org/c/b?x"},
		{"//cdn.example/x", "https://example.org", "https://cdn.example/x"},
		{"mailto:desk@example.org?subject=hi", "", "mailto:desk@example.org?subject=hi"},
		{"https://example.org:8080/ä b", "", "https://example.org:8080/%C3%A4%20b"},
		{"https://[::1]:80/", "", "https://[::1]:80/"},
		{"https://bank.example@evil.example/", "", "https://evil.example/"},
		{"https://münchen.example", "", "https://münchen.example"},
		{"https://раураl.example", "", "https://xn--l-7sba6dbr.example"},
		{"https://яндекс.рф/новости", "", "https://яндекс.рф/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"},
		{`https://example.org/a "b"?c="d"#"e"`, "", "https://example.org/a%20%22b%22?c=%22d%22#%22e%22"},
		{`https://exa"mple.org/`, "", ""},
		{`mailto:"a"@example.org`, "", ""},
		{"https://example.org/<b>", "", ""},
		{"/a", "", ""},
		{"a b", "", ""},
		{"javascript:alert(1)", "https://example.org", ""},
		{"data:text/html,x", "", ""},
		{"file:///etc/passwd", "", ""},
		{"mailto:", "", ""},
		{"https://", "", ""},
		{"https://exa\x1bmple.org", "", ""},
		{"https://example.org/\u202egpj", "", ""},
		{"https://example.org/\u009b31m", "", ""},
		{"https://example.org/%zz", "", ""},
		{"https://example.org/" + strings.Repeat("a", MaxLink), "", ""},
	}
	for _, tt := range tests {
		got, ok := Link(tt.raw, tt.base)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("Link(%.60q, %q) = %q, %v, want %q", tt.raw, tt.base, got, ok, tt.want)
		}
	}
}

func TestFileName(t *testing.T) {
	for link, want := range map[string]string{
		"https://example.org/a/b%20c.mp3?d=/e.ogg#/f": "b c.mp3",
		"https://example.org/%1b%5D0;x%07-a%0Ab%2F":   "",
		"https://example.org/%1b%5D0;x%07-a%0Ab.ogg":  "-a b.ogg",
		"https://example.org/":                        "", "https://example.org": "", "mailto:a@example.org": "", ":": "",
	} {
		if got := FileName(link); got != want {
			t.Errorf("FileName(%q) = %q, want %q", link, got, want)
		}
	}
}

func FuzzLink(f *testing.F) {
	for _, s := range []string{"https://example.org/a?b#c", "mailto:a@b", "//x", "https://раураl.example", "http://[::1]:80/%41"} {
		f.Add(s, "https://example.org/base/")
	}
	f.Fuzz(func(t *testing.T, raw, base string) {
		link, ok := Link(raw, base)
		if !ok {
			return
		}
		checkClean(t, link)
		if strings.ContainsAny(link, " \n\"<>") {
			t.Fatalf("%q isn't an address", link)
		}
		if again, ok := Link(link, ""); !ok || again != link {
			t.Fatalf("not idempotent: %q, then %q, %v", link, again, ok)
		}
	})
}
