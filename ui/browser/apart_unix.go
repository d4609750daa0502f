//go:build unix

package browser

import (
	"os/exec"
	"syscall"
)

// apart gives a program a session of its own: it can't reach our terminal, and
// neither ctrl+z nor the terminal's end stops it.
func apart(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }
