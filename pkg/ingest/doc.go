// Package ingest turns CRM exports into what the analyses see: a
// [funnel.Cube], the assessments and the coaching log, and beside them a
// [Quality] record that says how every file was read, what was guessed on
// which evidence, and what was refused.
//
// [Read] is the way in. It goes through the files in four passes:
//
//  1. Each file is opened, its dialect found, its header and first rows given
//     a meaning by package crm, and the spelling of its dates and numbers
//     decided, on the whole column where the first rows do not decide it.
//  2. The small tables (roster, quotas, skills, coaching, scorecard) are read
//     whole.
//  3. Deals and activities are scanned in parallel into tallies that are exact
//     integers, so that neither the number of workers nor the order of the
//     rows nor the way rows are spread over files changes a bit of the result.
//     Record ids that occur twice are found, and the scan is repeated without
//     the superseded versions.
//  4. People are matched, the tallies merged in a fixed order into the cube.
//
// Nothing here prints, and nothing reads the clock or the locale.
package ingest
