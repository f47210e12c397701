// Package crm gives the cells of a CRM export their meaning: which CRM wrote
// the file, what it holds, which column is which, how its dates and numbers
// are spelled, and which words mean won, lost, a visit, done.
//
// It is pure. Input is header cells and sample rows, or single cells; output
// is a [Mapping], decided formats and parsed values. It opens no file, reads
// no clock and knows no locale but the one it is told.
//
// The way through it:
//
//  1. [Identify] takes the first rows of a file and gives a [Mapping].
//  2. [DateEvidence] and [NumberEvidence] look at the cells of a column, in
//     any order and on any number of workers, merge, and decide a
//     [DateFormat] or a [NumberFormat], or report what is ambiguous.
//  3. The formats parse cells without allocation; [Mapping.DealStatus],
//     [Mapping.Visit] and [Mapping.Done] read words.
//
// An empty or NULL-like cell is missing, never zero: parsers refuse it, and
// [Mapping.Missing] tells it from damage.
package crm
