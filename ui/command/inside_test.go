package command

import (
	"bytes"
	"log/slog"
	"runtime/debug"
	"strings"
	"testing"

	"dateline/data"
)

func TestLogHidesSecrets(t *testing.T) {
	var b bytes.Buffer
	log := newLog(&b)
	log.Debug("fetching https://ann:hunter2@example.org/feed?token=hunter2&page=2",
		"password", "hunter2", "Authorization", "hunter2", "api_key", "hunter2", "Set-Cookie", []string{"hunter2"},
		"author", "Ana Reis", "url", "https://ann:hunter2@example.org/a?page=2",
		"err", &data.QueryError{Cause: "https://example.org/?access_token=hunter2"},
		slog.Group("request", "cookie", "hunter2", "status", 200),
		"odd", "http://[::1:hunter2")
	got := b.String()
	if strings.Contains(got, "hunter2") {
		t.Errorf("a secret is in the log: %s", got)
	}
	for _, want := range []string{"page=2", "example.org", "Ana Reis", "status=200", "level=DEBUG"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s isn't in the log: %s", want, got)
		}
	}
}

func TestLogIsSafeToRead(t *testing.T) {
	var b bytes.Buffer
	newLog(&b).Debug("a\x1b[2J\u009b\u202e\nb", "key", "c\x1b[2J\u009b\u202e\nd")
	if strings.ContainsAny(b.String(), "\x1b\u009b\u202e") || strings.Count(b.String(), "\n") != 1 {
		t.Errorf("%q", b.String())
	}
}

func TestDescribe(t *testing.T) {
	settings := []debug.BuildSetting{
		{Key: "vcs.revision", Value: "34f8fd3"}, {Key: "vcs.time", Value: "2025-04-25T09:00:00Z"}, {Key: "vcs.modified", Value: "true"},
	}
	tests := []struct {
		info *debug.BuildInfo
		want string
	}{
		{&debug.BuildInfo{GoVersion: "go1.26.0", Main: debug.Module{Version: "v1.2.3"}}, "v1.2.3, go1.26.0 "},
		{&debug.BuildInfo{GoVersion: "go1.26.0"}, "(devel), go1.26.0 "},
		{&debug.BuildInfo{GoVersion: "go1.26.0", Main: debug.Module{Version: "(devel)"}, Settings: settings},
			"(devel), revision 34f8fd3 of 2025-04-25T09:00:00Z with changes, go1.26.0 "},
	}
	for _, test := range tests {
		if got := describe(test.info); !strings.HasPrefix(got, test.want) || !strings.Contains(got, "/") {
			t.Errorf("%q, want %q and the platform", got, test.want)
		}
	}
}

func TestLooksLikePath(t *testing.T) {
	for word, want := range map[string]bool{
		"a.md": true, "dir/": true, "../x": true, "story.html": true,
		"word": false, "U.S.": false, "two words.md": false, "after:2025.md": false, ".": false, "": false, "-sport": false,
	} {
		if got := looksLikePath(word); got != want {
			t.Errorf("%q: %v", word, got)
		}
	}
}

func TestGrouped(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := grouped(n); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
}
