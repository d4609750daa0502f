package command

import (
	"runtime"
	"runtime/debug"
	"strings"
)

// version is what the build recorded of itself: the module's version, the
// revision that it was built from, and with what.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "of an unrecorded build, " + runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH
	}
	return describe(info)
}

func describe(info *debug.BuildInfo) string {
	set := map[string]string{}
	for _, s := range info.Settings {
		set[s.Key] = s.Value
	}
	parts := []string{info.Main.Version}
	if info.Main.Version == "" {
		parts[0] = "(devel)"
	}
	if revision := set["vcs.revision"]; revision != "" {
		of := "revision " + revision
		if set["vcs.time"] != "" {
			of += " of " + set["vcs.time"]
		}
		if set["vcs.modified"] == "true" {
			of += " with changes"
		}
		parts = append(parts, of)
	}
	built := info.GoVersion
	if built == "" {
		built = runtime.Version()
	}
	return strings.Join(append(parts, built+" "+runtime.GOOS+"/"+runtime.GOARCH), ", ")
}
