package command

import (
	"context"
	"fmt"
	"iter"
	"strings"

	"github.com/spf13/cobra"

	"dateline/data"
)

// quotes prints who is quoted as saying what.
func (r *run) quotes() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "quotes [NAME] [PATH…]",
		Short: "Show who is quoted as saying what",
		Long: `Shows direct speech by article, newest first: what the one who goes by NAME is
quoted as saying, or, without a name, everybody. Any name that they go by will
do; accents and case don't matter. Where several go by it, all are shown.`,
		Example: `  dateline quotes "Marco Rubio"
  dateline quotes reports/
  dateline quotes rubio reports/ --json`,
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object a line, with offsets")
	cmd.RunE = r.start(func(ctx context.Context, args arguments) error {
		name, paths, err := args.split()
		if err != nil {
			return err
		}
		if err := r.open(ctx, paths); err != nil {
			return err
		}
		if err := r.settle(ctx, recognised); err != nil {
			return err
		}
		speakers, err := r.speakers(ctx, name)
		if err != nil {
			return err
		}
		if asJSON {
			return r.quotesJSON(ctx, speakers)
		}
		return r.quotesPlain(ctx, speakers)
	})
	return cmd
}

// speakers are those who go by a name, most mentioned first; without a name it
// is the one entity without an identity, who stands for everybody.
func (r *run) speakers(ctx context.Context, name string) ([]data.EntityCount, error) {
	if strings.TrimSpace(name) == "" {
		return []data.EntityCount{{}}, nil
	}
	found, err := r.matching(ctx, name, "")
	if err == nil && len(found) == 0 && r.Width > 0 {
		r.note("nobody and nothing goes by “" + name + "” here")
	}
	return found, err
}

// spoken is a quotation with the article that it is in and who says it.
type spoken struct {
	data.Quotation
	article data.Row
	name    string // of the speaker, empty where nobody is known
	cue     string // the words that say who speaks
}

// quotations are those of a speaker with what is shown of them.
func (r *run) quotations(ctx context.Context, speaker data.EntityID) ([]spoken, error) {
	found, err := r.library.Quotations(ctx, speaker, data.Query{}, data.Newest)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	entities, err := r.library.Entities(ctx, data.Query{})
	if err != nil {
		return nil, err
	}
	names := map[data.EntityID]string{}
	for _, e := range entities {
		names[e.ID] = e.Name
	}
	all := make([]spoken, 0, len(found))
	for of := range byArticle(found) {
		reading, err := r.library.Read(ctx, of[0].Article, data.Query{})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", of[0].Article, err)
		}
		for _, q := range of {
			cue := strings.Join(strings.Fields(reading.Article.Text[q.CueStart:q.CueEnd]), " ")
			all = append(all, spoken{q, reading.Row, names[q.Speaker], cue})
		}
	}
	return all, nil
}

// byArticle cuts quotations into those of each article.
func byArticle(found []data.Quotation) iter.Seq[[]data.Quotation] {
	return func(yield func([]data.Quotation) bool) {
		for len(found) > 0 {
			n := 1
			for n < len(found) && found[n].Article == found[0].Article {
				n++
			}
			if !yield(found[:n]) {
				return
			}
			found = found[n:]
		}
	}
}

// quotesJSON writes one line for each quotation.
func (r *run) quotesJSON(ctx context.Context, speakers []data.EntityCount) error {
	for _, e := range speakers {
		found, err := r.quotations(ctx, e.ID)
		if err != nil {
			return err
		}
		for _, q := range found {
			line := quoteLine{q.Article, q.article.Title, q.Start, q.End, q.Text, q.name, q.Speaker, q.cue}
			if err := r.write(line); err != nil {
				return err
			}
		}
	}
	return nil
}

// quotesPlain prints the quotations of each speaker, by article.
func (r *run) quotesPlain(ctx context.Context, speakers []data.EntityCount) error {
	for i, e := range speakers {
		found, err := r.quotations(ctx, e.ID)
		if err != nil {
			return err
		}
		var lines []string
		if e.ID != "" {
			lines = append(lines, r.fit(fmt.Sprintf("%s, %s: %s %s", e.Name, e.Kind, counted(len(found), "quotation"), inArticles(articlesOf(found)))))
		}
		if i > 0 {
			lines[0] = "\n" + lines[0]
		}
		for k, q := range found {
			if k == 0 || found[k-1].Article != q.Article {
				lines = append(lines, r.fit(r.citation(q.article)))
			}
			lines = append(lines, r.fit("    "+q.line(e.ID == "")))
		}
		for _, line := range lines {
			if _, err := r.out.WriteString(line + "\n"); err != nil {
				return err
			}
		}
	}
	return nil
}

// line is a quotation on one line, with who says it where that isn't clear.
func (q spoken) line(named bool) string {
	switch {
	case !named:
		return q.InMarks()
	case q.name == "":
		return "?: " + q.InMarks()
	}
	return q.name + ": " + q.InMarks()
}

// articlesOf is how many articles quotations are in.
func articlesOf(found []spoken) int {
	n := 0
	for i := range found {
		if i == 0 || found[i-1].Article != found[i].Article {
			n++
		}
	}
	return n
}
