package ingest

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

// twoCurrenciesIn are scorecards of 100 EUR and 100 USD.
var twoCurrenciesIn = map[string]string{
	"a column":       "rep,month,visits,revenue,currency\nAnn,2025-01,5,100,EUR\nBob,2025-01,7,100,USD\n",
	"signs":          "rep,month,visits,revenue\nAnn,2025-01,5,€100\nBob,2025-01,7,US$100\n",
	"headers":        "rep,month,visits,Revenue (EUR),Revenue (USD)\nAnn,2025-01,5,100,\nBob,2025-01,7,,100\n",
	"a long table":   "rep,month,metric,value,currency\nAnn,2025-01,visits,5,\nAnn,2025-01,revenue,100,EUR\nBob,2025-01,visits,7,\nBob,2025-01,revenue,100,USD\n",
	"another metric": "rep,month,metric,value,currency\nAnn,2025-01,visits,5,\nAnn,2025-01,margin,100,EUR\nBob,2025-01,visits,7,\nBob,2025-01,margin,100,USD\n",
	"months across":  "rep,metric,2025-01,2025-02\nAnn,revenue,€100,\nBob,revenue,,US$100\n",
}

func TestFiguresInSeveralCurrenciesAreRefusedKeptApartOrConverted(t *testing.T) {
	for name, text := range twoCurrenciesIn {
		r := Request{Files: []File{{Path: write(t, "card.csv", text), Role: crm.Scorecard}}}
		step := funnel.Revenue
		if name == "another metric" {
			step = "margin"
		}
		if got := refused(t, r); !strings.HasPrefix(got, "card.csv: amounts are in several currencies: EUR (1), USD (1)\nhint: keep one with --currency EUR") {
			t.Errorf("%s: %s", name, got)
		}
		r.Reading = Reading{Rates: &Rates{To: "EUR", PerUnit: map[string]float64{"USD": 0.5}}}
		if d := read(t, r); total(t, d.Cube, step) != 150 || d.Cube.Steps[d.Cube.Step(step)].Unit != "EUR" {
			t.Errorf("%s: %v in %+v", name, total(t, d.Cube, step), d.Cube.Steps)
		}
		r.Reading = Reading{Currency: "EUR"}
		d := read(t, r)
		if f := d.Quality.Files[0]; total(t, d.Cube, step) != 100 || f.LeftOut != 1 || f.Used+f.LeftOut != f.Rows || f.Currency != "EUR" {
			t.Errorf("%s: %v, %+v", name, total(t, d.Cube, step), f)
		}
	}
}

func TestTheOtherFiguresOfARowGoWithItsCurrency(t *testing.T) {
	for _, name := range []string{"a column", "signs", "headers"} {
		d := read(t, Request{Files: files(write(t, "card.csv", twoCurrenciesIn[name])), Reading: Reading{Currency: "USD"}})
		if got := total(t, d.Cube, funnel.Visits); got != 7 {
			t.Errorf("%s: %v visits", name, got)
		}
	}
}

func TestACurrencyThatNoFigureIsInIsWrongUsage(t *testing.T) {
	_, err := Read(context.Background(), Request{Files: files(write(t, "card.csv", twoCurrenciesIn["a column"])), Reading: Reading{Currency: "GBP"}})
	var usage *UsageError
	if !errors.As(err, &usage) || usage.Error() != "no amount is in GBP\nhint: they are in EUR, USD" {
		t.Errorf("%v", err)
	}
}

func TestAFigureInAnotherCurrencyThanItsRowIsABadRow(t *testing.T) {
	text := "rep,month,visits,revenue,currency\nAnn,2025-01,5,€100,USD\nBob,2025-01,7,$100,CAD\n"
	if got := refused(t, Request{Files: files(write(t, "card.csv", text))}); !strings.HasPrefix(got, `card.csv:2:15: figure "€100" is not in USD, the currency of the row (column "revenue")`+"\n") {
		t.Error(got)
	}
}

func TestFiguresAndQuotasOfDifferentFilesAreInOneCurrency(t *testing.T) {
	card := write(t, "card.csv", "rep,month,visits,revenue\nAnn,2025-01,5,€100\n")
	for text, want := range map[string]string{
		"rep,period,target,currency\nAnn,2025-01,300,USD\n":         "quotas.csv: there are quotas in USD and other amounts in EUR",
		"rep,period,target\nAnn,2025-01,$300\n":                     "quotas.csv: there are quotas in $ and other amounts in EUR",
		"rep,period,target\nAnn,2025-01,€300\nAnn,2025-02,US$300\n": "quotas.csv: amounts are in several currencies: EUR (1), USD (1)",
	} {
		if got := refused(t, Request{Files: files(card, write(t, "quotas.csv", text))}); !strings.HasPrefix(got, want) {
			t.Error(got)
		}
	}
	d := read(t, Request{Files: files(card, write(t, "quotas.csv", "rep,period,target\nAnn,2025-01,€300\n"))})
	if d.Cube.Steps[d.Cube.Step(funnel.Quota)].Unit != "EUR" {
		t.Errorf("%+v", d.Cube.Steps)
	}
}

func TestMetricsThatMayBeMoneyAreNamedWhereTheirRowsAreInSeveralCurrencies(t *testing.T) {
	r := Request{
		Files: files(write(t, "card.csv", "rep,month,margin,visits,currency\nAnn,2025-01,5.5,1,EUR\nBob,2025-01,7,2,USD\n")),
		Steps: []ExtraStep{{Name: "profit", Metric: "margin", Kind: funnel.Summed}},
	}
	r.Reading.Rates = &Rates{To: "EUR", PerUnit: map[string]float64{"USD": 0.5}}
	d := read(t, r)
	if got := warned(d, "loose-currencies"); got != "figures of profit stand in rows of several currencies (EUR, USD) and are added up as they are" {
		t.Errorf("%q", got)
	}
}

func TestOfTwoCurrenciesInOneRowTheWantedOneCounts(t *testing.T) {
	path := write(t, "card.csv", "rep,month,visits,Revenue (EUR),Revenue (USD)\nAnn,2025-01,5,100,120\n")
	d := read(t, Request{Files: files(path), Reading: Reading{Currency: "EUR"}})
	if f := d.Quality.Files[0]; total(t, d.Cube, funnel.Revenue) != 100 || total(t, d.Cube, funnel.Visits) != 5 || f.Used != 1 {
		t.Errorf("%v, %+v", total(t, d.Cube, funnel.Revenue), f)
	}
}

func TestFiguresInAnotherCurrencyThanTheDealsAreLeftOut(t *testing.T) {
	deals := write(t, "deals.csv", "Deal ID,Deal Owner,Stage,Amount,Currency,Close Date\n1,Ann,Won,5,USD,2025-01-31\n")
	sheet := write(t, "sheet.csv", "rep,month,visits,revenue,currency\nAnn,2025-01,10,100,EUR\n")
	r := Request{Files: files(deals, sheet)}
	r.Reading.Currency = "USD"
	if d := read(t, r); total(t, d.Cube, funnel.Revenue) != 5 {
		t.Errorf("%v", total(t, d.Cube, funnel.Revenue))
	}
}
