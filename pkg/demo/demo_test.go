package demo

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestTheExportsAreTheSameBytesEverywhere(t *testing.T) {
	want, err := os.ReadFile("../../testdata/demo/SHA256SUMS")
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, f := range Files(DefaultSeed) {
		fmt.Fprintf(&got, "%x  %s\n", sha256.Sum256(f.Bytes), f.Name)
	}
	if got.String() != string(want) {
		t.Errorf("digests changed; if the change is meant, put these into testdata/demo/SHA256SUMS:\n%s", got.String())
	}
}

func TestAnotherSeedGivesOtherDealsAndTheSameTeam(t *testing.T) {
	first, again, other := Files(7), Files(7), Files(8)
	for i, f := range first {
		if !bytes.Equal(f.Bytes, again[i].Bytes) {
			t.Errorf("%s differs between two runs of one seed", f.Name)
		}
		fixed := f.Name == "roster.csv" || f.Name == "quotas.csv" || f.Name == "coaching.csv"
		if same := bytes.Equal(f.Bytes, other[i].Bytes); same != fixed {
			t.Errorf("%s: the same for two seeds is %v, want %v", f.Name, same, fixed)
		}
	}
}

func TestEverySeedShowsWhatWasPlanted(t *testing.T) {
	cal := newAlmanac()
	for seed := range uint64(12) {
		for _, p := range cast {
			if miss := p.played(seed, cal).miss(p.claims(), cal); miss != 0 {
				t.Errorf("seed %d: the figures of %s miss the plan by %d", seed, p.name, miss)
			}
		}
	}
}

func TestCRMExportsAreFullyQuotedAndEndLinesWithLF(t *testing.T) {
	for _, f := range Files(DefaultSeed)[:2] {
		if !bytes.HasPrefix(f.Bytes, []byte(`"Record ID",`)) || bytes.Contains(f.Bytes, []byte("\r")) {
			t.Errorf("%s does not look like an export: %q", f.Name, f.Bytes[:60])
		}
		if bytes.Contains(f.Bytes, []byte(",,")) {
			t.Errorf("%s has an unquoted empty field", f.Name)
		}
	}
}

func TestAmountsSpreadAroundTheirMedian(t *testing.T) {
	rng := newStream(1, "test", 0)
	below, sum := 0, int64(0)
	const draws = 20_000
	for range draws {
		x := lognormal(rng, 1_000_000)
		sum += x
		if x < 1_000_000 {
			below++
		}
	}
	// exp(0.45^2/2) = 1.107 is the mean of a lognormal of median 1 and log-sd 0.45.
	if mean := float64(sum) / draws / 1_000_000; mean < 1.09 || mean > 1.125 {
		t.Errorf("mean is %.3f medians, want about 1.107", mean)
	}
	if share := float64(below) / draws; share < 0.485 || share > 0.515 {
		t.Errorf("%.3f of the draws lie below the median", share)
	}
}

func BenchmarkFiles(b *testing.B) {
	for b.Loop() {
		Files(DefaultSeed)
	}
}
