package ingest

// dealSteps are the extra steps made of deals, in the order of the request.
func dealSteps(r *Request) []ExtraStep {
	return stepsWhere(r, func(s ExtraStep) bool { return len(s.Stages) > 0 })
}

// activitySteps are the extra steps made of activities.
func activitySteps(r *Request) []ExtraStep {
	return stepsWhere(r, func(s ExtraStep) bool { return len(s.Kinds) > 0 })
}

func stepsWhere(r *Request, keep func(ExtraStep) bool) []ExtraStep {
	var out []ExtraStep
	for _, s := range r.Steps {
		if keep(s) {
			out = append(out, s)
		}
	}
	return out
}
