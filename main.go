// Dateline is a terminal news reader that knows who and where: it opens
// articles, marks the people, places and organisations in them, and steps from
// mention to mention. See README.md.
package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"dateline/data"
	"dateline/ui/command"
)

func main() { os.Exit(run()) }

// run builds the parts, runs the command line, and answers with the exit
// status once everything is closed.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), ends()...)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program at once

	// Whoever reads our output may go away. Without this the write ends the
	// program there and then; with it the write fails, and we close in order.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)

	return command.Run(ctx, os.Args[1:], command.Console(), command.Parts{
		Open:      open,
		Screen:    screen,
		Recognise: recogniser,
		Parse:     parse,
		Plain:     plain,
		Fold:      strings.ToLower,
		Now:       time.Now,
		Zone:      time.Local,
	})
}

// ends are the signals that end the program in order. One that was ignored
// when we started, as nohup does, stays so.
func ends() []os.Signal {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		signals = append(signals, syscall.SIGHUP)
	}
	return signals
}

// errUnbuilt is a room that this build doesn't have.
var errUnbuilt = errors.New("this build has the command line alone: its library and its screen are still to come")

func open(context.Context, []string, command.Options) (command.Library, error) {
	return nil, errUnbuilt
}

func screen(context.Context, []string, command.Options) error { return errUnbuilt }

func recogniser() (func(string) data.Recognition, error) { return nil, errUnbuilt }

func parse(string, time.Time, *time.Location, bool) (data.Query, error) {
	return data.Query{}, errUnbuilt
}

func plain(*data.Article, int) (string, error) { return "", errUnbuilt }
