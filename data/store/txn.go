package store

import (
	"context"
	"database/sql"
)

// txn is a transaction that writes. Each of its statements is prepared once,
// since SQLite takes longer to read one than to run it. The context is looked
// at before the transaction and not in it, which the driver would do by a
// goroutine for each statement: transactions are short.
type txn struct {
	tx       *sql.Tx
	prepared map[string]*sql.Stmt
}

// Prepare gives the statement of a text. It ends with the transaction.
func (t *txn) Prepare(text string) (*sql.Stmt, error) {
	if known := t.prepared[text]; known != nil {
		return known, nil
	}
	made, err := t.tx.Prepare(text)
	if err != nil {
		return nil, err
	}
	if t.prepared == nil {
		t.prepared = map[string]*sql.Stmt{}
	}
	t.prepared[text] = made
	return made, nil
}

// PrepareContext is Prepare.
func (t *txn) PrepareContext(_ context.Context, text string) (*sql.Stmt, error) {
	return t.Prepare(text)
}

// Exec runs a statement.
func (t *txn) Exec(text string, arguments ...any) (sql.Result, error) {
	statement, err := t.Prepare(text)
	if err != nil {
		return nil, err
	}
	return statement.Exec(arguments...)
}

// ExecContext is Exec.
func (t *txn) ExecContext(_ context.Context, text string, arguments ...any) (sql.Result, error) {
	return t.Exec(text, arguments...)
}

// Query asks for rows.
func (t *txn) Query(text string, arguments ...any) (*sql.Rows, error) {
	statement, err := t.Prepare(text)
	if err != nil {
		return nil, err
	}
	return statement.Query(arguments...)
}

// QueryRow asks for one row.
func (t *txn) QueryRow(text string, arguments ...any) *sql.Row {
	statement, err := t.Prepare(text)
	if err != nil {
		return t.tx.QueryRow(text, arguments...) // which says so too
	}
	return statement.QueryRow(arguments...)
}

// QueryRowContext is QueryRow.
func (t *txn) QueryRowContext(_ context.Context, text string, arguments ...any) *sql.Row {
	return t.QueryRow(text, arguments...)
}
