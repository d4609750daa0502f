package article

import "context"

// composer puts the lines of places together, downwards and upwards from where
// it began.
type composer struct {
	ctx         context.Context
	setting     *Setting
	press       *press
	first, last place
	stack       [][]Line // upwards, nearest first
	heap        [][]Line // downwards
	up, down    int      // lines in each
}

func (s *Setting) compose(ctx context.Context) *composer {
	return &composer{ctx: ctx, setting: s, press: newPress(s.options)}
}

// set are the lines of one place, unless the context has ended.
func (c *composer) set(at place) ([]Line, error) {
	if err := c.ctx.Err(); err != nil {
		return nil, err
	}
	return c.setting.render(at, c.press), nil
}

// below adds the place after the last one.
func (c *composer) below(at place) error {
	lines, err := c.set(at)
	if err != nil {
		return err
	}
	if len(c.heap) == 0 {
		c.first = at
	} else {
		c.push(&c.heap, &c.down, c.setting.gap(c.last, at))
	}
	c.last = at
	c.push(&c.heap, &c.down, lines)
	return nil
}

// above adds the place before the first one.
func (c *composer) above(at place) error {
	lines, err := c.set(at)
	if err != nil {
		return err
	}
	c.push(&c.stack, &c.up, c.setting.gap(at, c.first))
	c.first = at
	c.push(&c.stack, &c.up, lines)
	return nil
}

func (c *composer) push(to *[][]Line, count *int, lines []Line) {
	*to = append(*to, lines)
	*count += len(lines)
}

// lines are all of them in reading order.
func (c *composer) lines() []Line {
	all := make([]Line, 0, c.up+c.down)
	for i := len(c.stack) - 1; i >= 0; i-- {
		all = append(all, c.stack[i]...)
	}
	for _, lines := range c.heap {
		all = append(all, lines...)
	}
	return all
}
