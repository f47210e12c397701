package goal

import (
	"math"

	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/stats"
)

// The scatter of the market where history is too short to show it, and the least that is believed: a handful of calm
// periods does not show that markets stand still.
const (
	assumedMarket = 0.10
	leastMarket   = 0.05
	fewestBlocks  = 4
)

// market is the standard deviation of the logarithm of what all reps share, over a stretch as long as the target: the
// residual variance of ln(result per counting visit) around its straight line in time, less the (1+cv²)/wins that
// the luck of single deals explains.
func (p *planner) market(t timing) Market {
	grain := p.cube.Periods[p.base.Lo].Days()
	length := max(1, int(math.Round(float64(p.o.For.Days())/float64(grain))))
	blocks := p.blocks(t, length)
	if len(blocks) < fewestBlocks && length > 1 {
		if blocks = p.blocks(t, 1); len(blocks) < 6 {
			return Market{SD: assumedMarket}
		}
	} else {
		length = 1 // nothing is left to average over
	}
	v, ok := p.unexplained(blocks)
	if !ok {
		return Market{SD: assumedMarket}
	}
	return Market{SD: math.Max(leastMarket, math.Sqrt(v/float64(length))), Blocks: len(blocks)}
}

// block is one past stretch of the whole team.
type block struct{ wins, result, activity float64 }

// blocks cuts the history before the target into stretches of so many periods, the oldest first. Stretches whose wins
// come from visits before the data are left out, as are those without a result.
func (p *planner) blocks(t timing, length int) []block {
	all, last := p.cube.All(), len(p.steps)-1
	end := all.Hi
	for end > all.Lo && (p.cube.Periods[end-1].Last >= p.o.For.First || p.cube.Periods[end-1].Last > p.cube.AsOf) {
		end--
	}
	var out []block
	for lo := end - length; lo >= all.Lo; lo -= length {
		w := funnel.Window{Lo: lo, Hi: lo + length}
		if t.closing != nil && int(p.cube.Periods[lo].First-p.cube.FirstDay) < t.after(0.9) {
			break
		}
		b := block{
			wins:     p.cube.Total(w, p.steps[p.past.win]).Value(p.kind(p.past.win)),
			result:   p.cube.Total(w, p.steps[last]).Value(p.kind(last)),
			activity: p.counted(t, w),
		}
		if b.wins > 0 && b.result > 0 && b.activity > 0 {
			out = append([]block{b}, out...)
		}
	}
	return out
}

// counted is the team's activity whose customers come in a stretch.
func (p *planner) counted(t timing, w funnel.Window) float64 {
	if t.closing == nil {
		return p.cube.Total(w, p.steps[0]).Value(p.kind(0))
	}
	first, last := p.cube.Periods[w.Lo].First, p.cube.Periods[w.Hi-1].Last
	sum := 0.0
	for i := range w.Hi {
		period := p.cube.Periods[i]
		if int(first-period.Last) > len(t.closing) {
			continue
		}
		share := t.mean(max(period.First, p.cube.FirstDay), period.Last, first, last)
		sum += share * p.cube.Total(funnel.Window{Lo: i, Hi: i + 1}, p.steps[0]).Value(p.kind(0))
	}
	return sum
}

func (p *planner) unexplained(blocks []block) (variance float64, ok bool) {
	if len(blocks) < fewestBlocks {
		return 0, false
	}
	var y, luck []float64
	for _, b := range blocks {
		y = append(y, math.Log(b.result/b.activity))
		luck = append(luck, (1+p.past.cv*p.past.cv)/b.wins)
	}
	slope, _ := stats.OLSSlope(y)
	mean, _ := stats.Mean(y)
	squares := 0.0
	for i, v := range y {
		e := v - mean - slope*(float64(i)-float64(len(y)-1)/2)
		squares += e * e
	}
	explained, _ := stats.Mean(luck)
	return math.Max(0, squares/float64(len(y)-2)-explained), true
}
