package xmltext

import (
	"html"
	"strings"
)

// void are the elements of HTML that have no end.
var void = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true,
	"link": true, "meta": true, "param": true, "source": true, "track": true, "wbr": true,
}

// HTML is what is in n as HTML: its elements with their attributes, whatever
// their namespace, and its text escaped. Relative addresses are made whole
// where an element in n has a base of its own.
func (n *Node) HTML() string {
	var b strings.Builder
	for _, c := range n.Children {
		c.write(&b, n.Base)
	}
	return strings.TrimSpace(b.String())
}

// HasElements reports whether markup that isn't escaped is in n.
func (n *Node) HasElements() bool {
	for _, c := range n.Children {
		if c.Name != "" {
			return true
		}
	}
	return false
}

func (n *Node) write(b *strings.Builder, base string) {
	if n.Name == "" {
		b.WriteString(html.EscapeString(n.Text))
		return
	}
	name := n.Name[strings.LastIndexByte(n.Name, ':')+1:]
	b.WriteString("<" + name)
	for _, a := range n.Attrs {
		if strings.Contains(a.Name, ":") || a.Name == "xmlns" {
			continue
		}
		value := a.Value
		if n.Base != base && (a.Name == "href" || a.Name == "src") {
			value = Resolve(n.Base, value)
		}
		b.WriteString(" " + a.Name + "=\"" + html.EscapeString(value) + "\"")
	}
	b.WriteByte('>')
	if void[name] && len(n.Children) == 0 {
		return
	}
	for _, c := range n.Children {
		c.write(b, base)
	}
	b.WriteString("</" + name + ">")
}
