package crm

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// measured lists the headers of the columns that are metrics.
func measured(m *Mapping) string {
	var all []string
	for _, c := range m.Measures() {
		all = append(all, c.Header)
	}
	return strings.Join(all, ", ")
}

func TestNumbersUnderANameOfTheirOwnAreMetrics(t *testing.T) {
	for _, x := range []struct {
		name, want string
		rows       []string
	}{
		{"beside known ones", "visits, nps, hit quota", []string{"rep|month|visits|nps|hit quota", "Ann|2025-01|10|40|55%", "Bob|2025-01|10||45%"}},
		{"alone", "nps", []string{"rep|month|nps", "Ann|2025-01|40"}},
		{"more than the known ones", "visits, nps, csat, churn, margin, upsell", []string{"rep|month|visits|nps|csat|churn|margin|upsell", "Ann|2025-01|1|2|3|4|5|6"}},
		{"beside dates", "visits, nps", []string{"rep|week_start|visits|nps", "Ann|2025-01-06|1|2"}},
		{"words and codes are none", "visits", []string{"rep|month|visits|mood|office|e-mail|", "Ann|2025-01|1|good|0042|7|8", "Bob|2025-01|1|2|0043|7|8"}},
		{"days, weeks and totals are none", "visits", []string{"rep|month|visits|seen|week|Total", "Ann|2025-01|1|20250131|3|5"}},
		{"rates that are computed are none", "visits, nps", []string{"rep|month|visits|Conversion|win-rate|WIN RATE %|Avg deal size|Revenue per day|Quota attainment|nps", "Ann|2025-01|1|20%|2|3|4|5|6|7"}},
		{"a repeated header", "visits, nps", []string{"rep|month|visits|nps", "Ann|2025-01|1|2", "rep|month|visits|nps", "Bob|2025-01|1|2"}},
	} {
		if got := measured(identified(t, Options{}, x.rows...)); got != x.want {
			t.Errorf("%s: %s", x.name, got)
		}
	}
}

func TestNumbersAloneMakeNoScorecard(t *testing.T) {
	for _, rows := range [][]string{
		{"rep|date|nps", "Ann|2025-01-06|40"},   // a log of answers, may be
		{"rep|month|targt", "Ann|2025-01|4000"}, // a slip of target
		{"rep|month|vists", "Ann|2025-01|40"},
		{"rep|month|win rate", "Ann|2025-01|40%"},
		{"rep|month|amount", "Ann|2025-01|40"}, // won, expected or owed
		{"rep|month|Betrag", "Ann|2025-01|40"},
		{"rep|month|deal value (EUR)", "Ann|2025-01|40"},
		{"rep|month|Net sales", "Ann|2025-01|40"},
		{"rep|month|pipeline", "Ann|2025-01|40"},
	} {
		if m, err := Identify(tableOf("export.csv", rows...), Options{}); err == nil {
			t.Errorf("%s is a %s", rows[0], m.Role)
		}
	}
}

func TestTheUserDropsAMetricByAnEmptyName(t *testing.T) {
	o := Options{Role: Scorecard, Columns: map[Role]map[Field]string{Scorecard: {"rank_of_rep": ""}}}
	if got := measured(identified(t, o, "rep|month|visits|Rank of rep|nps", "Ann|2025-01|10|1|40")); got != "visits, nps" {
		t.Error(got)
	}
}

func TestOddMetricsAreNamed(t *testing.T) {
	m := identified(t, Options{}, "rep|month|customers|vists|won share|amount|Abschlussquote|conversion|pipeline|team id", "Ann|2025-01|10|40|5 %|9|0.2|0.3|7|8")
	var got []string
	for _, w := range m.Warnings {
		got = append(got, w.Code)
	}
	if m := identified(t, Options{}, "rep|month|visits|customers|revenue|quota", "Ann|2025-01|10|4|40|5"); measured(m) != "visits, customers, revenue, quota" || len(m.Warnings) != 0 {
		t.Errorf("%s, %v", measured(m), m.Warnings)
	}
	if !slices.Equal(got, []string{"unknown_metric", "added_shares", "unknown_metric", "added_shares", "computed_rate", "unread_figures"}) || !strings.Contains(m.Warnings[0].Message, `"visits"`) {
		t.Errorf("%v", m.Warnings)
	}
}

func TestFiguresThatDoNotAddUpAreToldByTheirNames(t *testing.T) {
	for header, want := range map[string]bool{
		"hit rate": true, "Erfolgsrate": true, "Anteil": true, "Ø Auftrag": true, "calls per day": true, "Durchschnittspreis": true,
		"tasa de cierre": true, "taux": true, "% new": true, "score": true, "mean_age": true,
		"corporate": false, "quotes": false, "demos": false, "meantime": false, "performance": false, "upsell": false,
	} {
		if ratio(header) != want {
			t.Errorf("%q: %v", header, !want)
		}
	}
}

func TestAFileOfRatesOrAmountsIsRefusedWithWhatTheyAre(t *testing.T) {
	for header, want := range map[string]string{"amount": "revenue: amount", "Net sales": "revenue: Net sales", "win rate": "measure: NAME OF THE COLUMN"} {
		_, err := Identify(tableOf("f.csv", "rep|month|"+header, "Ann|2025-01|40"), Options{})
		var e *IdentifyError
		if !errors.As(err, &e) || !strings.Contains(e.Hint(), want) || (header == "win rate") != strings.Contains(e.Error(), `not read: "win rate"`) {
			t.Errorf("%s: %v, %s", header, err, e.Hint())
		}
	}
}

func TestWhatTheUserSaysOfAMetricReplacesTheColumnOfItsName(t *testing.T) {
	for name, x := range map[string]struct{ column, want string }{
		"another column": {"calls", "visits, calls"},
		"its own column": {"nps", "visits, calls, nps"},
		"no column":      {"", "visits, calls"},
	} {
		for _, role := range []Role{Scorecard, ""} {
			if role == "" && x.column != "" {
				continue // metrics are named beside a role
			}
			o := Options{Role: role, Columns: map[Role]map[Field]string{Scorecard: {"nps": x.column}}}
			m := identified(t, o, "rep|month|visits|calls|nps", "Ann|2025-01|10|20|40")
			if got := measured(m); got != x.want {
				t.Errorf("%s, role %q: %s", name, role, got)
			}
		}
	}
	for _, rows := range [][]string{{"rep|month|visits", "Ann|2025-01|10"}, {"rep|stage|amount|close date|nps", "Ann|Won|1|2025-01-31|2"}} {
		o := Options{Columns: map[Role]map[Field]string{Scorecard: {"nps": ""}, Deals: {"nps": ""}}}
		var e *IdentifyError
		if _, err := Identify(tableOf("f.csv", rows...), o); !errors.As(err, &e) || e.Trouble != UnknownField {
			t.Errorf("%s: %v", rows[0], err)
		}
	}
}

func TestColumnsOfOneMetricAreNamedAndOneCanBeDropped(t *testing.T) {
	rows := []string{"rep|month|revenue|sales", "Ann|2025-01|10|10"}
	m := identified(t, Options{}, rows...)
	if len(m.Warnings) != 1 || m.Warnings[0].Message != `"revenue" and "sales" are both taken for revenue and added up; an empty name in salescoach.yaml drops one: sales: ""` {
		t.Errorf("%v", m.Warnings)
	}
	o := Options{Role: Scorecard, Columns: map[Role]map[Field]string{Scorecard: {"sales": ""}}}
	if m = identified(t, o, rows...); measured(m) != "revenue" || len(m.Warnings) != 0 {
		t.Errorf("%s, %v", measured(m), m.Warnings)
	}
	if m = identified(t, Options{}, "rep|month|Revenue (EUR)|Revenue (USD)", "Ann|2025-01|10|10"); len(m.Warnings) != 0 {
		t.Errorf("%v", m.Warnings)
	}
}

func TestFiguresBesideTargetsAreSaidToBeUnread(t *testing.T) {
	m := identified(t, Options{}, "rep|month|visits|target", "Ann|2025-01|10|12")
	if m.Role != Quotas || len(m.Warnings) != 1 || !strings.Contains(m.Warnings[0].Message, `its figures ("visits") are not`) {
		t.Errorf("%s, %v", m.Role, m.Warnings)
	}
}
