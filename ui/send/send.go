// Package send takes a text out of the program: to a file, to a command's
// standard input, or to the pager.
package send

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/kballard/go-shellquote"
)

// mostOutput is how much of a command's output is kept to be shown, in bytes.
const mostOutput = 64 << 10

// File writes a text to a new file, whose folder must exist; ~/ is the home
// folder. A file that is there already is never overwritten.
func File(path, text string) error {
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		home, err := os.UserHomeDir()
		if err != nil {
			return err
		}
		path = filepath.Join(home, rest)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already; choose another name", path)
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

// Command runs a command with a text on its standard input and answers with
// the beginning of what it wrote. The line is split into words as a shell
// would, quotes and backslashes included, but no shell sees it: no variables,
// no pipes. What it writes is as it wrote it: clean it before it is shown.
func Command(ctx context.Context, line, text string) (output string, err error) {
	words, err := shellquote.Split(line)
	if err != nil {
		return "", fmt.Errorf("%s: a quote isn't closed", line)
	}
	if len(words) == 0 {
		return "", errors.New("no command is named")
	}
	cmd := exec.CommandContext(ctx, words[0], words[1:]...)
	out := &limited{}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(text), out, out
	err = cmd.Run()
	var exit *exec.ExitError
	switch {
	case errors.Is(err, exec.ErrNotFound):
		err = fmt.Errorf("there is no command %s", words[0])
	case errors.As(err, &exit):
		err = fmt.Errorf("%s ended with status %d", words[0], exit.ExitCode())
	}
	return out.kept.String(), err
}

// limited keeps the beginning of what is written to it, and takes the rest.
type limited struct{ kept bytes.Buffer }

func (l *limited) Write(p []byte) (int, error) {
	if room := mostOutput - l.kept.Len(); room > 0 {
		l.kept.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

// Pager is the command that shows a text in the pager: $PAGER, else less or,
// on Windows, more.
func Pager(text string) (*exec.Cmd, error) {
	line := os.Getenv("PAGER")
	if line == "" {
		line = "less"
		if runtime.GOOS == "windows" {
			line = "more"
		}
	}
	words, err := shellquote.Split(line)
	if err != nil || len(words) == 0 {
		return nil, fmt.Errorf("$PAGER is %q, which can't be read", line)
	}
	if _, err := exec.LookPath(words[0]); err != nil {
		return nil, fmt.Errorf("there is no pager %s; name one in $PAGER", words[0])
	}
	if name := filepath.Base(words[0]); name == "less" || name == "less.exe" {
		// Often set in $LESS: it ends at once with a text that fits on the
		// screen, which is then ours again before anyone has read it.
		words = append(words, "-+F")
	}
	cmd := exec.Command(words[0], words[1:]...)
	cmd.Stdin = strings.NewReader(text)
	return cmd, nil
}
