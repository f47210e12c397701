package stats

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// A failer is a testing.T or a rapid.T.
type failer interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// wantNear fails where got is not want to a relative (or, near zero, absolute) tolerance.
func wantNear(t failer, what string, got, want, tol float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > tol*(1+math.Abs(want)) {
		t.Errorf("%s = %.12g, want %.12g", what, got, want)
	}
}

func wantNearAll(t failer, what string, got, want []float64, tol float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s has %d values, want %d", what, len(got), len(want))
	}
	for i := range want {
		wantNear(t, what, got[i], want[i], tol)
	}
}

// dobson is the randomised trial of Dobson (1990), p. 93, the example of R's glm: 3 outcomes x 3 treatments.
func dobson() GLM {
	d := GLM{Y: []float64{18, 17, 15, 20, 10, 20, 25, 13, 12}}
	for i := range d.Y {
		o, tr := i%3, i/3
		d.X = append(d.X, []float64{1, indicator(o == 1), indicator(o == 2), indicator(tr == 1), indicator(tr == 2)})
	}
	return d
}

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func TestPoissonRegressionReproducesDobson(t *testing.T) {
	fit, err := FitGLM(Poisson, dobson())
	if err != nil {
		t.Fatal(err)
	}
	wantNearAll(t, "coefficients", fit.Coef, []float64{3.044522, -0.4542553, -0.2929871, 0, 0}, 1e-6)
	wantNearAll(t, "standard errors", fit.SE, []float64{0.1708987, 0.2021708, 0.1927423, 0.2, 0.2}, 1e-6)
	wantNear(t, "deviance", fit.Deviance, 5.129141, 1e-6)
	wantNear(t, "log-likelihood", fit.LogLik, -23.38066, 1e-6)
	if fit.ResidualDF != 4 {
		t.Errorf("residual df = %d, want 4", fit.ResidualDF)
	}
}

func TestQuasiFamilyWidensByTheDispersion(t *testing.T) {
	plain, _ := FitGLM(Poisson, dobson())
	quasi, _ := FitGLM(QuasiPoisson, dobson())
	wantNear(t, "dispersion", quasi.Dispersion, 1.2933, 1e-4)
	wantNear(t, "standard error", quasi.SE[0], plain.SE[0]*math.Sqrt(quasi.Dispersion), 1e-12)
}

func TestLogisticRegressionOnTwoGroupsIsTheLogOddsRatio(t *testing.T) {
	d := GLM{X: [][]float64{{1, 0}, {1, 1}, {1, 1}}, Y: []float64{20, 30, 0}, Trials: []float64{100, 90, 0}}
	fit, err := FitGLM(Binomial, d)
	if err != nil {
		t.Fatal(err)
	}
	wantNear(t, "intercept", fit.Coef[0], math.Log(20.0/80), 1e-10)
	wantNear(t, "log odds ratio", fit.Coef[1], math.Log(30.0/60*80/20), 1e-10)
	wantNear(t, "its error (Woolf)", fit.SE[1], math.Sqrt(1./20+1./80+1./30+1./60), 1e-10)
	if fit.ResidualDF != 0 || fit.Dispersion != 0 {
		t.Errorf("df %d and dispersion %g of a saturated model, want 0 and 0", fit.ResidualDF, fit.Dispersion)
	}
}

func TestRegressionRefusesWhatHasNoAnswer(t *testing.T) {
	ones := [][]float64{{1, 1}, {1, 1}, {1, 1}}
	groups := [][]float64{{1, 0}, {1, 0}, {1, 1}, {1, 1}}
	cases := []struct {
		name string
		data GLM
		want error
	}{
		{"a column twice", GLM{X: ones, Y: []float64{1, 2, 3}}, ErrNotIdentifiable},
		{"a column of zeros", GLM{X: [][]float64{{1, 0}, {1, 0}, {1, 0}}, Y: []float64{1, 2, 3}}, ErrNotIdentifiable},
		{"a group without events", GLM{X: groups, Y: []float64{4, 3, 0, 0}}, ErrNoConvergence},
		{"no events at all", GLM{X: groups, Y: make([]float64, 4)}, ErrNoConvergence},
		{"no rows", GLM{}, nil},
		{"fewer rows than terms", GLM{X: ones[:1], Y: []float64{1}}, nil},
		{"a negative count", GLM{X: groups, Y: []float64{4, 3, -1, 0}}, nil},
		{"an exposure of zero", GLM{X: groups, Y: []float64{4, 3, 1, 1}, Offset: []float64{0, 0, math.Inf(-1), 0}}, nil},
		{"a missing value", GLM{X: groups, Y: []float64{4, math.NaN(), 1, 1}}, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := FitGLM(Poisson, c.data)
			if err == nil || c.want != nil && !errors.Is(err, c.want) {
				t.Errorf("error = %v, want %v", err, c.want)
			}
		})
	}
}

func TestNegativeBinomialWithoutOverdispersionIsPoisson(t *testing.T) {
	d := GLM{X: [][]float64{{1}, {1}, {1}, {1}}, Y: []float64{5, 5, 5, 6}}
	fit, err := FitNegBin(d)
	if err != nil {
		t.Fatal(err)
	}
	if !fit.IsPoisson || fit.Theta != 0 {
		t.Errorf("theta = %g, Poisson %v, want 0 and true", fit.Theta, fit.IsPoisson)
	}
	wantNear(t, "intercept", fit.Coef[0], math.Log(5.25), 1e-10)
}

// The maximum likelihood fit of Bliss & Fisher's mites on apple leaves is in the original paper: mean 1.1467, size 1.025.
func TestNegativeBinomialReproducesTheMitesOfBlissAndFisher(t *testing.T) {
	freq := []int{70, 38, 17, 10, 9, 3, 2, 1}
	var d GLM
	for count, n := range freq {
		for range n {
			d.X, d.Y = append(d.X, []float64{1}), append(d.Y, float64(count))
		}
	}
	fit, err := FitNegBin(d)
	if err != nil {
		t.Fatal(err)
	}
	wantNear(t, "mean", math.Exp(fit.Coef[0]), 1.146667, 1e-6)
	wantNear(t, "size", fit.Theta, 1.0246, 1e-3)
}

func TestRegressionIgnoresTheOrderOfRowsAndTheUnitOfExposure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(6, 20).Draw(t, "n")
		d := GLM{}
		for i := range n {
			d.X = append(d.X, []float64{1, float64(i % 3), float64(i)})
			d.Y = append(d.Y, float64(rapid.IntRange(1, 60).Draw(t, "y")))
			d.Offset = append(d.Offset, math.Log(float64(rapid.IntRange(1, 25).Draw(t, "days"))))
		}
		a, err := FitGLM(Poisson, d)
		if err != nil {
			t.Fatal(err)
		}
		e := GLM{}
		for i := n - 1; i >= 0; i-- {
			e.X, e.Y, e.Offset = append(e.X, d.X[i]), append(e.Y, d.Y[i]), append(e.Offset, d.Offset[i]+math.Log(8))
		}
		b, err := FitGLM(Poisson, e)
		if err != nil {
			t.Fatal(err)
		}
		wantNear(t, "slope", b.Coef[2], a.Coef[2], 1e-7)
		wantNear(t, "deviance", b.Deviance, a.Deviance, 1e-7)
		wantNear(t, "intercept", b.Coef[0], a.Coef[0]-math.Log(8), 1e-7)
	})
}
