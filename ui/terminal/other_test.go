//go:build !unix

package terminal_test

import "testing"

func TestProgram(t *testing.T) {
	t.Skip("there are no pseudo-terminals of the kind that these tests need")
}
