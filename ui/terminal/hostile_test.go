//go:build unix

package terminal_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// injections are what must not get through, each with a word of its own.
var injections = []string{
	"\x1b[" + mark + "mstyle\x1b[0m", "\x1b[0;" + mark + "Hmoved", "\x1b[2Jcleared", "\x1b[?1049lleft", "\x1bcreset",
	"\x1b]0;" + mark + "\atitle", "\x1b]52;c;" + mark + "\aclipboard", "\x1b]8;;file:///" + mark + "\x1b\\link\x1b]8;;\x1b\\",
	"\x1bP+q" + mark + "\x1b\\device", "\x1b_G" + mark + "\x1b\\program", "\x1b^" + mark + "\x1b\\private", "\x1b]unended",
	"\u009b" + mark + "mC1", "\u009d0;" + mark + "\u009cC1", "\u0090q\u009c", "\u0085next",
	"\x05answer", "\x0e\x0fshift", "\b\b\bover", "a\rOVER", "\x7fdel", "\x00nul", "\vtab\f",
	"\u202eoverride\u202c", "\u2066isolate\u2069", "\u200bnothing\u2060\ufeff", "\u2028line\u2029", "\U000e0041\U000e0042tag", "soft\u00adhyphen",
	"e" + strings.Repeat("\u0301\u0316", 100) + "zalgo", "👨\u200d👩\u200d👧\u200d👦 ❤\ufe0f ✌🏽 🇳🇴 1\ufe0f\u20e3",
	"&#27;[" + mark + "mentity&#x9b;" + mark + "m&#155;0m&#7;&#0;&#x202e;&#xe0041;",
}

// sentence names people and places, so that there is something to step through.
const sentence = "The envoy Steve Witkoff met Vladimir Putin in Moscow on Friday, and Marco Rubio went to Kyiv. "

// hostile are files that mean harm, by name. The names mean harm too.
func hostile() map[string]string {
	all := strings.Join(injections, " ")
	paragraphs := strings.Join(injections, " "+sentence+"\n\n")
	var links, page strings.Builder
	for i := range 500 {
		in := injections[i%len(injections)]
		fmt.Fprintf(&links, "- [%s%d](http://example.org/%d?q=%s)\n", in, i, i, strings.NewReplacer(" ", "", "\n", "", ")", "").Replace(in))
		fmt.Fprintf(&page, "<p>%s <a href='javascript:alert(%d)'>%s</a> <a href='http://example.org/%s'>%s</a></p>", sentence, i, in, in, in)
	}
	return map[string]string{
		"escapes.md":    "---\ntitle: \"T\\u001b[" + mark + "m \\u009b" + mark + "m \\u202e\\a\"\nsource: \"S\\e]0;" + mark + "\\a\"\nauthors: [\"A\\r\\x05\"]\nlink: \"http://example.org/\\e[" + mark + "m\"\ndate: 2025-04-24\n---\n\n" + paragraphs,
		"escapes.txt":   "Title " + all + "\n\n" + paragraphs,
		"entities.html": "<html><head><title>" + injections[len(injections)-1] + all + "</title></head><body><article><h1>" + all + "</h1>" + page.String() + "</article></body></html>",
		"links.md":      "# Links\n\n" + links.String(),
		"quotes.md":     "# Quotes\n\n" + strings.Repeat(">", 80) + sentence,
		"stars.md":      "# Stars\n\n" + strings.Repeat("*a_ ", 200_000),
		"bytes.md":      "# Bytes \xff\xfe\x80\n\n" + strings.Repeat(sentence, 100) + "caf\xe9 \xc3( \xed\xa0\x80 \xf0\x9f\x98",
		"word.txt":      "One word\n\n" + strings.Repeat("x", 1_000_000) + "\n\n" + sentence,
		"table.md":      "# Table\n\n" + strings.Repeat("|a", 200) + "|\n" + strings.Repeat("|-", 200) + "|\n" + strings.Repeat(strings.Repeat("|Kyiv", 200)+"|\n", 20),
		"deep.html":     "<html><body><article><h1>Deep</h1>" + strings.Repeat("<div>", 100_000) + "<p>" + strings.Repeat(sentence, 20),
		"nested.md":     "# Nested\n\n" + strings.Repeat("- ", 500) + sentence,
		"title.md":      "# " + strings.Repeat("Witkoff "+injections[0], 5_000) + "\n\n" + sentence,
		"code.md":       "# Code\n\n```\n" + strings.Repeat("\t"+all+"\n", 20) + "```\n\n" + sentence,
		"scripts.md":    "# 普京在莫斯科 הנשיא التقى\n\n" + strings.Repeat("普京总统在莫斯科会见了特使。 הנשיא פוטין נפגש. التقى الرئيس بوتين. राष्ट्रपति पुतिन ने दूत से मुलाकात की। ประธานาธิบดีพบทูตในมอสโก ", 30),
		"empty.md":      "",
		"blank.txt":     " \n\t\n",
		"binary.txt":    "\x7fELF\x00\x01\x02" + strings.Repeat("\x00\xff\x1b[31337m", 1000),
		"n\x1b[" + mark + "mame\x1b]0;" + mark + "\a\u202etxt.md": strings.Repeat(sentence, 4),
		"\u009b" + mark + "m.txt":                                 strings.Repeat(sentence, 4),
	}
}

// writeHostile puts the hostile files into a folder.
func writeHostile(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	written := 0
	for name, text := range hostile() {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Logf("%q isn't a name for this file system: %v", name, err)
			continue
		}
		written++
	}
	if written < 15 {
		t.Fatalf("only %d files could be written", written)
	}
	return dir
}
