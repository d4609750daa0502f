package feeds

import (
	"fmt"
	"strings"
	"time"

	"dateline/data"
	"dateline/ui/screen"
)

// State is a feed's health as one line shows it. What is well has no sign.
type State struct {
	Sign  string
	Role  screen.Role
	Words string
}

// slow is from when on an answer is called slow.
const slow = 5 * time.Second

// State tells how a feed is.
func (p *Pane) State(f data.Subscription) State {
	h := f.Health
	switch {
	case f.ID == data.EditionFeed && f.Paused:
		return State{"−", screen.Muted, "the built-in edition, hidden"}
	case f.ID == data.EditionFeed:
		return State{"", screen.Muted, "the built-in edition"}
	case p.asking[f.ID]:
		return State{"•", screen.Accent, "asking…"}
	case f.Paused:
		return State{"−", screen.Muted, "paused by you"}
	case h.Gone:
		return State{"×", screen.Error, "410: it is gone for good"}
	case h.Error != "":
		return State{"×", screen.Error, h.Error}
	case h.Left != "":
		return State{"!", screen.Warning, h.Left}
	case h.Tried.IsZero():
		return State{"", screen.Muted, "not asked yet"}
	case h.Took >= slow:
		return State{"!", screen.Warning, fmt.Sprintf("slow: answered in %d s", int(h.Took.Seconds()))}
	case h.Status == 304:
		return State{"", screen.Muted, "ok, nothing new"}
	}
	return State{"", screen.Muted, "ok"}
}

// Explain is what is to say of a feed's health, in paragraphs: what went wrong,
// that nothing is lost by it, and what happens next. Keys are named by the
// functions that they have on this screen.
func (p *Pane) Explain(f data.Subscription, now time.Time, key func(command string) string) []string {
	h := f.Health
	var said []string
	if f.ID == data.EditionFeed {
		does := map[bool]string{true: "shows them again", false: "hides them"}[f.Paused]
		return []string{"These articles came with the program. " + key("pause-feed") + " " + does + "."}
	}
	if f.Paused {
		said = append(said, fmt.Sprintf("It isn’t asked for anything new until you go on with it: %s.", key("pause-feed")))
	}
	if h.Error != "" {
		said = append(said, sentence(h.Error)+". What was stored stays.")
	}
	if h.Left != "" {
		said = append(said, sentence(h.Left)+". All else is here.")
	}
	if h.Gone {
		said = append(said, "The server says that it has gone for good, so it isn’t asked again.")
	}
	if next := p.next(f, now, key); next != "" {
		said = append(said, next)
	}
	return append(said, settings(f)...)
}

// next tells of failures, and when it is asked again.
func (p *Pane) next(f data.Subscription, now time.Time, key func(string) string) string {
	h := f.Health
	var parts []string
	switch {
	case h.Failures == 1:
		parts = append(parts, "Failed once, "+when(h.Tried, now)+".")
	case h.Failures > 1:
		parts = append(parts, fmt.Sprintf("Failed %d times in a row, first %s.", h.Failures, when(h.Failing, now)))
	case !h.Success.IsZero():
		parts = append(parts, fmt.Sprintf("Last asked %s.", screen.Ago(h.Tried, now)))
	}
	if h.Failures > 0 && !h.Success.IsZero() {
		parts = append(parts, fmt.Sprintf("Last success %s.", when(h.Success, now)))
	}
	if !f.Paused && !h.Gone {
		if wait := h.Next.Sub(now); wait > 0 {
			parts = append(parts, fmt.Sprintf("Next try in %s; %s tries now.", span(wait), key("refresh")))
		} else {
			parts = append(parts, fmt.Sprintf("%s asks now.", key("refresh")))
		}
	}
	return strings.Join(parts, " ")
}

// settings tells what the reader has set for a feed.
func settings(f data.Subscription) []string {
	var set []string
	if f.Every > 0 {
		set = append(set, "Asked every "+span(f.Every)+".")
	}
	if f.FullText {
		set = append(set, "Its articles are fetched whole.")
	}
	if f.KeepDays > 0 {
		set = append(set, "Articles are kept for "+screen.Count(f.KeepDays, "day")+", starred ones for good.")
	}
	if f.KeepMost > 0 {
		set = append(set, "The newest "+screen.Count(f.KeepMost, "article")+" are kept, starred ones for good.")
	}
	if f.Given != "" && f.Given != f.Title {
		set = append(set, "It calls itself “"+f.Given+"”.")
	}
	if len(set) == 0 {
		return nil
	}
	return []string{strings.Join(set, " ")}
}

// when is a moment within a sentence: "yesterday at 18:40".
func when(t, now time.Time) string {
	t = t.In(now.Location())
	day := screen.Ago(t, now)
	if now.Sub(t) < 24*time.Hour {
		return day
	}
	return day + " at " + t.Format("15:04")
}

// span is a length of time in the largest unit that fits.
func span(d time.Duration) string {
	switch {
	case d < time.Minute:
		return "less than a minute"
	case d < 2*time.Hour:
		return fmt.Sprintf("%d min", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d hours", int(d.Hours()))
	}
	return fmt.Sprintf("%d days", int(d.Hours()/24))
}

func sentence(s string) string {
	s = strings.TrimRight(s, ".")
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
