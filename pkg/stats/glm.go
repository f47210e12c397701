package stats

import (
	"errors"
	"fmt"
	"math"
)

// GLM is the data of a generalised linear model: one row an observation, one column a term.
type GLM struct {
	// X holds the rows of the model matrix. An intercept is a column of ones.
	X [][]float64
	// Y holds the counts (Poisson, negative binomial) or the successes (binomial).
	Y []float64
	// Offset is added to the linear predictor, ln(exposure) as a rule. Nil means none.
	Offset []float64
	// Trials holds the number of trials a row; only a binomial model reads it.
	// A row without trials says nothing and is left out of the degrees of freedom.
	Trials []float64
}

// GLMFit is a fitted generalised linear model.
type GLMFit struct {
	// Coef are the coefficients in column order, on the scale of the link (log or logit).
	Coef []float64
	// SE are their standard errors: sqrt of the diagonal of Cov.
	SE []float64
	// Cov is the covariance of the coefficients: (X'WX)^-1, times Dispersion in a quasi family.
	Cov [][]float64
	// Fitted are the expected counts or successes of the rows.
	Fitted []float64
	// Deviance is twice the log-likelihood distance to the saturated model.
	Deviance float64
	// Dispersion is Pearson's sum (y-mu)^2/V(mu) over ResidualDF; 0 without residual degrees of freedom.
	Dispersion float64
	// ResidualDF is the number of rows that say something less the number of terms.
	ResidualDF int
	// LogLik is the log-likelihood; of the plain family where the fit is a quasi one.
	LogLik float64
}

// ErrNotIdentifiable says that a model's terms cannot be told apart: one is a combination of the others,
// as when a territory has a single rep.
var ErrNotIdentifiable = errors.New("the terms of the model cannot be told apart")

// ErrNoConvergence says that the coefficients run away, as when a group has no events at all.
var ErrNoConvergence = errors.New("the model does not settle: some group has no events, or nothing but events")

const (
	glmIterations = 60
	glmTolerance  = 1e-10
	// Coefficients this far out mean a fitted rate of zero: maximum likelihood has no finite answer.
	glmRunaway = 25
)

// FitGLM fits a log-linear (Poisson) or logistic (binomial) regression by maximum likelihood, with iteratively
// reweighted least squares: beta <- argmin sum w (z - x'beta)^2, z = eta + (y-mu)/mu', w = mu'^2/V(mu).
// Source: Nelder & Wedderburn (1972), JRSS-A 135:370; quasi families Wedderburn (1974), Biometrika 61:439.
//
// It errs where the data have no single finite answer: fewer rows than terms, ErrNotIdentifiable, ErrNoConvergence.
func FitGLM(family Family, data GLM) (GLMFit, error) {
	if err := data.check(family); err != nil {
		return GLMFit{}, err
	}
	s := irls{data: data, kernel: family.kernel()}
	if err := s.run(); err != nil {
		return GLMFit{}, err
	}
	return s.fit(family.quasi()), nil
}

// check refuses data that no fit can be made of.
func (d GLM) check(family Family) error {
	if len(d.X) == 0 || len(d.X) != len(d.Y) {
		return fmt.Errorf("the model has %d rows and %d outcomes", len(d.X), len(d.Y))
	}
	if d.Offset != nil && len(d.Offset) != len(d.Y) || d.Trials != nil && len(d.Trials) != len(d.Y) {
		return errors.New("offsets and trials need one value a row")
	}
	if family.binomial() && d.Trials == nil {
		return errors.New("a binomial model needs the number of trials")
	}
	for i := range d.X {
		if err := d.checkRow(i, family); err != nil {
			return err
		}
	}
	if d.informative() < len(d.X[0]) {
		return fmt.Errorf("%d rows are too few for %d terms", d.informative(), len(d.X[0]))
	}
	return nil
}

func (d GLM) checkRow(i int, family Family) error {
	if len(d.X[i]) != len(d.X[0]) || len(d.X[i]) == 0 {
		return fmt.Errorf("row %d of the model has %d terms, not %d", i+1, len(d.X[i]), len(d.X[0]))
	}
	if d.Y[i] < 0 || family.binomial() && d.Y[i] > d.Trials[i] {
		return fmt.Errorf("row %d of the model has an impossible outcome %g", i+1, d.Y[i])
	}
	sum := d.Y[i] + d.offset(i) + d.trials(i)
	for _, x := range d.X[i] {
		sum += x
	}
	if math.IsNaN(sum) || math.IsInf(sum, 0) {
		return fmt.Errorf("row %d of the model is not finite", i+1)
	}
	return nil
}

func (d GLM) offset(i int) float64 {
	if d.Offset == nil {
		return 0
	}
	return d.Offset[i]
}

func (d GLM) trials(i int) float64 {
	if d.Trials == nil {
		return 1
	}
	return d.Trials[i]
}

// informative counts the rows with trials.
func (d GLM) informative() int {
	n := 0
	for i := range d.Y {
		if d.trials(i) > 0 {
			n++
		}
	}
	return n
}
