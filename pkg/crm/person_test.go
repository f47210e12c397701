package crm

import (
	"fmt"
	"testing"
)

func TestSpellingsOfOneNameShareAKey(t *testing.T) {
	for _, pair := range [][2]string{{"Anna Smith", " anna  SMITH "}, {"José Saraiva", "Jose\u0301 SARAIVA"}, {"Jürgen Groß", "JÜRGEN GROSS"}} {
		if PersonKey(pair[0]) != PersonKey(pair[1]) {
			t.Errorf("%q and %q differ", pair[0], pair[1])
		}
	}
	for _, pair := range [][2]string{{"Jose", "José"}, {"Anna Smith", "Ann Smith"}, {"A.B.", "AB"}} {
		if PersonKey(pair[0]) == PersonKey(pair[1]) {
			t.Errorf("%q and %q are one", pair[0], pair[1])
		}
	}
}

func TestNearMissesAreListedAndOthersAreNot(t *testing.T) {
	tests := []struct {
		names []string
		want  string
	}{
		{[]string{"Vidit Shah", "Vididt Saha", "Kumar Jha"}, "[{Vididt Saha Vidit Shah 3}]"},
		{[]string{"Darcel Schlecht", "Darcel Schelcht"}, "[{Darcel Schelcht Darcel Schlecht 1}]"},
		{[]string{"Shah, Vidit", "Vidit Shah"}, "[{Shah, Vidit Vidit Shah 10}]"},
		{[]string{"José García", "Jose Garcia"}, "[{Jose Garcia José García 0}]"},
		{[]string{"anna smith", "Anna Smith"}, "[]"},
		{[]string{"Anna Smith", "Adam Smith"}, "[]"},
		{[]string{"Ana", "Ann", "Anh"}, "[]"},
		{[]string{"R001", "R002"}, "[]"},
		{[]string{"a.smith@x.example", "b.smith@x.example"}, "[]"},
		{[]string{"Mark Jones", "Mary Jones"}, "[{Mark Jones Mary Jones 1}]"},
	}
	for _, x := range tests {
		if got := fmt.Sprint(NearMisses(x.names)); got != x.want {
			t.Errorf("%q: %s, want %s", x.names, got, x.want)
		}
	}
}

func TestPeriodsAreReadInEverySpelling(t *testing.T) {
	tests := map[string]Period{
		"2024": {Year: 2024}, "FY24": {Year: 2024, Fiscal: true}, "FY2025": {Year: 2025, Fiscal: true}, "2024-Q1": {Year: 2024, Quarter: 1},
		"Q4 2016": {Year: 2016, Quarter: 4}, "FY26-Q3": {Year: 2026, Quarter: 3, Fiscal: true}, "Q1-2024": {Year: 2024, Quarter: 1},
		"Quarter 1": {Quarter: 1}, "2024-03": {Year: 2024, Month: 3}, "03/2024": {Year: 2024, Month: 3}, "March 2024": {Year: 2024, Month: 3},
		"Mrz 2024": {Year: 2024, Month: 3}, "Mar-24": {Year: 2024, Month: 3}, "Mar": {Month: 3}, "M03": {Month: 3}, "2024-W14": {Year: 2024, Week: 14},
		"KW 14 2024": {Year: 2024, Week: 14}, "2024-03-01": {Year: 2024, Month: 3}, "1 de marzo de 2024": {Year: 2024, Month: 3}, "T2 2024": {Year: 2024, Quarter: 2},
	}
	for cell, want := range tests {
		if p, ok := ParsePeriod(cell); p != want || !ok {
			t.Errorf("%q is %+v (%v), want %+v", cell, p, ok, want)
		}
	}
	for _, cell := range []string{"", "Q5", "M13", "W54", "2024-03-02", "rep", "Amount", "Q1 Q2", "Mar Apr", "2024 2025", "12", "Mon", "Q", "99999", "M01 Q1", "31/12/2024"} {
		if p, ok := ParsePeriod(cell); ok {
			t.Errorf("%q was read as %+v", cell, p)
		}
	}
}

func TestAPlainNumberIsThePartThatItsColumnNames(t *testing.T) {
	tests := []struct {
		field Field
		cell  string
		want  Period
		ok    bool
	}{
		{FieldMonth, "3", Period{Month: 3}, true}, {FieldMonth, "12", Period{Month: 12}, true}, {FieldMonth, "13", Period{}, false},
		{FieldMonth, "2024-03", Period{Year: 2024, Month: 3}, true}, {FieldQuarter, "4", Period{Quarter: 4}, true}, {FieldQuarter, "Q4", Period{Quarter: 4}, true},
		{FieldQuarter, "5", Period{}, false}, {FieldYear, "2024", Period{Year: 2024}, true}, {FieldYear, "24", Period{Year: 2024}, true},
		{FieldYear, "FY24", Period{Year: 2024, Fiscal: true}, true}, {FieldPeriod, "3", Period{}, false},
	}
	for _, x := range tests {
		if p, ok := ParsePeriodPart(x.field, x.cell); ok != x.ok || ok && p != x.want {
			t.Errorf("%s %q is %+v (%v), want %+v (%v)", x.field, x.cell, p, ok, x.want, x.ok)
		}
	}
}
