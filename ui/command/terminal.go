package command

import (
	"os"

	"github.com/charmbracelet/x/term"
)

// Console is the program's own standard input, output and error.
func Console() Streams {
	return Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Width: terminalWidth(os.Stdout)}
}

// terminalWidth is how many columns the terminal has that a file is, or 0
// where it is none.
func terminalWidth(file *os.File) int {
	const usual = 80 // of a terminal that doesn't tell
	if !term.IsTerminal(file.Fd()) {
		return 0
	}
	width, _, err := term.GetSize(file.Fd())
	if err != nil || width <= 0 {
		return usual
	}
	return width
}
