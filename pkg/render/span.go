package render

import "strings"

// A span holds the widths that the intervals of a column share, so that
// values stand under values and bounds under bounds.
type span struct{ value, low, high int }

func measure(table Table) []span {
	spans := make([]span, len(table.Columns))
	for _, row := range append(table.Rows[:len(table.Rows):len(table.Rows)], table.Footer) {
		for i, c := range row {
			if c.Kind == KindInterval {
				s := &spans[i]
				s.value = max(s.value, displayWidth(c.Text))
				s.low = max(s.low, displayWidth(c.Low))
				s.high = max(s.high, displayWidth(c.High))
			}
		}
	}
	return spans
}

// align is the cell made safe to print, and padded if it is an interval.
func (s span) align(c Cell, pad string) Cell {
	c.Text = visible(c.Text)
	if c.Kind == KindInterval {
		c.Text = padLeft(c.Text, s.value, pad)
		c.Low = padLeft(visible(c.Low), s.low, pad)
		c.High = padLeft(visible(c.High), s.high, pad)
	}
	return c
}

func padLeft(s string, width int, pad string) string {
	return strings.Repeat(pad, max(width-displayWidth(s), 0)) + s
}
