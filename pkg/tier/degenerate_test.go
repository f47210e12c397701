package tier

import (
	"errors"
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/funnel"
)

var usual = []float64{900, 1500, 2600}

func ana() player {
	return player{name: "Ana", visits: 20, won: 5, lost: 8, amounts: []float64{800, 1200, 3000, 2000, 500}}
}

func ben() player {
	return player{name: "Ben", visits: 25, won: 4, lost: 6, amounts: []float64{700, 1000, 2900, 1700}}
}

// Where data cannot answer, every metric ends in words and never in a number
// that is none.
func TestWhatCannotBeRankedIsSaidInASentence(t *testing.T) {
	with := func(p player, change func(*player)) player { change(&p); return p }
	for _, tt := range []struct {
		name    string
		players []player
		months  int
		metric  string
		verdict string // empty: any
		reason  string // of the first rep that is not ranked; empty: all are ranked
	}{
		{"one rep", []player{ana()}, 12, "customers", TooLittle, "nobody to compare with"},
		{"no rep at all", nil, 12, "customers", TooLittle, ""},
		{"only the unassigned", []player{{name: funnel.UnassignedName, nobody: true, visits: 3, won: 1}}, 12, "customers", TooLittle, ""},
		{"zero visits", []player{with(ana(), noVisits), with(ben(), noVisits)}, 12, "visits", TooLittle, "visits"},
		{"conversion without visits", []player{with(ana(), noVisits), with(ben(), noVisits)}, 12, "conversion", TooLittle, "visits"},
		{"all won", []player{with(ana(), noLosses), with(ben(), noLosses)}, 12, "win-rate", TooLittle, "alike"},
		{"none won", []player{with(ana(), noWins), with(ben(), noWins)}, 12, "win-rate", TooLittle, "alike"},
		{"none won, by customers", []player{with(ana(), noWins), with(ben(), noWins)}, 12, "customers", TooLittle, "nobody has any customers"},
		{"none won, by deal size", []player{with(ana(), noWins), with(ben(), noWins)}, 12, "deal-size", TooLittle, "amount"},
		{"none won, by revenue", []player{with(ana(), noWins), with(ben(), noWins)}, 12, "revenue", TooLittle, "amount"},
		{"one deal each", []player{oneDeal("Ana", 900), oneDeal("Ben", 1200)}, 1, "deal-size", TooLittle, "1 deal"},
		{"one deal in all", []player{oneDeal("Ana", 900), {name: "Ben", visits: 3}}, 1, "customers", TooLittle, "too little data"},
		{"deals of one size", []player{sized("Ana", 500), sized("Ben", 500)}, 12, "deal-size", TooLittle, "differ in size"},
		{"negative amounts alone", []player{sized("Ana", -500), sized("Ben", -700)}, 12, "deal-size", TooLittle, "above zero"},
		{"negative revenue", []player{sized("Ana", -500), sized("Ben", -700)}, 12, "revenue", TooLittle, "amount"},
		{"negative amounts among others", []player{with(ana(), oneCredit), ben()}, 12, "deal-size", "", ""},
		{"amounts unknown", []player{with(ana(), noAmounts), with(ben(), noAmounts)}, 12, "deal-size", TooLittle, "amount"},
		{"attainment of no quota", []player{ana(), with(ben(), quotaOf(5000))}, 12, "attainment", TooLittle, "quota"},
		{"attainment of nothing sold", []player{with(with(ana(), noWins), quotaOf(900)), with(ben(), quotaOf(5000))}, 12, "attainment", TooLittle, "no customers"},
		{"equal data", []player{ana(), with(ana(), called("Bea"))}, 12, "customers", Luck, ""},
		{"equal conversions", []player{ana(), with(ana(), called("Bea"))}, 24, "conversion", "", ""},
		{"a rep of the roster without a record", []player{ana(), ben(), {name: "Zoe", rosterOnly: true}}, 12, "customers", "", "no deals or visits"},
		{"more customers than visits", []player{with(ana(), fewVisits), ben()}, 24, "conversion", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := analyse(t, league(t, tt.months, tt.players...), Options{Metric: tt.metric, Ramp: DefaultRamp()})
			if tt.verdict != "" && r.Heterogeneity.Verdict != tt.verdict {
				t.Errorf("verdict %q, want %q", r.Heterogeneity.Verdict, tt.verdict)
			}
			why := ""
			for _, p := range r.Reps {
				if !p.Ranked && why == "" {
					why = p.Reason
				}
			}
			if tt.reason == "" && why != "" || !strings.Contains(why, tt.reason) {
				t.Errorf("not ranked because %q, want %q", why, tt.reason)
			}
		})
	}
}

func noVisits(p *player)  { p.visits = 0 }
func fewVisits(p *player) { p.visits = 2 }
func noLosses(p *player)  { p.lost = 0 }
func noWins(p *player)    { p.lost, p.won, p.amounts = p.lost+p.won, 0, nil }
func noAmounts(p *player) { p.amounts = nil }
func oneCredit(p *player) { p.amounts = append([]float64{-300}, p.amounts[1:]...) }

func called(name string) func(*player) { return func(p *player) { p.name = name } }
func quotaOf(q float64) func(*player)  { return func(p *player) { p.quota = q } }
func oneDeal(name string, x float64) player {
	return player{name: name, visits: 1, won: 1, amounts: []float64{x}}
}

func sized(name string, x float64) player {
	return player{name: name, visits: 10, won: 2, lost: 3, amounts: []float64{x, x}}
}

// Whatever the metric, a cube of next to nothing gives no number that is none.
func TestNoMetricMakesANumberOfNothing(t *testing.T) {
	cubes := map[string]*funnel.Cube{
		"one rep":                league(t, 1, ana()),
		"nobody did anything":    league(t, 3, player{name: "Ana", rosterOnly: true}, player{name: "Ben", rosterOnly: true}),
		"one visit each":         league(t, 1, player{name: "Ana", visits: 1}, player{name: "Ben", visits: 1}),
		"huge and tiny":          league(t, 2, player{name: "Ana", visits: 1e9, won: 1e8, amounts: []float64{1e12, 2e12}}, player{name: "Ben", visits: 1, won: 1, amounts: []float64{1e-4}}, ana()),
		"amounts of a millionth": league(t, 4, sized("Ana", 1e-4), sized("Ben", 2e-4), sized("Cleo", 3e-4)),
		"quotas below zero":      league(t, 4, player{name: "Ana", visits: 9, won: 3, amounts: usual, quota: -5}, player{name: "Ben", visits: 9, won: 3, amounts: usual, quota: -1}),
	}
	for name, c := range cubes {
		for _, metric := range []string{"customers", "visits", "conversion", "win-rate", "deal-size", "revenue", "attainment", "closed/visits"} {
			t.Run(name+", "+metric, func(t *testing.T) {
				for _, tenure := range []bool{false, metric != DealSize && metric != Attainment} {
					analyse(t, c, Options{Metric: metric, Ramp: DefaultRamp(), ByTenure: tenure})
				}
			})
		}
	}
}

func TestAMetricThatTheFilesCannotGiveIsRefusedWithAHint(t *testing.T) {
	c := league(t, 3, ana(), ben())
	for metric, want := range map[string]string{"churn": "no metric", "visits/churn": "no metric", "revenue/visits": "no metric"} {
		_, err := Analyse(c, Options{Metric: metric, Window: c.All()})
		var refusal *Refusal
		if !errors.As(err, &refusal) || !strings.Contains(err.Error(), want) || refusal.Hint() == "" {
			t.Errorf("%s: %v", metric, err)
		}
	}
	if _, err := Analyse(c, Options{Metric: "deal-size", ByMix: true, Window: c.All()}); err == nil {
		t.Error("a mix of no segments was compared")
	}
}
