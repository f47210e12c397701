package crm

import "testing"

func TestAYearFarAwayIsToldFromNoDate(t *testing.T) {
	for cell, far := range map[string]bool{
		"1899-02-01": true, "0001-01-01": true, "2200-01-01": true, "1899-02-01 10:30": true,
		"1999-02-01": false, "1899-02-31": false, "2023-02-29": false, "2100-02-29": false, "n/a": false, "1899": false, "1899-02": false, "": false,
	} {
		f, err := ParseDateFormat("YYYY-MM-DD")
		if err != nil {
			t.Fatal(err)
		}
		if got := f.OutOfRange([]byte(cell)); got != far {
			t.Errorf("%q: %v", cell, got)
		}
	}
	f, _ := ParseDateFormat("DD.MM.YYYY")
	if !f.OutOfRange([]byte("31.03.1024")) || f.OutOfRange([]byte("31.02.1024")) || f.OutOfRange([]byte("29.02.2023")) {
		t.Error("the year at the end")
	}
}
