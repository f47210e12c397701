// Package trend reads a metric over time, for the team and for each rep: control limits and the signals against them,
// the direction with its interval, the change points, and what cannot be told yet.
//
// It is a pure function of a cube and options: [Analyse]. Its rule is that noise is not called a trend.
package trend
