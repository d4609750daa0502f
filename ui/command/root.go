package command

import (
	"context"
	"errors"
	"os"

	"github.com/spf13/cobra"
)

// layout is how the help of every command is set.
const layout = `{{with or .Long .Short}}{{. | trimTrailingWhitespaces}}

{{end}}Usage
  {{.UseLine}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} COMMAND{{end}}{{if .HasExample}}

Examples
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

Commands{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Flags
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

Flags of every command
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

Exit status: 0, 1 when something failed, 2 when the command line is wrong.{{end}}
`

// root is the program: its commands, and the screen where none is named.
func (r *run) root() *cobra.Command {
	cobra.MousetrapHelpText = "" // a click in the Explorer opens the screen
	root := &cobra.Command{
		Use:   "dateline [PATH…]",
		Short: "A terminal news reader that knows who and where",
		Long: `Dateline is a terminal news reader that knows who and where. Without a command
it opens the screen: on the library, or on articles in files and folders alone.`,
		Example: `  dateline                      the library, or the built-in edition
  dateline reports/ letter.md   these articles
  curl -s https://example.org/story.html | dateline -
  dateline ./list               a file with the name of a command`,
		Version:           version(),
		Args:              cobra.ArbitraryArgs,
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},

		SuggestionsMinimumDistance: 2,
	}
	root.RunE = r.start(func(ctx context.Context, args arguments) error { return r.screen(ctx, root, args) })
	root.SetHelpTemplate(layout)
	root.SetUsageTemplate(layout)
	root.SetVersionTemplate("dateline {{.Version}}\n")
	flags := root.PersistentFlags()
	flags.StringVar(&r.opt.Library, "library", "", "`PATH` of the library (or $DATELINE_LIBRARY), instead of\n"+libraryFile())
	flags.StringVar(&r.opt.Config, "config", "", "`PATH` of the configuration (or $DATELINE_CONFIG), instead of\n"+configFile())
	flags.BoolVar(&r.debug, "debug", false, "write a log to\n"+logFile())
	root.AddCommand(r.list(), r.search(), r.show(), r.entities(), r.mentions(), r.card(), r.quotes(), r.why(), r.rules(),
		r.feeds(), r.add(), r.save(), r.refresh(), r.remove(), r.importing(), r.export(),
		r.mark(), r.star(), r.backup(), r.check(), r.compact(), r.completion())
	root.SetHelpCommand(help())
	root.InitDefaultHelpFlag()
	root.InitDefaultVersionFlag()
	root.Flags().Lookup("help").Usage = "show this help"
	root.Flags().Lookup("version").Usage = "show the version"
	for _, cmd := range root.Commands() {
		cmd.InitDefaultHelpFlag()
		cmd.Flags().Lookup("help").Usage = "show this help"
		cmd.DisableFlagsInUseLine = true
	}
	root.DisableFlagsInUseLine = true
	return root
}

// screen opens the screen on the paths, which must all exist.
func (r *run) screen(ctx context.Context, root *cobra.Command, args arguments) error {
	words, paths, err := args.split()
	if err != nil {
		return err
	}
	if words != "" {
		return r.unknown(root, args)
	}
	if r.Width == 0 {
		return errors.New("the screen needs a terminal to draw on; without one there are commands, such as dateline list")
	}
	if os.Getenv("TERM") == "dumb" {
		return errors.New("the screen needs a terminal that can move its cursor, and TERM is dumb; dateline list needs none")
	}
	return r.Screen(ctx, paths, r.opt)
}

// unknown tells of the first argument that is neither a path nor a command.
func (r *run) unknown(root *cobra.Command, args arguments) error {
	for _, word := range args.words {
		if exists(word) {
			continue
		}
		if looksLikePath(word) {
			return missing(word)
		}
		if near := root.SuggestionsFor(word); len(near) > 0 {
			return misuse("%s: there is no such command, file or folder; %s is a command", word, near[0])
		}
		return misuse("%s: there is no such command, file or folder", word)
	}
	return misuse("an argument is empty")
}

// help is the command that shows the help of another.
func help() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Show the help of a command",
		Args:  cobra.MaximumNArgs(1),
		ValidArgsFunction: func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, sub := range cmd.Root().Commands() {
				names = append(names, sub.Name())
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, sub := range cmd.Root().Commands() {
				if len(args) == 1 && sub.Name() == args[0] {
					return sub.Help()
				}
			}
			if len(args) == 1 {
				if near := cmd.Root().SuggestionsFor(args[0]); len(near) > 0 {
					return misuse("%s: there is no such command; %s is one", args[0], near[0])
				}
				return misuse("%s: there is no such command", args[0])
			}
			return cmd.Root().Help()
		},
	}
}
