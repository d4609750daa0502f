//go:build unix

package browser

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestProgramsStandApart: what stops our process group, as ctrl+z does, doesn't
// stop the program that plays a file.
func TestProgramsStandApart(t *testing.T) {
	dir := t.TempDir()
	out, program := filepath.Join(dir, "pid"), filepath.Join(dir, "player")
	script := "#!/bin/sh\necho $$ > " + out + ".new && mv " + out + ".new " + out + "\nexec sleep 20\n"
	if err := os.WriteFile(program, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	own, err := Opener{Programs: map[string][]string{"audio/*": {program}}}.Open("https://example.org/a.mp3", "audio/mpeg")
	if err != nil || own != "player" {
		t.Fatalf("started %q, %v", own, err)
	}
	for range 500 {
		text, err := os.ReadFile(out)
		if err != nil {
			time.Sleep(10 * time.Millisecond)
			continue
		}
		pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = syscall.Kill(pid, syscall.SIGKILL) }()
		if group, err := syscall.Getpgid(pid); err != nil || group != pid {
			t.Errorf("the program %d is in the group %d, %v", pid, group, err)
		}
		return
	}
	t.Fatal("the program wasn't started")
}
