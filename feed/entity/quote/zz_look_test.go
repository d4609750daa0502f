package quote_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"dateline/data"
	"dateline/feed/entity"
)

func TestLook(t *testing.T) {
	r, _ := entity.New()
	for _, p := range strings.Fields(os.Getenv("LOOK")) {
		b, _ := os.ReadFile(p)
		rep := strings.NewReplacer("{P ", "", "{L ", "", "{O ", "", "}", "")
		for _, art := range strings.Split("\n"+rep.Replace(string(b)), "\n== ") {
			a := &data.Article{}
			for l := range strings.Lines(art) {
				l = strings.TrimSpace(l)
				if l == "" {
					continue
				}
				if a.Text != "" {
					a.Text += "\n\n"
				}
				a.Blocks = append(a.Blocks, data.Block{Kind: data.Paragraph, Start: len(a.Text), End: len(a.Text) + len(l)})
				a.Text += l
			}
			rec := r.Recognise(context.Background(), a)
			var out strings.Builder
			at := 0
			for _, q := range rec.Quotes {
				who := "?"
				if q.Speaker >= 0 {
					who = rec.Entities[q.Speaker].Name
				}
				out.WriteString(a.Text[at:q.Start] + "\x1b[32m[" + who + ": " + a.Text[q.Start:q.End] + "]\x1b[0m")
				at = q.End
			}
			out.WriteString(a.Text[at:])
			for l := range strings.Lines(out.String()) {
				if strings.ContainsAny(l, "“\"‘«„[") || strings.Contains(l, " '") {
					fmt.Println(strings.TrimSpace(l))
				}
			}
		}
	}
}
