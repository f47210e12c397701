package crm

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// mapping turns the chosen candidate into the answer.
func (s *search) mapping(c *candidate) *Mapping {
	evidence := s.evidence(c)
	s.adopt(c)
	m := &Mapping{Profile: c.profile.Name, Title: c.profile.Title, Shape: c.shape.Name, Role: c.shape.Role,
		HeaderRow: c.row, Columns: c.columns, Always: c.always, Cents: c.shape.Cents,
		index: maps.Clone(c.taken), loneCells: c.shape.LoneCells}
	if len(s.options.Names) > 0 {
		m.HeaderRow = -1
	}
	m.words = newVocabulary(s.options.Words, s.library.common, c.profile.Words, c.shape.Words)
	for _, f := range c.shape.Records {
		if i := m.Index(f); i >= 0 {
			m.Needed = append(m.Needed, i)
		}
	}
	if cents, ok := ParseBool(m.Always[FieldCents]); ok {
		m.Cents = cents
	}
	if _, decided := s.options.Columns[m.Role][FieldCurrency]; !decided {
		m.currencyFromHeader()
	}
	m.Evidence = evidence
	m.warn(c)
	m.warnTwins()
	m.warnUnread()
	m.warnOwn(c, s.table.Rows[c.row+1:])
	return m
}

// currencyFromHeader takes the currency from "Amount (EUR)".
func (m *Mapping) currencyFromHeader() {
	i := m.Index(FieldAmount)
	if i < 0 || m.Has(FieldCurrency) || m.Always[FieldCurrency] != "" {
		return
	}
	if _, code, ok := headerCurrency(m.Columns[i].Header); ok {
		m.Always[FieldCurrency] = code
	}
}

func (s *search) evidence(c *candidate) []string {
	var out []string
	known := len(c.taken) + c.repeated
	what := fmt.Sprintf("%s: %d of %d columns are those of %s (%s)", c.shape.Role, known, len(c.columns), c.profile.Title, c.shape.Name)
	if s.options.Profile != "" {
		what += "; the profile was given"
	}
	if s.options.Role != "" {
		what += "; the role was given"
	}
	out = append(out, what)
	if len(c.signed) > 0 {
		out = append(out, "told by the header "+quoteList(c.signed, 4))
	}
	if s.tie != "" {
		out = append(out, s.tie)
	}
	if c.row > 0 && len(s.options.Names) == 0 {
		out = append(out, fmt.Sprintf("the header is row %d; the rows above are titles", c.row+1))
	}
	if len(s.options.Names) > 0 {
		out = append(out, "the column names were given")
	}
	for _, f := range sortedFields(c.always) {
		which := "every row"
		if i, ok := c.taken[f]; ok {
			which = fmt.Sprintf("every row of which %q does not say otherwise", c.columns[i].Header)
		}
		out = append(out, fmt.Sprintf("%s has %s = %s", which, f, c.always[f]))
	}
	if c.shape.Note != "" {
		out = append(out, strings.TrimSpace(c.shape.Note))
	}
	return out
}

// flagAlone reports whether only a won flag tells the status of deals.
func (m *Mapping) flagAlone() bool {
	return m.Has(FieldIsWon) && m.Always[FieldStatus] == "" &&
		!slices.ContainsFunc([]Field{FieldStatus, FieldStage, FieldIsClosed, FieldLostDate}, m.Given)
}

// decisive are the fields of which a second column is worth a warning.
var decisive = map[Field]bool{FieldRep: true, FieldRepID: true, FieldAmount: true, FieldCloseDate: true, FieldStatus: true,
	FieldStage: true, FieldKind: true, FieldDate: true, FieldSelfScore: true, FieldManagerScore: true}

// meant asks whether an unused header is a misspelt one of a field, to be
// written behind what is missing; empty where none resembles it.
func (c *candidate) meant(f Field) string {
	if ask := didYouMean(c.near(f)); ask != "" {
		return "; " + strings.TrimSpace(ask)
	}
	return ""
}

// warn tells what a mapping leaves to be desired.
func (m *Mapping) warn(c *candidate) {
	add := func(code, format string, args ...any) {
		m.Warnings = append(m.Warnings, Warning{code, fmt.Sprintf(format, args...)})
	}
	if m.Role == Deals && !m.Given(FieldAmount) {
		add("no_amount", "no column holds the amount of the deals: revenue is unknown%s", c.meant(FieldAmount))
	}
	if m.Given(FieldAmount) && !m.Given(FieldCurrency) && c.meant(FieldCurrency) != "" {
		add("no_currency_column", "no column holds the currency of the amounts%s", c.meant(FieldCurrency))
	}
	if i := m.Index(FieldAmount); i >= 0 && c.shape.estimate(m.Header(i)) {
		add("estimated_amount", "no column holds what was really earned: %q is only what was expected, and counts as revenue", m.Header(i))
	}
	if m.Role == Deals && !m.Given(FieldStatus) && !m.Given(FieldStage) && !m.Given(FieldIsWon) {
		add("no_lost", "deals are won when they have a won date; which are lost is told only by a lost date")
	}
	if m.Role == Deals && m.flagAlone() {
		add("no_lost", "%q tells which deals are won, and nothing which are lost: all others count as open, and win rates come out too high; "+
			"salescoach.yaml can name a column for status, stage, is_closed or lost_date", m.Header(m.Index(FieldIsWon)))
	}
	if m.Role == Deals && !m.Has(FieldID) && !m.Has(FieldDealKey) {
		add("no_id", "no column identifies the deals: duplicates cannot be found%s", c.meant(FieldID))
	}
	for i, col := range c.columns {
		if col.Field == "" && col.Header != "" && c.shape.index.fields[headerKey(col.Header)].field != "" {
			f := c.shape.index.fields[headerKey(col.Header)].field
			if have, ok := c.taken[f]; ok && have != i && decisive[f] && !c.shape.estimate(col.Header) {
				add("second_column", "both %q and %q could be %s; %q is used", m.Header(have), col.Header, f, m.Header(have))
			}
		}
	}
}
