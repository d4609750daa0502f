// Bare is the floor that the program's start is measured against: Bubble Tea,
// Glamour and SQLite, each doing the least that can be done with it, and no
// more. It draws one rendered paragraph and waits for q.
package main

import (
	"database/sql"
	"fmt"
	"os"

	tea "charm.land/bubbletea/v2"
	"charm.land/glamour/v2"
	_ "modernc.org/sqlite"
)

type model struct{ text string }

func (model) Init() tea.Cmd { return nil }

func (m model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if key, ok := msg.(tea.KeyPressMsg); ok && key.String() == "q" {
		return m, tea.Quit
	}
	return m, nil
}

func (m model) View() tea.View {
	return tea.View{Content: m.text, AltScreen: true}
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.Exec("create table articles (id integer primary key, title text)"); err != nil {
		return err
	}
	renderer, err := glamour.NewTermRenderer(glamour.WithStandardStyle("dark"), glamour.WithWordWrap(70))
	if err != nil {
		return err
	}
	text, err := renderer.Render("# A title\n\nA paragraph of *some* words, to be set once.\n")
	if err != nil {
		return err
	}
	_, err = tea.NewProgram(model{text}, tea.WithFPS(120)).Run()
	return err
}
