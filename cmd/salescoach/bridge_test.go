package main

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/salescoach/salescoach/pkg/bridge"
	"github.com/salescoach/salescoach/pkg/demo"
)

// runBridge runs the command and reads its JSON.
func runBridge(t *testing.T, args ...string) bridge.Result {
	t.Helper()
	var out, errs bytes.Buffer
	s := streams{in: strings.NewReader(""), out: &out, err: &errs, env: func(string) string { return "" }}
	if code := run(context.Background(), s, append(append([]string{"bridge"}, args...), "--format", "json")); code != exitDone {
		t.Fatalf("exit code %d: %s", code, errs.String())
	}
	var r bridge.Result
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

func contributions(parts []bridge.Part) map[string]bridge.Part {
	out := map[string]bridge.Part{}
	for _, p := range parts {
		out[p.Driver] = p
	}
	return out
}

type goldenSplit struct {
	ByUnit map[string][]float64 `json:"by_unit"`
	Total  map[string]float64   `json:"total"`
}

// The public Maven export, split from Q2 to Q3 2017, against an independent implementation in R.
func TestMavenBridgeEqualsTheReference(t *testing.T) {
	shared := filepath.Join("..", "..", "..", "shared")
	text, err := os.ReadFile(filepath.Join(shared, "golden", "real-data", "maven-q2-q3-attribution.json"))
	if err != nil {
		t.Skip("the reference numbers are not beside the project")
	}
	var golden struct {
		Expected struct {
			Units   []string    `json:"units"`
			LMDI    goldenSplit `json:"lmdi_additive"`
			Shapley goldenSplit `json:"shapley"`
		} `json:"expected"`
	}
	if err := json.Unmarshal(text, &golden); err != nil {
		t.Fatal(err)
	}
	deals := filepath.Join(shared, "data", "maven-crm-sales", "sales_pipeline.csv")
	if _, err := os.Stat(deals); err != nil {
		t.Skip("the public exports are not beside the project")
	}
	names := map[string]string{"visits": "closed", "conversion": "win_rate", "deal_size": "deal_size"}
	for method, want := range map[string]goldenSplit{"lmdi": golden.Expected.LMDI, "shapley": golden.Expected.Shapley} {
		r := runBridge(t, deals, "--base", "2017-Q2", "--for", "2017-Q3", "--method", method)
		for driver, name := range names {
			nearReference(t, method+" "+driver, contributions(r.Drivers)[name].Contribution, want.Total[driver])
			for i, rep := range r.Reps {
				if unit := strings.ReplaceAll(golden.Expected.Units[i], "_", " "); rep.Rep != unit {
					t.Fatalf("rep %d is %s, want %s", i, rep.Rep, unit)
				}
				nearReference(t, method+" "+driver+" of "+rep.Rep, contributions(rep.Drivers)[name].Contribution, want.ByUnit[driver][i])
			}
		}
	}
}

func nearReference(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9*math.Abs(want)+1e-6 {
		t.Errorf("%s = %.12g, want %.12g", what, got, want)
	}
}

// What was planted in the demo team is found, and the ordinary ups and downs of quarters are called noise.
func TestBridgeTellsThePlantedFromTheOrdinary(t *testing.T) {
	dir := t.TempDir()
	var files []string
	for _, f := range demo.Files(demo.DefaultSeed) {
		path := filepath.Join(dir, f.Name)
		if err := os.WriteFile(path, f.Bytes, 0o644); err != nil {
			t.Fatal(err)
		}
		if f.Name == "deals.csv" || f.Name == "activities.csv" || f.Name == "roster.csv" {
			files = append(files, path)
		}
	}
	ordinary := map[string]bool{}
	for _, f := range demo.Truth() {
		ordinary[f.Rep] = f.Planted == demo.Ordinary
		if f.Planted != demo.CoachedImproved {
			continue
		}
		year := runBridge(t, append(files, "--base", "2025-Q2", "--for", "2026-Q2", "--rep", f.Rep)...)
		if p := contributions(year.Drivers)["conversion"]; p.Noise() || p.Contribution < 0 {
			t.Errorf("the conversion of %s, who was coached, is %+v", f.Rep, p)
		}
	}
	all, called := 0, 0
	for _, quarter := range []string{"2025-Q2", "2026-Q1", "2026-Q2"} {
		for _, rep := range runBridge(t, append(files, "--for", quarter, "--by", "quarter")...).Reps {
			for _, p := range rep.Drivers {
				if !ordinary[rep.Rep] {
					continue
				}
				all++
				if p.Noise() {
					called++
				}
			}
		}
	}
	if float64(called) < 0.8*float64(all) {
		t.Errorf("%d of %d ordinary changes are called noise; at least 80 %% should be", called, all)
	}
}
