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

// TestProgram runs the scripts of testdata/program with the program itself.
func TestProgram(t *testing.T) {
	params := scripts("testdata/program")
	setup, folder := params.Setup, filepath.Dir(build(t))
	params.Setup = func(env *testscript.Env) error {
		env.Setenv("PATH", folder+string(filepath.ListSeparator)+env.Getenv("PATH"))
		return setup(env)
	}
	testscript.Run(t, params)
}

// TestProgramWithoutReader writes to a pipe that nobody reads any more: it
// ends without a word, as a program before head must.
func TestProgramWithoutReader(t *testing.T) {
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(build(t), "completion", "bash")
	var told bytes.Buffer
	cmd.Stdout, cmd.Stderr = writer, &told
	if err := reader.Close(); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Run(); err != nil || told.Len() > 0 {
		t.Errorf("%v, and on standard error: %s", err, told.String())
	}
}
