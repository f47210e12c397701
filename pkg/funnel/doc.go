// Package funnel holds what every analysis sees, and all that it sees: the
// chain of steps from activity to revenue, the people, and the [Cube] of
// tallies by rep, period and step.
//
// It is plain data. Exports are turned into cubes elsewhere; a second source
// of cubes needs nothing but this package.
package funnel
