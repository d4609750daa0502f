package send

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestFileIsNeverOverwritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "story.md")
	if err := File(path, "# One\n"); err != nil {
		t.Fatal(err)
	}
	if err := File(path, "# Two\n"); err == nil || !strings.Contains(err.Error(), "there already") {
		t.Errorf("the second time: %v", err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "# One\n" {
		t.Errorf("%q, %v", got, err)
	}
	if err := File(filepath.Join(path, "none", "x.md"), ""); err == nil {
		t.Error("a folder that doesn't exist was written to")
	}
}

func TestCommandGetsTheText(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("these commands are of Unix")
	}
	for _, test := range []struct{ line, text, want, fault string }{
		{"cat", "a\nb", "a\nb", ""},
		{"tr a-z 'A-Z'", "kyiv", "KYIV", ""},
		{"echo $HOME|cat ';' id", "", "$HOME|cat ; id\n", ""},
		{"sh -c 'cat >&2; exit 3'", "no", "no", "sh ended with status 3"},
		{"quillwort", "", "", "there is no command quillwort"},
		{"cat 'a", "", "", "a quote isn't closed"},
		{" ", "", "", "no command is named"},
	} {
		out, err := Command(t.Context(), test.line, test.text)
		if out != test.want || (err != nil) != (test.fault != "") || err != nil && !strings.Contains(err.Error(), test.fault) {
			t.Errorf("%s: %q, %v", test.line, out, err)
		}
	}
}

func TestCommandIsBounded(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("these commands are of Unix")
	}
	out, err := Command(t.Context(), "head -c 1000000 /dev/zero", "")
	if err != nil || len(out) != mostOutput {
		t.Errorf("%d bytes, %v", len(out), err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := Command(ctx, "sleep 60", ""); err == nil {
		t.Error("a command that never ends ended well")
	}
}

func TestPager(t *testing.T) {
	t.Setenv("PAGER", "quillwort -x")
	if _, err := Pager("text"); err == nil || !strings.Contains(err.Error(), "no pager quillwort") {
		t.Errorf("%v", err)
	}
	if _, err := exec.LookPath("less"); err == nil {
		// It stays with a text that fits on the screen, whatever $LESS says.
		t.Setenv("PAGER", "less -F")
		if cmd, err := Pager("text"); err != nil || cmd.Args[len(cmd.Args)-1] != "-+F" {
			t.Errorf("%v, %v", cmd, err)
		}
	}
	t.Setenv("PAGER", "go version")
	if cmd, err := Pager("text"); err != nil || len(cmd.Args) != 2 {
		t.Errorf("%v, %v", cmd, err)
	}
}
