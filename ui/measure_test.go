package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"dateline/ui/screen"
)

// TestMeasures checks that lines come out as wide as the terminal will draw
// them, whether it measures by character or, once it says so, by cluster.
func TestMeasures(t *testing.T) {
	text := strings.Repeat("राष्ट्रपति पुतिन ने दूत से मुलाकात की। ", 40)
	d := drive(t, 112, 20, newLibrary(t, compose("a", 24, "समाचार", "राष्ट्रपति पुतिन", text)))
	widths := func(of func(string) int) {
		t.Helper()
		for _, l := range strings.Split(d.m.View().Content, "\n") {
			if w := of(l); w > 112 {
				t.Errorf("%d cells in a window of 112: %q", w, l)
			}
			if strings.Contains(l, "मुलाकात") && of(l) < 80 {
				t.Errorf("a line of text of only %d cells: %q", of(l), l)
			}
		}
	}
	widths(ansi.StringWidthWc)
	d.send(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeNotRecognized})
	if screen.Method() != ansi.WcWidth {
		t.Error("a terminal without the mode measures by cluster")
	}
	d.send(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
	widths(ansi.StringWidth)
	wide := ansi.StringWidthWc(d.m.View().Content) > ansi.StringWidth(d.m.View().Content)
	if screen.Method() != ansi.GraphemeWidth || !wide {
		t.Error("the terminal's answer changed nothing")
	}
}
