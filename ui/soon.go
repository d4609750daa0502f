package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// patience is how long the answer to a key waits, in all, for what the library
// is asked because of it.
//
// Nothing may block the screen, and this doesn't: Bubble Tea writes a frame
// every 8 ms, and what an Update waits for three quarters of that would mostly
// have come a frame later anyway. Without the wait the letter that was typed
// goes into one frame and what it found into the next: later, and with twice the
// bytes. A library that takes longer costs a key these 6 ms and no more.
const patience = 6 * time.Millisecond

// soon runs commands at once, beside one another, and takes the answers that
// come within what is left of the patience in this very Update. The command
// that it answers with waits for the others. None of them may be a timer.
func (m *Model) soon(cmds ...tea.Cmd) tea.Cmd {
	left := time.Until(m.until)
	if left <= 0 {
		return tea.Batch(cmds...)
	}
	answers := make(chan answer, len(cmds))
	waiting := 0
	for _, cmd := range cmds {
		if cmd != nil {
			waiting++
			go func() { answers <- ask(cmd) }()
		}
	}
	timer := time.NewTimer(left)
	defer timer.Stop()
	var then []tea.Cmd
	for ; waiting > 0; waiting-- {
		select {
		case a := <-answers:
			then = append(then, m.answered(a.message()))
		case <-timer.C:
			for ; waiting > 0; waiting-- {
				then = append(then, func() tea.Msg { return (<-answers).message() })
			}
			return tea.Batch(then...)
		}
	}
	return tea.Batch(then...)
}

// answer is what a command came to.
type answer struct {
	msg   tea.Msg
	panic any
}

// ask runs a command. A panic is kept for where Bubble Tea, which puts the
// terminal in order then, can see it.
func ask(cmd tea.Cmd) (a answer) {
	defer func() { a.panic = recover() }()
	a.msg = cmd()
	return a
}

func (a answer) message() tea.Msg {
	if a.panic != nil {
		panic(a.panic)
	}
	return a.msg
}

// answered takes the answer of a command that soon ran.
func (m *Model) answered(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case nil:
		return nil
	case tea.BatchMsg:
		return m.soon(msg...)
	}
	return m.fact(msg)
}
