package ui

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"dateline/data"
)

func TestSendingAnArticle(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ferry.md")
	d := drive(t, 100, 30, newLibrary(t, stories()...)).press("2 | a").
		want("ferry-to-the-outer-islands-reopens.md").press("ctrl+u").enter(path).press("enter").wantStatus("Sent to " + path)
	got, err := os.ReadFile(path)
	if err != nil || !strings.HasPrefix(string(got), "# Ferry to the outer islands reopens\n\nMarta Lindqvist opened") ||
		!strings.Contains(string(got), "The [timetable](<https://example.org/timetable>) is out") {
		t.Errorf("%v, and it begins %.300q", err, got)
	}
	d.press("| a ctrl+u").enter(path).press("enter").want("× Writing a file: " + path)
}

func TestSendingMentions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "marta.md")
	drive(t, 100, 30, newLibrary(t, stories()...)).press("2 n |").want("Mentions of Marta Lindqvist").
		press("d ctrl+u").enter(path).press("enter").wantStatus("Sent to " + path)
	got, err := os.ReadFile(path)
	if err != nil || !strings.HasPrefix(string(got), "# Marta Lindqvist\n\n## Ferry to the outer islands reopens\n\nHarbour Gazette · 24 April 2025 · <https://example.org/a1>\n\n- Marta Lindqvist opened") ||
		strings.Count(string(got), "\n## ") != 3 {
		t.Errorf("%v:\n%s", err, got)
	}
}

func TestSendingToACommand(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the command is of Unix")
	}
	drive(t, 100, 30, newLibrary(t, stories()...)).press("2 | b").enter("head -n 1").press("enter").
		want("# Ferry to the outer islands reopens").press("esc | b").enter("quillwort").press("enter").
		wantStatus("× Sending: there is no command quillwort")
}

func TestFilesAndPicturesAreListed(t *testing.T) {
	l := stories()
	l[0].Enclosures = []data.Enclosure{{URL: "https://example.org/talk.mp3", Type: "audio/mpeg", Length: 12_345_678}}
	l[0].Pictures = []data.Picture{{URL: "https://example.org/boat.jpg", Alt: "The boat at the quay"}}
	d := drive(t, 100, 30, newLibrary(t, l...)).press("2 f").want("Files", "talk.mp3 · audio/mpeg · 12.3 MB", "Pictures", "The boat at the quay")
	d.press("c").wantStatus("Opened with player: https://example.org/talk.mp3").
		press("f d").wantStatus("Opened in the browser: https://example.org/boat.jpg")
	if want := []string{"https://example.org/talk.mp3", "https://example.org/boat.jpg"}; !slices.Equal(d.opened, want) {
		t.Errorf("opened %v, want %v", d.opened, want)
	}
}
