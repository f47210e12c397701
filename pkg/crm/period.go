package crm

// Period is a period label taken apart. What the label does not say is zero:
// "M01" has only a month, "Q4 2016" a year and a quarter.
type Period struct {
	Year, Quarter, Month, Week int
	Fiscal                     bool // the label says FY: the year and quarter are fiscal
}

// ParsePeriod reads a label: 2024, FY24, 2024-Q1, Q1 2024, 2024-03, 03/2024,
// March 2024, Mar, M03, 2024-W14. ok is false for anything else.
func ParsePeriod(cell string) (p Period, ok bool) { return Period{}, false }
