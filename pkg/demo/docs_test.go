package demo

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
)

func TestTheManualTellsTheTruthOfEveryRep(t *testing.T) {
	manual, err := os.ReadFile("../../docs/demo.md")
	if err != nil {
		t.Fatal(err)
	}
	reps := raw(t)
	for i, f := range Truth() {
		rate, visits := reps[f.Rep].conversion("2025-01", "2026-06")
		conversion := fmt.Sprintf("%.3f", f.Conversion)
		if f.Changed != "" {
			conversion += fmt.Sprintf(", from %s %.3f", f.Changed, f.ConversionAfter)
		}
		planted := " "
		if f.Planted != Ordinary {
			planted = " " + string(f.Planted) + " "
		}
		want := fmt.Sprintf("| %s | %s |%s| %s | %s | %d | %d | %.3f |", f.Rep, f.Team, planted,
			strconv.FormatFloat(f.VisitsPerMonth, 'g', 3, 64), conversion, visits, Tallies(DefaultSeed)[i].Won, rate)
		if !strings.Contains(string(manual), want) {
			t.Errorf("docs/demo.md lacks the row %s", want)
		}
	}
}

func TestTheManualGivesTheTotalsOfTheFiles(t *testing.T) {
	manual, err := os.ReadFile("../../docs/demo.md")
	if err != nil {
		t.Fatal(err)
	}
	var sum Tally
	for _, x := range Tallies(DefaultSeed) {
		sum.Visits, sum.Won, sum.Lost, sum.Open = sum.Visits+x.Visits, sum.Won+x.Won, sum.Lost+x.Lost, sum.Open+x.Open
		sum.RevenueCents += x.RevenueCents
	}
	text := strings.NewReplacer(",", "", "\n", " ").Replace(string(manual))
	for _, want := range []string{
		fmt.Sprintf("%d completed visits and meetings %d deals won %d lost %d open", sum.Visits, sum.Won, sum.Lost, sum.Open),
		fmt.Sprintf("EUR %d.%02d of revenue", sum.RevenueCents/100, sum.RevenueCents%100),
	} {
		if !strings.Contains(text, want) {
			t.Errorf("docs/demo.md lacks %q", want)
		}
	}
	for _, f := range []string{"deals.csv", "activities.csv", "roster.csv", "quotas.csv", "skills.csv", "coaching.csv"} {
		if want := fmt.Sprintf("| `%s` | %d |", f, len(read(t, f).rows)); !strings.Contains(text, want) {
			t.Errorf("docs/demo.md lacks %q", want)
		}
	}
}
