// Package stats holds the statistics of the program: intervals, tests, partial pooling, rank distributions, funnel
// limits, standardisation, regression, trends and competing risks, each in a small file with its formula and source.
//
// It knows nothing of sales: units have successes, trials, events, exposure and amounts. Every function is a pure
// function of its arguments; a result that the data cannot carry is said so by ok = false or an error, never by
// not-a-number. Random draws are seeded, sums run in a fixed order.
package stats
