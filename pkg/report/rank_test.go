package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/calendar"
	"github.com/salescoach/salescoach/pkg/chart"
	"github.com/salescoach/salescoach/pkg/funnel"
	"github.com/salescoach/salescoach/pkg/render"
	"github.com/salescoach/salescoach/pkg/tier"
)

// counts are what a rep does in every month.
type counts struct {
	visits, won, lost int64
	amount            float64
}

// half a year of reps called A, B, C...
func halfYear(reps ...counts) *funnel.Cube {
	first, _ := calendar.Date(2026, 1, 1)
	last, _ := calendar.Date(2026, 6, 30)
	people := make([]funnel.Rep, len(reps))
	for i := range people {
		people[i] = funnel.Rep{Name: string(rune('A' + i)), First: &first}
	}
	c := funnel.New(funnel.Default(), people, calendar.Calendar{}.Span(first, last, calendar.Month), []funnel.Step{
		{Name: funnel.Visits}, {Name: funnel.Closed}, {Name: funnel.Customers}, {Name: funnel.Lost}, {Name: funnel.Revenue, Kind: funnel.Summed}})
	c.FirstDay, c.AsOf = first, last
	for i, r := range reps {
		for month := range c.Periods {
			c.Add(i, month, 0, funnel.Tally{N: r.visits})
			c.Add(i, month, 1, funnel.Tally{N: r.won + r.lost})
			c.Add(i, month, 2, funnel.Tally{N: r.won})
			c.Add(i, month, 3, funnel.Tally{N: r.lost})
			x := r.amount * (1 + float64(month)/10)
			t := funnel.Tally{N: r.won, Known: r.won, Sum: funnel.Money(float64(r.won) * x * 1e4), SumSq: float64(r.won) * x * x}
			if x > 0 {
				t.Positive, t.SumLog, t.SumLogSq = r.won, float64(r.won)*math.Log(x), float64(r.won)*math.Log(x)*math.Log(x)
			}
			c.Add(i, month, 4, t)
		}
	}
	return c
}

func rankOf(t *testing.T, c *funnel.Cube, metric string) Output {
	t.Helper()
	r, err := tier.Analyse(c, tier.Options{Metric: metric, Window: c.All()})
	if err != nil {
		t.Fatal(err)
	}
	return Rank(r, "", Source{})
}

func textOf(t *testing.T, out Output) string {
	t.Helper()
	var text bytes.Buffer
	if err := render.WriteText(&text, out.Document, render.Options{Width: 400}); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

var noNumber = regexp.MustCompile(`NaN|Inf|%!|nil`)

// Whatever the data, every form of the answer is written, and none shows a
// number that is none.
func TestARankingOfNextToNothingIsWrittenInEveryForm(t *testing.T) {
	for name, c := range map[string]*funnel.Cube{
		"no rep":           halfYear(),
		"one rep":          halfYear(counts{20, 5, 5, 900}),
		"nothing done":     halfYear(counts{}, counts{}),
		"all won":          halfYear(counts{20, 5, 0, 900}, counts{25, 6, 0, 700}),
		"none won":         halfYear(counts{20, 0, 5, 900}, counts{25, 0, 6, 700}),
		"credit notes":     halfYear(counts{20, 5, 5, -900}, counts{25, 6, 4, -700}),
		"equal":            halfYear(counts{20, 5, 5, 900}, counts{20, 5, 5, 900}, counts{20, 5, 5, 900}),
		"one who did much": halfYear(counts{20, 5, 5, 900}, counts{1, 0, 0, 0}, counts{0, 1, 0, 1e9}),
	} {
		for _, metric := range []string{"", "visits", "conversion", "win-rate", "deal-size", "revenue"} {
			t.Run(name+" "+metric, func(t *testing.T) {
				out := rankOf(t, c, metric)
				var rows bytes.Buffer
				if err := render.WriteCSV(&rows, out.Rows, render.Options{}); err != nil {
					t.Fatal(err)
				}
				if _, err := json.Marshal(out.JSON); err != nil {
					t.Fatal(err)
				}
				if text := textOf(t, out) + rows.String(); noNumber.MatchString(text) {
					t.Errorf("%s", text)
				}
				drawRanking(t, out)
			})
		}
	}
}

func drawRanking(t *testing.T, out Output) {
	t.Helper()
	pictures := []chart.Picture{out.Picture}
	for _, more := range out.More {
		pictures = append(pictures, more.Picture)
	}
	for _, p := range pictures {
		if p == nil {
			continue
		}
		if _, err := chart.Render(p, chart.Options{Format: chart.SVG}); err != nil {
			t.Error(err)
		}
	}
}

func TestTheFirstSentenceSaysWhetherTheRepsDiffer(t *testing.T) {
	equal := counts{40, 8, 12, 900}
	for _, tt := range []struct {
		cube *funnel.Cube
		want string
	}{
		{halfYear(equal, equal, equal, equal), "The reps cannot be told apart by conversion"},
		{halfYear(equal, equal, equal, counts{40, 24, 12, 900}), "The reps differ in conversion"},
		{halfYear(equal), "A is the only rep"},
		{halfYear(counts{2, 0, 1, 0}, counts{3, 1, 0, 90}), "Not enough data to rank by conversion"},
	} {
		text := textOf(t, rankOf(t, tt.cube, "conversion"))
		paragraphs := strings.Split(text, "\n\n")
		if len(paragraphs) < 2 || !strings.HasPrefix(paragraphs[1], tt.want) {
			t.Errorf("want %q, got\n%s", tt.want, text)
		}
	}
}

func TestAnUnsureTierCarriesAQuestionMark(t *testing.T) {
	equal := counts{40, 8, 12, 900}
	text := textOf(t, rankOf(t, halfYear(equal, equal, equal, counts{40, 24, 12, 900}), ""))
	if !regexp.MustCompile(`(?m)^.*  D  +top  `).MatchString(text) || !regexp.MustCompile(`(?m)^.*  A  +(poor|mediocre|top) \?  `).MatchString(text) {
		t.Errorf("%s", text)
	}
	if !strings.Contains(text, fmt.Sprintf("%d of 4", 1)) {
		t.Errorf("one tier is sure:\n%s", text)
	}
}
