package bridge

import (
	"math"
	"slices"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/stats"
)

// words for presence in the result.
var presenceWords = map[Presence]string{Stayed: "stayed", Joined: JoinedLine, Left: LeftLine}

// tell fills the result from the split.
func (a *analyst) tell() {
	result := a.cube.Steps[a.cube.Step(a.chain[len(a.chain)-1])]
	a.Metric, a.Unit, a.Counted = result.Name, result.Unit, result.Kind == funnel.Counted
	a.Funnel, a.Method = a.chain, a.noise.Split.Method.String()
	a.From, a.To = a.side(0, a.opts.Base), a.side(1, a.opts.For)
	a.SplitBy = append([]string{}, a.cube.SegmentBy...)
	whole := a.account(a.where(func(entry) bool { return true }))
	a.Change, a.Drivers = whole.Change, whole.Drivers
	if whole.From > 0 {
		v := whole.Change / whole.From
		a.Relative = &v
	}
	p := part("", a.Change, a.changeError())
	a.Low, a.High, a.Real = p.Low, p.High, p.Real
	a.tellReps()
	a.tellTeams()
	a.tellSegments()
	a.tellRate()
	a.tellLag()
}

// side sums up one period. Days before the data begin and after they end are not working days of it.
func (a *analyst) side(period int, p calendar.Period) Side {
	s := Side{Period: p.Label, First: max(p.First, a.cube.FirstDay), Last: min(p.Last, a.cube.AsOf), Steps: map[string]float64{}}
	s.WorkingDays = calendar.WorkingDays(s.First, s.Last)
	for k, name := range a.chain {
		s.Steps[name] = a.cube.Total(a.windows[period], a.cube.Step(name)).Value(a.kind(k))
	}
	s.Value = s.Steps[a.chain[len(a.chain)-1]]
	if s.WorkingDays > 0 {
		v := s.Steps[a.chain[0]] / float64(s.WorkingDays)
		s.PerDay = &v
	}
	return s
}

// changeError is the standard error of the whole change; negative where part of it is unknown.
func (a *analyst) changeError() float64 {
	every := a.where(func(entry) bool { return true })
	total := a.countVariances(every)[len(a.noise.Split.Drivers)]
	for i, se := range a.noise.ChangeSE {
		if a.units[i].Unsplit == "" {
			total += se * se
			continue
		}
		piece := a.pieceVariance(a.entries[i])
		if piece < 0 {
			return -1
		}
		total += piece
	}
	return a.errorOf(total, a.anyUnknown())
}

func (a *analyst) anyUnknown() bool { return slices.Contains(a.unknown, true) }

// ledger adds up the units of an account.
type ledger struct {
	from, to, joined, left, unsplit []float64
	drivers                         [][]float64
	variances                       []float64
	joinedVariance, leftVariance    float64
	people                          [2]int  // who joined and left
	pieces                          int     // units that could not be split
	pieceVariance                   float64 // negative where it is not known
}

// where lists the entries that fit, by index.
func (a *analyst) where(fits func(entry) bool) []int {
	var out []int
	for i, e := range a.entries {
		if fits(e) {
			out = append(out, i)
		}
	}
	return out
}

// account adds up the units of some entries, given by ascending index.
func (a *analyst) account(entries []int) Account {
	n := len(a.noise.Split.Drivers)
	l := ledger{drivers: make([][]float64, n), variances: make([]float64, n)}
	var stayed []int
	for _, i := range entries {
		l.add(a.noise, i)
		l.addPiece(a.units[i], a.pieceVariance(a.entries[i]))
		if a.units[i].Presence == Stayed {
			stayed = append(stayed, i)
		}
	}
	for k, v := range a.countVariances(stayed)[:n] {
		l.variances[k] += v
	}
	out := Account{From: stats.Sum(l.from), To: stats.Sum(l.to)}
	out.Change = out.To - out.From
	out.Drivers = a.parts(l)
	return out
}

func (l *ledger) add(n Noise, i int) {
	u, change := n.Split.Units[i], n.ChangeSE[i]
	l.from, l.to = append(l.from, u.From), append(l.to, u.To)
	switch {
	case u.Presence == Absent:
	case u.Presence == Joined:
		l.joined, l.joinedVariance = append(l.joined, u.To-u.From), l.joinedVariance+change*change
		l.people[0]++
	case u.Presence == Left:
		l.left, l.leftVariance = append(l.left, u.To-u.From), l.leftVariance+change*change
		l.people[1]++
	case u.Unsplit != "":
		l.unsplit = append(l.unsplit, u.Rest)
		l.pieces++
	default:
		for k, c := range u.Contributions {
			l.drivers[k] = append(l.drivers[k], c)
			l.variances[k] += n.SE[i][k] * n.SE[i][k]
		}
	}
}

// addPiece adds the noise of what could not be split.
func (l *ledger) addPiece(u Unit, variance float64) {
	switch {
	case u.Unsplit == "" || u.Presence != Stayed || l.pieceVariance < 0:
	case variance < 0:
		l.pieceVariance = -1
	default:
		l.pieceVariance += variance
	}
}

// parts are the drivers of those who stayed, then who joined, who left and what could not be split; where nobody
// stayed there are no drivers.
func (a *analyst) parts(l ledger) []Part {
	out := []Part{}
	if len(l.drivers[0]) > 0 || l.people == [2]int{} && l.pieces == 0 {
		for k, name := range a.noise.Split.Drivers {
			out = append(out, part(name, stats.Sum(l.drivers[k]), a.errorOf(l.variances[k], a.unknown[k])))
		}
	}
	unknown := a.anyUnknown()
	if l.people[0] > 0 {
		out = append(out, part(JoinedLine, stats.Sum(l.joined), a.errorOf(l.joinedVariance, unknown)))
	}
	if l.people[1] > 0 {
		out = append(out, part(LeftLine, stats.Sum(l.left), a.errorOf(l.leftVariance, unknown)))
	}
	if l.pieces > 0 {
		out = append(out, part(UnsplitLine, stats.Sum(l.unsplit), a.errorOf(math.Abs(l.pieceVariance), l.pieceVariance < 0)))
	}
	return out
}

func (a *analyst) errorOf(variance float64, unknown bool) float64 {
	if unknown {
		return -1
	}
	return math.Sqrt(variance)
}

func (a *analyst) tellReps() {
	a.Reps = []RepAccount{}
	of := make([][]int, len(a.cube.Reps))
	for i, e := range a.entries {
		of[e.rep] = append(of[e.rep], i)
	}
	for i, r := range a.cube.Reps {
		is := a.presence[i]
		if is == Absent {
			continue
		}
		e := a.entry(i, -1)
		a.Reps = append(a.Reps, RepAccount{
			Rep: r.Name, Team: r.Team, Presence: presenceWords[is], Account: a.account(of[i]),
			Before: a.named(a.values(e, 0)), After: a.named(a.values(e, 1)),
		})
	}
}

func (a *analyst) named(values []float64) map[string]float64 {
	out := map[string]float64{}
	for k, v := range values {
		out[a.chain[k]] = v
	}
	return out
}

// tellTeams tells teams where there are several; reps without one are a team of their own.
func (a *analyst) tellTeams() {
	a.Teams = []TeamAccount{}
	var names []string
	for _, r := range a.Reps {
		names = append(names, r.Team)
	}
	names = distinct(names)
	if len(names) < 2 {
		return
	}
	for _, name := range names {
		a.Teams = append(a.Teams, TeamAccount{name, a.account(a.where(func(e entry) bool { return a.cube.Reps[e.rep].Team == name }))})
	}
}

func (a *analyst) tellSegments() {
	a.Segments = []SegmentAccount{}
	if !a.split() {
		return
	}
	for s := 0; s <= len(a.cube.Segments); s++ {
		if of := a.where(func(e entry) bool { return e.segment == s }); len(of) > 0 {
			a.Segments = append(a.Segments, SegmentAccount{a.segmentName(s), a.account(of)})
		}
	}
}

func (a *analyst) segmentName(s int) string {
	if s == len(a.cube.Segments) {
		return rest
	}
	return a.cube.Segments[s]
}
