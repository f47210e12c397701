package main

import (
	"encoding/csv"
	"os"
	"strconv"
	"strings"

	"github.com/salescoach/salescoach/pkg/ingest"
)

// loadRates reads a file of lines "currency,rate"; the currency with rate 1
// is the one converted to. A first line without a number is a header.
func loadRates(path string) (*ingest.Rates, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, badUsage("", "--fx: %w", err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord, r.TrimLeadingSpace = 2, true
	lines, err := r.ReadAll()
	if err != nil {
		return nil, badUsage("lines like EUR,1 and USD,0.92", "--fx: %s: %w", path, err)
	}
	rates, lineOf := &ingest.Rates{PerUnit: map[string]float64{}}, map[string]int{}
	for i, line := range lines {
		rate, err := strconv.ParseFloat(strings.TrimSpace(line[1]), 64)
		if err != nil && i == 0 {
			continue
		}
		if err != nil || !(rate > 0) || rate > 1e12 {
			return nil, badUsage("", "--fx: %s:%d: the rate %q is not a positive number", path, i+1, line[1])
		}
		code := strings.ToUpper(strings.TrimSpace(line[0]))
		if before := lineOf[code]; before > 0 && rates.PerUnit[code] != rate {
			return nil, badUsage("keep the one that holds", "--fx: %s:%d: %s has another rate in line %d", path, i+1, code, before)
		}
		rates.PerUnit[code], lineOf[code] = rate, i+1
		if rate == 1 && rates.To == "" {
			rates.To = code
		}
	}
	if rates.To == "" {
		return nil, badUsage("give the currency to convert to the rate 1", "--fx: %s: no currency has the rate 1", path)
	}
	return rates, nil
}
