package render

// sample is a document with every kind of block and cell.
func sample() Document {
	d := Document{Title: "Who is top, mediocre and poor, 2026-Q1"}
	d.Add(
		Paragraph("The reps differ in conversion: a spread this wide comes by luck alone once in 400 teams (p = 0.0025), and three of five tiers are confident."),
		Heading{Text: "Conversion"},
		Table{
			Caption: "Customers won per 100 visits",
			Columns: []Column{
				{Name: "rep"}, {Name: "team"}, {Name: "tier"},
				{Name: "p", Kind: KindPercent}, {Name: "visits", Kind: KindCount},
				{Name: "conversion", Kind: KindInterval}, {Name: "revenue", Unit: "USD", Kind: KindMoney},
			},
			Rows: [][]Cell{
				{Text("Zoë Núñez"), Text("North"), Text("top").WithTone(ToneTop), Percent(0.93, 0), Count(1240), Interval(Percent(0.243, 1), Percent(0.181, 1), Percent(0.31, 1)), Money(1234567)},
				{Text("田中太郎"), Text("North"), Text("top ?").WithTone(ToneUncertain), Percent(0.52, 0), Count(310), Interval(Percent(0.114, 1), Percent(0.071, 1), Percent(0.16, 1)), Money(98000)},
				{Text("O'Brien | Sons"), Text("South"), Text("mediocre").WithTone(ToneMediocre), Percent(0.81, 0), Count(98), Interval(Percent(0.09, 1), Percent(0.021, 1), Percent(0.16, 1)), Unknown()},
				{Text("=cmd|x <b>"), Text("South"), Text("poor").WithTone(TonePoor), Percent(0.88, 0), Count(977), Interval(Percent(0.034, 1), Percent(0.011, 1), Percent(0.071, 1)), Money(-1200)},
				{Text("\x1b[31mred\x1b[0m\a"), Text(""), Text("not ranked *")},
			},
			Footer: []Cell{Text("total"), {}, {}, {}, Count(2625), {}, Money(1331367)},
		},
		Notes{"* 4 visits; at least 12 are needed for a rank.", "Intervals hold 90 % of what the data allows. Method: beta-binomial with the spread between reps integrated out (Efron and Morris 1975)."},
		Picture{Name: "rank one.png", Alt: "Conversion of five reps with 90 % intervals; Zoë Núñez stands clear of the team line.", Data: pixel},
		Heading{Text: "Leavers", Level: 2},
		Table{Caption: "Reps without a visit", Columns: []Column{{Name: "rep"}, {Name: "since"}}, Empty: "every rep made a visit"},
		Warnings{"12 won deals have no amount; they count as customers with unknown revenue."},
	)
	return d
}

// pixel is a PNG of one grey dot.
var pixel = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\b\x00\x00\x00\x00:~\x9bU\x00\x00\x00\nIDATx\x9cch\x00\x00\x00\x82\x00\x81\xddCj\xf4\x00\x00\x00\x00IEND\xaeB`\x82")
