package command

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// Signals is a context that ends when the system or the reader asks the
// program to end, so that it can close in order. A second signal ends the
// program at once. The function gives the signals back.
func Signals(parent context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(parent, ends()...)
	context.AfterFunc(ctx, stop)

	// Whoever reads our output may go away. Without this the write ends the
	// program there and then; with it the write fails, and we close in order.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	return ctx, stop
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
