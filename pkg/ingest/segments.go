package ingest

import (
	"slices"
	"strings"

	"github.com/salescoach/salescoach/pkg/csvscan"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// segments keeps tallies apart by the values of certain columns: a set of
// tallies for each combination.
type segments struct {
	labels interner
	accs   []*accumulator
	counts int
	money  bool
}

// noSegment is the label of rows whose cells are all empty.
const noSegment = "(none)"

// originsNamed are where the request's segments stand, nothing unless the file
// has all of them.
func (in *input) originsNamed(names []string) []origin {
	var all []origin
	for _, name := range names {
		p := in.originNamed(name)
		if p == noOrigin {
			return nil
		}
		all = append(all, p)
	}
	return all
}

// read numbers the segment of a row, from 1; 0 is none asked for.
func (s *segments) read(b *csvscan.Batch, row int, from []origin) uint32 {
	if len(from) == 0 {
		return 0
	}
	var parts []string
	for i := range from {
		if text := strings.TrimSpace(from[i].of(b, row)); text != "" {
			parts = append(parts, text)
		}
	}
	label := strings.Join(parts, " / ")
	if label == "" {
		label = noSegment
	}
	return s.number(label)
}

func (s *segments) number(label string) uint32 {
	id, isNew := s.labels.id([]byte(label))
	if isNew {
		s.accs = append(s.accs, nil)
	}
	return id + 1
}

// label is the name of a segment, empty for none.
func (s *segments) label(segment uint32) string {
	if segment == 0 {
		return ""
	}
	return s.labels.names[segment-1]
}

// acc is the tallies of a segment, nil for none.
func (s *segments) acc(g *grain, segment uint32) *accumulator {
	if segment == 0 {
		return nil
	}
	if s.accs[segment-1] == nil {
		s.accs[segment-1] = newAccumulator(g, s.counts, s.money)
	}
	return s.accs[segment-1]
}

// takeSegments keeps the tallies of a worker by segment.
func (rd *reader) takeSegments(in *input, s *segments, who []int, into *map[string]*harvest) {
	for i, acc := range s.accs {
		if acc == nil {
			continue
		}
		if *into == nil {
			*into = map[string]*harvest{}
		}
		label := s.labels.names[i]
		if (*into)[label] == nil {
			(*into)[label] = &harvest{}
		}
		(*into)[label].take(acc, rd.resolve(in, acc, who))
	}
}

// segmentLabels lists the segments of the cube, sorted.
func (rd *reader) segmentLabels() []string {
	var labels []string
	for _, of := range []map[string]*harvest{rd.dealsBySegment, rd.visitsBySegment, rd.firstsBySegment} {
		for label := range of {
			labels = append(labels, label)
		}
	}
	slices.Sort(labels)
	return slices.Compact(labels)
}

// fillSegments adds every rep's tallies by segment.
func (b *builder) fillSegments() error {
	b.cube.SegmentBy, b.cube.Segments = b.req.SegmentBy, b.segmentLabels()
	for s, label := range b.cube.Segments {
		for rep, person := range b.persons {
			put := func(rep, period, step int, t funnel.Tally) {
				if step >= 0 && t != (funnel.Tally{}) {
					b.cube.AddSegment(rep, period, s, step, t)
				}
			}
			if err := b.fillDeals(source{b.dealsBySegment[label], b.firstsBySegment[label]}, rep, person, put); err != nil {
				return err
			}
			b.fillVisits(b.visitsBySegment[label], rep, person, put)
		}
	}
	return nil
}
