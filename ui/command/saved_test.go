package command_test

import (
	"context"
	"strings"
	"testing"

	"dateline/data"
	"dateline/ui/command"
)

func TestSavedSearchesAreQueries(t *testing.T) {
	quay := written(t, "quay.md", "# The quay\n\nSteve Witkoff was in Kyiv.\n")
	tide := written(t, "tide.md", "# The tide\n\nKyiv has no tide.\n")
	p := parts()
	p.Open = func(ctx context.Context, paths []string, _ command.Options) (command.Library, error) {
		s, err := openShelf(paths)
		if err == nil {
			edit := data.SearchEdit{After: &data.SavedSearch{Name: "Either", Query: "quay or tide"}}
			_, err = s.Apply(ctx, data.Change{Action: data.EditSearches, Searches: []data.SearchEdit{edit}})
		}
		return s, err
	}
	for _, c := range []struct{ args, want string }{
		{"list --saved either", "The quay, The tide"},
		{"list --saved Either kyiv no", "The tide"},
		{"search --saved Either quay", "The quay"},
	} {
		got := at(t, 0, p, append(strings.Fields(c.args), "--", quay, tide)...)
		for _, title := range []string{"The quay", "The tide"} {
			if got.status != 0 || strings.Contains(got.out, title) != strings.Contains(c.want, title) {
				t.Errorf("%s: %+v, want %s", c.args, got, c.want)
			}
		}
	}
	if got := at(t, 0, p, "list", "--saved", "neither", quay); got.status != 1 || !strings.Contains(got.err, "no search is saved as neither; there are Either") {
		t.Errorf("an unknown name: %+v", got)
	}
	if got := at(t, 0, parts(), "list", "--saved", "x", quay); got.status != 1 || !strings.Contains(got.err, "no search is saved as x, nor as anything else") {
		t.Errorf("with none saved: %+v", got)
	}
}
