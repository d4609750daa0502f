package command

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// shells are the ones that cobra writes completions for.
var shells = []struct {
	name  string
	write func(root *cobra.Command, w io.Writer) error
}{
	{"bash", func(root *cobra.Command, w io.Writer) error { return root.GenBashCompletionV2(w, true) }},
	{"zsh", (*cobra.Command).GenZshCompletion},
	{"fish", func(root *cobra.Command, w io.Writer) error { return root.GenFishCompletion(w, true) }},
	{"powershell", (*cobra.Command).GenPowerShellCompletionWithDesc},
}

// completion writes a script with which a shell completes Dateline's commands.
func (r *run) completion() *cobra.Command {
	var names []string
	for _, shell := range shells {
		names = append(names, shell.name)
	}
	cmd := &cobra.Command{
		Use:   "completion bash|zsh|fish|powershell",
		Short: "Write the completions for a shell",
		Long: `Writes a script with which a shell completes Dateline's commands, flags and
paths. Put it where your shell looks for such scripts; it works in the next one.`,
		Example: `  dateline completion bash > ~/.local/share/bash-completion/completions/dateline
  dateline completion zsh > "${fpath[1]}/_dateline"
  dateline completion fish > ~/.config/fish/completions/dateline.fish
  dateline completion powershell >> $PROFILE`,
		ValidArgs: names,
	}
	cmd.RunE = r.start(func(_ context.Context, args arguments) error {
		all := slices.Concat(args.words, args.paths)
		if len(all) != 1 || !slices.Contains(names, all[0]) {
			return misuse("name one shell: %s", strings.Join(names, ", "))
		}
		return shells[slices.Index(names, all[0])].write(cmd.Root(), r.out)
	})
	return cmd
}
