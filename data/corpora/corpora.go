// Package corpora finds the test corpora: other people's text that tests read
// from outside the project, because it may not be copied into it.
package corpora

import (
	"os"
	"path/filepath"
	"testing"
)

// Variable names the environment variable that says where the corpora are.
const Variable = "DATELINE_CORPORA"

// Dir answers with the folder sub of the corpora ("pages/benchmark", or
// "../seeds" for the folder beside them). They are where the environment
// variable DATELINE_CORPORA says, else in ../shared/data beside the module's
// root. Where the folder is absent the test is skipped with the reason.
func Dir(t testing.TB, sub string) string {
	t.Helper()
	root := os.Getenv(Variable)
	if root == "" {
		root = filepath.Join(moduleRoot(t), "..", "shared", "data")
	}
	dir := filepath.Join(root, filepath.FromSlash(sub))
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		t.Skipf("no corpus %q: set %s to the folder that has it", sub, Variable)
	}
	return dir
}

// moduleRoot walks up from the test's folder to the one that holds go.mod.
func moduleRoot(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Skipf("no working directory to look for the corpora from: %v", err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Skipf("no go.mod above the test: set %s to the corpora's folder", Variable)
		}
		dir = parent
	}
}
