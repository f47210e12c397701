package calendar

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

var periodForms = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:FY)?(\d{4})(?:-(?:Q([1-4])|W(\d{2})|(\d{2})))?$`)
})

// Parse reads a period as the --period flag takes it: 2026, 2026-Q2, 2026-05,
// 2026-W14, FY2026-Q1, 2026-01-15..2026-02-14, this-month, last-quarter and
// so on. Years and quarters are fiscal ones where the fiscal year does not
// start in January. asOf is the day that "this" and "last" are relative to:
// last-quarter is the one before the quarter that holds asOf.
func (c Calendar) Parse(s string, asOf Day) (Period, error) {
	if first, last, ok := strings.Cut(s, ".."); ok {
		return parseFree(first, last)
	}
	if which, unit, ok := strings.Cut(s, "-"); ok && (which == "this" || which == "last") {
		return c.parseRelative(which, unit, asOf)
	}
	m := periodForms().FindStringSubmatch(strings.ToUpper(s))
	if m == nil {
		return Period{}, badPeriod(s)
	}
	return c.parseNamed(s, m)
}

func badPeriod(s string) error {
	return fmt.Errorf("%q is not a period like 2026, 2026-Q2, 2026-05, 2026-W14, last-quarter or 2026-01-15..2026-02-14", s)
}

func parseFree(first, last string) (Period, error) {
	a, err := ParseDay(first)
	if err != nil {
		return Period{}, err
	}
	b, err := ParseDay(last)
	if err != nil {
		return Period{}, err
	}
	if b < a {
		return Period{}, fmt.Errorf("%s..%s ends before it starts", first, last)
	}
	return Free(a, b), nil
}

func (c Calendar) parseRelative(which, unit string, asOf Day) (Period, error) {
	u, err := ParseUnit(unit)
	if err != nil {
		return Period{}, badPeriod(which + "-" + unit)
	}
	p := c.Of(asOf, u)
	if which == "last" {
		p = c.Next(p, -1)
	}
	return p, nil
}

// parseNamed takes the submatches year, quarter, week, month.
func (c Calendar) parseNamed(s string, m []string) (Period, error) {
	year, _ := strconv.Atoi(m[1])
	part, _ := strconv.Atoi(m[2] + m[3] + m[4])
	switch {
	case m[2] != "":
		return c.Next(c.fiscalYear(year, Quarter), part-1), nil
	case m[3] != "":
		p := Calendar{}.Of(civil(year, 1, 4), Week)
		p = c.Next(p, part-1)
		if p.Label != fmt.Sprintf("%04d-W%02d", year, part) {
			return Period{}, fmt.Errorf("%q: the year %d has no week %d", s, year, part)
		}
		return p, nil
	case m[4] != "":
		if part < 1 || part > 12 {
			return Period{}, fmt.Errorf("%q: there is no month %d", s, part)
		}
		return monthOf(year, part), nil
	}
	return c.fiscalYear(year, Year), nil
}

// fiscalYear is the period of unit u that starts the fiscal year of that name.
func (c Calendar) fiscalYear(name int, u Unit) Period {
	if c.start() > 1 {
		name--
	}
	return c.Of(civil(name, c.start(), 1), u)
}
