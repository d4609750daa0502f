// Package terminal holds the tests that run the whole program in a
// pseudo-terminal: what it writes on hostile articles is judged byte by byte,
// and however it ends, the terminal must be as it was and the place kept.
package terminal
