package crm

import (
	"errors"
	"strings"
	"testing"
)

func FuzzIdentify(f *testing.F) {
	f.Add("Record ID|Deal Stage|Deal owner|Close Date\n1|Won|Ana|2024-01-01", "", "")
	f.Add("Confidential\n\nrep|M01|M02|Year", "quotas", "")
	f.Add("Ana|2024-01-01|5", "", "rep,date,type")
	f.Add("rep|amount|amount|stage|Opportunity: Close Date: Full\nA|1|2|x|y", "deals", "")
	f.Fuzz(func(t *testing.T, text, role, names string) {
		table := Table{Name: "fuzz: [1].csv"}
		for _, line := range strings.Split(text, "\n") {
			table.Rows = append(table.Rows, strings.Split(line, "|"))
		}
		o := Options{Role: Role(role), Columns: map[Role]map[Field]string{Deals: {FieldProduct: names}}}
		if names != "" {
			o.Names = strings.Split(names, ",")
		}
		m, err := Identify(table, o)
		if err != nil {
			var e *IdentifyError
			if !errors.As(err, &e) || e.Error() == "" || e.Hint() == "" {
				t.Fatalf("%#v", err)
			}
			return
		}
		for _, need := range m.Role.Minimum() {
			met := false
			for _, field := range need.Any {
				met = met || m.Has(field) || m.Always[field] != ""
			}
			if !met {
				t.Errorf("nothing says %s", need.What)
			}
		}
		for _, row := range table.Rows {
			m.Furniture(row)
			rowLetter(m, row)
		}
		m.Findings()
	})
}

func FuzzProfile(f *testing.F) {
	for _, name := range profileOrder {
		b, err := ProfileSource(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := LoadProfile("fuzz", b)
		if err != nil {
			return
		}
		if _, err := Identify(tableOf("x.csv", "rep|stage|close_date", "a|b|c"), Options{Profiles: []*Profile{p}}); err != nil && err.Error() == "" {
			t.Error("an error without words")
		}
	})
}

func FuzzPeriod(f *testing.F) {
	for _, s := range []string{"2024-Q1", "Mar-24", "FY26-Q3", "KW 14 2024", "1 de marzo de 2024"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		p, ok := ParsePeriod(cell)
		if ok && (p.Month > 12 || p.Quarter > 4 || p.Week > 53 || p.Year != 0 && (p.Year < minYear || p.Year > maxYear)) {
			t.Errorf("%q is %+v", cell, p)
		}
	})
}
