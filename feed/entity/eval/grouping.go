package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dateline/feed/entity"
	"dateline/feed/entity/measure"
)

// groupings measures the grouping of right names in every *.jsonl of a folder.
// Without the folder it says so and measures nothing.
func groupings(w io.Writer, r *entity.Recogniser, folder string, errors int) error {
	files, err := filepath.Glob(filepath.Join(folder, "*.jsonl"))
	if err != nil || len(files) == 0 {
		fmt.Fprintf(w, "\ngrouping: no *.jsonl in %s; name the folder with -grouping\n", folder)
		return nil
	}
	fmt.Fprintf(w, "\n%-15s %6s %6s %6s %6s   %6s   %6s %6s %6s   %6s   %s\n", "grouping", "MUC", "B³", "CEAF-e", "CoNLL", "exact", "B³ P", "R", "across", "mentions", "people mixed")
	for _, path := range files {
		if err := grouping(w, r, path, errors); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return nil
}

func grouping(w io.Writer, r *entity.Recogniser, path string, errors int) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	articles, err := measure.ReadGrouped(f)
	if err != nil {
		return err
	}
	var inside measure.Clusters
	var across measure.Across
	wrong := map[string]int{}
	for _, a := range articles {
		found := measure.GroupsOf(a, r.Group(a.Text, given(a)))
		inside.Add(a.Of, found.Of)
		across.Add(a, found)
		a.Errors(found, wrong)
	}
	entities, mentions := across.Entities(), across.Mentions()
	mixed := slices.DeleteFunc(across.Mixed(), func(m measure.Mix) bool { return !m.FullNames() })
	fmt.Fprintf(w, "%-15s %6.2f %6.2f %6.2f %6.2f   %6.2f   %6.2f %6.2f %6.2f   %6.2f   %d\n", strings.TrimSuffix(filepath.Base(path), ".jsonl"),
		inside.MUC.F1(), inside.BCubed.F1(), inside.CEAF.F1(), inside.CoNLL(), inside.Exact(),
		entities.Precision(), entities.Recall(), entities.F1(), mentions.F1(), len(mixed))
	list(w, wrong, errors)
	for _, m := range mixed[:min(errors, len(mixed))] {
		fmt.Fprintln(w, "       people joined:", m)
	}
	return nil
}

func given(a measure.Grouped) []entity.Given {
	out := make([]entity.Given, len(a.Names))
	for i, n := range a.Names {
		out[i] = entity.Given(n)
	}
	return out
}
