// Package skill compares how a rep, the manager and the job see each skill:
// the gap analysis of the coaching model and its Sales Star.
//
// It rates nothing itself. A single rating on a five-point scale is a rough
// measurement, so every gap carries the error that self and manager ratings
// show between them, and a gap inside that error is marked as such.
package skill
