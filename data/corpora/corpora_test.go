package corpora

import (
	"os"
	"path/filepath"
	"testing"
)

func TestDirFollowsTheVariable(t *testing.T) {
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "pages", "one"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv(Variable, root)
	if got, want := Dir(t, "pages/one"), filepath.Join(root, "pages", "one"); got != want {
		t.Errorf("Dir = %q, want %q", got, want)
	}
}

func TestDirSkipsWhereAbsent(t *testing.T) {
	t.Setenv(Variable, t.TempDir())
	skipped := false
	t.Run("absent", func(t *testing.T) {
		defer func() { skipped = t.Skipped() }()
		Dir(t, "nowhere")
		t.Error("Dir returned for a folder that isn't there")
	})
	if !skipped {
		t.Error("the test wasn't skipped")
	}
}

func TestModuleRootHoldsGoMod(t *testing.T) {
	if _, err := os.Stat(filepath.Join(moduleRoot(t), "go.mod")); err != nil {
		t.Error(err)
	}
}
