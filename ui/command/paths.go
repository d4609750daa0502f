package command

import (
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
)

// Where things are when neither a flag nor the environment says so: the
// folders of the XDG Base Directory Specification, or the system's own.
func libraryFile() string { return filepath.Join(xdg.DataHome, "dateline", "library.db") }
func configFile() string  { return filepath.Join(xdg.ConfigHome, "dateline", "config.toml") }
func logFile() string     { return filepath.Join(xdg.StateHome, "dateline", "dateline.log") }

// preferred is the flag's value, else the environment's, else the usual one.
func preferred(flag, variable, usual string) string {
	if flag != "" {
		return flag
	}
	if set := os.Getenv(variable); set != "" {
		return set
	}
	return usual
}
