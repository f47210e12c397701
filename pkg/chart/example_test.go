package chart_test

import (
	"fmt"
	"math"

	"github.com/salescoach/salescoach/pkg/chart"
)

func ExampleRender() {
	team := chart.Level{Value: 0.24, Label: "team"}
	p := chart.Caterpillar{
		Caption: chart.Caption{Title: "Ana wins more of her visits than the team", Foot: "Source: visits.csv."},
		Rows: []chart.CaterpillarRow{
			{Name: "Ana Ruiz", Note: "n=120", Word: "top 98%", Tone: chart.High},
			{Name: "Hugo P.", Note: "n=4", Word: "too few visits", Tone: chart.Faint},
		},
		Panels: []chart.CaterpillarPanel{{
			Unit: chart.Unit{Kind: chart.Percent},
			Team: &team,
			Cells: []chart.Interval{
				{Estimate: 0.32, Low: 0.26, High: 0.38, Raw: 0.34},
				{Estimate: 0.25, Low: 0.1, High: 0.45, Raw: math.NaN()},
			},
		}},
	}
	d, err := chart.Render(p, chart.Options{Format: chart.SVG})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(string(d.Data[:4]), d.Width, len(d.Warnings))
	fmt.Println(d.Alt)
	// Output:
	// <svg 9 0
	// Ana wins more of her visits than the team.
}
