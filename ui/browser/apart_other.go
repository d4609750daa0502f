//go:build !unix

package browser

import "os/exec"

// apart has nothing to do: what is started here isn't stopped with us.
func apart(*exec.Cmd) {}
