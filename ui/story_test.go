package ui

import (
	"context"
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/ui/screen"
)

func start(t *testing.T, w, h int) *driver { return drive(t, w, h, newLibrary(t, stories()...)) }

func TestScreens(t *testing.T) {
	sizes := []struct{ w, h int }{{140, 40}, {100, 30}, {60, 20}}
	if testing.Short() {
		sizes = sizes[1:2]
	}
	for _, size := range sizes {
		for _, c := range []struct {
			name string
			do   func(*driver)
		}{
			{"first", func(*driver) {}},
			{"reading", func(d *driver) { d.press("enter n n") }},
			{"entities", func(d *driver) { d.press("enter 3 j") }},
			{"card", func(d *driver) { d.press("enter n c j") }},
			{"card-facts", func(d *driver) { d.press("enter n c tab j") }},
			{"find", func(d *driver) { d.press("enter /").enter("the tide") }},
			{"filter", func(d *driver) { d.press("/").enter("harbor").press("backspace backspace").enter("our") }},
			{"search", func(d *driver) { d.press("S").enter("lisbon after:2025-04-01") }},
			{"groups", func(d *driver) { d.press("S").enter("person:(lindqvist or iriarte) -comet (tide or quay)") }},
			{"bad-filter", func(d *driver) { d.press("1 /").enter("tide persn:li") }},
			{"bad-query", func(d *driver) { d.press("S").enter("tide after:2025-31-04") }},
			{"nothing-found", func(d *driver) { d.press("S").enter("lisbon ferry") }},
			{"help", func(d *driver) { d.press("?") }},
			{"palette", func(d *driver) { d.press(":").enter("lind") }},
			{"links", func(d *driver) { d.press("enter f") }},
			{"goto", func(d *driver) { d.press("g") }},
			{"correct", func(d *driver) { d.press("enter n e") }},
			{"merge-add", func(d *driver) { d.press("enter n e m") }},
			{"merge", func(d *driver) { d.press("enter n e m").enter("iri").press("enter") }},
			{"mark-text", func(d *driver) { d.press("enter /").enter("outer").press("enter e t") }},
			{"all-read", func(d *driver) { d.press("A g u") }},
		} {
			name := fmt.Sprintf("%s-%dx%d", c.name, size.w, size.h)
			t.Run(name, func(t *testing.T) {
				d := start(t, size.w, size.h)
				c.do(d)
				d.golden(name)
			})
		}
	}
}

func TestSteppingThroughAndAcross(t *testing.T) {
	d := start(t, 140, 40)
	d.press("enter n").wantStatus("◆ Marta Lindqvist  1 of 3 here · 5 in 3 articles")
	d.press("n n").wantStatus("◆ Marta Lindqvist  3 of 3 here")
	if !strings.Contains(d.status(), "on to “Harbour Board") {
		t.Errorf("the last mention doesn't say where n goes on: %q", d.status())
	}
	d.press("n").wantStatus("◆ Marta Lindqvist  1 of 1 here").want("► Harbour Board picks")
	d.press("n").want("► Li Wei in Lisbon")
	d.press("n").wantStatus("That was the last mention of Marta Lindqvist. n again starts at the first.")
	d.press("n").wantStatus("◆ Marta Lindqvist  1 of 3 here")
	d.press("N").wantStatus("That was the first mention")
	d.press("N").want("► Li Wei in Lisbon")
}

func TestBackRestoresExactly(t *testing.T) {
	d := start(t, 100, 30)
	d.press("enter n space space") // scrolled away from the mention
	before, screen := d.m.here(), d.reader()
	d.press("n")
	for range 6 {
		d.press("n")
	}
	if d.m.here() == before {
		t.Fatal("stepping went nowhere")
	}
	for range 20 {
		if d.m.here() == before {
			break
		}
		d.press("H")
	}
	if d.m.here() != before {
		t.Fatalf("back is at %+v, want %+v", d.m.here(), before)
	}
	if got := d.reader(); got != screen {
		t.Errorf("back shows\n%s\nwant\n%s", got, screen)
	}
	d.press("L")
	if d.m.here() == before {
		t.Error("forward stayed")
	}
}

// reader is what the reader pane shows.
func (d *driver) reader() string {
	d.screen()
	var b strings.Builder
	r := d.m.layout.Reader
	for y := r.Y; y < r.Y+r.H; y++ {
		for x := r.X; x < r.X+r.W; x++ {
			b.WriteString(d.m.canvas.At(x, y).Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestMovingMarksNothing(t *testing.T) {
	d := start(t, 140, 40)
	d.press("j j k").want("► All articles")
	if n := d.m.counts.Unread; n != 5 {
		t.Fatalf("%d unread after moving, want 5", n)
	}
	d.press("enter")
	if n := d.m.counts.Unread; n != 4 {
		t.Errorf("%d unread after opening, want 4", n)
	}
	d.press("J 2 j")
	if n := d.m.counts.Unread; n != 3 {
		t.Errorf("%d unread after the next article, want 3", n)
	}
}

func TestChangesCanBeUndone(t *testing.T) {
	d := start(t, 140, 40)
	d.press("s").wantStatus("1 article starred")
	d.press("A").wantStatus("5 articles marked read").want("all read")
	d.press("u").wantStatus("Undone: 5 articles marked unread").want("5 unread")
	d.press("u").wantStatus("Undone: 1 article no longer starred")
	d.press("u").wantStatus("Nothing to undo.")
	d.press("ctrl+r").wantStatus("Done again: 1 article starred")
	d.press("j j M").wantStatus("3 articles marked read")
}

func TestKeepUnread(t *testing.T) {
	d := start(t, 140, 40)
	d.press("enter X j j")
	if row := d.m.reader.Reading().Row; row.Read {
		t.Error("an article that was to stay unread was marked by scrolling")
	}
}

func TestFind(t *testing.T) {
	d := start(t, 100, 30)
	d.press("enter /").enter("QUAY was  dry").wantStatus("/ QUAY was  dry   1 of 10")
	d.press("down").want("2 of 10")
	d.press("enter").wantStatus("/ QUAY was  dry  2 of 10 here")
	d.press("n").want("3 of 10 here").press("N N").want("1 of 10 here")
	d.press("N").wantStatus("On from the end.")
	d.press("esc n").wantStatus("◆")
	d.press("/").enter("nowhere at all").want("not in this article").press("enter").wantStatus("“nowhere at all” isn’t in this article.")
}

func TestEscGoesOutStepByStep(t *testing.T) {
	d := start(t, 140, 40)
	d.press("/").enter("harbour").press("enter").want("/ harbour")
	d.press("enter . /").enter("the").press("enter")
	for _, want := range []func() bool{
		func() bool { return d.m.step == overMentions && d.m.find == "" },
		func() bool { return d.m.chosen.ID == "" },
		func() bool { return d.m.scope.filter == "" },
		func() bool { return d.m.focus() == listPane },
	} {
		if want() {
			t.Fatalf("already out:\n%s", d.screen())
		}
		if d.press("esc"); !want() {
			t.Fatalf("esc took another step:\n%s", d.screen())
		}
	}
	if d.press("esc esc"); d.quit {
		t.Error("esc quit")
	}
	if d.press("q"); !d.quit {
		t.Error("q at the front didn't quit")
	}
}

func TestSearchOpensWhereItWasFound(t *testing.T) {
	d := start(t, 140, 40)
	d.press("S").enter("lisbon tariffs").want("1 found").press("enter").wantStatus("S lisbon tariffs  1 of")
	d.press("esc").want("Dateline  Search", "1 found")
	d.press("esc").want("► All articles")
	if d.m.search != nil || d.m.step != overMentions {
		t.Error("leaving the search left something behind")
	}
}

// TestFilteredListOpensWhereItWasFound: the list's field finds as the search view
// does, and n goes on through its hits.
func TestFilteredListOpensWhereItWasFound(t *testing.T) {
	d := start(t, 140, 40)
	d.press("/").enter("lisbon").press("enter enter").wantStatus("/ lisbon  1 of 1 here")
	first := d.m.reader.ID()
	d.press("n").wantStatus("/ lisbon  1 of 2 here")
	if d.m.reader.ID() == first {
		t.Error("n didn't go on to the next article of the list")
	}
	if d.press("N").wantStatus("/ lisbon  1 of 1 here"); d.m.reader.ID() != first {
		t.Error("N didn't go back")
	}
	d.press("N").wantStatus("That was the first article of the list.")
	d.press("n n").wantStatus("/ lisbon  2 of 2 here").press("H").wantStatus("/ lisbon  1 of 2 here")
	d.press("H").wantStatus("/ lisbon  1 of 1 here").press("L L").wantStatus("/ lisbon  2 of 2 here")
	d.press(".").wantStatus("▲").press("esc esc")
	if d.m.scope.filter != "" {
		t.Error("the filter stays")
	}
}

// TestFilterThatFindsNothingIsTakenUp: a session with such a filter begins without
// a complaint, says what the filter lacks, and shows what was read last.
func TestFilterThatFindsNothingIsTakenUp(t *testing.T) {
	l := newLibrary(t, stories()...)
	d := drive(t, 140, 40, l).press("j /").enter("lisbon qqz").press("enter").want("No article has all of this.")
	last := d.m.reader.ID()
	if err := d.m.Close(); err != nil {
		t.Fatal(err)
	}
	d = drive(t, 140, 40, l).want("/ lisbon qqz", "No article has all of this.", "▲ Places")
	if d.m.note.role == screen.Error {
		t.Errorf("it begins with %q", d.m.note.text)
	}
	if d.m.reader.ID() != last {
		t.Errorf("%q is shown, want %s", d.m.reader.ID(), last)
	}
	d.run(d.m.libraryChanged(data.Event{Articles: true}))
	if d.press("esc"); d.m.reader.ID() != last || d.m.list.Selected() != last || d.m.list.Len() != 5 {
		t.Errorf("esc shows %d articles on %s, and %s", d.m.list.Len(), d.m.list.Selected(), d.m.reader.ID())
	}
}

// TestLastPlaceBesideTheList: what was read is shown again although the list of
// unread articles no longer has it.
func TestLastPlaceBesideTheList(t *testing.T) {
	l := newLibrary(t, stories()...)
	d := drive(t, 140, 40, l).press("j j g u j enter j")
	last := d.m.here()
	if err := d.m.Close(); err != nil {
		t.Fatal(err)
	}
	d = drive(t, 140, 40, l)
	if d.m.reader.ID() != last.Article || d.m.reader.Top() != last.Top || d.m.list.Len() != 4 {
		t.Errorf("%+v of %d is shown, want %+v of 4", d.m.here(), d.m.list.Len(), last)
	}
}

// TestNothingOpenSaysWhy in whichever pane is shown.
func TestNothingOpenSaysWhy(t *testing.T) {
	for _, w := range []int{60, 100, 140} {
		drive(t, w, 20, newLibrary(t)).press("2").want("Nothing could be opened.").press("3").want("No article is open.")
	}
}

// TestLastPlaceStays: the article of the last session stays shown, and where it
// is in the list, when further articles are loaded or come.
func TestLastPlaceStays(t *testing.T) {
	l := newLibrary(t, stories()...)
	d := drive(t, 140, 40, l).press("1 G enter")
	last := d.m.reader.ID()
	if err := d.m.Close(); err != nil {
		t.Fatal(err)
	}
	d = drive(t, 140, 40, l)
	l.Add(compose("new", 26, "Wire", "Harbour, harbour, harbour", "The harbour is a harbour."))
	if err := l.Wait(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	d.run(d.m.libraryChanged(data.Event{Articles: true}))
	if d.m.reader.ID() != last || d.m.list.Selected() != last || d.m.list.Index() == 0 {
		t.Errorf("%s is shown, and %s selected at %d; the reader was at %s", d.m.reader.ID(), d.m.list.Selected(), d.m.list.Index(), last)
	}
}

// TestSearchFollowsTheLibrary: what is found is found anew when articles come,
// and the cursor stays on its article.
func TestSearchFollowsTheLibrary(t *testing.T) {
	l := newLibrary(t, stories()...)
	d := drive(t, 140, 40, l).press("S").enter("harbour").press("down")
	selected, before := d.m.search.results.Selected(), len(d.m.search.results.Result().IDs)
	l.Add(compose("new", 25, "Wire", "Harbour, harbour, harbour", "The harbour is a harbour."))
	if err := l.Wait(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	d.run(d.m.libraryChanged(data.Event{Articles: true}))
	if got := len(d.m.search.results.Result().IDs); got != before+1 || d.m.search.results.Selected() != selected {
		t.Errorf("%d found, on %s; want %d, on %s", got, d.m.search.results.Selected(), before+1, selected)
	}
}

func TestSearchStepsOnThroughResults(t *testing.T) {
	d := start(t, 140, 40)
	d.press("S").enter("lisbon").press("enter")
	first := d.m.reader.ID()
	for range 8 {
		d.press("n")
	}
	if d.m.reader.ID() == first {
		t.Error("n never went on to the next result")
	}
	d.wantStatus("That was the last result.")
}

func TestLeavingOutWhatNothingHas(t *testing.T) {
	d := start(t, 100, 30)
	d.press("S").enter("lisbon zeppelin").want("No article has all of this.", "leave out zeppelin")
	d.want("Without zeppelin there are 2 articles.").press("enter").want("/ lisbon", "found")
	// It is the part without which something is found, not the first of the rarest.
	d.press("ctrl+u").enter("lisbon tariffs comet").want("Without comet there is 1 article.", "leave out comet")
	if d.press("ctrl+u").enter("lisbon zeppelin airship").want("leave out zeppelin"); strings.Contains(d.screen(), "Without") {
		t.Errorf("nothing is found either way:\n%s", d.screen())
	}
}

func TestSearchingForWhatTheListLacks(t *testing.T) {
	d := start(t, 100, 30)
	d.press("s g *").want("Starred").press("/").enter("lisbon").want("No article has all of this.")
	if strings.Contains(d.screen(), "look in all articles") {
		t.Error("S is named while it is a letter of the field")
	}
	d.press("enter").want("look in all articles").press("S").want("/ lisbon", "2 found")
}

func TestStepsFromTheListAreTold(t *testing.T) {
	for _, w := range []int{140, 100} {
		d := start(t, w, 40)
		d.press("n n").wantStatus("◆ Marta Lindqvist  2 of 3 here").want("► All articles")
	}
}

func TestWhy(t *testing.T) {
	d := start(t, 140, 40)
	d.press("enter n w").wantStatus("“Marta Lindqvist” is read as a person: it is in a list.")
	d.press("3 w").wantStatus("“Marta Lindqvist” is read as a person: it is in a list.") // in the sidebar
	d.press("2 J J J w").wantStatus("No names in this article.")
}

func TestEntitiesPane(t *testing.T) {
	d := start(t, 140, 40)
	d.press("3 i").want("Li Wei", "Reykjavík") // of all articles
	d.press("/").enter("wei").press("enter").want("► Li Wei in Lisbon").wantStatus("◆ Li Wei  1 of 1 here")
	d.press("3 i").want("Entities        here  all")
	d.press("O O").wantStatus("Names by name")
}

func TestPlacesInArticlesAreKept(t *testing.T) {
	d := start(t, 100, 20)
	d.press("enter j j j j j j j j")
	top := d.m.reader.Top()
	d.press("J K")
	if got := d.m.reader.Top(); got != top {
		t.Errorf("came back to %d, want %d", got, top)
	}
	d.press("G J K")
	if got := d.m.reader.Top(); got != 0 {
		t.Errorf("an article read to its end begins at %d", got)
	}
}

func TestUnreadView(t *testing.T) {
	d := start(t, 140, 40)
	d.press("g u").want("► Unread").press("enter").want("Unread")
	if d.m.list.Len() != 5 {
		t.Errorf("reading an article took it out of the list: %d", d.m.list.Len())
	}
	d.press("g u")
	if d.m.list.Len() != 4 {
		t.Errorf("%d unread, want 4", d.m.list.Len())
	}
	d.press("g *").want("Nothing is starred yet.").press("g a").want("► All articles")
}

func TestSpaceReadsOn(t *testing.T) {
	d := start(t, 100, 30)
	d.press("enter")
	first := d.m.reader.ID()
	for range 20 {
		if d.m.reader.ID() != first {
			break
		}
		d.press("space")
	}
	d.want("Spring tide tables")
	if n := d.m.counts.Unread; n != 3 {
		t.Errorf("%d unread, want 3", n)
	}
}

func TestMouse(t *testing.T) {
	d := start(t, 140, 24)
	d.click(6, 6).want("Spring tide tables are out")
	d.click(6, 4)
	x, y := 0, 0
	for row, line := range strings.Split(d.screen(), "\n") {
		if i := strings.Index(line, "Norway paid"); i >= 0 {
			x, y = len([]rune(line[:i])), row
		}
	}
	d.click(x+1, y).wantStatus("▲ Norway  1 of 1 here")
	top := d.m.reader.Top()
	d.send(tea.MouseWheelMsg(tea.Mouse{X: 60, Y: 20, Button: tea.MouseWheelDown}))
	if d.m.focus() != readerPane || d.m.reader.Top() == top {
		t.Error("the wheel didn't scroll what is under the pointer")
	}
}

func TestLinks(t *testing.T) {
	d := start(t, 100, 30)
	d.press("enter f").want("timetable", "https://example.org/fares").press("b")
	if len(d.opened) != 1 || d.opened[0] != "https://example.org/fares" {
		t.Errorf("opened %v", d.opened)
	}
	d.press("f A").wantStatus("Sent to the terminal’s clipboard: https://example.org/timetable")
	d.press("o")
	if d.opened[len(d.opened)-1] != "https://example.org/a1" {
		t.Errorf("opened %v", d.opened)
	}
}

func TestSessionComesBack(t *testing.T) {
	l := newLibrary(t, stories()...)
	d := drive(t, 100, 30, l)
	d.press("enter n n space v")
	where, screen := d.m.here(), d.reader()
	if err := d.m.Close(); err != nil {
		t.Fatal(err)
	}
	again := drive(t, 100, 30, l)
	if got := again.m.here(); got != where {
		t.Errorf("came back at %+v, want %+v", got, where)
	}
	if again.m.reader.Marks != d.m.reader.Marks {
		t.Error("the marks' setting didn't come back")
	}
	again.press("2")
	if got := again.reader(); got != screen {
		t.Errorf("came back to\n%s\nwant\n%s", got, screen)
	}
	again.press("H")
	if again.m.here() == where {
		t.Error("the way back didn't come back")
	}
}

func TestResizeKeepsTheSentence(t *testing.T) {
	d := start(t, 140, 40)
	d.press("enter j j j j j j j j j j")
	top := d.m.reader.Top()
	word := d.m.reader.Reading().Article.Text[top : top+12]
	for _, w := range []int{100, 61, 200, 73, 140} {
		d.send(tea.WindowSizeMsg{Width: w, Height: 40})
		if a := d.m.reader.Reading().Article; !strings.HasPrefix(a.Text[lineStart(d):], word[:3]) && d.m.reader.Top() > top {
			t.Errorf("at %d wide the top moved past %q", w, word)
		}
	}
	if got := d.m.reader.Top(); got != top {
		t.Errorf("back at 140 wide the top is %d, want %d", got, top)
	}
}

func lineStart(d *driver) int { return d.m.reader.Top() }

func TestPaste(t *testing.T) {
	d := start(t, 100, 30)
	d.press("/")
	d.send(tea.PasteMsg{Content: "har\r\nbour\x1b[31m"})
	if got := d.m.field.Value(); strings.ContainsAny(got, "\r\n\x1b") || !strings.HasPrefix(got, "har") {
		t.Errorf("pasted %q", got)
	}
	d.press("esc")
	d.send(tea.PasteMsg{Content: "lisbon"})
	d.want("Dateline  Search", "/ lisbon")
}

// TestEverySize draws every view in every size from nothing to a middling
// window, and then presses each key there.
func TestEverySize(t *testing.T) {
	l := newLibrary(t, stories()...)
	for _, keys := range []string{"", "enter n", "3", "S", ":", "?", "/", "enter f", "enter /"} {
		d := drive(t, 80, 24, l)
		d.press(keys)
		for w := range 45 {
			for h := range 14 {
				d.send(tea.WindowSizeMsg{Width: w, Height: h})
			}
		}
		d.send(tea.WindowSizeMsg{Width: 500, Height: 200})
		d.send(tea.WindowSizeMsg{Width: 100, Height: 30})
		d.press("j k down up")
	}
}

// TestEveryKeyInAnEmptyLibrary: nothing to read is a state like any other.
func TestEveryKeyInAnEmptyLibrary(t *testing.T) {
	d := drive(t, 100, 30, newLibrary(t))
	d.want("Nothing could be opened.")
	for _, c := range commands() {
		for _, key := range c.keys {
			if c.name != "suspend" {
				d.press(key)
			}
		}
		d.press("esc esc esc")
	}
}

func TestLateAnswersAreDropped(t *testing.T) {
	d := start(t, 140, 40)
	_, slow := d.m.Update(nil)
	d.run(slow)
	first := d.m.open("a2", landing())
	second := d.m.open("a3", landing())
	d.run(second) // the answers arrive in reverse
	d.run(first)
	if id := d.m.reader.ID(); id != "a3" {
		t.Errorf("an older answer won: %s", id)
	}
}

func TestArrivingArticlesMoveNothing(t *testing.T) {
	l := newLibrary(t, stories()...)
	d := drive(t, 140, 40, l)
	d.press("j j")
	selected := d.m.list.Selected()
	l.Add(compose("b1", 25, "Wire", "Something new", "Nothing here."))
	if err := l.Wait(context.Background(), true); err != nil {
		t.Fatal(err)
	}
	d.run(d.m.libraryChanged(data.Event{Articles: true}))
	if got := d.m.list.Selected(); got != selected {
		t.Errorf("the selection moved from %s to %s", selected, got)
	}
	d.press("g g").want("Something new")
}

func TestOtherLanguagesAreToldOf(t *testing.T) {
	a := compose("de", 25, "Kurier", "Ebbe", "Marta Lindqvist sprach in Lisbon.")
	a.Language = "de"
	drive(t, 140, 40, newLibrary(t, append(stories(), a)...)).want("In “de”: names from lists")
}

// TestStepsWaitForTheNextArticle: pressed faster than articles load, n goes on
// from where the first step comes down.
func TestStepsWaitForTheNextArticle(t *testing.T) {
	slow := drive(t, 140, 40, newLibrary(t, stories()...)).press("2 n n n") // Lindqvist's last mention in the first article
	slow.wantStatus("◆ Marta Lindqvist  3 of 3 here")
	var late []tea.Cmd
	for range 2 {
		_, cmd := slow.m.Update(tea.KeyPressMsg(tea.Key{Code: 'n', Text: "n"}))
		late = append(late, cmd)
	}
	for _, cmd := range late {
		slow.run(cmd)
	}
	quick := drive(t, 140, 40, newLibrary(t, stories()...)).press("2 n n n n n")
	if slow.status() != quick.status() || slow.m.reader.ID() != quick.m.reader.ID() {
		t.Errorf("in a hurry %q in %s, at leisure %q in %s", slow.status(), slow.m.reader.ID(), quick.status(), quick.m.reader.ID())
	}
}
