package xmltext

import (
	"net/url"
	"strings"
)

// Limits of the tree. Elements beyond them leave their text to what they are
// in.
const (
	maxDepth = 200
	maxNodes = 50_000 // of an item, and as many outside all items
	maxScope = 32     // namespace declarations within one another
)

// Node is an element, or text where it has no name.
type Node struct {
	Name     string // "title", "dc:creator": in lower case, with the prefix that its namespace is known by
	Raw      string // the name in the source
	Attrs    []Attr
	Children []*Node
	Text     string // of a text: without entities
	Base     string // what addresses in it are relative to, empty where that isn't known
	Lang     string // its language, as xml:lang says
}

// Attr is the value of an attribute, empty where it is absent.
func (n *Node) Attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name == name {
			return a.Value
		}
	}
	return ""
}

// Child is the first element of that name in n, nil where there is none.
func (n *Node) Child(name string) *Node {
	for _, c := range n.Children {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// Find is the first element in n, at any depth, whose name is one of those; nil
// where there is none.
func (n *Node) Find(is func(name string) bool) *Node {
	for _, c := range n.Children {
		if c.Name == "" {
			continue
		}
		if is(c.Name) {
			return c
		}
		if found := c.Find(is); found != nil {
			return found
		}
	}
	return nil
}

// Elements are the elements in n, without what is in those.
func (n *Node) Elements(yield func(*Node) bool) {
	for _, c := range n.Children {
		if c.Name != "" && !yield(c) {
			return
		}
	}
}

// Value is the text of n and all that is in it, without white space at its ends.
func (n *Node) Value() string {
	if len(n.Children) == 1 && n.Children[0].Name == "" {
		return strings.TrimSpace(n.Children[0].Text)
	}
	var b strings.Builder
	n.collect(&b)
	return strings.TrimSpace(b.String())
}

func (n *Node) collect(b *strings.Builder) {
	b.WriteString(n.Text)
	for _, c := range n.Children {
		c.collect(b)
	}
}

// Options are what reading depends on.
type Options struct {
	Base string // the address of the document
	// Item reports whether an element is one of those that a feed has many of:
	// they are handed out one by one and aren't kept in the tree.
	Item func(name string) bool
	// Each gets an item once it is complete, and answers whether to go on.
	Each func(*Node) bool
}

// open is an element that isn't closed yet.
type open struct {
	node  *Node
	raw   string // the name that closes it
	scope *scope
	item  bool
}

// reader builds the tree.
type reader struct {
	scanner
	opts   Options
	stack  []open
	nodes  int // that are kept
	item   int // where in the stack the open item is, 0 for none
	inItem int // what nodes was before the open item
	flat   int // open elements that were too many to keep
	scopes int
	bases  map[[2]string]string
	done   bool
}

// Read reads src, which is UTF-8, and is the tree of all outside the items. It
// is never nil; its name is empty, and the root element is in it.
func Read(src string, opts Options) *Node {
	root := &Node{Base: opts.Base}
	r := &reader{scanner: scanner{src: src}, opts: opts, bases: map[[2]string]string{}}
	r.stack = append(r.stack, open{node: root})
	for !r.done {
		t, ok := r.next()
		if !ok {
			break
		}
		switch t.kind {
		case textToken:
			r.addText(t.text)
		case startTag:
			r.begin(t)
		case endTag:
			r.end(t.name)
		}
	}
	r.closeTo(1)
	return root
}

func (r *reader) top() *open { return &r.stack[len(r.stack)-1] }

// addText adds a text to the open element. Text outside the root is noise.
func (r *reader) addText(text string) {
	if text == "" || len(r.stack) == 1 || r.full() {
		return
	}
	n := r.top().node
	if len(n.Children) == 0 && strings.TrimSpace(text) == "" {
		return // indentation before the first element
	}
	r.nodes++
	n.Children = append(n.Children, &Node{Text: text})
}

// begin opens an element.
func (r *reader) begin(t token) {
	s := r.top().scope
	if r.scopes < maxScope {
		s = s.declare(t.attrs)
	}
	name := s.name(t.name)
	isItem := r.opts.Item != nil && r.opts.Item(name)
	if isItem {
		r.closeItem()
	}
	if isItem = isItem && r.item == 0; isItem {
		r.flat = 0 // what was too much before it ends here
	}
	if len(r.stack) > maxDepth || r.full() && !isItem {
		if !t.empty {
			r.flat++
		}
		return
	}
	outer := r.top().node
	n := &Node{Name: name, Raw: t.name, Base: outer.Base, Lang: outer.Lang}
	n.Attrs = append(n.Attrs, t.attrs...)
	for _, a := range n.Attrs {
		switch a.Name {
		case "xml:base":
			n.Base = r.resolve(outer.Base, a.Value)
		case "xml:lang":
			n.Lang = a.Value
		}
	}
	if isItem {
		r.inItem, r.item = r.nodes, len(r.stack)
	} else {
		outer.Children = append(outer.Children, n)
	}
	r.nodes++
	if s != r.top().scope {
		r.scopes++
	}
	r.stack = append(r.stack, open{n, t.name, s, isItem})
	if t.empty {
		r.closeTo(len(r.stack) - 1)
	}
}

// closeItem closes the open item before the next one: items aren't in one
// another, unless an element of another format has one in it.
func (r *reader) closeItem() {
	for i := len(r.stack) - 1; i > 0; i-- {
		if r.stack[i].item {
			r.flat = 0
			r.closeTo(i)
			return
		}
		if strings.Contains(r.stack[i].node.Name, ":") && !strings.HasPrefix(r.stack[i].node.Name, "atom:") {
			return
		}
	}
}

// full reports whether as much is kept as may be: of the open item, or of what
// is outside all of them.
func (r *reader) full() bool {
	if r.item > 0 {
		return r.nodes >= r.inItem+maxNodes
	}
	return r.nodes >= maxNodes
}

// end closes the innermost element of that name, with all that is in it. An
// end of nothing that is open is passed over.
func (r *reader) end(name string) {
	if r.flat > 0 {
		r.flat--
		return
	}
	for i := len(r.stack) - 1; i > 0; i-- {
		if strings.EqualFold(r.stack[i].raw, name) {
			r.closeTo(i)
			return
		}
	}
}

// closeTo closes all but the first n open elements.
func (r *reader) closeTo(n int) {
	for len(r.stack) > n && len(r.stack) > 1 {
		last := r.top()
		if last.scope != r.stack[len(r.stack)-2].scope {
			r.scopes--
		}
		node, isItem := last.node, last.item
		r.stack = r.stack[:len(r.stack)-1]
		if isItem {
			r.nodes, r.item = r.inItem, 0
			if r.opts.Each != nil && !r.opts.Each(node) {
				r.done = true
			}
		}
	}
}

// resolve makes an address whole. A base that can't be read changes nothing.
func (r *reader) resolve(base, ref string) string {
	key := [2]string{base, ref}
	if whole, ok := r.bases[key]; ok {
		return whole
	}
	whole := Resolve(base, ref)
	if len(r.bases) < 1000 {
		r.bases[key] = whole
	}
	return whole
}

// Resolve makes an address whole that is relative to base. What can't be read
// is base itself.
func Resolve(base, ref string) string {
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil {
		return base
	}
	b, err := url.Parse(base)
	if err != nil || base == "" {
		return u.String()
	}
	return b.ResolveReference(u).String()
}
