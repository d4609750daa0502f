package command

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"dateline/data"
)

// searches is a library in which searches can be saved.
type searches interface {
	SavedSearches(ctx context.Context) ([]data.SavedSearch, error)
}

// savedFlag lets a command take the query of a saved search.
func savedFlag(cmd *cobra.Command, name *string) {
	cmd.Flags().StringVar(name, "saved", "", "a search that you saved on the screen, by its `NAME`")
}

// saved reads the query of a saved search of the open library.
func (r *run) saved(ctx context.Context, name string) (data.Query, error) {
	var names []string
	if library, ok := r.library.(searches); ok {
		all, err := library.SavedSearches(ctx)
		if err != nil {
			return data.Query{}, err
		}
		for _, s := range all {
			if strings.EqualFold(s.Name, name) {
				return r.Parse(s.Query, r.Now(), r.Zone, false)
			}
			names = append(names, s.Name)
		}
	}
	if len(names) == 0 {
		return data.Query{}, fmt.Errorf("no search is saved as %s, nor as anything else: on the screen, “save search” saves one", name)
	}
	return data.Query{}, fmt.Errorf("no search is saved as %s; there are %s", name, strings.Join(names, ", "))
}
