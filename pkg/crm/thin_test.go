package crm

import "testing"

func TestTheMavenHeaderIsDeals(t *testing.T) {
	m, err := Identify(Table{Rows: [][]string{{"opportunity_id", "sales_agent", "product", "account", "deal_stage", "engage_date", "close_date", "close_value"}}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if m.Role != Deals || m.Index(FieldAmount) != 7 || m.Index(FieldCloseDate) != 6 || m.Index(FieldRep) != 1 {
		t.Errorf("%+v", m)
	}
	if s, ok := m.DealStatus(DealCells{Stage: "Won"}); s != Won || !ok {
		t.Error(s, ok)
	}
	f := new(DateEvidence)
	f.Add([]byte("2017-03-01"))
	d, err := f.Decide(DateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if day, ok := d.Parse([]byte("2017-03-01")); !ok || FormatDay(day) != "2017-03-01" {
		t.Error(day, ok)
	}
}
