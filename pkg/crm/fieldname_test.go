package crm

import "testing"

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
