package command

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dateline/data"
)

// Exit statuses.
const (
	succeeded = 0
	failed    = 1
	misused   = 2
)

// usage is a command line that can't be understood.
type usage struct{ error }

func (u usage) Unwrap() error { return u.error }

// misuse is a usage error in words.
func misuse(format string, a ...any) error { return usage{fmt.Errorf(format, a...)} }

// explainFlag says what to do about an argument that was meant as a word to
// leave out, or as a file, and was taken for flags.
func explainFlag(err error, cmd *cobra.Command, args []string) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return err
	}
	if unknown.GetSpecifiedShortnames() == "" {
		if near := nearFlag(cmd, unknown.GetSpecifiedName()); near != "" {
			return fmt.Errorf("%w; there is --%s", err, near)
		}
		return err
	}
	at := slices.IndexFunc(args, func(arg string) bool {
		return strings.HasPrefix(arg, "-") && strings.HasSuffix(arg, unknown.GetSpecifiedShortnames())
	})
	switch {
	case at >= 0 && exists(args[at]):
		return misuse("%s: an argument that begins so is taken for flags: write ./%s", args[at], args[at])
	case at >= 0 && strings.Contains(cmd.Use, "QUERY"):
		return misuse(`%s: there is no such flag; to leave a word out, put a space before it: " %s"`, args[at], args[at])
	}
	return err
}

// nearFlag is the flag of a command that a mistyped name most likely means, or
// empty.
func nearFlag(cmd *cobra.Command, typed string) (near string) {
	names := &cobra.Command{SuggestionsMinimumDistance: 2}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		names.AddCommand(&cobra.Command{Use: f.Name, Run: func(*cobra.Command, []string) {}})
	})
	if found := names.SuggestionsFor(typed); len(found) > 0 {
		near = found[0]
	}
	return near
}

// errInterrupted is a command that a signal ended.
var errInterrupted = errors.New("interrupted")

// report writes an error as one line and answers with the exit status.
func (r *run) report(err error) int {
	switch {
	case err == nil && r.failed:
		return failed
	case err == nil || hungUp(r.sink.err):
		return succeeded
	}
	r.note(err.Error())
	var badUsage usage
	var badQuery *data.QueryError
	if errors.As(err, &badUsage) || errors.As(err, &badQuery) {
		return misused
	}
	return failed
}

// fault tells of a part that failed, while the rest goes on: the exit status
// will be 1.
func (r *run) fault(err error) {
	r.failed = true
	r.note(err.Error())
}

// note writes one line on Err. There is nowhere to tell that this failed.
func (r *run) note(text string) {
	_, _ = fmt.Fprintf(r.Err, "dateline: %s\n", oneLine(text))
}

// sink is the output, and the first error of writing to it.
type sink struct {
	io.Writer
	err error
}

// Write writes, and keeps an error.
func (s *sink) Write(p []byte) (int, error) {
	n, err := s.Writer.Write(p)
	if s.err == nil {
		s.err = err
	}
	return n, err
}

// hungUp reports whether whoever read the output went away, as head does once
// it has its lines: no failure of ours, and nobody is left to tell.
func hungUp(err error) bool {
	const noData = syscall.Errno(232) // Windows: the pipe is being closed
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe) ||
		runtime.GOOS == "windows" && errors.Is(err, noData)
}
