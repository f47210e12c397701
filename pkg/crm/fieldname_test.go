package crm

import (
	"errors"
	"strings"
	"testing"
)

func TestTheNameOfAFieldIsAHeaderWhereTheUserNamedTheRole(t *testing.T) {
	table := Table{Name: "q.csv", Rows: [][]string{{"rep", "amount", "date"}, {"Ana", "100", "2026-01-01"}}}
	if m, err := Identify(table, Options{}); err == nil {
		t.Errorf("nobody said that the amounts are quotas, and they were read as %s", m.Role)
	}
	m, err := Identify(table, Options{Role: Quotas})
	if err != nil {
		t.Fatal(err)
	}
	if m.Index(FieldAmount) != 1 || m.Index(FieldDate) != 2 {
		t.Errorf("got %+v", m.Columns)
	}
}

func TestTheNamesOfADealsFieldsAreNoRoster(t *testing.T) {
	rows := [][]string{{"1", "Ben", "Won", "6", "2026-01-02"}, {"2", "Ana", "Lost", "6", "2026-01-03"}}
	m, err := Identify(Table{Name: "x.csv", Rows: rows}, Options{Names: []string{"id", "rep", "status", "amount", "close_date"}})
	if err != nil || m.Role != Deals || len(m.Unused()) != 0 {
		t.Errorf("%+v, %v", m, err)
	}
	_, err = Identify(Table{Name: "x.csv", Rows: rows}, Options{Names: []string{"id", "rep", "status", "amount", "foo"}})
	var e *IdentifyError
	if !errors.As(err, &e) || e.Trouble != MissingColumns || e.Role != Deals {
		t.Errorf("%v", err)
	}
}

func TestEveryMisspeltHeaderIsAskedAbout(t *testing.T) {
	rows := [][]string{{"Deal ID", "Ownr", "Stge", "Amount", "Clos Date"}, {"1", "Ben", "Won", "6", "2026-01-02"}}
	_, err := Identify(Table{Name: "x.csv", Rows: rows}, Options{})
	var e *IdentifyError
	if !errors.As(err, &e) || e.Role != Deals {
		t.Fatalf("%v", err)
	}
	hint := e.Hint()
	for _, want := range []string{`"Ownr" for "owner"`, `"Stge" for "stage"`, `"Clos Date" for`, "rep: Ownr", "status: Stge", "close_date: Clos Date"} {
		if !strings.Contains(strings.ToLower(hint), strings.ToLower(want)) {
			t.Errorf("no %s in %s", want, hint)
		}
	}
}
