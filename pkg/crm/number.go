package crm

// numberParts is a number taken apart before its decimal mark is decided.
type numberParts struct {
	digits   []byte // digits and separators only
	negative bool
	percent  bool
	currency string // sign or code as written, "" when none
	ok       bool
}

func readNumber(cell []byte) numberParts { return numberParts{digits: cell} }

func (p numberParts) value(d Decimal) (Amount, bool) { return 0, false }
