package crm

import "testing"

func TestMetricsAreKnownByTheWordsOfTheProfiles(t *testing.T) {
	for name, want := range map[string]string{
		"Deals won": "customers", "umsatz": "revenue", "Visits": "visits", "closed_deals": "closed", "Target Revenue": "revenue", "NPS": "", "": "",
	} {
		if got, ok := Metric(name); got != want || ok != (want != "") {
			t.Errorf("%q is %q, %v", name, got, ok)
		}
	}
}

func TestNoHeaderIsTwoMetrics(t *testing.T) {
	lib, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range lib.profiles {
		for _, s := range p.Shapes {
			for metric, headers := range s.Metrics {
				for _, h := range headers {
					if got, _ := Metric(h); got != metric {
						t.Errorf("%s, %s: %q is %s and %s", p.Name, s.Name, h, metric, got)
					}
				}
			}
		}
	}
}
