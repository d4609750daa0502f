package command

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"dateline/data"
)

// run is one command line at work.
type run struct {
	Parts
	Streams
	opt     Options
	sink    sink          // Out
	out     *bufio.Writer // sink, buffered; flushed by close
	debug   bool
	log     io.Closer
	library Library
	started bool         // the command line was right, and its command runs
	failed  bool         // a part failed and was told of; the rest was done
	told    data.Problem // the last fault of the library's file that was
}

// execute runs the command that args name.
func (r *run) execute(ctx context.Context, args []string) error {
	r.sink.Writer = r.Out
	r.out = bufio.NewWriterSize(&r.sink, 1<<16)
	root := r.root()
	root.SetArgs(args)
	root.SetIn(r.In)
	root.SetOut(r.out)
	root.SetErr(r.Err)
	chosen, err := root.ExecuteContextC(ctx)
	switch {
	case err == nil:
		return nil
	case !r.started || errors.As(err, new(usage)):
		return usage{fmt.Errorf("%w; see %s --help", explainFlag(err, chosen, args), chosen.CommandPath())}
	case ctx.Err() != nil:
		return errInterrupted
	}
	return err
}

// start wraps what a command does: flags and arguments are right when it is
// called, and options are set.
func (r *run) start(do func(ctx context.Context, args arguments) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		r.started = true
		if err := r.prepare(); err != nil {
			return err
		}
		r.opt.Log.Debug("command", "name", cmd.Name(), "arguments", args)
		dash := cmd.ArgsLenAtDash()
		if dash < 0 {
			dash = len(args)
		}
		return do(cmd.Context(), arguments{words: args[:dash], paths: args[dash:]})
	}
}

// prepare fills in the options that no flag set, and opens the log.
func (r *run) prepare() error {
	r.opt.Library = preferred(r.opt.Library, "DATELINE_LIBRARY", libraryFile())
	r.opt.Config = preferred(r.opt.Config, "DATELINE_CONFIG", configFile())
	log, file, err := openLog(r.debug)
	r.opt.Log, r.log = log, file
	return err
}

// close closes what the command opened and writes what is still buffered. Its
// error is the first one.
func (r *run) close() error {
	var first error
	keep := func(what string, err error) {
		if err != nil && first == nil {
			first = fmt.Errorf("%s: %w", what, err)
		}
	}
	keep("writing the output", r.out.Flush())
	if r.library != nil {
		keep("closing the library", r.library.Close())
	}
	if r.log != nil {
		keep("closing the log", r.log.Close())
	}
	return first
}
