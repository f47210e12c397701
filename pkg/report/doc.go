// Package report words the results: a result of an analysis becomes a
// document of sentences and tables, a JSON object, rows for a spreadsheet and
// a picture, all from the same value.
//
// One file a result. Nothing is computed here that an analysis could have
// computed; what is decided here is what is said first, what is left to a
// note, and which words are used for people.
package report
