package chart

import (
	"fmt"
	"math"
)

// sample is a picture of realistic data, drawn for the golden files and for every property that all pictures share.
type sample struct {
	name    string
	picture Picture
}

func samples() []sample {
	return []sample{
		{"multiples", sampleMultiples()},
		{"multiples_weeks", sampleWeeks()},
	}
}

func ptr(v float64) *float64 { return &v }

var sampleNames = []string{"Ana Ruiz", "Björn Åkesson", "Chloé Đặng", "Dmitri Łukasz", "Eve O’Neil", "Ειρήνη Παππά",
	"Фарид Каримов", "Grace Li", "Hugo Pérez", "Ines Maria von Hohenzollern-Sigmaringen"}

func months(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("%d-%02d", 2025+i/12, i%12+1)
	}
	return out
}

// wave is a smooth but irregular series without a random source.
func wave(n int, level, swing, seed float64) []float64 {
	out := make([]float64, n)
	for i := range out {
		x := float64(i)
		out[i] = math.Round(level + swing*(math.Sin(x*1.7+seed*2.3)+0.6*math.Sin(x*0.6+seed)+0.4*math.Cos(x*3.1*seed)))
	}
	return out
}

func sampleMultiples() Picture {
	p := SmallMultiples{
		Caption: Caption{"Visits per month, each rep against the team",
			"Björn stays below the team in every month; nobody else does.",
			"Source: visits.csv, 108 rows, 2025-01 to 2026-06. Team line: median of the reps."},
		Periods: months(18),
		Team:    wave(18, 52, 2, 0.3),
		Mark:    &Mark{At: 9, Label: "coaching starts"},
		Target:  &Level{Value: 60, Label: "target"},
	}
	for i, n := range sampleNames[:6] {
		p.Reps = append(p.Reps, Series{Name: n, Values: wave(18, 58-4*float64(i), 7, float64(i)+1)})
	}
	p.Reps[1].Values = wave(18, 30, 4, 2)
	p.Reps[1].Tone = Low
	p.Reps[3].Values[7], p.Reps[3].Values[8], p.Reps[3].Values[10] = math.NaN(), math.NaN(), math.NaN()
	return p
}

func sampleWeeks() Picture {
	p := SmallMultiples{Caption: Caption{"Revenue per week and rep", "Ten reps, 40 weeks.", "Source: deals.csv."},
		Unit: Unit{Kind: Money, Sign: "$"}}
	for i := range 40 {
		p.Periods = append(p.Periods, fmt.Sprintf("%d-W%02d", 2025+(i+20)/52, (i+20)%52+1))
	}
	for i, n := range sampleNames {
		p.Reps = append(p.Reps, Series{Name: n, Values: wave(40, 250_000+15_000*float64(i), 60_000, float64(i)+1)})
	}
	p.Team = wave(40, 300_000, 20_000, 1)
	return p
}
