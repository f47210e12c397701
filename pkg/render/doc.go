// Package render writes a [Document] as plain text, Markdown or HTML, result
// rows as CSV and a result as JSON.
//
// A Document is plain data: a title and blocks in the order they are read.
// Whoever builds one decides what is said; this package only decides how it
// looks, and it knows nothing of sales. Rendering the same document twice
// gives the same bytes: no clock, locale or terminal is consulted, and what a
// terminal may change (width, colour) is said by [Options].
//
// Everything that comes from an export, names above all, is hostile until
// escaped: a cell can neither send a control sequence to the terminal, nor
// break a table, nor become markup, nor run as a formula in a spreadsheet.
package render
