// Package browser opens addresses in the reader's browser, and files of other
// kinds in the programs that the reader named for them.
package browser

import (
	"errors"
	"fmt"
	"mime"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"strings"
)

// Opener opens addresses. The zero value opens all in the browser.
type Opener struct {
	// Programs are for files of a media type, "audio/mpeg" or "audio/*": the
	// program and its arguments, with the address where %s stands, or last.
	Programs map[string][]string
}

// Open shows an address in the program for its media type, else in the browser
// that $BROWSER names, or in the system's. A type that isn't known is told from
// the address's ending. The address is one argument of the program and never
// passes a shell. Only http, https and mailto are opened. The program goes on
// by itself. Its name is told, empty where it is the browser.
func (o Opener) Open(address, mediaType string) (own string, err error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", fmt.Errorf("the address can't be read: %w", err)
	}
	switch u.Scheme {
	case "http", "https", "mailto":
	default:
		return "", fmt.Errorf("%q is not opened: only http, https and mailto are", u.Scheme)
	}
	all := candidates(os.Getenv("BROWSER"), runtime.GOOS)
	if set := o.program(u.Path, mediaType); len(set) > 0 {
		if _, err := exec.LookPath(set[0]); err != nil {
			return "", fmt.Errorf("%s, which is set for this kind of file, can't be found", set[0])
		}
		all, own = [][]string{set}, filepath.Base(set[0])
	}
	for _, command := range all {
		program, err := exec.LookPath(command[0])
		if err != nil {
			continue
		}
		if err := start(program, arguments(command[1:], u.String())); err != nil {
			return "", fmt.Errorf("%s could not be started: %w", command[0], err)
		}
		return own, nil
	}
	return "", errors.New("no browser was found; name one in the environment variable BROWSER")
}

// program is the one that is set for a media type, most exactly first.
func (o Opener) program(name, mediaType string) []string {
	if mediaType == "" {
		mediaType = mime.TypeByExtension(path.Ext(name))
	}
	mediaType, _, _ = strings.Cut(mediaType, ";")
	kind, _, _ := strings.Cut(mediaType, "/")
	if own := o.Programs[strings.TrimSpace(mediaType)]; len(own) > 0 {
		return own
	}
	return o.Programs[kind+"/*"]
}

// candidates are the programs to try, each with its arguments.
func candidates(browser, system string) [][]string {
	var list [][]string
	for _, entry := range strings.Split(browser, string(os.PathListSeparator)) {
		if words := strings.Fields(entry); len(words) > 0 {
			list = append(list, words)
		}
	}
	switch system {
	case "darwin":
		return append(list, []string{"open"})
	case "windows":
		return append(list, []string{"rundll32", "url.dll,FileProtocolHandler"})
	}
	return append(list, []string{"xdg-open"}, []string{"gio", "open"}, []string{"wslview"})
}

// arguments puts the address where %s stands, or behind the others.
func arguments(words []string, address string) []string {
	var args []string
	put := false
	for _, w := range words {
		if strings.Contains(w, "%s") {
			w, put = strings.ReplaceAll(w, "%s", address), true
		}
		args = append(args, w)
	}
	if !put {
		args = append(args, address)
	}
	return args
}

// start starts a program that has no part in the terminal, and sees it off.
func start(program string, args []string) error {
	cmd := exec.Command(program, args...)
	apart(cmd)
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { _ = cmd.Wait() }() // how it ends is the reader's business
	return nil
}
