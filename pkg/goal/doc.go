// Package goal breaks a revenue goal down into customers to win and visits to make, tells the chance of reaching it, and
// follows a running period against it.
package goal
