package golden

import (
	"errors"

	"github.com/salescoach/salescoach/pkg/stats"
)

func init() {
	register("beta-binomial", betaBinomial)
	register("gamma-poisson", gammaPoisson)
	register("normal-normal", normalNormal)
	register("lognormal-pooling", lognormalPooling)
	register("james-stein", jamesStein)
}

var errUndefined = errors.New("the method is undefined for this input")

func betaBinomial(c *Case) (map[string]any, error) {
	d := stats.Proportions{Successes: c.Floats("successes"), Trials: c.Floats("trials")}
	fit, ok := stats.FitBetaBinomial(d)
	pool, _ := stats.PoolProportions(d, stats.PoolOptions{Pooling: stats.PlugIn})
	if !ok {
		return nil, errUndefined
	}
	out := plugInPosteriors(pool)
	chi, _ := stats.HomogeneityOfProportions(d)
	z, hasZ := stats.TaroneZ(d)
	addAll(out, map[string]any{
		"pooled": fit.Pooled, "loglik_binomial": fit.LogLikBinomial, "boundary": fit.Boundary,
		"pearson_chisq": chi.ChiSquare, "pearson_df": chi.DF, "pearson_p": chi.P,
		"tarone_z": optional(z, hasZ), "lrt": fit.LRT, "lrt_p": fit.LRTP,
	})
	if !fit.Boundary {
		addAll(out, map[string]any{
			"alpha": fit.A, "beta": fit.B, "mu": fit.Mean, "strength": fit.Strength, "rho": fit.Rho, "loglik": fit.LogLik,
			"se_logit_mu": fit.SELogitMean, "se_log_strength": fit.SELogStrength,
			"shrink_weight": shares(d.Trials, fit.Strength),
		})
	}
	return out, nil
}

func gammaPoisson(c *Case) (map[string]any, error) {
	d := stats.Rates{Events: c.Floats("events"), Exposure: c.Floats("exposure")}
	fit, ok := stats.FitGammaPoisson(d)
	pool, _ := stats.PoolRates(d, stats.PoolOptions{Pooling: stats.PlugIn})
	if !ok {
		return nil, errUndefined
	}
	out := plugInPosteriors(pool)
	chi, _ := stats.HomogeneityOfRates(d)
	addAll(out, map[string]any{
		"pooled_rate": fit.Pooled, "loglik_poisson": fit.LogLikPoisson, "boundary": fit.Boundary,
		"pearson_chisq": chi.ChiSquare, "pearson_df": chi.DF, "pearson_p": chi.P, "lrt": fit.LRT, "lrt_p": fit.LRTP,
	})
	if !fit.Boundary {
		addAll(out, map[string]any{
			"shape": fit.Shape, "rate": fit.Rate, "mean_rate": fit.Mean, "loglik": fit.LogLik,
			"se_log_mean": fit.SELogMean, "se_log_shape": fit.SELogShape, "shrink_weight": shares(d.Exposure, fit.Rate),
		})
	}
	return out, nil
}

// shares is each unit's weight on its own data, size/(size+strength).
func shares(sizes []float64, strength float64) []float64 {
	out := make([]float64, len(sizes))
	for i, n := range sizes {
		out[i] = n / (n + strength)
	}
	return out
}

func addAll(to, from map[string]any) {
	for key, v := range from {
		to[key] = v
	}
}

func plugInPosteriors(pool stats.Pool) map[string]any {
	out := columns{}
	for i := range pool.Len() {
		u := pool.Unit(i)
		out.add("posterior_mean", u.Mean(), true)
		out.add("posterior_sd", u.SD(), true)
		for level, suffix := range map[float64]string{0.90: "90", 0.95: "95"} {
			limits := stats.CredibleInterval(u, level)
			out.add("lower_"+suffix, limits.Low, true)
			out.add("upper_"+suffix, limits.High, true)
		}
	}
	return out.object()
}

func normalNormal(c *Case) (map[string]any, error) {
	d := stats.Estimates{Mean: c.Floats("estimate"), SE: c.Floats("se")}
	out := map[string]any{}
	for name, method := range map[string]stats.TauMethod{
		"REML": stats.REML, "DL": stats.DerSimonianLaird, "PM": stats.PauleMandel,
	} {
		fit, ok := stats.FitNormal(d, method)
		if !ok {
			return nil, errUndefined
		}
		out[name] = map[string]any{
			"tau2": fit.Tau2, "mu": fit.Mean, "se_mu": fit.SEMean, "Q": fit.Q.ChiSquare, "Q_p": fit.Q.P, "I2": fit.I2,
			"blup": fit.Shrunk, "blup_se": fit.ShrunkSE, "pred_lower": fit.Prediction.Low, "pred_upper": fit.Prediction.High,
		}
	}
	return out, nil
}

func lognormalPooling(c *Case) (map[string]any, error) {
	names, values := groups(c, "amount")
	var amounts [][]float64
	for _, name := range names {
		amounts = append(amounts, values[name])
	}
	fit, ok := stats.FitLogNormal(amounts)
	if !ok {
		return nil, errUndefined
	}
	out := columns{}
	for i := range names {
		naive, _ := stats.Mean(amounts[i])
		out.add("geometric_mean", fit.GeometricMean(i), true)
		out.add("arithmetic_mean", fit.ArithmeticMean(i), true)
		out.add("naive_arithmetic_mean", naive, true)
	}
	all := out.object()
	addAll(all, map[string]any{
		"reps": names, "n": fit.N, "raw_log_mean": fit.LogMean, "mu": fit.Mean, "se_mu": fit.SEMean, "tau2": fit.Tau2,
		"sigma2": fit.Sigma2, "shrunk_log_mean": fit.Shrunk, "cond_sd": fit.SD,
	})
	return all, nil
}

func jamesStein(c *Case) (map[string]any, error) {
	hits, bats, truth := c.Floats("hits"), c.Floats("at_bats"), c.Floats("remaining_average")
	n := bats[0]
	p, z := make([]float64, len(hits)), make([]float64, len(hits))
	for i := range hits {
		p[i] = hits[i] / bats[i]
		z[i] = stats.ArcsineTransform(p[i], n)
	}
	mean, _ := stats.Mean(p)
	variance := mean * (1 - mean) / n
	plain, factor, ok1 := stats.JamesStein(p, variance)
	shrunkZ, factorZ, ok2 := stats.JamesStein(z, 1)
	if !ok1 || !ok2 {
		return nil, errUndefined
	}
	zMean, _ := stats.Mean(z)
	back := make([]float64, len(z))
	for i := range z {
		back[i] = stats.ArcsineInverse(shrunkZ[i], n)
	}
	return map[string]any{
		"grand_mean": mean, "sampling_variance": variance, "shrink_factor": factor, "james_stein": plain,
		"total_sq_error_raw": squaredError(p, truth), "total_sq_error_js": squaredError(plain, truth),
		"arcsine": map[string]any{"shrink_factor": factorZ, "z_mean": zMean, "james_stein": back},
	}, nil
}

func squaredError(got, truth []float64) float64 {
	sum := 0.0
	for i := range got {
		sum += (got[i] - truth[i]) * (got[i] - truth[i])
	}
	return sum
}
