package stats

import (
	"errors"
	"math"
)

// ChangeOptions bounds a search for change points.
type ChangeOptions struct {
	// MinSegment is the smallest number of points between changes; 4 or 5 for months.
	MinSegment int
	// MaxChanges is the largest number of changes looked for; 0 means as many as fit.
	MaxChanges int
}

// Changes is the outcome of a search: the best segmentation for each number of changes, and which number is best.
// A break is the number of points before the change, that is the 1-based position of a segment's last point.
type Changes struct {
	// Loss is, for 0, 1, ... changes, the residual sum of squares (values) or -2 log-likelihood (counts).
	Loss []float64
	// BIC is the Bayesian information criterion of each number of changes.
	BIC []float64
	// Breaks holds the breaks of each number of changes; Breaks[0] is empty.
	Breaks [][]int
	// Best is the number of changes with the smallest BIC, the smaller number at a tie.
	Best int
	// Levels are the mean values, or the rates, of the segments of the best number.
	Levels []float64
	// Ranges gives for each break of the best number the first and last position whose log-likelihood is within two
	// units of the best, the other breaks held where they are: how well the date is known.
	Ranges [][2]int
	// LineBIC is the BIC of a straight (log-)line without any change; where it is below BIC[Best], a slope tells the
	// series better than steps. It is nil where no line can be fitted.
	LineBIC *float64
}

// BestBreaks are the breaks of the best number of changes.
func (c Changes) BestBreaks() []int { return c.Breaks[c.Best] }

// PrefersLine says that a steady slope explains the series better than steps do.
func (c Changes) PrefersLine() bool { return c.LineBIC != nil && *c.LineBIC < c.BIC[c.Best] }

// A segmentLoss is what a search minimises: the loss of points from..to-1 as one segment, what a total loss means in
// -2 log-likelihood, and the level of a segment.
type segmentLoss interface {
	loss(from, to int) float64
	minus2LogLik(total float64) float64
	penalty(changes int) float64
	level(from, to int) float64
}

var errNoPoints = errors.New("a search for changes needs at least two points")

// search finds by dynamic programming the exact best segmentation for every number of changes.
// Source: Bellman (1961); Bai & Perron (2003), J Applied Econometrics 18:1.
func search(n int, loss segmentLoss, opt ChangeOptions) Changes {
	d := newSegmenter(n, loss, opt)
	var c Changes
	for changes := range d.rounds() {
		total := d.total(changes)
		c.Loss = append(c.Loss, total)
		c.BIC = append(c.BIC, loss.minus2LogLik(total)+loss.penalty(changes)*math.Log(float64(n)))
		c.Breaks = append(c.Breaks, d.breaks(changes))
		if c.BIC[changes] < c.BIC[c.Best] {
			c.Best = changes
		}
	}
	edges := append(append([]int{0}, c.BestBreaks()...), n)
	for i := 1; i < len(edges); i++ {
		c.Levels = append(c.Levels, loss.level(edges[i-1], edges[i]))
	}
	for i := 1; i+1 < len(edges); i++ {
		c.Ranges = append(c.Ranges, d.plausible(edges[i-1], edges[i], edges[i+1], c.Loss[c.Best]))
	}
	return c
}

type segmenter struct {
	n, min, max int
	fn          segmentLoss
	table       [][]float64 // table[from][to-from-1]: the loss of one segment
	best        [][]float64 // best[m][to]: the loss of points 0..to-1 with m changes
	last        [][]int     // last[m][to]: the last break of that
}

func newSegmenter(n int, fn segmentLoss, opt ChangeOptions) *segmenter {
	d := &segmenter{n: n, min: max(1, opt.MinSegment), fn: fn}
	d.max = max(0, n/d.min-1)
	if opt.MaxChanges > 0 {
		d.max = min(d.max, opt.MaxChanges)
	}
	d.table = make([][]float64, n)
	for from := range n {
		d.table[from] = make([]float64, n-from)
		for to := from + 1; to <= n; to++ {
			d.table[from][to-from-1] = fn.loss(from, to)
		}
	}
	for m := range d.rounds() {
		d.fill(m)
	}
	return d
}

func (d *segmenter) rounds() int { return d.max + 1 }

func (d *segmenter) segment(from, to int) float64 { return d.table[from][to-from-1] }

func (d *segmenter) total(changes int) float64 { return d.best[changes][d.n] }

// fill computes the best losses with m changes from those with one less.
func (d *segmenter) fill(m int) {
	best, last := make([]float64, d.n+1), make([]int, d.n+1)
	for to := range best {
		best[to] = math.Inf(1)
		if m == 0 && to >= d.min || m == 0 && to == d.n {
			best[to] = d.segment(0, to)
		}
		for from := m * d.min; m > 0 && from <= to-d.min; from++ {
			if v := d.best[m-1][from] + d.segment(from, to); v < best[to] {
				best[to], last[to] = v, from
			}
		}
	}
	d.best, d.last = append(d.best, best), append(d.last, last)
}

func (d *segmenter) breaks(changes int) []int {
	out := make([]int, changes)
	to := d.n
	for m := changes; m > 0; m-- {
		to = d.last[m][to]
		out[m-1] = to
	}
	return out
}

// plausible widens a break between two fixed edges to all positions within two units of log-likelihood.
func (d *segmenter) plausible(from, at, to int, total float64) [2]int {
	others := total - d.segment(from, at) - d.segment(at, to)
	limit := d.fn.minus2LogLik(total) + 4
	out := [2]int{at, at}
	for b := from + d.min; b <= to-d.min; b++ {
		if d.fn.minus2LogLik(others+d.segment(from, b)+d.segment(b, to)) <= limit {
			out[0], out[1] = min(out[0], b), max(out[1], b)
		}
	}
	return out
}
