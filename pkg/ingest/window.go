package ingest

import (
	"fmt"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/csvscan"
)

// window keeps the figures of a scorecard that are for the days asked for, and
// counts the records of which none is. A bound inside of the period of a figure
// is refused: nobody knows how visits of a month spread over its days. Only the
// last period of the file may go beyond the as-of day: it is under way.
func (rd *reader) window(s *sheet, rows []figureRow) (kept []figureRow, out int64, err error) {
	places, columns := s.places, s.columns
	s.places, s.columns = nil, nil
	var newest calendar.Day
	for i, row := range rows {
		if i == 0 || row.Span.last > newest {
			newest = row.Span.last
		}
	}
	running, left := stretch{}, map[csvscan.Ref]bool{}
	for i, row := range rows {
		if !rd.req.reaches(row.Span) {
			left[places[i].Ref] = true
			continue
		}
		if flag, day, cuts := rd.req.cutting(row.Span, newest); cuts {
			return nil, 0, cutPeriod(s.in, row.Span, flag, day)
		}
		if rd.req.AsOf != nil && row.Span.last > *rd.req.AsOf {
			running = row.Span
		}
		kept, s.places, s.columns = append(kept, row), append(s.places, places[i]), append(s.columns, columns[i])
	}
	if running != (stretch{}) {
		rd.warning("running-period", fmt.Sprintf("%s: figures for %s are taken to be those up to %s (--as-of), the file has none of a later time",
			s.in.src.Name(), running, rd.req.AsOf))
	}
	for _, rec := range s.places {
		delete(left, rec.Ref)
	}
	return kept, int64(len(left)), nil
}

// reaches tells whether a day of the period is inside what the request asks for.
func (r *Request) reaches(days stretch) bool {
	return (r.From == nil || days.last >= *r.From) && (r.To == nil || days.first <= *r.To) && (r.AsOf == nil || days.first <= *r.AsOf)
}

// cutting is the bound of the request that lies inside of a period, if any;
// newest is the last day that the file has figures for.
func (r *Request) cutting(days stretch, newest calendar.Day) (flag string, day calendar.Day, cuts bool) {
	switch {
	case r.From != nil && days.first < *r.From:
		return "from", *r.From, true
	case r.To != nil && *r.To < days.last:
		return "to", *r.To, true
	case r.AsOf != nil && *r.AsOf < days.last && days.last < newest:
		return "as-of", *r.AsOf, true
	}
	return "", 0, false
}

func cutPeriod(in *input, days stretch, flag string, day calendar.Day) error {
	end, before, after := "last", days.first-1, days.last
	if flag == "from" {
		end, before, after = "first", days.first, days.last+1
	}
	return &UsageError{
		Msg:  fmt.Sprintf("--%s %s lies inside of %s, for which %s gives whole figures", flag, day, days, in.src.Name()),
		Hint: fmt.Sprintf("name the %s day of a period: --%s %s or --%s %s", end, flag, before, flag, after),
	}
}
