// Package browser opens addresses in the reader's browser.
package browser

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// Open shows an address in the browser that $BROWSER names, or in the system's.
// The address is one argument of the program and never passes a shell. Only
// http, https and mailto are opened. The browser goes on by itself.
func Open(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return fmt.Errorf("the address can't be read: %w", err)
	}
	switch u.Scheme {
	case "http", "https", "mailto":
	default:
		return fmt.Errorf("%q is not opened: only http, https and mailto are", u.Scheme)
	}
	for _, command := range candidates(os.Getenv("BROWSER"), runtime.GOOS) {
		path, err := exec.LookPath(command[0])
		if err != nil {
			continue
		}
		if err := start(path, arguments(command[1:], u.String())); err != nil {
			return fmt.Errorf("%s could not be started: %w", command[0], err)
		}
		return nil
	}
	return errors.New("no browser was found; name one in the environment variable BROWSER")
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
func start(path string, args []string) error {
	cmd := exec.Command(path, args...)
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { _ = cmd.Wait() }() // how it ends is the reader's business
	return nil
}
