package crm

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sharedTable reads a file of the development data beside the project.
func sharedTable(t *testing.T, path string, comma rune) Table {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "data", filepath.FromSlash(path)))
	if os.IsNotExist(err) {
		t.Skipf("%s is not here: this test reads the development data beside the project", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff"))))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return Table{Name: filepath.Base(path), Rows: rows}
}

// total is what a whole file of deals says.
type total struct {
	won, lost, open int
	revenue         string // of the won rows
}

func TestTheTotalsOfRealDealsAreTheirPublishedOnes(t *testing.T) {
	brokerage := Options{Role: Deals, Columns: map[Role]map[Field]string{Deals: {
		FieldRep: "Account Executive", FieldStatus: "=won", FieldCloseDate: "income_due_date"}}}
	tests := []struct {
		path    string
		comma   rune
		options Options
		profile string
		order   DateOrder
		want    total
	}{
		{"maven-crm-sales/sales_pipeline.csv", ',', Options{}, "generic", YMD, total{4238, 2473, 2089, "10005534"}},
		{"maven-crm-sales/us-dates/sales_pipeline.csv", ',', Options{}, "generic", MDY, total{4238, 2473, 2089, "10005534"}},
		{"maven-crm-sales/dmy-dates/sales_pipeline.csv", ',', Options{}, "generic", DMY, total{4238, 2473, 2089, "10005534"}},
		{"adventureworks-sales/Sales.csv", '|', Options{}, "generic", YMD, total{57851, 0, 0, "77548570.2"}},
		{"hubspot-sample/hubspot_deals.csv", ',', Options{}, "hubspot", YMD, total{71, 69, 360, "8934361.48"}},
		{"salesforce-dataloader-sample/Opportunity.csv", ',', Options{}, "salesforce", YMD, total{12, 3, 35, "10542562.98"}},
		{"insurance-brokerage/Brokerage_fees.csv", ',', brokerage, "generic", MDY, total{970, 0, 0, "35081712.01"}},
	}
	for _, x := range tests {
		t.Run(x.path, func(t *testing.T) {
			table := sharedTable(t, x.path, x.comma)
			m, err := Identify(Table{table.Name, table.Rows[:min(200, len(table.Rows))]}, x.options)
			if err != nil {
				t.Fatal(withHint(err))
			}
			got, order := dealTotal(t, m, table.Rows[m.HeaderRow+1:])
			if m.Profile != x.profile || order != x.order || got != x.want {
				t.Errorf("%s, %s, %+v, want %s, %s, %+v", m.Profile, order, got, x.profile, x.order, x.want)
			}
		})
	}
}

func dealTotal(t *testing.T, m *Mapping, body [][]string) (total, DateOrder) {
	t.Helper()
	dates, err := dateEvidence(column(m, body, FieldCloseDate)).Decide(DateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var numbers NumberEvidence
	for _, c := range column(m, body, FieldAmount) {
		numbers.Add([]byte(c))
	}
	format, err := numbers.Decide(NumberOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var sum total
	var revenue Amount
	for _, row := range body {
		if c := []byte(row[m.Index(FieldCloseDate)]); !m.Missing(c) {
			if _, ok := dates.Parse(c); !ok {
				t.Errorf("%q is not read as a date", c)
			}
		}
		switch rowLetter(m, row) {
		case 'W':
			sum.won++
			v, ok := format.Parse([]byte(row[m.Index(FieldAmount)]))
			if !ok && !m.Missing([]byte(row[m.Index(FieldAmount)])) {
				t.Errorf("%q is not read as an amount", row[m.Index(FieldAmount)])
			}
			revenue += v
		case 'L':
			sum.lost++
		default:
			sum.open++
		}
	}
	sum.revenue = revenue.String()
	return sum, dates.Order()
}

func TestRealVisitsAndMeetingsAreVisits(t *testing.T) {
	tests := []struct {
		path   string
		visits int
	}{
		{"hcp-field-visits/visits.csv", 3904},
		{"insurance-brokerage/Meeting List.csv", 34},
		{"hubspot-sample/hubspot_activities.csv", 58}, // meetings with the outcome Completed, of 412
		{"salesforce-dataloader-sample/Task.csv", 0},  // none was started
	}
	for _, x := range tests {
		t.Run(x.path, func(t *testing.T) {
			table := sharedTable(t, x.path, ',')
			m, err := Identify(Table{table.Name, table.Rows[:min(200, len(table.Rows))]}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := strings.Count(letters(m, table.Rows[m.HeaderRow+1:]), "V")
			if m.Role != Activities || got != x.visits {
				t.Errorf("%s with %d visits, want activities with %d", m.Role, got, x.visits)
			}
		})
	}
}

func TestRealTablesThatAreNoExportsAreRefused(t *testing.T) {
	tests := []struct {
		path    string
		comma   rune
		trouble Trouble
		hint    string
	}{
		{"maven-crm-sales/accounts.csv", ',', NoRole, "leave the file out"},
		{"maven-crm-sales/products.csv", ',', NoRole, "leave the file out"},
		{"maven-crm-sales/data_dictionary.csv", ',', SeveralTables, "file of its own"},
		{"adventureworks-sales/Product.csv", '|', NoRole, "leave the file out"},
		{"hcp-field-visits/doctors.csv", ',', NoRole, "leave the file out"},
		{"hubspot-sample/hubspot_companies.csv", ',', NoRole, "leave the file out"},
		{"adventureworks-oltp/SalesPerson.csv", '\t', NoHeader, "--columns"},
		{"adventureworks-oltp/FactSalesQuota.csv", '|', NoHeader, "--columns"},
		{"adventureworks-oltp/SalesPersonQuotaHistory.csv", '\t', NoHeader, "--columns"},
		{"insurance-brokerage/Brokerage_fees.csv", ',', MissingColumns, "rep: Account Executive"},
		{"insurance-brokerage/Fees.csv", ',', MissingColumns, "close_date: income_due_date"},
	}
	for _, x := range tests {
		t.Run(x.path, func(t *testing.T) {
			table := sharedTable(t, x.path, x.comma)
			m, err := Identify(Table{table.Name, table.Rows[:min(200, len(table.Rows))]}, Options{})
			var e *IdentifyError
			if !errors.As(err, &e) {
				t.Fatalf("taken for %s: %q", m.Role, m.Evidence)
			}
			if e.Trouble != x.trouble || !strings.Contains(e.Hint(), x.hint) {
				t.Errorf("%s: %v\n%s\nwant %s with %q", e.Trouble, e, e.Hint(), x.trouble, x.hint)
			}
		})
	}
}

func TestRealRostersAndQuotasAreFound(t *testing.T) {
	tests := []struct {
		path  string
		comma rune
		role  Role
		ids   int // columns of rep_id
	}{
		{"maven-crm-sales/sales_teams.csv", ',', Roster, 0},
		{"adventureworks-sales/Salesperson.csv", '|', Roster, 2},
		{"adventureworks-sales/excel-locale/Salesperson.csv", '\t', Roster, 2},
		{"hcp-field-visits/reps.csv", ',', Roster, 1},
		{"adventureworks-sales/Targets.csv", '|', Quotas, 1},
		{"adventureworks-sales/excel-locale/Targets.csv", '\t', Quotas, 1},
		{"adventureworks-sales/wide-targets/ResellerSalesTargets.csv", ',', Quotas, 1},
	}
	for _, x := range tests {
		t.Run(x.path, func(t *testing.T) {
			m, err := Identify(sharedTable(t, x.path, x.comma), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if m.Role != x.role || len(m.All(FieldRepID)) != x.ids {
				t.Errorf("%s with %d ids, want %s with %d", m.Role, len(m.All(FieldRepID)), x.role, x.ids)
			}
		})
	}
}

func TestTheSpreadsheetCopyOfTheTargetsHasTheSameValues(t *testing.T) {
	plain := sharedTable(t, "adventureworks-sales/Targets.csv", '|')
	excel := sharedTable(t, "adventureworks-sales/excel-locale/Targets.csv", '\t')
	a, b := quotaValues(t, plain), quotaValues(t, excel)
	if len(a) != 809 || len(b) != 809 {
		t.Fatalf("%d and %d targets, want 809", len(a), len(b))
	}
	for i := range a {
		if a[i] != b[i] {
			t.Fatalf("row %d: %+v and %+v", i+1, a[i], b[i])
		}
	}
}

type quotaValue struct {
	rep    string
	day    int32
	amount Amount
}

func quotaValues(t *testing.T, table Table) []quotaValue {
	t.Helper()
	m, err := Identify(table, Options{})
	if err != nil {
		t.Fatal(err)
	}
	body := table.Rows[1:]
	dates, err := dateEvidence(column(m, body, FieldDate)).Decide(DateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var numbers NumberEvidence
	for _, c := range column(m, body, FieldAmount) {
		numbers.Add([]byte(c))
	}
	format, err := numbers.Decide(NumberOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var out []quotaValue
	for _, row := range body {
		day, dayOK := dates.Parse([]byte(row[m.Index(FieldDate)]))
		v, ok := format.Parse([]byte(row[m.Index(FieldAmount)]))
		if !ok || !dayOK {
			t.Fatalf("not read: %q", row)
		}
		out = append(out, quotaValue{row[m.Index(FieldRepID)], day, v})
	}
	return out
}
