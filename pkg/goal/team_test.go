package goal

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func team(t failer, sigma float64, members ...Member) *Team {
	tm, err := NewTeam(members, sigma)
	if err != nil {
		t.Fatalf("no team: %v", err)
	}
	return tm
}

func TestATeamOfOneIsTheRep(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o, err := NewOutlook(rapid.Float64Range(1, 60).Draw(t, "alpha"), rapid.Float64Range(1, 200).Draw(t, "beta"),
			5000, rapid.Float64Range(0.2, 1.2).Draw(t, "cv"))
		if err != nil {
			t.Fatal(err)
		}
		n := rapid.IntRange(5, 300).Draw(t, "visits")
		tm := team(t, 0, Member{o, n})
		mean, sd := o.Revenue(n)
		wantNearAll(t, "mean and sd", []float64{tm.Mean, tm.SD}, []float64{mean, sd}, 1e-9)
		target := mean * rapid.Float64Range(0.3, 2).Draw(t, "share")
		if got, want := tm.Chance(target), o.Against(target).Chance(n); math.Abs(got-want) > 2e-4 {
			t.Fatalf("chance %g, want %g", got, want)
		}
	})
}

// Two reps with certain rates and exponential deals of the same scale are one rep with the visits of both.
func TestAlikeRepsAddUp(t *testing.T) {
	o := Outlook{Alpha: 2e8, Beta: 8e8, Shape: 1, Scale: 1000}
	two, one := team(t, 0, Member{o, 40}, Member{o, 60}), team(t, 0, Member{o, 100})
	for _, target := range []float64{5000, 15000, 20000, 30000} {
		wantNear(t, "chance", two.Chance(target), one.Chance(target), 1e-6)
		wantNear(t, "chance", two.Chance(target), o.Against(target).Chance(100), 1e-6)
	}
}

func TestACommonMarketWidensWhatATeamMayReach(t *testing.T) {
	var members []Member
	for i := range 30 {
		members = append(members, Member{Outlook{Alpha: 30 + float64(i), Beta: 120, Shape: 2, Scale: 2500}, 100})
	}
	calm, rough := team(t, 0, members...), team(t, 0.2, members...)
	easy, hard := 0.85*calm.Mean, 1.15*calm.Mean
	if calm.Chance(easy) < 0.99 || calm.Chance(hard) > 0.01 {
		t.Errorf("chances %g and %g without a market", calm.Chance(easy), calm.Chance(hard))
	}
	if rough.Chance(easy) > 0.9 || rough.Chance(hard) < 0.1 {
		t.Errorf("chances %g and %g with one", rough.Chance(easy), rough.Chance(hard))
	}
	wantNear(t, "mean", rough.Mean, calm.Mean, 1e-12)
	if rough.SD < 0.2*rough.Mean {
		t.Errorf("sd %g, want above a fifth of %g", rough.SD, rough.Mean)
	}
	target := rough.TargetFor(0.8)
	wantNear(t, "chance of the realistic target", rough.Chance(target), 0.8, 1e-4)
}

func TestTeamsIgnoreOrderAndUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var a, b []Member
		for range rapid.IntRange(1, 4).Draw(t, "reps") {
			m := Member{drawOutlook(t), rapid.IntRange(0, 60).Draw(t, "visits")}
			a = append(a, m)
			m.Outlook.Scale *= 1000
			b = append([]Member{m}, b...)
		}
		x, y := team(t, 0.15, a...), team(t, 0.15, b...)
		last := 1.0
		for _, share := range []float64{0.2, 0.6, 1, 1.5, 3} {
			c := x.Chance(share * x.Mean)
			wantNear(t, "chance", y.Chance(share*y.Mean), c, 1e-6)
			if c > last+1e-3 || c < 0 {
				t.Fatalf("chance %g after %g", c, last)
			}
			last = c
		}
	})
}

func TestTeamsWithoutVisitsOrWithImpossibleMarkets(t *testing.T) {
	o := Outlook{Alpha: 2, Beta: 8, Shape: 2, Scale: 1000}
	idle := team(t, 0.1, Member{o, 0})
	if idle.Chance(1) != 0 || idle.Chance(0) != 1 || idle.TargetFor(0.5) != 0 {
		t.Errorf("nobody visits: chance %g", idle.Chance(1))
	}
	if empty := team(t, 0.1); empty.Chance(1) != 0 {
		t.Errorf("nobody: chance %g", empty.Chance(1))
	}
	for _, sigma := range []float64{-1, 3, math.NaN()} {
		if _, err := NewTeam([]Member{{o, 5}}, sigma); err == nil {
			t.Errorf("a market of %g was accepted", sigma)
		}
	}
	if _, err := NewTeam([]Member{{}}, 0); err == nil {
		t.Error("a member without an outlook was accepted")
	}
}
