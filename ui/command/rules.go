package command

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"dateline/data"
)

// rules lists the reader's corrections, and tells what is wrong with them.
func (r *run) rules() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rules [FILE]",
		Short: "List your corrections of names, and check them",
		Long: `Lists the rules by which you correct who and where, in their order, with the
line on which each begins: those of rules.toml beside the configuration, or of
another file. What is wrong in it is told with line and column, and the exit
status is 1 then; the rules that are listed hold all the same.

The file is TOML, for you to edit and to share: each rule is one line, with a
comma behind it, and they hold in the order in which they stand. A kind is
"person", "place" or "organisation".

  rules = [
    {do = "merge", kind = "person", keep = "Steve Witkoff", join = ["Witkoff"]},
    {do = "not", kind = "place", name = "Reading"},
  ]

  do        has               and says that
  merge     kind, keep, join  those to join are the one to keep, in every article
  split     kind, name, form  the form is somebody or something else
  rename    kind, name, to    it is shown as to
  kind      kind, name, to    its kind is to
  not       kind, name, form  it is no entity; with a form only what is so written
  alias     kind, name, alias it has another name, wherever that stands
  mark      kind, text        the text is a name that wasn't seen, wherever it stands`,
		Example: `  dateline rules
  dateline rules shared.toml`,
		Args: cobra.MaximumNArgs(1),
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = r.start(func(_ context.Context, args arguments) error {
		path := r.opt.Rules()
		for _, path = range append(args.words, args.paths...) {
			if !exists(path) {
				return missing(path)
			}
		}
		rules, problems := r.Rules(path)
		for _, p := range problems {
			r.fault(p)
		}
		if !*asJSON {
			t := &table{columns: []column{{right: true}, {}, {}}}
			for _, rule := range rules {
				t.add(strconv.Itoa(rule.Line), rule.Verb.String(), rule.String())
			}
			return t.write(r.out, r.Width)
		}
		for _, rule := range rules {
			if err := r.write(ruleJSON(rule)); err != nil {
				return err
			}
		}
		return nil
	})
	return cmd
}

// ruleLine is a rule as --json writes it. What its verb has no use for is empty.
type ruleLine struct {
	Line int      `json:"line"`
	Verb string   `json:"verb"` // do in the file
	Kind string   `json:"kind"`
	Name string   `json:"name"`
	Join []string `json:"join"`
	Form string   `json:"form"`
	To   string   `json:"to"`
	Rule string   `json:"rule"` // in words
}

func ruleJSON(rule data.WrittenRule) ruleLine {
	to := rule.To
	if rule.Verb == data.ChangeKind {
		to = rule.ToKind.String()
	}
	return ruleLine{rule.Line, rule.Verb.String(), rule.Kind.String(), rule.Name, list(rule.Join), rule.Form, to, rule.String()}
}
