package tier

import (
	"strings"

	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/stats"
)

// heavy is the standard deviation of logarithms from which on means of
// amounts hang on single deals.
const heavy = 1.5

// warn says what a reader must know before believing the ranking.
func (a *analyst) warn() {
	a.warnAmounts()
	a.warnRatios()
	a.warnTenure()
	a.warnTradeOff()
}

func (a *analyst) warnAmounts() {
	if a.main.shape != size && a.main.shape != product && a.main.shape != reached {
		return
	}
	var dropped, unknown int64
	for rep := range a.cube.Reps {
		t := a.cube.Sum(rep, a.window, a.cube.Step(a.main.top))
		dropped += t.Known - t.Positive
		unknown += t.N - t.Known
	}
	if dropped > 0 {
		a.say("amounts-not-positive", "%d deals have an amount of zero or below: they count in sums, not in deal sizes", dropped)
	}
	if unknown > 0 {
		a.say("amounts-unknown", "%d deals have no amount: their revenue is unknown, not zero", unknown)
	}
	if sizes := a.amounts(a.main.top); sizes.within > heavy*heavy && !sizes.means {
		a.say("heavy-tail", "deal sizes spread so widely that single deals decide the means; --adjust compares what is alike")
	}
}

// warnRatios says where a conversion is no share.
func (a *analyst) warnRatios() {
	for _, m := range a.models {
		if m.describe.Kind == "ratio" {
			a.say("more-than-all", "a rep has more %s than %s, which lags can do: %s is a rate here, not a share", plain(m.top), plain(m.from), m.name)
		}
	}
}

// warnTenure says where tenure cannot be adjusted for.
func (a *analyst) warnTenure() {
	if !a.opts.ByTenure {
		return
	}
	switch a.main.shape {
	case quotient:
		if !a.tenureTold(a.main.from) {
			a.say("tenure-not-identifiable", "too few new hires to tell what tenure does from who they are: %s is not adjusted for it", a.main.name)
		}
	case perDay, product:
		step := a.main.top
		if a.main.shape == product {
			step = a.main.from
		}
		if _, ok := a.learned(step); !ok {
			a.say("tenure-not-identifiable", "too few new hires to tell what tenure does from who they are: the usual ramp is taken instead")
		}
	}
}

// warnTradeOff says where more activity goes with less conversion.
func (a *analyst) warnTradeOff() {
	act, conv := a.model(activity(a.cube)), a.model(Conversion)
	if act == nil || conv == nil || !act.ok || !conv.ok || act.name == funnel.Closed {
		return
	}
	var x, y []float64
	for _, rep := range a.rows {
		if act.data[rep].reason == "" && conv.data[rep].reason == "" {
			x, y = append(x, *act.data[rep].raw), append(y, *conv.data[rep].raw)
		}
	}
	if len(x) < 8 {
		return
	}
	if r := correlation(x, y); r < -0.5 {
		a.say("trade-off", "reps with more %s convert less (correlation %.2f): asking for more of them may cost conversion", strings.TrimSpace(plain(act.name)), r)
	}
}

// correlation is Pearson's, 0 where one side does not vary.
func correlation(x, y []float64) float64 {
	mx, _ := stats.Mean(x)
	my, _ := stats.Mean(y)
	sx, okX := stats.SD(x)
	sy, okY := stats.SD(y)
	if !okX || !okY || sx == 0 || sy == 0 {
		return 0
	}
	terms := make([]float64, len(x))
	for i := range x {
		terms[i] = (x[i] - mx) / sx * (y[i] - my) / sy
	}
	return stats.Sum(terms) / float64(len(x)-1)
}
