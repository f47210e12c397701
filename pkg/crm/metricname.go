package crm

import "sync"

// Metric is the step that a metric's name means, in the words that the
// profiles know for it: "Deals won" are customers, "Umsatz" is revenue. False
// is a name of the user's own.
func Metric(name string) (string, bool) {
	step, ok := metricNames()[headerKey(name)]
	return step, ok
}

// metricNames are the headers of all columns that profiles take for a metric,
// and the metrics themselves.
var metricNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	lib, err := builtin()
	if err != nil {
		return names // Identify says so
	}
	for _, p := range lib.profiles {
		for i := range p.Shapes {
			for metric, headers := range p.Shapes[i].Metrics {
				names[headerKey(metric)] = metric
				for _, h := range headers {
					names[headerKey(h)] = metric
				}
			}
		}
	}
	return names
})
