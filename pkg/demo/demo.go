// Package demo makes the example exports: a simulated field sales team of two
// teams and fourteen reps over eighteen months, written as CSV in the shape of a
// CRM's own exports, from a seed alone.
//
// What is true of each rep is planted and known (see [Truth]), so that an analysis
// can be held to it: some reps really differ, others only look as if they did.
//
// The simulation works in whole numbers only (odds in ten-thousandths, money in
// cents), because floating point may be fused differently on another processor:
// the same seed gives the same bytes everywhere. Every rep draws from streams of
// their own, seeded by the name, so a rep added or changed leaves the others alone.
package demo

// DefaultSeed is the seed of the example exports that the documentation shows.
const DefaultSeed uint64 = 20260630

// First and last day of the exports, and so of the simulated period.
const (
	FirstDay = "2025-01-01"
	LastDay  = "2026-06-30"
)

// File is one example export: its name and its whole content (UTF-8 without byte
// order mark, comma, LF).
type File struct {
	Name  string
	Bytes []byte
}

// Files gives the example exports of a seed, always in the same order: deals.csv,
// activities.csv, roster.csv, quotas.csv, skills.csv, coaching.csv. The same seed
// gives the same bytes on every run and platform.
func Files(seed uint64) []File {
	b := simulate(seed)
	return []File{
		{"deals.csv", dealsCSV(b)},
		{"activities.csv", activitiesCSV(b)},
		{"roster.csv", rosterCSV()},
		{"quotas.csv", quotasCSV(b.cal)},
		{"skills.csv", skillsCSV(seed)},
		{"coaching.csv", coachingCSV()},
	}
}
