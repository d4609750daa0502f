package entity

func (d *reader) describe(g *group) string { return "" }
