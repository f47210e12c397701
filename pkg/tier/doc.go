// Package tier ranks reps: who is probably in the top third of a metric, who
// in the middle and who at the end, and how sure that is.
//
// It asks first whether the reps differ at all. Every estimate is shrunken
// towards the group, every rank has an interval and every tier a probability;
// reps with too little data are not ranked, and what would be enough is said.
// Activity stands beside ability, so that few visits and few customers of many
// visits are told apart.
package tier
