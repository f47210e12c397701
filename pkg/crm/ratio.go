package crm

import (
	"slices"
	"strings"
	"sync"
)

// computedRates are the rates that are computed from counts and amounts, as
// their names are without blanks and words for averages.
var computedRates = []string{"conversion", "conversionrate", "winrate", "dealsize", "revenueday", "revenueperday", "attainment", "attainmentrate", "quotaattainment"}

// averageWords are words for an average.
var averageWords = []string{"avg", "average", "mean", "ø", "durchschnitt", "durchschnittlich", "durchschnittliche", "promedio", "moyenne", "moyen", "medio"}

// computedRate reports whether a header names a rate that is computed: figures
// of that name, added up, would stand in its place.
func computedRate(header string) bool {
	var words []string
	for _, w := range strings.Fields(strings.ReplaceAll(Fold(header), "%", " ")) {
		if !slices.Contains(averageWords, w) {
			words = append(words, w)
		}
	}
	return slices.Contains(computedRates, strings.Join(words, ""))
}

// ratioWords are words for figures that do not add up.
var ratioWords = []string{"rate", "rates", "ratio", "per", "pro", "por", "par", "share", "percent", "percentage", "pct", "nps", "csat", "score", "index",
	"quote", "anteil", "prozent", "tasa", "taxa", "taux", "porcentaje"}

// ratioEnds are the ends of compounds that are such words.
var ratioEnds = []string{"quote", "srate", "anteil", "average", "durchschnitt"}

// ratio reports whether a header speaks of a share, a rate or an average.
func ratio(header string) bool {
	if strings.ContainsAny(header, "%Øø") {
		return true
	}
	return slices.ContainsFunc(strings.Fields(Fold(header)), func(w string) bool {
		return slices.Contains(ratioWords, w) || slices.Contains(averageWords, w) || strings.HasPrefix(w, "durchschnitt") ||
			slices.ContainsFunc(ratioEnds, func(end string) bool { return strings.HasSuffix(w, end) })
	})
}

// amountHeader reports whether a header is that of an amount in files of deals,
// or ends in the name of revenue: "Net sales".
func amountHeader(header string) bool {
	if name, _, ok := headerCurrency(header); ok {
		header = name
	}
	words := strings.Fields(Fold(header))
	if len(words) == 0 || ratio(header) {
		return false
	}
	last, known := Metric(words[len(words)-1])
	_, whole := Metric(header)
	return !whole && (amountNames()[headerKey(header)] || known && last == "revenue")
}

// amountNames are the headers of the amounts of deals.
var amountNames = sync.OnceValue(func() map[string]bool {
	names := map[string]bool{}
	lib, err := builtin()
	if err != nil {
		return names // Identify says so
	}
	for _, p := range lib.profiles {
		for i := range p.Shapes {
			if p.Shapes[i].Role != Deals {
				continue
			}
			for _, h := range p.Shapes[i].Fields[FieldAmount] {
				names[headerKey(h)] = true
			}
		}
	}
	return names
})
