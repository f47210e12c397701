package stats

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// irls is the state of one fit.
type irls struct {
	data    GLM
	kernel  kernel
	coef    []float64
	cov     [][]float64
	eta     []float64
	dev     float64
	moved   float64 // the largest change of the linear predictor in the last step
	started bool
}

func (s *irls) run() error {
	s.begin()
	for range glmIterations {
		coef, cov, err := s.step()
		if err != nil {
			return err
		}
		s.accept(coef, cov)
		if s.ranAway() {
			return ErrNoConvergence
		}
		if s.moved <= glmTolerance {
			_, s.cov, err = s.step()
			return err
		}
	}
	return ErrNoConvergence
}

// begin sets the linear predictor from the outcomes.
func (s *irls) begin() {
	s.dev = math.Inf(1)
	s.eta = make([]float64, len(s.data.Y))
	for i, y := range s.data.Y {
		s.eta[i] = s.kernel.start(y, s.data.trials(i))
	}
}

// accept takes the new coefficients, halving the step while it makes the fit worse.
func (s *irls) accept(coef []float64, cov [][]float64) {
	old, previous := s.coef, s.dev
	s.coef, s.cov = coef, cov
	s.predict()
	for i := 0; s.started && i < 30 && !(s.dev <= previous*(1+1e-10)+1e-10); i++ {
		for j := range s.coef {
			s.coef[j] = (s.coef[j] + old[j]) / 2
		}
		s.predict()
	}
	s.started = true
}

// predict refreshes the linear predictor and the deviance.
func (s *irls) predict() {
	s.moved = 0
	for i, row := range s.data.X {
		eta := s.data.offset(i) + dot(row, s.coef)
		s.moved = math.Max(s.moved, math.Abs(eta-s.eta[i]))
		s.eta[i] = eta
	}
	s.dev = s.deviance()
}

func (s *irls) deviance() float64 {
	total := 0.0
	for i, y := range s.data.Y {
		if m := s.data.trials(i); m > 0 {
			mu, _, _ := s.kernel.mean(s.eta[i], m)
			total += s.kernel.deviance(y, mu, m)
		}
	}
	return total
}

// ranAway tells a fit on its way to infinity: a fitted rate of zero, or a fitted share of zero or one.
func (s *irls) ranAway() bool {
	for i, eta := range s.eta {
		if s.data.trials(i) > 0 && math.Abs(eta-s.data.offset(i)) > glmRunaway {
			return true
		}
	}
	return math.IsNaN(s.dev) || math.IsInf(s.dev, 0)
}

// step solves the weighted least squares of one iteration.
func (s *irls) step() ([]float64, [][]float64, error) {
	rows, terms := len(s.data.X), len(s.data.X[0])
	a := mat.NewDense(rows, terms, nil)
	b := mat.NewDense(rows, 1, nil)
	for i, row := range s.data.X {
		m := s.data.trials(i)
		mu, slope, vari := s.kernel.mean(s.eta[i], m)
		if !(vari > 0) || !(slope > 0) {
			continue
		}
		w := slope / math.Sqrt(vari)
		for j, x := range row {
			a.Set(i, j, w*x)
		}
		b.Set(i, 0, w*(s.eta[i]-s.data.offset(i)+(s.data.Y[i]-mu)/slope))
	}
	return leastSquares(a, b)
}

// leastSquares solves min |a x - b| by QR with columns scaled to length one, and gives (a'a)^-1.
func leastSquares(a, b *mat.Dense) ([]float64, [][]float64, error) {
	scale, ok := scaleColumns(a)
	if !ok {
		return nil, nil, ErrNotIdentifiable
	}
	var qr mat.QR
	qr.Factorize(a)
	if c := qr.Cond(); !(c < 1e10) {
		return nil, nil, ErrNotIdentifiable
	}
	var x, r, inv, cov mat.Dense
	if err := qr.SolveTo(&x, false, b); err != nil {
		return nil, nil, ErrNotIdentifiable
	}
	qr.RTo(&r)
	if err := inv.Inverse(r.Slice(0, len(scale), 0, len(scale))); err != nil {
		return nil, nil, ErrNotIdentifiable
	}
	cov.Mul(&inv, inv.T())
	return unscale(&x, &cov, scale)
}

func scaleColumns(a *mat.Dense) ([]float64, bool) {
	rows, terms := a.Dims()
	scale := make([]float64, terms)
	for j := range scale {
		scale[j] = mat.Norm(a.ColView(j), 2)
		if !(scale[j] > 0) || math.IsInf(scale[j], 0) {
			return nil, false
		}
		for i := range rows {
			a.Set(i, j, a.At(i, j)/scale[j])
		}
	}
	return scale, true
}

func unscale(x, cov *mat.Dense, scale []float64) ([]float64, [][]float64, error) {
	coef := make([]float64, len(scale))
	out := make([][]float64, len(scale))
	for i := range scale {
		coef[i] = x.At(i, 0) / scale[i]
		out[i] = make([]float64, len(scale))
		for j := range scale {
			out[i][j] = cov.At(i, j) / (scale[i] * scale[j])
		}
	}
	return coef, out, nil
}

// fit gathers what the loop has found.
func (s *irls) fit(quasi bool) GLMFit {
	f := GLMFit{Coef: s.coef, Cov: s.cov, Deviance: s.dev, Fitted: make([]float64, len(s.eta))}
	pearson := 0.0
	for i, y := range s.data.Y {
		m := s.data.trials(i)
		if m <= 0 {
			continue
		}
		mu, _, vari := s.kernel.mean(s.eta[i], m)
		f.Fitted[i] = mu
		pearson += (y - mu) * (y - mu) / vari
		f.LogLik += s.kernel.logLik(y, mu, m)
	}
	f.ResidualDF = s.data.informative() - len(s.coef)
	if f.ResidualDF > 0 {
		f.Dispersion = pearson / float64(f.ResidualDF)
	}
	f.widen(quasi)
	return f
}

// widen scales the covariance in a quasi family and reads the standard errors off it.
func (f *GLMFit) widen(quasi bool) {
	f.SE = make([]float64, len(f.Coef))
	for i, row := range f.Cov {
		for j := range row {
			if quasi {
				row[j] *= f.Dispersion
			}
		}
		f.SE[i] = math.Sqrt(row[i])
	}
}

func dot(a, b []float64) float64 {
	total := 0.0
	for i, x := range a {
		total += x * b[i]
	}
	return total
}
