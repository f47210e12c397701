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
		{"caterpillar", sampleCaterpillar()},
		{"caterpillar_panels", samplePanels(len(sampleNames))},
		{"control", sampleControl()},
		{"dumbbell", sampleDumbbell()},
		{"star", sampleStar()},
		{"cascade", sampleCascade()},
		{"waterfall", sampleWaterfall()},
		{"map", sampleMap()},
		{"funnel", sampleFunnel()},
		{"bullets", sampleBullets()},
		{"empty", Control{Caption: Caption{Title: "Visits per month", Foot: "Source: visits.csv."}}},
	}
}

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

var none = math.NaN()

func sampleCaterpillar() Picture {
	p := Caterpillar{Caption: Caption{"Visit-to-customer rate by rep, with 90% intervals",
		"A tier is named only where the evidence supports it; wide bars mean few visits. Small tick: raw rate.",
		"Beta-binomial shrinkage towards the team rate (24.3%). Source: visits.csv, deals.csv."}}
	panel := CaterpillarPanel{Unit: Unit{Kind: Percent}, Team: &Level{0.243, "team"}}
	add := func(i int, n int, est, half, raw float64, word string, t Tone) {
		p.Rows = append(p.Rows, CaterpillarRow{sampleNames[i], fmt.Sprintf("n=%d", n), word, t})
		panel.Cells = append(panel.Cells, Interval{est, est - half, est + half, raw})
	}
	add(0, 120, 0.318, 0.06, 0.341, "top 98%", High)
	add(2, 101, 0.283, 0.062, 0.297, "top ? 61%", Neutral)
	add(7, 88, 0.264, 0.065, 0.273, "mediocre ? 55%", Neutral)
	add(3, 96, 0.233, 0.06, 0.229, "mediocre ? 52%", Neutral)
	add(4, 99, 0.206, 0.057, 0.192, "poor ? 58%", Neutral)
	add(1, 1052, 0.202, 0.02, 0.173, "poor ? 70%", Neutral)
	add(8, 90, 0.165, 0.053, 0.133, "poor 99%", Low)
	add(9, 7, 0.275, 0.21, 0.43, "too few visits", Faint)
	p.Panels = []CaterpillarPanel{panel}
	return p
}

func samplePanels(n int) Picture {
	p := Caterpillar{Caption: Caption{"Customers and visits per day and conversion, with 90% intervals",
		"Sorted by customers. Activity stands beside ability: nobody is judged by one alone.",
		"Gamma-Poisson and beta-binomial shrinkage. Source: visits.csv, deals.csv."},
		Panels: []CaterpillarPanel{
			{Name: "customers a month", Team: &Level{4.1, "team"}},
			{Name: "visits a month", Team: &Level{48, "team"}},
			{Name: "conversion", Unit: Unit{Kind: Percent}, Team: &Level{0.085, "team"}}}}
	p.Panels[1].Tones = make([]Tone, n)
	for i := range n {
		x := float64(i) / float64(n)
		row := CaterpillarRow{Name: sampleNames[i%len(sampleNames)], Note: fmt.Sprintf("n=%d", 20+i*37%400), Word: "mediocre ?"}
		switch {
		case x < 0.2:
			row.Word, row.Tone = "top 93%", High
		case i%17 == 5:
			row.Word, row.Tone = "too few visits", Faint
		case x > 0.8:
			row.Word, row.Tone = "poor 88%", Low
		}
		p.Rows = append(p.Rows, row)
		if row.Tone == Faint {
			p.Panels[1].Tones[i] = Faint
		}
		a, b, c := 6-4*x, 48+14*math.Sin(3*float64(i)), 0.125-0.08*x
		p.Panels[0].Cells = append(p.Panels[0].Cells, Interval{a, a - 1.2, a + 1.4, a + 0.3*math.Sin(float64(i))})
		p.Panels[1].Cells = append(p.Panels[1].Cells, Interval{b, b - 6, b + 6, none})
		p.Panels[2].Cells = append(p.Panels[2].Cells, Interval{c, c - 0.02, c + 0.024, c + 0.006*math.Sin(float64(i))})
	}
	return p
}

func sampleControl() Picture {
	p := Control{Caption: Caption{"Visits per month of the team: up by 31 a month since April 2026",
		"Trend +2.1 visits a month (90% interval 0.8 to 3.4). Ringed: a signal; everything else is noise.",
		"XmR chart, limits from the average moving range. Source: visits.csv, 2025-01 to 2027-06."},
		Periods: months(30), Values: wave(30, 300, 12, 3), Target: &Level{350, "target"}}
	p.Values[6] = none
	for i := 15; i < 30; i++ {
		p.Values[i] += 31
	}
	p.Values[4], p.Values[22] = 246, 392
	p.Segments = []ControlSegment{{0, 14, 299, 262, 336}, {15, 29, 331, 293, 369}}
	p.Signals = []ControlSignal{{4, "May 2025", Low}, {22, "Nov 2026", High}, {16, "run of 8 above", High}}
	p.Changes = []Mark{{15, "change: Apr 2026"}}
	return p
}

func sampleDumbbell() Picture {
	return Dumbbell{Caption: Caption{"Chloé Đặng: time management is the widest gap",
		"Sorted by the manager's gap. One skill is coached at a time: the first one.", "Scale 1 to 5. Source: skills.csv."},
		Low: 1, High: 5, Skills: []Skill{
			{"Time management", 4, 2.2, 4, "gap −1.8, self sees +1.8", Low, true},
			{"Route planning", 3.5, 2.8, 4, "gap −1.2, self sees +0.7", Low, false},
			{"Lead qualification", 3.8, 3.4, 4, "gap −0.6, self sees +0.4", Low, false},
			{"Visit preparation", 3, 3.1, 3.5, "gap −0.4, self sees −0.1", Low, false},
			{"Cold calling", 3, 3, 3, "no gap, both agree", Neutral, false},
			{"Objection handling and price negotiation", 3.2, 3.6, 3.5, "no gap, self sees −0.4", Neutral, false},
			{"Product knowledge", none, 4.5, 4, "not rated by self", Neutral, false}}}
}

func sampleStar() Picture {
	return Star{Caption: Caption{"Sales Star of Chloé Đặng: activity is the weakest dimension",
		"Left: the five dimensions. Right: the same numbers as bars, which are easier to compare.",
		"Scale 1 to 5. The area has no meaning: read each spoke. Source: skills.csv."},
		Low: 1, High: 5, Spokes: []Spoke{
			{"Morale", 4.2, 3.6, 4, Neutral}, {"Beliefs", 4, 3.9, 4, Neutral}, {"Activity", 3.1, 2.1, 4, Low},
			{"Ability", 3.8, 3.4, 4, Neutral}, {"Style", 4.1, 4, 3.5, Neutral}}}
}

func sampleCascade() Picture {
	return Cascade{Caption: Caption{"+10% revenue asks for 20% more visits",
		"Each target rests on the one below; the rates between them are what the plan assumes.",
		"Base: 2026-Q1. Target: 2026-Q2. Source: deals.csv, visits.csv."},
		Levels: []CascadeLevel{
			{"business result", "revenue", Unit{Kind: Money, Sign: "$"}, 1_240_000, 1_364_000, nil},
			{"business objective", "customers", Unit{}, 200, 210, nil},
			{"sales goal", "visits to prospects", Unit{}, 1600, 1920, nil}},
		Rates: []CascadeRate{
			{"revenue per customer", Unit{Kind: Money, Sign: "$"}, 6200, 6495, "implied by the two targets"},
			{"visits to customers", Unit{Kind: Percent}, 0.125, 0.109375, "implied: below the 90% interval of the last year"}}}
}

func sampleWaterfall() Picture {
	return Waterfall{Caption: Caption{"Revenue fell by $84k: fewer visits, not worse deals",
		"Bars: contribution of each driver. Whiskers: 90% intervals. Grey with ~: could be noise.",
		"LMDI decomposition, 2026-Q1 to 2026-Q2. Source: deals.csv, visits.csv."},
		Unit: Unit{Kind: Money, Sign: "$"}, From: Total{"2026-Q1", 1_240_000}, To: Total{"2026-Q2", 1_156_000},
		Drivers: []Driver{
			{"Visits", -141_000, -190_000, -95_000, false, ""},
			{"Conversion", 38_000, -22_000, 97_000, true, ""},
			{"Deal size", 21_000, -30_000, 75_000, true, ""},
			{"Joiners and leavers", -2_000, none, none, false, ""}}}
}

func sampleMap() Picture {
	p := Map{Caption: Caption{"Two reps visit much and win little; one hardly visits",
		"Each point is a rep, lines are 90% intervals, dashed is the team.", "Source: visits.csv, deals.csv, 2026-Q2."},
		X: MapAxis{"visits a month", Unit{}, &Level{47, "team"}}, Y: MapAxis{"conversion", Unit{Kind: Percent}, &Level{0.12, "team"}},
		Quadrants: Quadrants{"low activity, low conversion", "high activity, low conversion", "low activity", "both high"}}
	xs := []float64{62, 22, 58, 48, 45, 71, 47, 49, 68, 44}
	ys := []float64{0.17, 0.15, 0.14, 0.125, 0.118, 0.06, 0.122, 0.12, 0.075, 0.109}
	for i, n := range sampleNames {
		t := Neutral
		switch i {
		case 0:
			t = High
		case 1, 5, 8:
			t = Low
		}
		p.Points = append(p.Points, MapPoint{n, xs[i], xs[i] - 5, xs[i] + 5, ys[i], ys[i] - 0.02, ys[i] + 0.025, t})
	}
	return p
}

func sampleFunnel() Picture {
	p := Funnel{Caption: Caption{"One rep wins more often than chance allows",
		"Inside the funnel, differences are what chance gives to a rep with so many deals.",
		"Exact binomial limits, mid-p. Source: deals.csv."},
		Unit: Unit{Kind: Percent}, XName: "closed deals", YName: "win rate", Center: &Level{0.63, "team"}}
	for _, z := range []struct {
		label string
		z     float64
	}{{"95%", 1.96}, {"99.8%", 3.09}} {
		band := FunnelBand{Label: z.label}
		for n := 5.0; n <= 460; n += 5 {
			h := z.z * math.Sqrt(0.63*0.37/n)
			band.N, band.Low, band.High = append(band.N, n), append(band.Low, 0.63-h), append(band.High, math.Min(1, 0.63+h))
		}
		p.Bands = append(p.Bands, band)
	}
	for i := range 30 {
		n := 30 + float64(i*53%400)
		p.Points = append(p.Points, FunnelPoint{sampleNames[i%10], n, 0.63 + 0.4*math.Sin(float64(i)*2.1)/math.Sqrt(n), Neutral})
	}
	p.Points = append(p.Points, FunnelPoint{"Ana Ruiz", 320, 0.74, High}, FunnelPoint{"Hugo Pérez", 140, 0.49, Low})
	return p
}

func sampleBullets() Picture {
	return Bullets{Caption: Caption{"The team is on pace; Björn and Hugo are not",
		"Each row against its own goal, day 41 of 64 working days.", "Forecast: negative binomial, 80% interval. Source: deals.csv, quotas.csv."},
		Unit: Unit{Kind: Money, Sign: "$"}, OfGoal: true, Rows: []Bullet{
			{"Team", 820_000, 790_000, 1_265_000, 1_150_000, 1_390_000, 1_240_000, "61% chance", Neutral},
			{"Ana Ruiz", 240_000, 180_000, 350_000, 290_000, 420_000, 280_000, "94% chance", High},
			{"Chloé Đặng", 190_000, 190_000, 295_000, 235_000, 365_000, 300_000, "47% chance", Neutral},
			{"Björn Åkesson", 120_000, 185_000, 190_000, 140_000, 250_000, 290_000, "4% chance", Low},
			{"Hugo Pérez", 45_000, 110_000, 85_000, 50_000, 130_000, 170_000, "3% chance", Low},
			{"田中太郎", none, none, none, none, none, 200_000, "no data yet", Faint}}}
}
