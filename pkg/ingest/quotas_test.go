package ingest

import (
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/crm"
	"github.com/salescoach/salescoach/pkg/funnel"
)

func TestTargetsOfVisitsAreNoQuotaOfRevenue(t *testing.T) {
	for name, text := range map[string]string{
		"long": "rep,period,metric,target\nAnn,2024-01,revenue,1000\nAnn,2024-01,visits,40\nBob,2024-01,Umsatz,500\nBob,2024-01,new customers,4\n",
		"wide": "rep,period,target_revenue,target_visits,target_customers\nAnn,2024-01,1000,40,3\nBob,2024-01,500,30,4\n",
	} {
		d := read(t, Request{Files: []File{{Path: write(t, name+".csv", text), Role: crm.Quotas}}})
		if got := total(t, d.Cube, funnel.Quota); got != 1500 || !strings.HasPrefix(warned(d, "other-targets"), "targets of customers, visits are left out") {
			t.Errorf("%s: %v, %v", name, got, d.Quality.Warnings)
		}
		if f := d.Quality.Files[0]; f.Used+f.LeftOut != f.Rows || f.Used != 2 {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

func TestTargetsOfOneUnknownMetricAreTheQuota(t *testing.T) {
	text := "rep,period,metric,target\nAnn,2024-01,Margin,1000\nBob,2024-01,Margin,500\n"
	d := read(t, Request{Files: files(write(t, "quotas.csv", text))})
	if got := total(t, d.Cube, funnel.Quota); got != 1500 || hasWarning(d, "other-targets") {
		t.Errorf("%v, %v", got, d.Quality.Warnings)
	}
}

func TestFiguresAcrossMonthsNeedTheirMetric(t *testing.T) {
	path := write(t, "card.csv", "Salesperson,Year,M01,M02\nAnn,2024,100,200\nBob,2024,50,60\n")
	r := Request{Files: []File{{Path: path, Role: crm.Scorecard}}}
	if msg := refused(t, r); !strings.HasPrefix(msg, `card.csv:2:10: nothing says which metric this figure is of (column "M01")`) {
		t.Error(msg)
	}
	r.Reading.Mappings = []Mapping{{Pattern: "card.csv", Columns: map[crm.Field]string{crm.FieldMetric: "=visits"}}}
	d := read(t, r)
	if got := value(t, d.Cube, "Ann", "2024-02", funnel.Visits); got != 200 || len(d.Cube.Steps) != 1 {
		t.Errorf("%v, %v", got, d.Cube.Steps)
	}
}

func TestMetricsOfLongScorecardsAreKnownInManyWords(t *testing.T) {
	text := "rep,period,metric,value\nAnn,2024-01,Besuche,40\nAnn,2024-01,Deals won,4\nAnn,2024-01,Sales,900.5\nAnn,2024-01,NPS,7\n"
	d := read(t, Request{Files: files(write(t, "card.csv", text))})
	for step, want := range map[string]float64{funnel.Visits: 40, funnel.Customers: 4, funnel.Revenue: 900.5, "nps": 7} {
		if got := value(t, d.Cube, "Ann", "2024-01", step); got != want {
			t.Errorf("%s: %v", step, got)
		}
	}
	if hasWarning(d, "no-deals") {
		t.Error("a scorecard with customers tells more than activity")
	}
}

func TestTeamGoalsAreNotCountedBesideTheirParts(t *testing.T) {
	text := "Name,Goal Owner,Target,Fiscal Period,Fiscal Year,Goal Metric,Parent Goal,From,To\r\n" +
		"Team Q1,Greg,\"$8,400,000.00 \",Quarter 1,FY2025,Revenue,,1/1/2025,3/31/2025\r\n" +
		"FH Q1,Fatima,\"$7,450,000.00 \",Quarter 1,FY2025,Revenue,Team Q1,1/1/2025,3/31/2025\r\n" +
		"DR Q1,Diego,\"$950,000.00 \",Quarter 1,FY2025,Revenue,Team Q1,1/1/2025,3/31/2025\r\n" +
		"DR Q2,Diego,\"$950,000.00 \",Quarter 2,FY2025,Revenue,Team Q2,4/1/2025,6/30/2025\r\n" +
		"DR V2,Diego,40,Quarter 2,FY2025,No. of Appointments,Team V2,4/1/2025,6/30/2025\r\n"
	d := read(t, Request{Files: files(write(t, "goals.csv", text))})
	f := d.Quality.Files[0]
	if got := total(t, d.Cube, funnel.Quota); got != 9_350_000 || f.LeftOut != 2 || f.Used != 3 || f.DateOrder != "mdy" || !hasWarning(d, "parent-targets") {
		t.Errorf("%v, %+v", got, f)
	}
}

func TestARecordOfSeveralBadFiguresIsOneBadRow(t *testing.T) {
	path := write(t, "card.csv", "Salesperson,Year,Metric,M01,M02,M03\nAnn,2024,visits,1.5,2.5,3\nBob,2024,visits,50,60,70\n")
	d := read(t, Request{Files: []File{{Path: path, Role: crm.Scorecard}}, BadRows: BadRows{Skip: true}})
	if f := d.Quality.Files[0]; f.Rejected != 1 || f.Used != 1 || f.Rows != 2 || total(t, d.Cube, funnel.Visits) != 180 {
		t.Errorf("%+v, %v", f, total(t, d.Cube, funnel.Visits))
	}
}

func TestQuotasAreInTheCurrencyOfTheAmounts(t *testing.T) {
	deals := write(t, "deals.csv", moneyHeader+"1,Closed Won,2024-01-02,Ann,100,EUR\n")
	quotas := write(t, "quotas.csv", "rep,period,target,currency\nAnn,2024-01,300,USD\n")
	r := Request{Files: files(deals, quotas)}
	if msg := refused(t, r); !strings.HasPrefix(msg, "quotas.csv: there are quotas in USD and other amounts in EUR") {
		t.Error(msg)
	}
	r.Reading.Rates = &Rates{To: "EUR", PerUnit: map[string]float64{"USD": 0.5}}
	if got := total(t, read(t, r).Cube, funnel.Quota); got != 150 {
		t.Errorf("%v in euros", got)
	}
	r.Reading.Rates.PerUnit = nil
	if msg := refused(t, r); !strings.HasPrefix(msg, "quotas.csv: there are amounts in USD and no rate for it") {
		t.Error(msg)
	}
	r.Reading = Reading{Currency: "EUR"}
	if d := read(t, r); d.Cube.Has(funnel.Quota) || d.Quality.Files[1].LeftOut != 1 {
		t.Errorf("%+v", d.Quality.Files[1])
	}
}
