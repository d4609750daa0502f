package command_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// build builds the whole program and answers with its path.
func build(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "dateline")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", program, "dateline").CombinedOutput(); err != nil {
		t.Fatalf("building the program: %v\n%s", err, out)
	}
	return program
}

// TestProgram builds the program, main function and all, and runs it.
func TestProgram(t *testing.T) {
	program := build(t)
	t.Run("scripts", func(t *testing.T) { testscript.Run(t, scripts(program)) })
	t.Run("without a reader", func(t *testing.T) { withoutReader(t, program) })
}

// withoutReader writes to a pipe that nobody reads any more: the program ends
// without a word, as one before head must.
func withoutReader(t *testing.T, program string) {
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer writer.Close()
	if err := reader.Close(); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "completion", "bash")
	var told bytes.Buffer
	cmd.Stdout, cmd.Stderr = writer, &told
	if err := cmd.Run(); err != nil || told.Len() > 0 {
		t.Errorf("%v, and on standard error: %s", err, told.String())
	}
}
