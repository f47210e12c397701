package report

import (
	"fmt"
	"math"

	"github.com/salescoach/salescoach/pkg/bridge"
	"github.com/salescoach/salescoach/pkg/chart"
	"github.com/salescoach/salescoach/pkg/render"
)

// bridgePicture is the waterfall from one period to the other.
func bridgePicture(r bridge.Result, src Source) chart.Picture {
	p := chart.Waterfall{
		Caption: chart.Caption{
			Title:    bridgeTitle(r),
			Subtitle: "What each driver did to " + r.Metric + ". Whiskers: 90 % interval by chance alone; grey with ~ could be noise.",
			Foot:     methodNote(r) + " " + src.Sentence(),
		},
		Unit: bridgeUnit(r),
		From: chart.Total{Name: r.From.Period, Value: r.From.Value},
		To:   chart.Total{Name: r.To.Period, Value: r.To.Value},
	}
	for _, d := range r.Drivers {
		p.Drivers = append(p.Drivers, chart.Driver{
			Name: capital(driverWords(d.Driver)), Value: d.Contribution, Low: orNaN(d.Low), High: orNaN(d.High), Noise: d.Noise(), Note: driverNote(r, d),
		})
	}
	return p
}

func driverNote(r bridge.Result, d bridge.Part) string {
	if r.From.Value <= 0 {
		return ""
	}
	return "(" + render.FormatChange(d.Contribution/r.From.Value, 0) + ")"
}

func bridgeUnit(r bridge.Result) chart.Unit {
	if r.Counted {
		return chart.Unit{Kind: chart.Count}
	}
	return chart.Unit{Kind: chart.Money, Sign: currencySign(r.Unit)}
}

// bridgeTitle says the change and its largest real part.
func bridgeTitle(r bridge.Result) string {
	if r.Change == 0 {
		return fmt.Sprintf("%s did not change from %s to %s", capital(r.Metric), r.From.Period, r.To.Period)
	}
	s := fmt.Sprintf("%s %s by %s from %s to %s", capital(r.Metric), moved(r.Change), bridgeUnit(r).Label(math.Abs(r.Change)), r.From.Period, r.To.Period)
	var largest bridge.Part
	for _, d := range r.Drivers {
		if !d.Noise() && math.Abs(d.Contribution) > math.Abs(largest.Contribution) {
			largest = d
		}
	}
	if largest.Contribution == 0 {
		return s + ": nothing in it stands out from noise"
	}
	verb := "added"
	if largest.Contribution < 0 {
		verb = "cost"
	}
	return fmt.Sprintf("%s: %s %s %s", s, driverWords(largest.Driver), verb, bridgeUnit(r).Label(math.Abs(largest.Contribution)))
}
